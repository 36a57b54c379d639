"""Samples, icons, themes and styles."""
