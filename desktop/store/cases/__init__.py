"""Investigations and penalties in the tables of a case file."""
