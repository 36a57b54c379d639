"""Cases as text: one TOML file for each investigation, and what they share beside them."""
