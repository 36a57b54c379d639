"""The Overview of all investigations."""
