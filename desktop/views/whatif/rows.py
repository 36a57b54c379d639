"""The rows of the what-if form: a name, fields, and the reason for refusing a typed value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop import text
from desktop.views.parts.card import clear_layout, link_button, plain_label
from desktop.views.parts.typed import TypedEdit

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

translate = QCoreApplication.translate

_LEVEL = 3  # pixels from the top of a name to level with the button beside


def stack(within: QWidget, *widgets: QWidget, spacing: int) -> QVBoxLayout:
    """The layout of widgets below each other, without margins, spaced in pixels."""
    rows = QVBoxLayout(within)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setSpacing(spacing)
    for widget in widgets:
        rows.addWidget(widget)
    return rows


class FormRow(QWidget):
    """A name, fields at the right, and below them the reason for refusing a typed value."""

    def __init__(self, words: str, *fields: QWidget, stretch: bool = False) -> None:
        super().__init__()
        self._fields = fields
        line = QHBoxLayout()
        line.setSpacing(4)
        if words:
            line.addWidget(plain_label(words, "caption"))
        line.addStretch(0 if stretch else 1)
        for field in fields:
            line.addWidget(field, int(stretch))
        self._fault = plain_label(role="fault", wrap=True)
        self._fault.setObjectName("whatif_fault")
        self._fault.hide()
        rows = stack(self, spacing=2)
        rows.addLayout(line)
        rows.addWidget(self._fault)
        for field in fields:
            if isinstance(field, TypedEdit):
                field.reverted.connect(self.settle)

    @property
    def fault(self) -> str:
        """The reason for a refusal; empty without a refusal."""
        return self._fault.text()

    def refuse(self, sentence: str, *fields: TypedEdit) -> None:
        """Refuse the values of fields for a reason; the typed words stay."""
        self._fault.setText(sentence)
        self._fault.show()
        for field in fields:
            field.refuse()
            field.setAccessibleDescription(sentence)

    def settle(self) -> None:
        """Withdraw every refusal."""
        self._fault.clear()
        self._fault.hide()
        for field in self._fields:
            field.setAccessibleDescription("")
            if isinstance(field, TypedEdit):
                field.accept_typed()


class Entries(QWidget):
    """A list of added values, each with a button for its removal, and a form for the next value."""

    # The value to remove.
    removed = Signal(object)

    def __init__(self, name: str, words: str, add: str, first: TypedEdit, second: TypedEdit) -> None:
        super().__init__()
        self.setObjectName(name)
        self.first, self.second = first, second
        self.open = link_button(add, f"{name}_open")
        self.done = QPushButton(translate("whatif", "Add"))
        self.done.setObjectName(f"{name}_add")
        self.done.setProperty("role", "inline")
        self.done.setAccessibleName(f"{words}: {self.done.text()}")
        self.row = FormRow("", first, second, stretch=True)
        self._form = QWidget()
        form = stack(self._form, self.row, spacing=4)
        form.addWidget(self.done, 0, Qt.AlignmentFlag.AlignRight)
        self._form.hide()
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        head = QHBoxLayout()
        caption = plain_label(words, "caption")
        caption.setContentsMargins(0, _LEVEL, 0, 0)
        head.addWidget(caption, 0, Qt.AlignmentFlag.AlignTop)
        side = QVBoxLayout()
        side.setSpacing(0)
        side.addLayout(self._list)
        side.addWidget(self.open, 0, Qt.AlignmentFlag.AlignRight)
        head.addLayout(side, 1)
        rows = stack(self, spacing=2)
        rows.addLayout(head)
        rows.addWidget(self._form)
        self.open.clicked.connect(self.show_form)

    def show_form(self) -> None:
        """Show the fields for the next value."""
        self._form.show()
        self.open.hide()
        self.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_form(self) -> None:
        """Empty and hide the fields once a value is added."""
        for field in (self.first, self.second):
            field.clear()
        self.row.settle()
        self._form.hide()
        self.open.show()

    def show_values(self, values: tuple[tuple[object, str], ...]) -> None:
        """Show the added values with their words."""
        clear_layout(self._list)
        for value, words in values:
            self._list.addWidget(self._entry(value, words))

    def _entry(self, value: object, words: str) -> QWidget:
        entry = QWidget()
        line = QHBoxLayout(entry)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        label = plain_label(words, wrap=True)
        label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(label, 1)
        remove = link_button(
            "\N{MULTIPLICATION SIGN}", "whatif_remove", translate("whatif", "Remove {}").format(words)
        )
        remove.setToolTip(remove.accessibleName())
        remove.clicked.connect(lambda: self.removed.emit(value))
        line.addWidget(remove)
        return entry


def day_field(name: str, accessible: str, hint: str = "") -> TypedEdit:
    """A field for a day."""
    field = TypedEdit(name, accessible)
    field.setPlaceholderText(hint)
    field.setToolTip(translate("whatif", "Type a day, such as 9 Feb 2023 or 2023-02-09"))
    return field


def read_day(row: FormRow, field: TypedEdit, typed: str, take: Callable[[date], None]) -> None:
    """Hand on the typed day, or refuse the typed words."""
    day = text.read_day(typed)
    if day is None:
        row.refuse(translate("whatif", "Write a day of the calendar, like 9 Feb 2023 or 2023-02-09."), field)
    else:
        take(day)
