"""What a cell of a case file may hold: the one place that decides it, for reading, checking and writing."""
