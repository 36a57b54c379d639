"""Widgets shared by the views: cards, labels, pills, tables, layouts and small input fields."""
