"""The timeline on paper and in PDF."""
