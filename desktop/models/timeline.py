"""The chronology of one investigation as a list: one row per event, in order."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from desktop import text
from desktop.domain.source import Confidence
from desktop.domain.timeline.chronicle import Chronicle
from desktop.domain.timeline.scopes import Scope

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.case.case import Event, Lane
    from desktop.domain.case.ids import EventId
    from desktop.domain.days.period import UncertainDate
    from desktop.domain.timeline.chronicle import Owner
    from desktop.domain.timeline.clusters import Layout
    from desktop.domain.timeline.scopes import Stock

Index = QModelIndex | QPersistentModelIndex

EVENT_ROLE = int(Qt.ItemDataRole.UserRole) + 1  # the event's id
DATE_ROLE = int(Qt.ItemDataRole.UserRole) + 2
DESCRIPTION_ROLE = int(Qt.ItemDataRole.UserRole) + 3
KIND_ROLE = int(Qt.ItemDataRole.UserRole) + 4  # the kind as the file writes it
KIND_WORD_ROLE = int(Qt.ItemDataRole.UserRole) + 5
AHEAD_ROLE = int(Qt.ItemDataRole.UserRole) + 6  # bool: after the as-of day
COPY_ROLE = int(Qt.ItemDataRole.UserRole) + 7  # the event as plain text
SOURCES_ROLE = int(Qt.ItemDataRole.UserRole) + 8  # its sources as plain text
LANE_ROLE = int(Qt.ItemDataRole.UserRole) + 9
CHANGED_ROLE = int(Qt.ItemDataRole.UserRole) + 10  # bool: another program changed it

_NO_INDEX = QModelIndex()
_KEPT = 2_000  # rows whose texts are kept


class ChronologyModel(QAbstractListModel):
    """Events in order; the texts of a row are made when it is first shown, for there may be very many."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._chronicle = Chronicle(())
        self._cells: dict[int, dict[int, object]] = {}
        self._changed: frozenset[int] = frozenset()
        self._ahead = 0  # the first row that lies after the as-of day

    @property
    def events(self) -> tuple[Event, ...]:
        """The events in the order shown."""
        return self._chronicle.events

    def show_events(self, events: Chronicle | tuple[Event, ...], day: date) -> None:
        """Show these events as of a day; the same events again only change what lies ahead."""
        chronicle = events if isinstance(events, Chronicle) else Chronicle(events)
        if chronicle is self._chronicle or chronicle.events == self._chronicle.events:
            self._set_day(day)
            return
        self.beginResetModel()
        self._chronicle, self._cells, self._ahead = chronicle, {}, chronicle.ahead_of(day)
        self.endResetModel()

    def mark(self, events: frozenset[int]) -> None:
        """Mark events as changed by another program, and no others."""
        if events != self._changed:
            self._changed = events
            if len(self._chronicle):
                self.dataChanged.emit(self.index(0), self.index(len(self._chronicle) - 1), [CHANGED_ROLE])

    def row_of(self, event: EventId | None) -> int:
        """The row of an event, or -1."""
        place = self._chronicle.place_of(event)
        return -1 if place is None else place

    def _set_day(self, day: date) -> None:
        before, self._ahead = self._ahead, self._chronicle.ahead_of(day)
        if before != self._ahead:
            first, after = sorted((before, self._ahead))
            self.dataChanged.emit(self.index(first), self.index(after - 1), [AHEAD_ROLE])

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """The number of events."""
        return 0 if parent.isValid() else len(self._chronicle)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """One text or value of an event."""
        if not index.isValid():
            return None
        row = index.row()
        if role == AHEAD_ROLE:
            # What began no one knows when may be past already.
            is_after = self._ahead <= row < self._chronicle.dated
            return is_after and self._chronicle.events[row].date.first is not None
        if role == CHANGED_ROLE:
            return self._chronicle.events[row].id in self._changed
        if role == EVENT_ROLE:
            return self._chronicle.events[row].id
        cells = self._cells.get(row)
        if cells is None:
            if len(self._cells) >= _KEPT:
                self._cells.clear()
            cells = self._cells[row] = _cell(self._chronicle.events[row])
        return cells.get(int(role))


def confidence_word(confidence: Confidence) -> str:
    """How well a fact is supported, in words."""
    translate = QCoreApplication.translate
    return {
        Confidence.CONFIRMED: translate("ChronologyModel", "Confirmed"),
        Confidence.SINGLE_SOURCE: translate("ChronologyModel", "One source"),
        Confidence.UNCONFIRMED: translate("ChronologyModel", "Unconfirmed"),
        Confidence.INFERRED: translate("ChronologyModel", "Inferred"),
        Confidence.UNKNOWN: translate("ChronologyModel", "Confidence unknown"),
    }[confidence]


def source_count(event: Event) -> str:
    """How many sources an event has, in words."""
    number = len(event.sources)
    if number == 1:
        return QCoreApplication.translate("ChronologyModel", "1 source")
    words = QCoreApplication.translate("ChronologyModel", "{number} sources")
    return words.format(number=text.count(number))


