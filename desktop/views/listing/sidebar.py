"""The sidebar: sections, saved views, and the facets that filter the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QFont, QFontMetrics, QIcon, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop import text
from desktop.domain.listing.facets import Choice, FacetKind, Query, Section
from desktop.models.listing.facets import ENTRY_ROLE, Entry, EntryKind, SidebarModel, entries
from desktop.views.parts.row_state import RowState, row_state

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from desktop.session.problems import FileProblems
    from desktop.session.saved import SavedViews
    from desktop.session.session import Session
    from desktop.theme import Look

Index = QModelIndex | QPersistentModelIndex
INSET, MARGIN, TICK, SIGN = 16, 8, 14, 19
FRAME = 16  # milliseconds in which the list is painted
GAP, SPARE, LEAST = 8, 14, 160  # between words and count; the scroll bar; a sidebar without words


class Sidebar(QListView):
    """Sections and facets in a single list: a click, Enter or Space chooses a line."""

    # The query of the list is to be saved as a view.
    save_wanted = Signal()
    # str, QPoint: the menu of a saved view is wanted at a place of the screen.
    view_menu_wanted = Signal(str, object)
    # The lines are renewed and may need a different width.
    refreshed = Signal()

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidebar")
        self.setAccessibleName(self.tr("Sections and filters"))
        self._session, self._look = session, look
        self._expanded: frozenset[FacetKind] = frozenset()
        self._section = session.query.section
        self._shown = session.query
        self._saved: SavedViews | None = None
        self._problems: FileProblems | None = None
        self._measured: tuple[tuple[object, ...], int] = (), 0
        self._rows = SidebarModel(self)
        self.setModel(self._rows)
        self.setItemDelegate(EntryDelegate(look, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setMinimumWidth(160)
        self.setViewportMargins(0, 8, 0, 8)
        self.clicked.connect(self._choose)
        session.query_changed.connect(self._on_query_changed)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._refresh)
        session.answer_changed.connect(self._on_answer_changed)
        session.file_closed.connect(self._refresh)
        session.preparing_failed.connect(self._refresh)
        look.changed.connect(self.scheduleDelayedItemsLayout)
        self._refresh()

    def least_width(self) -> int:
        """The width in pixels at which no section is cut."""
        rows = range(min(len(Section), self._rows.rowCount()))
        lines: list[Entry] = [self._rows.index(row, 0).data(ENTRY_ROLE) for row in rows]
        key = (self._look.size, *((line.words, line.number) for line in lines))
        if key != self._measured[0]:
            wide = QFontMetrics(self._look.font(bold=True)).horizontalAdvance
            widest = max(
                (wide(line.words) + wide(line.number) + SIGN * line.is_warning for line in lines), default=0
            )
            least = max(widest + 2 * INSET + GAP + SPARE, self._look.scaled(LEAST))
            self._measured = key, least
        return self._measured[1]

    def follow(self, saved: SavedViews) -> None:
        """Show the saved views."""
        self._saved = saved
        saved.changed.connect(self._refresh)
        self._refresh()

    def warn(self, problems: FileProblems) -> None:
        """Show the number of rows that could not be read, if there are any."""
        self._problems = problems
        problems.changed.connect(self._refresh)
        self._refresh()

    def _on_query_changed(self, query: Query) -> None:
        """Show a changed choice at once; the order of the list has no line here."""
        alike = self._shown._replace(sort=query.sort, descending=query.descending, ranked=query.ranked)
        if alike != query:
            self._refresh()

    def _on_answer_changed(self) -> None:
        """Show the new counts after the list is painted: both together would delay the next key."""
        if self._rows.rowCount() > len(Section):
            self._later.start(FRAME)
        else:
            self._refresh()

    def _refresh(self, *_: object) -> None:
        """Renew lines and counts; the scroll place and the line in focus stay."""
        entry = self.currentIndex().data(ENTRY_ROLE)
        scrolled = self.verticalScrollBar().value()
        session, saved = self._session, self._saved
        self._shown = session.query
        views = tuple(zip(saved.views, saved.counts, strict=True)) if saved is not None else ()
        can_save = saved is not None and session.info is not None
        problems = self._problems.found.rows if self._problems is not None else 0
        lines = entries(
            session.answer, session.query, self._expanded, views, can_save=can_save, problems=problems
        )
        if session.unprepared is not None:  # no count will follow
            lines = tuple(
                line._replace(number=text.NOTHING) if line.number == text.WAITING else line for line in lines
            )
        self._rows.set_entries(lines)
        moved = session.query.section is not self._section
        self._section = session.query.section
        stays = entry is not None and self.hasFocus() and not moved
        place = self._rows.place(entry.target if entry and stays else self._section)
        if place >= 0 and place != self.currentIndex().row():
            self.setCurrentIndex(self._rows.index(place))
        self.executeDelayedItemsLayout()
        self.verticalScrollBar().setValue(scrolled)
        self.refreshed.emit()

    def _choose(self, index: Index) -> None:
        entry: Entry | None = index.data(ENTRY_ROLE)
        match entry and (entry.kind, entry.target):
            case (EntryKind.SECTION, Section() as section):
                self._session.show_section(section)
            case (EntryKind.VALUE, Choice() as choice):
                self._session.list.toggle(choice)
            case (EntryKind.CLEAR, _):
                self._session.list.clear_choices()
            case (EntryKind.VIEW, str() as name) if self._saved is not None:
                self._saved.show(name)
            case (EntryKind.SAVE, _):
                self.save_wanted.emit()
            case (EntryKind.MORE, FacetKind() as kind):
                self._expanded ^= {kind}
                self._refresh()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of a saved view."""
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        entry: Entry | None = index.data(ENTRY_ROLE)
        if entry is not None and entry.kind is EntryKind.VIEW:
            place = self.visualRect(index).center() if by_key else event.pos()
            self.view_menu_wanted.emit(entry.target, self.viewport().mapToGlobal(place))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose with Enter or Space; the arrow keys move."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose(self.currentIndex())
        else:
            super().keyPressEvent(event)


