"""Words under the pointer, which a screen reader is told as well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop import text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def set_tip(widget: QWidget, words: str) -> None:
    """Have a widget tell words as they are, line by line to the pointer, without markup to a reader."""
    escaped = text.escaped(words).replace("\n", "<br>")
    # Without a tag Qt takes it for plain text, and shows the names of the marks.
    widget.setToolTip(f"<span>{escaped}</span>" if escaped != words else words)
    widget.setAccessibleDescription(words.replace("\n", ", "))
