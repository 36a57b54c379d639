"""The case file: opening, checking, watching and migrating."""
