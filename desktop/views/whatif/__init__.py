"""Scenarios: their form, results and comparison."""
