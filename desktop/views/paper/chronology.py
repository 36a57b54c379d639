"""The printed chronology: every event with its date, words and sources, in lines that fill sheets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPointF, QRectF
from PySide6.QtGui import QFontMetricsF, QTextLayout, QTextOption

from desktop import text
from desktop.domain.timeline.chronicle import in_order
from desktop.domain.timeline.clusters import is_ahead
from desktop.models.timeline import confidence_word
from desktop.views.drawing.marks import paint_mark, role_of, shape_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from PySide6.QtGui import QFont, QPainter

    from desktop.domain.case.case import Event
    from desktop.domain.page.page import Page
    from desktop.theme import Look

_DATES, _MARKS = 150.0, 24.0  # the widths of the columns of dates and marks
_MARK = 10.0
_AIR = 9.0  # between two events
_KEPT = 3  # lines of an event that stay together


@dataclass(frozen=True, slots=True)
class Lettering:
    """A style of words: size in pixels, colour role, weight."""

    size: int
    role: str = "text"
    bold: bool = False

    def font(self, look: Look) -> QFont:
        """The font of this size and weight."""
        return look.font(self.size, bold=self.bold)


TITLE, PLAIN, QUIET = Lettering(12, bold=True), Lettering(11), Lettering(11, "muted")


@dataclass(frozen=True, slots=True)
class ChronologyLine:
    """A printed line of an event; only first lines have a `date`, and the first an `event` for its mark."""

    words: str
    hand: Lettering
    height: float
    date: str = ""
    event: Event | None = None


Block = tuple[ChronologyLine, ...]


def blocks_of(page: Page, look: Look, width: float) -> tuple[Block, ...]:
    """The lines of every event of a page, no wider than the sheet, in the order of the list."""
    return tuple(tuple(_lines(event, page.day, look, width)) for event in in_order(page.case.events))


def filled(blocks: tuple[Block, ...], height: float) -> tuple[Block, ...]:
    """The lines by sheet of a height in pixels; the first lines of an event are never parted."""
    sheets: list[list[ChronologyLine]] = [[]]
    used = 0.0
    for block in blocks:
        for number, line in enumerate(block):
            needed = sum(one.height for one in block[:_KEPT]) if number == 0 else line.height
            if used + needed > height and sheets[-1]:
                sheets.append([])
                used = 0.0
            sheets[-1].append(line)
            used += line.height
        used += _AIR
        sheets[-1].append(ChronologyLine("", PLAIN, _AIR))
    return tuple(tuple(sheet) for sheet in sheets)


def paint_lines(painter: QPainter, lines: Block, look: Look, box: QRectF) -> None:
    """Paint the lines of a sheet from the top of a box."""
    top = box.top()
    for line in lines:
        if line.event is not None:
            mark = QRectF(box.left() + _DATES, top + line.height / 2 - _MARK / 2, _MARK, _MARK)
            colour = look.theme.colour(role_of(line.event.kind, line.event.lane))
            paint_mark(painter, mark, shape_of(line.event.kind), colour, look.theme)
        if line.date:
            write(painter, QPointF(box.left(), top), line.date, QUIET, look)
        if line.words:
            write(painter, QPointF(box.left() + _DATES + _MARKS, top), line.words, line.hand, look)
        top += line.height


def split(words: str, font: QFont, width: float) -> list[str]:
    """The words in lines of a width in pixels; a long address may break at any letter."""
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    lines = []
    for paragraph in words.split("\n"):
        layout = QTextLayout(paragraph, font)
        layout.setTextOption(option)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            start = line.textStart()
            lines.append(paragraph[start : start + line.textLength()].rstrip())
        layout.endLayout()
    return lines


def _lines(event: Event, day: date, look: Look, width: float) -> Iterator[ChronologyLine]:
    room = width - _DATES - _MARKS
    dates = split(text.uncertain(event.date), QUIET.font(look), _DATES - 12)
    words = [(piece, TITLE) for piece in split(text.printable(event.title), TITLE.font(look), room)]
    for hand, shown in ((QUIET, _facts(event, day)), (PLAIN, text.printable(event.description))):
        if shown:
            words += [(piece, hand) for piece in split(shown, hand.font(look), room)]
    for source in event.sources:
        named = text.printable(f"{source.publisher}: {source.url}" if source.publisher else source.url)
        words += [(piece, QUIET) for piece in split(named, QUIET.font(look), room)]
    for number in range(max(len(words), len(dates))):
        shown, hand = words[number] if number < len(words) else ("", QUIET)
        height = QFontMetricsF(hand.font(look)).height() + 1
        dated = dates[number] if number < len(dates) else ""
        yield ChronologyLine(shown, hand, height, dated, None if number else event)


def _facts(event: Event, day: date) -> str:
    facts = [text.event_kind_word(event.kind), text.lane_word(event.lane), confidence_word(event.confidence)]
    if is_ahead(event, day):
        facts.append(QCoreApplication.translate("Print", "after the day shown"))
    return " · ".join(facts)


def write(painter: QPainter, corner: QPointF, words: str, hand: Lettering, look: Look) -> None:
    """Write words in a style from their upper left corner."""
    font = hand.font(look)
    painter.setFont(font)
    painter.setPen(look.theme.colour(hand.role))
    painter.drawText(corner + QPointF(0, QFontMetricsF(font).ascent()), words)
