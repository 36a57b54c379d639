"""The index file of a case file: list, figures, days and texts, prepared in advance."""
