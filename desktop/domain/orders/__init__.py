"""The edited order of an investigation: its draft, read, merged with another program's, and as rows."""
