"""The list of investigations, and the sidebar of sections, filters and saved views beside it."""
