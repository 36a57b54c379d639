"""The only changeable state: the open file, the as-of day, the query and the selection."""
