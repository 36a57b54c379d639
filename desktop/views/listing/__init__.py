"""The list of investigations and the sidebar that narrows it."""
