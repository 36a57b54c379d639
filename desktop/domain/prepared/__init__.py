"""Prepared figures: the sums of one investigation for every day, small enough to keep at hand."""
