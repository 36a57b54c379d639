"""The sample of real cases, read from its tables."""
