"""The page of an investigation in words and tables."""
