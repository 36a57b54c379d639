"""The list of investigations: the query, the catalogue that answers it, and the rows."""
