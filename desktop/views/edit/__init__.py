"""Forms that edit a case file."""
