"""The page of one investigation: head, figures and tabs."""
