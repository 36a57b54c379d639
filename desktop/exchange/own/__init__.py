"""The user's own things: saved views and scenarios, between files and the window."""
