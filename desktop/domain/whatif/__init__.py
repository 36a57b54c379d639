"""Scenarios: other facts about an order, and what they would change."""
