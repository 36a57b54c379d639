"""Item models and words: rows in, cells out, no calculation."""
