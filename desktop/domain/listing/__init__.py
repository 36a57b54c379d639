"""The list of investigations: what is asked of it, and the rows that answer."""
