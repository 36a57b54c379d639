"""Edits of a case file as values: what changes, before and after, and what takes it back."""
