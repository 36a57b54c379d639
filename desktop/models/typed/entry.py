"""An entry of the chronology as typed on one line: `27 May 2021 NGO complaint`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop import text
from desktop.domain.case.case import Lane
from desktop.domain.edit.events import EventFacts
from desktop.domain.typed.dates import NoDate, ReadDate, read_date
from desktop.domain.typed.guesses import OTHER, guess_kind
from desktop.models.typed.words import date_words, no_date_words

if TYPE_CHECKING:
    from desktop.domain.timeline.chronicle import Chronicle
    from desktop.domain.typed.dates import DayOrder
    from desktop.domain.typed.guesses import Guess

translate = QCoreApplication.translate

_AFTER_DATE = " \t,;:.-\N{EN DASH}\N{EM DASH}\N{NO-BREAK SPACE}"
LONGEST_TITLE = 2_000  # characters


@dataclass(frozen=True, slots=True)
class TypedEntry:
    """A typed line: its date, its title, and what the title tells of kind and lane."""

    read: ReadDate | NoDate
    title: str
    guess: Guess | None
    kind: str
    lane: Lane

    @property
    def fault(self) -> str:
        """The reason that the line is no entry yet; empty for an entry."""
        if isinstance(self.read, NoDate):
            return no_date_words(self.read)
        if not self.title:
            return translate("typed", "No title yet. Write what happened after the date.")
        if len(self.title) > LONGEST_TITLE:
            words = translate("typed", "A title has at most {} characters.")
            return words.format(text.count(LONGEST_TITLE))
        return ""

    def facts(self, kind: str = "", lane: Lane | None = None) -> EventFacts | None:
        """The facts of the entry, with a kind and lane chosen by hand; None with a fault."""
        if self.fault or isinstance(self.read, NoDate):
            return None
        return EventFacts(self.read.date, self.title, kind or self.kind, lane or self.lane)


def read_entry(line: str, order: DayOrder, chronicle: Chronicle) -> TypedEntry:
    """Read a typed line; without a telling word it is of another kind, in the lane of the entry above."""
    read = read_date(line, order)
    rest = line[read.length :] if isinstance(read, ReadDate) else line
    printed = "".join(sign if sign.isprintable() else " " for sign in rest)
    title = " ".join(printed.lstrip(_AFTER_DATE).split(" ")).strip()
    guess = guess_kind(title)
    lane = Lane.AUTHORITY
    if guess is None and isinstance(read, ReadDate):
        above = chronicle.place_for(read.date)
        lane = chronicle.events[above - 1].lane if above else lane
    kind = guess.kind if guess else OTHER
    return TypedEntry(read, title, guess, kind, guess.lane if guess else lane)


def written_lines(typed: str) -> tuple[str, ...]:
    """The lines of a text that are not blank."""
    return tuple(line for line in typed.splitlines() if line.strip())


def read_line_words(entry: TypedEntry) -> str:
    """What a line is understood as, on one line: its date, lane, kind and title, or its fault."""
    if entry.fault or isinstance(entry.read, NoDate):
        return entry.fault
    kind, lane = text.event_kind_word(entry.kind), text.lane_word(entry.lane)
    return f"{date_words(entry.read)} · {lane} · {kind} · {entry.title}"
