"""All that is shown of one investigation on a day."""
