"""The roles of items that every model may answer."""

from __future__ import annotations

from PySide6.QtCore import Qt

# FigureKeys of the amounts that an item shows.
EXPLAIN_ROLE = int(Qt.ItemDataRole.UserRole) + 100
