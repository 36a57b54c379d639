"""The sample of real cases, read from TOML tables."""
