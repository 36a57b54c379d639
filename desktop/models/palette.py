"""The lines of the command palette: commands, investigations and days that fit the typed words."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QCoreApplication, Qt

from desktop import text
from desktop.domain.listing.folding import fold
from desktop.domain.listing.palette import DAY_MARK, fit, ranked, read_day
from desktop.models.roles import NO_INDEX

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.listing.answer import Suggestion
    from desktop.models.roles import Index

FIRST_YEAR, LAST_YEAR = 1900, 2199  # as the field of the as-of day
LINE_ROLE = int(Qt.ItemDataRole.UserRole) + 1
translate = QCoreApplication.translate


class PaletteLineKind(Enum):
    """The kind of a line, which decides the effect of choosing it."""

    COMMAND = "command"
    INVESTIGATION = "investigation"
    DAY = "day"
    HINT = "hint"


class Command(NamedTuple):
    """An action of a menu as the palette offers it: id, words, menu and keys."""

    id: str
    words: str
    menu: str
    keys: str
    enabled: bool


class PaletteLine(NamedTuple):
    """A line: words, menu or authority, keys; `target` is the command, slug or day that it stands for."""

    kind: PaletteLineKind
    words: str
    detail: str = ""
    keys: str = ""
    enabled: bool = True
    target: object = None

    @property
    def spoken(self) -> str:
        """The line as a sentence, for screen readers."""
        is_off = not self.enabled and self.kind is not PaletteLineKind.HINT
        off = translate("palette", "not possible now") if is_off else ""
        return ", ".join(part for part in (self.words, self.detail, self.keys, off) if part)


def lines(
    typed: str,
    commands: tuple[Command, ...],
    recent: tuple[str, ...],
    suggestions: tuple[Suggestion, ...] | None,
    today: date,
) -> tuple[PaletteLine, ...]:
    """All lines for the typed words, the best first; without words every command, the last used first.

    The suggestions are None while the investigations cannot be searched.
    """
    if typed.lstrip().startswith(DAY_MARK):
        return (_day_line(typed.lstrip().removeprefix(DAY_MARK), today),)
    sought = fold(typed.strip())
    if not sought:
        places = {name: place for place, name in enumerate(recent)}
        return tuple(map(_command_line, sorted(commands, key=lambda one: places.get(one.id, len(places)))))
    texts = [(_command_line(one), _sought_in(sought, one.words, one.menu)) for one in commands]
    found = suggestions or ()
    texts += [(_suggestion_line(one), _sought_in(sought, one.name, one.authority)) for one in found]
    # Investigations found by words that are not shown stand below.
    investigations = (each for each in texts if each[0].kind is PaletteLineKind.INVESTIGATION)
    others = (line for line, words in investigations if fit(sought, words) < 0)
    made = (*(line for _, line in ranked(sought, texts)), *others)
    if suggestions is None:
        hint = translate("palette", "Investigations are found here once the case file is prepared.")
        return (*made, PaletteLine(PaletteLineKind.HINT, hint, enabled=False))
    hint = translate("palette", "Nothing fits “{0}”. A day is written after @, like @2023-02-08.")
    hint = hint.format(text.printable(typed.strip()))
    return made or (PaletteLine(PaletteLineKind.HINT, hint, enabled=False),)


def still_fitting(typed: str, suggestions: tuple[Suggestion, ...] | None) -> tuple[Suggestion, ...] | None:
    """The suggestions whose names hold the words typed now; None before any can be found."""
    if suggestions is None:
        return None
    sought = fold(typed.strip())
    return tuple(one for one in suggestions if sought and fit(sought, fold(one.name)) >= 0)


def _sought_in(sought: str, words: str, place: str) -> str:
    """The folded words if the letters are in them, else the place and the words."""
    plain = fold(words)
    return plain if fit(sought, plain) >= 0 else f"{fold(place)} {plain}"


def _command_line(command: Command) -> PaletteLine:
    name, words, menu, keys, enabled = command
    return PaletteLine(PaletteLineKind.COMMAND, words, menu, keys, enabled, target=name)


def _suggestion_line(one: Suggestion) -> PaletteLine:
    parts = (text.printable(one.authority), text.printable(one.reference))
    detail = " · ".join(part for part in parts if part)
    name = text.printable(one.name or one.title)
    return PaletteLine(PaletteLineKind.INVESTIGATION, name, detail, target=one.slug)


def _day_line(typed: str, today: date) -> PaletteLine:
    day = read_day(typed, today) or text.read_day(typed)
    if day is None or not FIRST_YEAR <= day.year <= LAST_YEAR:
        how = translate("palette", "Write a day after @ like 2023-02-08, 8 Feb 2023, 2023-02 or today.")
        return PaletteLine(PaletteLineKind.HINT, how, enabled=False)
    words = translate("palette", "Show figures as of {0}").format(text.long_day(day))
    return PaletteLine(PaletteLineKind.DAY, words, target=day)


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

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        """The number of lines."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """The words of a line, or the line itself."""
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return line.words
            case Qt.ItemDataRole.AccessibleTextRole:
                return line.spoken
        return line if role == LINE_ROLE else None
