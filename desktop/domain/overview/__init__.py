"""Sums and curves over all investigations of a file."""
