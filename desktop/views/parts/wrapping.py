"""Text wrapped into a limited number of lines."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextOption

ANYWHERE = QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere
BETWEEN_WORDS = QTextOption.WrapMode.WordWrap


def wrapped(
    words: str, font: QFont, width: float, lines: int, where: QTextOption.WrapMode = ANYWHERE
) -> list[str]:
    """A text in at most `lines` lines of a width in pixels, the last line elided.

    Broken between words only, a word wider than a line is elided in its place.
    """
    metrics = QFontMetricsF(font)
    layout = QTextLayout(words, font)
    option = QTextOption()
    option.setWrapMode(where)
    layout.setTextOption(option)
    layout.beginLayout()
    starts: list[int] = []
    while len(starts) < lines:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        starts.append(line.textStart())
    layout.endLayout()
    pieces = [words[a:b].rstrip() for a, b in zip(starts, [*starts[1:], len(words)], strict=True)]
    return [metrics.elidedText(piece, Qt.TextElideMode.ElideRight, width + 1) for piece in pieces]
