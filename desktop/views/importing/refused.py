"""The card of refused rows: line, column, text and reason of each fault, and its correction in place."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QMenu,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)

from desktop import text
from desktop.models.importing.refused import (
    AS_WRITTEN,
    CORRECTION,
    FaultLine,
    FaultModel,
    count_alike,
    fault_columns,
    fault_lines,
    has_offers,
    hint_words,
    kinds_of_fault,
    swap_words,
    use_words,
)
from desktop.models.table import COLOUR_ROLE, ROW_ROLE
from desktop.views.parts.card import CELL, Card, clear_layout, link_button, plain_label
from desktop.views.parts.ownkeys import keeps
from desktop.views.parts.states import spaced
from desktop.views.parts.table import CellDelegate, TableView

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop.domain.importing.found import DryRun
    from desktop.theme import Look

Index = QModelIndex | QPersistentModelIndex

ROW = 32  # pixels
_FIELD, _LEAST = 260, 168  # pixels of the corrections, at most and at least
_DOWN = "\N{BLACK DOWN-POINTING SMALL TRIANGLE}"
_ALL = "\0"  # the filter of all columns
_MOST_OFFERED = 30  # authorities in a menu


class CorrectionDelegate(CellDelegate):
    """Paints a correction as a field, and makes the line in which it is written."""

    # FaultLine, str: a text was written in the place of a cell.
    written = Signal(object, str)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, parent)
        self._fields = look

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the field and its words."""
        cell = QStyleOptionViewItem(option)
        self.initStyleOption(cell, index)
        theme, row = self._fields.theme, index.data(ROW_ROLE)
        painter.save()
        if cell.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(cell.rect, theme.colour("accent_soft"))
        painter.setPen(theme.colour("border"))
        painter.drawLine(cell.rect.bottomLeft(), cell.rect.bottomRight())
        if isinstance(row, FaultLine) and row.can_be_corrected:
            box = QRectF(cell.rect).adjusted(CELL - 0.5, 2.5, -CELL + 0.5, -3.5)
            is_current = bool(cell.state & QStyle.StateFlag.State_HasFocus)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(theme.colour("accent" if is_current else "border"))
            painter.setBrush(theme.colour("surface"))
            painter.drawRoundedRect(box, 5, 5)
        painter.setPen(theme.colour(index.data(COLOUR_ROLE) or "text"))
        inner = cell.rect.adjusted(2 * CELL, 0, -2 * CELL, 0)
        if isinstance(row, FaultLine) and has_offers(row) and row.correction is None:
            painter.drawText(inner, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), _DOWN)
            inner.adjust(0, 0, -14, 0)
        words = cell.fontMetrics.elidedText(cell.text, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), words)
        painter.restore()

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """The line in which a correction is written."""
        line = QLineEdit(parent)
        line.setObjectName("import_correction")
        row = index.data(ROW_ROLE)
        if isinstance(row, FaultLine):
            line.setPlaceholderText(hint_words(row.fault))
            line.setAccessibleName(self.tr("Correction of line {}").format(text.count(row.line)))
        return line

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Begin with the correction that stands there."""
        row = index.data(ROW_ROLE)
        if isinstance(editor, QLineEdit) and isinstance(row, FaultLine):
            editor.setText(row.correction or "")

    def setModelData(self, editor: QWidget, _model: QAbstractItemModel, index: Index) -> None:
        """Tell what was written."""
        row = index.data(ROW_ROLE)
        if isinstance(editor, QLineEdit) and isinstance(row, FaultLine):
            words = editor.text().strip()
            if words and words != row.correction:
                self.written.emit(row, words)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        """Lay the line over the painted field."""
        cell = QStyleOptionViewItem(option)
        editor.setGeometry(cell.rect.adjusted(CELL, 2, -CELL, -3))


class FaultTable(TableView[FaultLine]):
    """The table of faults; Enter, F2 or a click on the last column corrects a row, Delete takes that back."""

    # FaultLine: its correction is to be taken back.
    take_back_wanted = Signal(object)
    # FaultLine: it is to be corrected.
    correction_wanted = Signal(object)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Correct the current row, or take its correction back."""
        row = self.currentIndex().data(ROW_ROLE)
        if isinstance(row, FaultLine) and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.take_back_wanted.emit(row)
        elif isinstance(row, FaultLine) and event.key() == Qt.Key.Key_F2:
            self.correction_wanted.emit(row)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep Delete and F2 for the table, though the window may have a use for them."""
        return keeps(event, (Qt.Key.Key_Delete, Qt.Key.Key_F2)) or super().event(event)


class RefusedCard(Card):
    """The refused rows, of all columns or of one."""

    # int, dict[str, str]: texts in the place of cells of a line.
    corrected = Signal(int, object)
    # str, str: a name is to be read as that of an authority in every row.
    matched = Signal(str, str)
    # int: the corrections of a line are to be taken back.
    taken_back = Signal(int)
    # The refused rows are to be saved.
    save_wanted = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__("", "import_refused", parent)
        self.set_heading(self.tr("Refused rows"))
        self._look = look
        self._lines: tuple[FaultLine, ...] = ()
        self._column = _ALL
        self._chips = spaced(QHBoxLayout(), spacing=8)
        self._group = QButtonGroup(self)
        self._shown: tuple[object, ...] = ()
        self._more = plain_label(role="caption", name="import_more")
        self.save_button = link_button(self.tr("Save as CSV…"), "import_save_refused")
        self.copy_button = link_button(
            self.tr("Copy"), "import_copy_refused", self.tr("Copy the refused rows")
        )
        self._head.insertLayout(1, self._chips)
        self._head.setStretch(0, 0)
        self._head.insertStretch(2, 1)
        for button in (self._more, self.save_button, self.copy_button):
            self.add_action(button)
        self._model = FaultModel(fault_columns(), self)
        self.table = FaultTable(self._model, look, self)
        self._arrange()
        self.add_table(self.table)
        look.changed.connect(self._fit_rows)

    def show_dry_run(self, dry: DryRun, corrections: Mapping[tuple[int, str], str]) -> None:
        """Show the rows that a dry run refused."""
        self._lines = fault_lines(dry, corrections)
        known = {column for column, _, _ in kinds_of_fault(self._lines)}
        if self._column not in known:
            self._column = _ALL
        self._show_chips(dry.refused)
        left = dry.refused - len(dry.listed)
        self._more.setText(self.tr("the first {} are listed").format(text.count(len(dry.listed))))
        self._more.setVisible(left > 0)
        self._show_lines()

    def copy(self) -> None:
        """Copy all rows that are listed."""
        rows = tuple(range(len(self._model.rows)))
        QGuiApplication.clipboard().setText(self._model.tsv(rows, headers=True))

    def correct(self, row: FaultLine) -> None:
        """Open what can be chosen in the place of a cell, or else the line to write it."""
        if not row.can_be_corrected or self.table.state() is QAbstractItemView.State.EditingState:
            return  # Enter in the line comes here as well
        index = self._model.index(self._model.rows.index(row), CORRECTION)
        self.table.setCurrentIndex(index)
        if has_offers(row) or row.correction is not None:
            menu = self.menu(row)
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(self.table.viewport().mapToGlobal(self.table.visualRect(index).bottomLeft()))
        else:
            self.table.edit(index)

    def menu(self, row: FaultLine) -> QMenu:
        """The menu of what can be chosen in the place of a cell."""
        menu, fault = QMenu(self.table), row.fault
        menu.setObjectName("import_offers")
        menu.setAccessibleName(self.tr("Corrections of line {}").format(text.count(row.line)))
        if row.correction is not None:
            menu.addAction(self.tr("Take the correction back"), lambda: self.taken_back.emit(row.line))
            menu.addSeparator()
        if fault.swap:
            swapped = {fault.column: fault.swapped, fault.swap: fault.written}
            menu.addAction(swap_words(), lambda: self.corrected.emit(row.line, swapped))
        for name in (*fault.near, *fault.others[:_MOST_OFFERED]):
            words = use_words(name).replace("&", "&&")
            menu.addAction(words, partial(self.corrected.emit, row.line, {fault.column: name}))
        if (alike := count_alike(self._lines, row)) > 1:
            words = self.tr("In all {} rows with this text").format(text.count(alike))
            inner = menu.addMenu(words)
            inner.setAccessibleName(words)
            for name in (*fault.near, *fault.others[:_MOST_OFFERED]):
                words = use_words(name).replace("&", "&&")
                inner.addAction(words, partial(self.matched.emit, fault.written, name))
        menu.addSeparator()
        menu.addAction(self.tr("Write another text…"), lambda: self._write(row))
        return menu

    def _write(self, row: FaultLine) -> None:
        self.table.edit(self._model.index(self._model.rows.index(row), CORRECTION))

    def _arrange(self) -> None:
        table = self.table
        table.setObjectName("import_refused_table")
        table.setAccessibleName(self.tr("Refused rows"))
        table.setAccessibleDescription(
            self.tr("Enter corrects a row, Delete takes its correction back. Only what you choose counts.")
        )
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        delegate = CorrectionDelegate(self._look, table)
        table.setItemDelegateForColumn(CORRECTION, delegate)
        header, modes = table.horizontalHeader(), QHeaderView.ResizeMode
        header.setSectionResizeMode(CORRECTION, modes.Fixed)
        header.setSectionResizeMode(AS_WRITTEN, modes.Interactive)
        delegate.written.connect(lambda row, words: self.corrected.emit(row.line, {row.fault.column: words}))
        table.clicked.connect(self._on_clicked)
        table.row_activated.connect(self.correct)
        table.correction_wanted.connect(self.correct)
        table.take_back_wanted.connect(self._on_take_back)
        self.copy_button.clicked.connect(lambda _checked=False: self.copy())
        self.save_button.clicked.connect(lambda _checked=False: self.save_wanted.emit())
        table.setMinimumHeight(4 * ROW)
        table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._fit_rows()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the corrections and the texts their shares of the width."""
        super().resizeEvent(event)
        header, width = self.table.horizontalHeader(), self.width()
        header.resizeSection(CORRECTION, min(max(width // 5, _LEAST), _FIELD))
        header.resizeSection(AS_WRITTEN, min(max(width // 6, _LEAST // 2), _FIELD))

    def _fit_rows(self) -> None:
        self.table.verticalHeader().setDefaultSectionSize(self._look.scaled(ROW))

    def _show_chips(self, refused: int) -> None:
        kinds = kinds_of_fault(self._lines)
        shown = (refused, kinds)
        if shown == self._shown:
            return
        self._shown = shown
        clear_layout(self._chips)
        for button in self._group.buttons():
            self._group.removeButton(button)
        listed = ((_ALL, self.tr("All"), refused), *kinds) if len(kinds) > 1 else ()
        for column, words, count in listed:
            chip = QPushButton(f"{words} {text.count(count)}".replace("&", "&&"))
            chip.setProperty("role", "chip")
            chip.setCheckable(True)
            chip.setAutoDefault(False)
            chip.setChecked(column == self._column)
            chip.setAccessibleName(f"{words} {text.count(count)}")
            chip.clicked.connect(lambda _checked=False, column=column: self.show_column(column))
            self._group.addButton(chip)
            self._chips.addWidget(chip)

    def show_column(self, column: str) -> None:
        """Show the faults of a column alone."""
        self._column = column
        self._show_lines()

    def _show_lines(self) -> None:
        lines = self._lines
        if self._column != _ALL:
            lines = tuple(one for one in lines if one.fault.column == self._column)
        self._model.set_rows(lines)

    def _on_clicked(self, index: QModelIndex) -> None:
        row = index.data(ROW_ROLE)
        if index.column() == CORRECTION and isinstance(row, FaultLine):
            self.correct(row)

    def _on_take_back(self, row: FaultLine) -> None:
        if row.correction is not None:
            self.taken_back.emit(row.line)
