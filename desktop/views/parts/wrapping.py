"""Words in the few lines there is room for."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextOption

ANYWHERE = QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere
BETWEEN_WORDS = QTextOption.WrapMode.WordWrap


def wrapped(
    words: str, font: QFont, width: float, lines: int, where: QTextOption.WrapMode = ANYWHERE
) -> list[str]:
    """The words in at most so many lines of a width in pixels, the last one elided.

    Broken between words only, a word that is wider than a line is elided where it stands.
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
