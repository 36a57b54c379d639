"""The only SQL: a question in, frozen domain values out."""
