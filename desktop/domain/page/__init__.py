"""The page of an investigation as of a day."""
