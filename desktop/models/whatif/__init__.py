"""Scenarios in words, and typed values."""
