"""The list of investigations in words."""
