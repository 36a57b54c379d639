"""Item models: rows in, cells out, nothing computed."""
