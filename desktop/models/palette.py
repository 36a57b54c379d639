"""The lines of the command palette: commands, investigations and days that fit what was typed."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QCoreApplication, QModelIndex, QPersistentModelIndex, Qt

from desktop import text
from desktop.domain.listing.folding import fold
from desktop.domain.listing.palette import DAY_MARK, fit, ranked, read_day

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from desktop.domain.listing.answer import Suggestion

Index = QModelIndex | QPersistentModelIndex
FIRST_YEAR, LAST_YEAR = 1900, 2199  # as the field of the as-of day
LINE_ROLE = int(Qt.ItemDataRole.UserRole) + 1

_NO_INDEX = QModelIndex()

translate = QCoreApplication.translate


class PaletteLineKind(Enum):
    """What a line is, and so what choosing it does."""

    COMMAND = "command"
    INVESTIGATION = "investigation"
    DAY = "day"
    HINT = "hint"


class Command(NamedTuple):
    """An action as the palette offers it: its id, its words, the menu it is in, its keys."""

    id: str
    words: str
    menu: str
    keys: str
    enabled: bool


class PaletteLine(NamedTuple):
    """One line: words, what they belong to, keys; `target` is what choosing it means."""

    kind: PaletteLineKind
    words: str
    detail: str = ""
    keys: str = ""
    enabled: bool = True
    target: object = None

    @property
    def spoken(self) -> str:
        """The line as one sentence, for screen readers."""
        off = (
            ""
            if self.enabled or self.kind is PaletteLineKind.HINT
            else translate("palette", "not possible now")
        )
        return ", ".join(part for part in (self.words, self.detail, self.keys, off) if part)


def lines(
    typed: str,
    commands: tuple[Command, ...],
    recent: tuple[str, ...],
    suggestions: tuple[Suggestion, ...] | None,
    today: date,
) -> tuple[PaletteLine, ...]:
    """All lines for what was typed, the best first; with nothing typed every command, the last used first.

    The suggestions are None while the investigations cannot be looked through.
    """
    if typed.lstrip().startswith(DAY_MARK):
        return (_day_line(typed.lstrip().removeprefix(DAY_MARK), today),)
    sought = fold(typed.strip())
    if not sought:
        return tuple(_command_line(command) for command in _last_used_first(commands, recent))
    texts = [(_command_line(one), _sought_in(sought, one.words, one.menu)) for one in commands]
    found = suggestions or ()
    texts += [(_suggestion_line(one), _sought_in(sought, one.name, one.authority)) for one in found]
    # What was found by other words than are shown stands below.
    investigations = (each for each in texts if each[0].kind is PaletteLineKind.INVESTIGATION)
    others = (line for line, words in investigations if fit(sought, words) < 0)
    made = (*(line for _, line in ranked(sought, texts)), *others)
    if suggestions is None:
        return (*made, PaletteLine(PaletteLineKind.HINT, _unlisted(), enabled=False))
    return made or (PaletteLine(PaletteLineKind.HINT, _nothing(typed), enabled=False),)


def still_fitting(typed: str, suggestions: tuple[Suggestion, ...] | None) -> tuple[Suggestion, ...] | None:
    """The investigations whose names hold what is typed now; the others wait to be found again."""
    if suggestions is None:
        return None
    sought = fold(typed.strip())
    return tuple(one for one in suggestions if sought and fit(sought, fold(one.name)) >= 0)


def _sought_in(sought: str, words: str, place: str) -> str:
    """The words alone where the letters are in them, else with what they belong to."""
    plain = fold(words)
    return plain if fit(sought, plain) >= 0 else f"{fold(place)} {plain}"


def _last_used_first(commands: tuple[Command, ...], recent: tuple[str, ...]) -> Iterable[Command]:
    places = {name: place for place, name in enumerate(recent)}
    return sorted(commands, key=lambda command: places.get(command.id, len(places)))


def _command_line(command: Command) -> PaletteLine:
    return PaletteLine(
        PaletteLineKind.COMMAND,
        command.words,
        command.menu,
        command.keys,
        enabled=command.enabled,
        target=command.id,
    )


def _suggestion_line(one: Suggestion) -> PaletteLine:
    parts = (text.printable(one.authority), text.printable(one.reference))
    detail = " · ".join(part for part in parts if part)
    return PaletteLine(
        PaletteLineKind.INVESTIGATION, text.printable(one.name or one.title), detail, target=one.slug
    )


def _day_line(typed: str, today: date) -> PaletteLine:
    day = read_day(typed, today) or text.read_day(typed)
    if day is None or not FIRST_YEAR <= day.year <= LAST_YEAR:
        how = translate("palette", "Write a day after @ like 2023-02-08, 8 Feb 2023, 2023-02 or today.")
        return PaletteLine(PaletteLineKind.HINT, how, enabled=False)
    words = translate("palette", "Show figures as of {0}").format(text.long_day(day))
    return PaletteLine(PaletteLineKind.DAY, words, target=day)


def _unlisted() -> str:
    return translate("palette", "Investigations are found here once the case file is prepared.")


def _nothing(typed: str) -> str:
    return translate("palette", "Nothing fits “{0}”. A day is written after @, like @2023-02-08.").format(
        text.printable(typed.strip())
    )


class PaletteModel(QAbstractListModel):
    """The lines of the palette as rows."""

    _lines: tuple[PaletteLine, ...] = ()

    def set_lines(self, made: tuple[PaletteLine, ...]) -> None:
        """Show these lines."""
        self.beginResetModel()
        self._lines = made
        self.endResetModel()

    def place(self, line: PaletteLine) -> int:
        """The row of a line, or -1."""
        return next((number for number, one in enumerate(self._lines) if one == line), -1)

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """The number of lines."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """What was made for a line."""
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return line.words
            case Qt.ItemDataRole.AccessibleTextRole:
                return line.spoken
        return line if role == LINE_ROLE else None
