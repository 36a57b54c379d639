"""The page of an import."""
