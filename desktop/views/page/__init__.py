"""The page of an investigation: head, key figures, and the Penalty, Decision and Related tabs."""