class EntryDelegate(QStyledItemDelegate):
    """Paints a line: words on the left, the count on the right, a tick before a chosen value."""

    def __init__(self, look: Look, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._look, self._view = look, view
        self._fonts: dict[tuple[bool, bool], tuple[QFont, QFontMetrics]] = {}
        self._base = QFont()
        self._tick: QIcon | None = None
        self._sign: QIcon | None = None
        look.changed.connect(self._forget)

    def _forget(self) -> None:
        self._tick = self._sign = None

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The size of a line, with air above a heading."""
        entry: Entry = index.data(ENTRY_ROLE)
        height = option.fontMetrics.height() + 10
        return QSize(100, height + 12 if entry.kind is EntryKind.HEADING else height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a line."""
        entry: Entry = index.data(ENTRY_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option.rect, entry, row_state(self._view, index))
        font, metrics = self._font(option.font, entry)
        indent = SIGN if entry.is_warning else TICK if _is_ticked(entry) else 0
        box = option.rect.adjusted(INSET + indent, 0, -INSET, 0)
        if entry.kind is EntryKind.HEADING:
            box.setTop(box.top() + 10)
        painter.setFont(font)
        painter.setPen(self._look.theme.colour(_ink(entry)))
        room = box.width() - (metrics.horizontalAdvance(entry.number) + GAP if entry.number else 0)
        shown = metrics.elidedText(entry.words, Qt.TextElideMode.ElideRight, room)
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        ink = "faint" if not entry.is_final else "text" if entry.chosen else "muted"
        ink = "grace" if entry.is_warning else ink
        painter.setPen(self._look.theme.colour(ink))
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, entry.number)
        painter.restore()

    def _paint_ground(self, painter: QPainter, rect: QRect, entry: Entry, state: RowState) -> None:
        theme = self._look.theme
        box = rect.adjusted(MARGIN, 1, -MARGIN, -1)
        hovered = state.is_hovered and entry.kind is not EntryKind.HEADING
        if entry.chosen or hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent_soft" if entry.chosen else "hover"))
            painter.drawRoundedRect(box, 5, 5)
        if state.is_focused:
            painter.setPen(theme.colour("accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, 5, 5)
        if _is_ticked(entry):
            if self._tick is None:
                from desktop.icons import icon  # noqa: PLC0415 - nothing is ticked at a start

                self._tick = icon("check", theme.colour("accent"))
            self._tick.paint(painter, QRect(box.left() + 6, box.center().y() - 5, 12, 12))
        if entry.is_warning:
            if self._sign is None:
                from desktop.icons import icon  # noqa: PLC0415 - where something is wrong

                self._sign = icon("warning", theme.colour("grace"))
            self._sign.paint(painter, QRect(rect.left() + INSET, box.center().y() - 6, 14, 14))

    def _font(self, base: QFont, entry: Entry) -> tuple[QFont, QFontMetrics]:
        """The font of a line and its metrics, kept until the font of the list changes."""
        if base != self._base:
            self._base = QFont(base)
            self._fonts.clear()
        is_heading = entry.kind is EntryKind.HEADING
        key = (is_heading, entry.chosen or is_heading)
        if key not in self._fonts:
            font = QFont(base)
            if is_heading:
                font.setPixelSize(max(9, base.pixelSize() - 2))
            if key[1]:
                font.setWeight(QFont.Weight.DemiBold)
            self._fonts[key] = font, QFontMetrics(font)
        return self._fonts[key]


def _is_ticked(entry: Entry) -> bool:
    return entry.chosen and entry.kind is EntryKind.VALUE


def _ink(entry: Entry) -> str:
    match entry.kind:
        case EntryKind.HEADING | EntryKind.MORE:
            return "muted"
        case EntryKind.CLEAR | EntryKind.SAVE:
            return "accent"
        case _:
            return "text"
