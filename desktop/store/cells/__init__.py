"""The rules on the cells of a case file, for reading, checking and writing."""
