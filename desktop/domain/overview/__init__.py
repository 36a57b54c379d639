"""The Overview: sums, curves and lists over all investigations of a file."""