def undated_words(events: tuple[Event, ...]) -> str:
    """How many events have no date and so no mark; empty where all have one."""
    number = sum(event.date.is_undated for event in events)
    words = QCoreApplication.translate("ChronologyModel", "{number} undated, at the end of the list")
    return words.format(number=text.count(number)) if number else ""


def sight_words(layout: Layout) -> str:
    """How many events are drawn or counted in a drawing, of how many, and how many have no date."""
    translate, undated = QCoreApplication.translate, layout.undated
    if not layout.outside and not undated:
        words = (
            translate("ChronologyModel", "1 event")
            if layout.total == 1
            else translate("ChronologyModel", "{total} events")
        )
    else:
        words = translate("ChronologyModel", "{seen} of {total} events in view")
    if undated:
        words += translate("ChronologyModel", " · {undated} undated")
    return words.format(
        seen=text.count(layout.in_sight), total=text.count(layout.total), undated=text.count(undated)
    )


def counting_words(stock: Stock) -> str:
    """What is said while the events of a scope are counted."""
    translate = QCoreApplication.translate
    if stock.missing:
        return translate("ChronologyModel", "The events of the whole file could not be counted.")
    if stock.scope is Scope.EVERYTHING and stock.share is None:
        return translate("ChronologyModel", "Preparing the timeline of everything in the file…")
    words = translate("ChronologyModel", "Counting events…")
    return words if stock.share is None else f"{words} {stock.share:.0%}"


def heat_tip(lane: Lane, first: date, last: date, count: int) -> str:
    """What a pointer resting on a column of days is told, as rich text whose every word is escaped."""
    translate = QCoreApplication.translate
    words = (
        translate("ChronologyModel", "1 event")
        if count == 1
        else translate("ChronologyModel", "{total} events")
    )
    told = words.format(total=text.count(count))
    return f"{html.escape(text.stretch(first, last))}<br><b>{html.escape(told)}</b> · {text.lane_word(lane)}"


def doubt_words(date: UncertainDate) -> str:
    """What the drawing of a date says by its pattern; empty where it is a plain mark or bar."""
    translate = QCoreApplication.translate
    ends = date.both_ends
    told = (
        (
            any(end.doubt.is_approximate for end in ends),
            translate("ChronologyModel", "Fading ends: approximate"),
        ),
        (any(end.doubt.is_uncertain for end in ends), translate("ChronologyModel", "Hatched: uncertain")),
        (
            not all(end.is_known for end in ends),
            translate("ChronologyModel", "Fading to the edge: no end known"),
        ),
    )
    return "" if date.is_undated else " · ".join(words for holds, words in told if holds)


def tip_of(event: Event, owner: Owner | None = None) -> str:
    """What a pointer resting on an event is told, as rich text whose every word is escaped.

    An event of another investigation names that one; its sources are not at hand.
    """
    if owner is None:
        facts = f"{confidence_word(event.confidence)} · {source_count(event)}"
    else:
        facts = html.escape(f"{text.printable(owner.authority)} · {text.printable(owner.title)}")
    title = f"<b>{html.escape(text.printable(event.title))}</b>"
    parts = (html.escape(text.uncertain(event.date)), title, facts, html.escape(doubt_words(event.date)))
    return "<br>".join(part for part in parts if part)


def _cell(event: Event) -> dict[int, object]:
    day, title = text.uncertain(event.date), text.printable(event.title)
    description, word = text.printable(event.description), text.event_kind_word(event.kind)
    spoken = ", ".join(part for part in (day, word, text.lane_word(event.lane), title, description) if part)
    return {
        int(Qt.ItemDataRole.DisplayRole): title,
        int(Qt.ItemDataRole.ToolTipRole): _long_tip(event, description),
        int(Qt.ItemDataRole.AccessibleTextRole): spoken,
        DATE_ROLE: day,
        DESCRIPTION_ROLE: " ".join(description.split()),
        KIND_ROLE: event.kind,
        KIND_WORD_ROLE: word,
        LANE_ROLE: event.lane,
        COPY_ROLE: _copied(event),
        SOURCES_ROLE: _sources(event),
    }


def _long_tip(event: Event, description: str) -> str:
    return f"{tip_of(event)}<p>{html.escape(description)}</p>" if description else tip_of(event)


def _copied(event: Event) -> str:
    lines = [f"{text.uncertain(event.date)} ({event.date.iso})", text.printable(event.title)]
    lines += [text.printable(event.description)] if event.description else []
    lines.append(f"{text.event_kind_word(event.kind)} · {confidence_word(event.confidence)}")
    return "\n".join([*lines, _sources(event)]).strip()


def _sources(event: Event) -> str:
    return "\n".join(_source(source.publisher, source.url) for source in event.sources)


def _source(publisher: str, url: str) -> str:
    return text.printable(f"{publisher}: {url}" if publisher else url)
