"""The entries of the sidebar: sections, saved views, and the facet values that narrow the list."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QCoreApplication, Qt

from desktop import text
from desktop.domain.listing.facets import Choice, FacetKind, Section
from desktop.domain.penalty.headline import Headline
from desktop.models.roles import NO_INDEX

if TYPE_CHECKING:
    from desktop.domain.listing.answer import Answer
    from desktop.domain.listing.facets import Facet, Query
    from desktop.domain.listing.saved_view import SavedView
    from desktop.models.roles import Index

ENTRY_ROLE = int(Qt.ItemDataRole.UserRole) + 1
FEW = 5
translate = QCoreApplication.translate


class EntryKind(Enum):
    """The kind of an entry, which decides the effect of choosing it."""

    SECTION = "section"
    HEADING = "heading"
    VALUE = "value"
    MORE = "more"
    CLEAR = "clear"
    VIEW = "view"
    SAVE = "save"


class Entry(NamedTuple):
    """A line of the sidebar; `target` is the section, facet or view it stands for."""

    kind: EntryKind
    words: str
    number: str = ""
    chosen: bool = False
    is_final: bool = True  # the number
    target: Section | Choice | FacetKind | str | None = None  # a text is the name of a saved view
    is_warning: bool = False


def entries(  # noqa: PLR0913 - all that stands in the sidebar
    answer: Answer,
    query: Query,
    expanded: frozenset[FacetKind],
    views: tuple[tuple[SavedView, int | None], ...] = (),
    *,
    can_save: bool = False,
    problems: int = 0,
) -> tuple[Entry, ...]:
    """All lines of the sidebar from top to bottom; `views` come with their numbers of investigations.

    `problems` is the number of rows that could not be read.
    """
    lines = _section_entries(dict(answer.sections), query)
    if problems or query.section is Section.PROBLEMS:
        lines.append(_problems_entry(problems, query))
    narrowed = bool(query.choices or query.text.strip())
    lines += _view_entries(views, query, can_save=can_save and narrowed)
    if query.choices:
        lines.append(Entry(EntryKind.CLEAR, translate("facets", "Clear what is chosen")))
    for kind in FacetKind:
        values = [facet for facet in answer.facets if facet.kind is kind]
        if values:
            lines += _facet_entries(kind, values, query, expanded=kind in expanded)
    if answer.complete:
        return tuple(lines)
    return tuple(line._replace(is_final=line.target is Section.PROBLEMS) for line in lines)


class SidebarModel(QAbstractListModel):
    """The entries of the sidebar as rows."""

    _entries: tuple[Entry, ...] = ()

    def set_entries(self, lines: tuple[Entry, ...]) -> None:
        """Show these lines; a change in words and counts alone resets nothing."""
        if len(lines) == len(self._entries) and lines:
            before, self._entries = self._entries, lines
            for row, (line, known) in enumerate(zip(lines, before, strict=True)):
                if line != known:
                    self.dataChanged.emit(self.index(row), self.index(row))
            return
        self.beginResetModel()
        self._entries = lines
        self.endResetModel()

    def place(self, target: object) -> int:
        """The row of a section or choice, or -1."""
        return next(
            (n for n, line in enumerate(self._entries) if line.target == target and target is not None), -1
        )

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        """The number of lines."""
        return 0 if parent.isValid() else len(self._entries)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """The flags of a line: headings can be seen and not chosen."""
        if not index.isValid() or self._entries[index.row()].kind is EntryKind.HEADING:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """The words of a line, or the line itself."""
        if not index.isValid():
            return None
        line = self._entries[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return line.words
            case Qt.ItemDataRole.AccessibleTextRole:
                chosen = translate("facets", "chosen") if line.chosen else ""
                return ", ".join(part for part in (line.words, line.number, chosen) if part)
            case Qt.ItemDataRole.ToolTipRole:
                return text.escaped(line.words)
            case _ if role == ENTRY_ROLE:
                return line
        return None


def _section_entries(counts: dict[Section, int], query: Query) -> list[Entry]:
    words = {
        Section.OVERVIEW: translate("facets", "Overview"),
        Section.ALL: translate("facets", "All investigations"),
        Section.RUNNING: translate("facets", "Running penalties"),
        Section.DEADLINES: translate("facets", "Deadlines"),
    }
    return [
        Entry(
            EntryKind.SECTION,
            word,
            "" if section is Section.OVERVIEW else _number(counts.get(section)),
            chosen=query.section is section,
            target=section,
        )
        for section, word in words.items()
    ]


def _problems_entry(problems: int, query: Query) -> Entry:
    return Entry(
        EntryKind.SECTION,
        translate("facets", "Problems"),
        text.count(problems),
        chosen=query.section is Section.PROBLEMS,
        target=Section.PROBLEMS,
        is_warning=problems > 0,
    )


def _view_entries(
    views: tuple[tuple[SavedView, int | None], ...], query: Query, *, can_save: bool
) -> list[Entry]:
    """The saved views, and the line that saves the query shown unless a view holds it already."""
    lines = [
        Entry(
            EntryKind.VIEW,
            text.printable(view.name),
            _number(number),
            chosen=view.query == query,
            target=view.name,
        )
        for view, number in views
    ]
    if can_save and not any(line.chosen for line in lines):
        lines.append(Entry(EntryKind.SAVE, translate("facets", "Save this view…")))
    return [Entry(EntryKind.HEADING, translate("facets", "Saved views")), *lines] if lines else []


def _facet_entries(kind: FacetKind, values: list[Facet], query: Query, *, expanded: bool) -> list[Entry]:
    chosen = {choice.value for choice in query.choices if choice.kind is kind}
    values = [facet for facet in values if facet.number or facet.value in chosen]
    shown = [facet for n, facet in enumerate(values) if expanded or n < FEW or facet.value in chosen]
    lines = [Entry(EntryKind.HEADING, _heading(kind))] if shown else []
    lines += [
        Entry(
            EntryKind.VALUE,
            _value_words(facet),
            _number(facet.number),
            chosen=facet.value in chosen,
            target=Choice(kind, facet.value),
        )
        for facet in shown
    ]
    if len(values) > FEW:
        words = translate("facets", "Less") if expanded else translate("facets", "More…")
        lines.append(Entry(EntryKind.MORE, words, target=kind))
    return lines


def _number(number: int | None) -> str:
    return text.WAITING if number is None else text.count(number)


def _value_words(facet: Facet) -> str:
    if facet.kind is FacetKind.STATE and facet.value in set(Headline):
        return text.headline_word(Headline(facet.value))
    if facet.kind is FacetKind.COUNTRY:
        return text.country(facet.value)
    return text.printable(facet.label)


def _heading(kind: FacetKind) -> str:
    return {
        FacetKind.RESPONDENT: translate("facets", "Respondent"),
        FacetKind.AUTHORITY: translate("facets", "Authority"),
        FacetKind.STATE: translate("facets", "Penalty state"),
        FacetKind.PROVISION: translate("facets", "Provision breached"),
        FacetKind.COUNTRY: translate("facets", "Country"),
        FacetKind.YEAR: translate("facets", "Year"),
    }[kind]
