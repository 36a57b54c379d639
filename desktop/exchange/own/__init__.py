"""The user's saved views and scenarios, between their files and the window."""
