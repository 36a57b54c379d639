"""Widgets: build, connect, show."""
