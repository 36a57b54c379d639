"""The case file itself: opening, checking, watching and migrating it."""
