"""The page of the rows that could not be read, each with its corrections."""
