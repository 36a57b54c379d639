"""The regimes and calendars that are shipped, read from their tables."""
