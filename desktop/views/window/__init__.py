"""The window: its frame, menus, rows at the top and bottom, and what comes up later."""
