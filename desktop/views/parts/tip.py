"""Tool tips, which a screen reader is told as well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop import text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def set_tip(widget: QWidget, words: str) -> None:
    """Give a widget a tip of plain words: lines for the pointer, a sentence for a screen reader."""
    escaped = text.escaped(words).replace("\n", "<br>")
    # Without a tag Qt takes it for plain text, and shows the names of the marks.
    widget.setToolTip(f"<span>{escaped}</span>" if escaped != words else words)
    widget.setAccessibleDescription(words.replace("\n", ", "))
