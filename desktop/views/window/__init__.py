"""The main window: frame, menus, tool row, status row, bars, palette, dialogs and action handlers."""
