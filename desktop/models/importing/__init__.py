"""The import of a table in words: settings, columns, counts, and refused rows."""
