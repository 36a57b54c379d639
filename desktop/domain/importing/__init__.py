"""Tables that are imported: the profiles by which they are read, and what was found in their rows."""
