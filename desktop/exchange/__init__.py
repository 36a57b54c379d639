"""Formats beside the case file: the sample's TOML, JSON questions, and the user's scenarios and views."""
