"""Editing a case file: one step at a time, whole or not at all, kept in its history and undone from it."""
