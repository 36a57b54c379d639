"""The page of one investigation in words and tables."""
