"""Curves of amounts over time."""
