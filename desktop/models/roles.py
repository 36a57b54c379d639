"""The roles of items that every model may answer, and the indexes of items."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()

# FigureKeys of the amounts that an item shows.
EXPLAIN_ROLE = int(Qt.ItemDataRole.UserRole) + 100
