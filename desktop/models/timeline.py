"""The chronology of an investigation as a list, a row per event, and the words of timelines."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QCoreApplication, QObject, Qt

from desktop import text
from desktop.domain.source import Confidence
from desktop.domain.timeline.chronicle import Chronicle
from desktop.domain.timeline.scopes import Scope
from desktop.models.roles import NO_INDEX

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.case.case import Event, Lane
    from desktop.domain.case.ids import EventId
    from desktop.domain.days.period import UncertainDate
    from desktop.domain.timeline.chronicle import Owner
    from desktop.domain.timeline.clusters import Layout
    from desktop.domain.timeline.scopes import Stock
    from desktop.models.roles import Index

translate = QCoreApplication.translate

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
SOURCE_COUNT_ROLE = int(Qt.ItemDataRole.UserRole) + 11  # the number of its sources in words
_KEPT = 2_000  # rows whose texts are kept


class ChronologyModel(QAbstractListModel):
    """Events in order; the texts of a row are made when first shown, for there may be very many rows."""

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
        """Show these events as of a day; the same events again only change the rows ahead of the day."""
        chronicle = events if isinstance(events, Chronicle) else Chronicle(events)
        if chronicle is self._chronicle or chronicle.events == self._chronicle.events:
            self._set_day(day)
            return
        self.beginResetModel()
        self._chronicle, self._cells, self._ahead = chronicle, {}, chronicle.ahead_of(day)
        self.endResetModel()

    def mark(self, events: frozenset[int]) -> None:
        """Mark exactly these events as changed by another program."""
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

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        """The number of events."""
        return 0 if parent.isValid() else len(self._chronicle)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """A text or value of an event."""
        if not index.isValid():
            return None
        row = index.row()
        if role == AHEAD_ROLE:
            # An event without a known beginning may be past already.
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
    """The support for a fact, in words that stand alone."""
    return {
        Confidence.CONFIRMED: translate("ChronologyModel", "Confirmed"),
        Confidence.SINGLE_SOURCE: translate("ChronologyModel", "One source"),
        Confidence.UNCONFIRMED: translate("ChronologyModel", "Unconfirmed"),
        Confidence.INFERRED: translate("ChronologyModel", "Inferred"),
        Confidence.UNKNOWN: translate("ChronologyModel", "Confidence unknown"),
    }[confidence]


def source_count(event: Event) -> str:
    """The number of an event's sources in words."""
    number = len(event.sources)
    if number == 1:
        return translate("ChronologyModel", "1 source")
    return translate("ChronologyModel", "{number} sources").format(number=text.count(number))


def undated_words(events: tuple[Event, ...]) -> str:
    """The number of events without a date, and so without a mark; empty if all are dated."""
    number = sum(event.date.is_undated for event in events)
    words = translate("ChronologyModel", "{number} undated, at the end of the list")
    return words.format(number=text.count(number)) if number else ""


def sight_words(layout: Layout) -> str:
    """The numbers of events in view, in total and without a date."""
    undated = layout.undated
    words = translate("ChronologyModel", "{seen} of {total} events in view")
    if not layout.outside and not undated:
        words = _event_count(layout.total)
    if undated:
        words += translate("ChronologyModel", " · {undated} undated")
    return words.format(
        seen=text.count(layout.in_sight), total=text.count(layout.total), undated=text.count(undated)
    )


def _event_count(total: int) -> str:
    """A number of events, to be put in as `total`."""
    if total == 1:
        return translate("ChronologyModel", "1 event")
    return translate("ChronologyModel", "{total} events")


def counting_words(stock: Stock) -> str:
    """The words shown while the events of a scope are counted."""
    if stock.missing:
        return translate("ChronologyModel", "The events of the whole file could not be counted.")
    if stock.scope is Scope.EVERYTHING and stock.share is None:
        return translate("ChronologyModel", "Preparing the timeline of everything in the file…")
    words = translate("ChronologyModel", "Counting events…")
    return words if stock.share is None else f"{words} {stock.share:.0%}"


def heat_tip(lane: Lane, first: date, last: date, count: int) -> str:
    """The tip over a column of days: its period, number of events and lane, as escaped rich text."""
    told = _event_count(count).format(total=text.count(count))
    return f"{html.escape(text.stretch(first, last))}<br><b>{html.escape(told)}</b> · {text.lane_word(lane)}"


def doubt_words(date: UncertainDate) -> str:
    """The meaning of the pattern in which a date is drawn; empty for a plain mark or bar."""
    ends, words = date.both_ends, []
    if any(end.doubt.is_approximate for end in ends):
        words.append(translate("ChronologyModel", "Fading ends: approximate"))
    if any(end.doubt.is_uncertain for end in ends):
        words.append(translate("ChronologyModel", "Hatched: uncertain"))
    if not all(end.is_known for end in ends):
        words.append(translate("ChronologyModel", "Fading to the edge: no end known"))
    return "" if date.is_undated else " · ".join(words)


def tip_of(event: Event, owner: Owner | None = None) -> str:
    """The tip over an event, as escaped rich text.

    An event of another investigation names the investigation; its sources are not at hand.
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
    more = f"<p>{html.escape(description)}</p>" if description else ""
    return {
        int(Qt.ItemDataRole.DisplayRole): title,
        int(Qt.ItemDataRole.ToolTipRole): tip_of(event) + more,
        int(Qt.ItemDataRole.AccessibleTextRole): spoken,
        DATE_ROLE: day,
        DESCRIPTION_ROLE: " ".join(description.split()),
        KIND_ROLE: event.kind,
        KIND_WORD_ROLE: word,
        LANE_ROLE: event.lane,
        COPY_ROLE: _copied(event),
        SOURCES_ROLE: _sources(event),
        SOURCE_COUNT_ROLE: source_count(event) if event.sources else "",
    }


def _copied(event: Event) -> str:
    lines = [f"{text.uncertain(event.date)} ({event.date.iso})", text.printable(event.title)]
    lines += [text.printable(event.description)] if event.description else []
    lines.append(f"{text.event_kind_word(event.kind)} · {confidence_word(event.confidence)}")
    return "\n".join([*lines, _sources(event)]).strip()


def _sources(event: Event) -> str:
    lines = (f"{one.publisher}: {one.url}" if one.publisher else one.url for one in event.sources)
    return "\n".join(map(text.printable, lines))
