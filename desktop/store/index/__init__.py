"""The index file: what is prepared from a case file so that large ones answer at once."""
