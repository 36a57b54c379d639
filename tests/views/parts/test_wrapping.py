"""Words in a few lines: none is lost while there is room, and the last line says where some are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QFont, QFontMetricsF

from desktop.views.parts.wrapping import BETWEEN_WORDS, wrapped

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

WORDS = "EUR 20M fine, injunction and daily penalty"


def test_that_words_fill_the_lines_and_the_last_is_cut(qtbot: QtBot) -> None:
    font = QFont()
    metrics = QFontMetricsF(font)
    width = metrics.horizontalAdvance("EUR 20M fine, inj")
    assert wrapped(WORDS, font, metrics.horizontalAdvance(WORDS) + 1, 2) == [WORDS]
    assert wrapped(WORDS, font, width, 9, BETWEEN_WORDS) == [
        "EUR 20M fine,",
        "injunction and",
        "daily penalty",
    ]
    first, second = wrapped(WORDS, font, width, 2, BETWEEN_WORDS)
    assert first == "EUR 20M fine,"
    assert second.startswith("injunction")
    assert second.endswith("…")
    assert all(metrics.horizontalAdvance(line) <= width + 1 for line in (first, second))


def test_that_a_word_wider_than_a_line_is_broken_only_where_it_may_be(qtbot: QtBot) -> None:
    font = QFont()
    width = QFontMetricsF(font).horizontalAdvance("SAN-2022")
    assert "".join(wrapped("SAN-2022-019", font, width, 9)) == "SAN-2022-019"
    assert wrapped("Injunction", font, width / 2, 9, BETWEEN_WORDS)[0].endswith("…")
