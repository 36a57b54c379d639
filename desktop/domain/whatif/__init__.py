"""Scenarios: assumed facts about an order, compared with the record."""
