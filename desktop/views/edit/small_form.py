"""A small form for one record: its fields, what is wrong below each, and what saving it would change.

How a form is put together, whatever the table:

1. `domain/edit/record_form.py`: a `RecordForm` (the fields of a table's record and what is typed into them; a
   new record, or one that is changed). `read_form` gives its cells, faults and missing fields; faults that
   only this kind of record can have are added with `FormRead.with_problems`; `edit_of` makes the Edit.
2. `models/edit/shown_form.py`: a `ShownForm`, made anew at each change: words for every field, the preview
   line, what saving waits for. `typed_cells` gives what stands in the fields of a record that is opened.
3. This widget shows it (`show_form`) and tells `edited` (a field's name and value), `save_wanted`, `left`.
   It holds no values of its own. `show_strip` puts a widget, such as a conflict, between fields and preview.
4. `session.forms`: `find` reads the record to be changed with its uid; `show(name, edit)` shows the page with
   the edit (the page's own signal page_changed brings it, with `is_unsaved`; `tried` brings the file's page
   beside it and the cells that another program changed meanwhile); `save(name, edit)` makes it and answers
   saved or refused. `show(name, None)` gives the values up.

A `FormFoot` holds the buttons of one or more forms: Save (Ctrl+Enter) and Leave as it was (Esc).
`views/page/facts.py` is an example of the whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.models.edit.shown_form import Control, ShownForm
from desktop.views.edit.fields import MOST, Chooser, FieldRow, answer_link, put_words, typed_line, typed_text
from desktop.views.parts.card import Card, clear_layout, link_button, plain_label, set_style
from desktop.views.parts.ownkeys import keeps, saves
from desktop.views.parts.sight import bring_into_sight
from desktop.views.parts.states import make_button, set_flag, spaced
from desktop.views.parts.taborder import WayBack, follow_layout

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent

    from desktop.models.edit.shown_form import ShownField

_BESIDE_OTHERS = 66  # pixels of the words of a list that shares its row
_LABELS = 70  # pixels of the names of the fields, at least
_CLOSE = "\N{MULTIPLICATION SIGN}"


class SmallForm(Card):
    """Shows a form, and tells what is done to it. Ctrl+Enter and Ctrl+S save, Esc leaves it as it was."""

    # str, object: the name of a field, and its new value.
    edited = Signal(str, object)
    # str: a link below a field was chosen, by its name.
    answered = Signal(str)
    # Save is wanted: Ctrl+Enter, or the button of the foot. Only told while the form can be saved.
    save_wanted = Signal()
    # The form is to be closed, and its values given up.
    left = Signal()
    # The form shows something else: see `form`.
    shown = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name=name, parent=parent)
        self._name = name
        self.form = ShownForm("", ())
        self.feet: list[QWidget] = []  # with its buttons
        self._way_back = WayBack(self)
        self._structure: tuple[object, ...] = ()
        self._rows: dict[str, FieldRow] = {}  # by the field that begins the row
        self._lines: dict[str, QLineEdit] = {}
        self._texts: dict[str, QPlainTextEdit] = {}
        self._choosers: dict[str, Chooser] = {}
        self._beside: dict[str, QLabel] = {}
        self._is_showing = False
        self.set_heading(" ")
        self.close_button = link_button(_CLOSE, f"{name}_close", self.tr("Leave as it was"))
        self.close_button.setToolTip(self.tr("Leave as it was (Esc)"))
        self.close_button.clicked.connect(lambda _checked=False: self.left.emit())
        self.add_action(self.close_button)
        self._fields, self._strip = spaced(QVBoxLayout(), spacing=8), spaced(QVBoxLayout(), spacing=0)
        self._preview = plain_label(role="caption", wrap=True, name=f"{name}_preview")
        for part in (self._fields, self._strip):
            self.body.addLayout(part)
        self.body.addWidget(self._preview)
        set_style(self, tone="open")
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.save)

    def show_form(self, form: ShownForm) -> None:
        """Show a form; what is typed keeps its cursor."""
        self.form = form
        structure = tuple((one.name, one.label, one.control, one.hint) for one in form.fields)
        self._is_showing = True
        if structure != self._structure:
            focused = self._focused()
            self._structure = structure
            self._build(form.fields)
            control = self._control(focused)
            if control is not None:
                control.setFocus(Qt.FocusReason.OtherFocusReason)
        self.set_heading(form.title)
        for field in form.fields:
            self._fill(field)
        self._is_showing = False
        self._show_notes(form.fields)
        self._preview.setText(form.preview)
        self._preview.setVisible(bool(form.preview))
        self.shown.emit()

    def show_strip(self, strip: QWidget | None) -> None:
        """Show a widget between the fields and the preview, in the place of the one before; None for none."""
        clear_layout(self._strip)
        if strip is not None:
            self._strip.addWidget(strip)
            strip.show()

    def save(self) -> None:
        """Tell that saving is wanted; else put the cursor where something is wrong."""
        if self.form.can_save:
            self.save_wanted.emit()
            return
        for field in self.form.fields:
            if field.role == "fault":
                self.focus_field(field.name)
                return

    def focus_first(self) -> None:
        """Put the cursor into the first line, the whole form in sight."""
        lines = (field.name for field in self.form.fields if field.control is Control.LINE)
        self.focus_field(next(lines, ""))
        bring_into_sight(self)

    def focus_field(self, name: str) -> None:
        """Put the cursor into a field."""
        control = self._control(name)
        if control is not None:
            control.setFocus(Qt.FocusReason.OtherFocusReason)
            if isinstance(control, QLineEdit):
                control.selectAll()

    def note(self, name: str) -> str:
        """The sentence below the row of a field."""
        return next((row.note for key, row in self._rows.items() if key == self._row_of(name)), "")

    def showEvent(self, event: QShowEvent) -> None:
        """Keep where the focus was."""
        super().showEvent(event)
        if not event.spontaneous():
            self._way_back.note()

    def hideEvent(self, event: QHideEvent) -> None:
        """Return the focus to where it was."""
        super().hideEvent(event)
        if not event.spontaneous() and self._way_back.is_within:
            self._way_back.go()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stay in sight while it grows under the hands."""
        super().resizeEvent(event)
        focus = self.window().focusWidget()
        if focus is not None and self.isAncestorOf(focus):
            bring_into_sight(self, focus, *self.feet)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the form at Escape, save it at Ctrl+S."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.matches(QKeySequence.StandardKey.Save) and self.form.is_dirty:
            self.save()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep Escape to the form, and Ctrl+S while it has values, though the window has uses for them."""
        if event.type() == QEvent.Type.ShortcutOverride and self.form.is_dirty and saves(event):
            return True
        return keeps(event) or super().event(event)

    def _control(self, name: str) -> QWidget | None:
        return self._lines.get(name) or self._choosers.get(name) or self._texts.get(name)

    def _focused(self) -> str:
        """The field with the cursor."""
        every = {**self._lines, **self._choosers, **self._texts}
        return next((name for name, control in every.items() if control.hasFocus()), "")

    def _row_of(self, name: str) -> str:
        """The field that begins the row of a field."""
        begins = ""
        for field in self.form.fields:
            begins = field.name if field.label else begins
            if field.name == name:
                break
        return begins

    def _build(self, fields: tuple[ShownField, ...]) -> None:
        """Make the controls of other fields than before."""
        clear_layout(self._fields)
        for made in (self._rows, self._lines, self._texts, self._choosers, self._beside):
            made.clear()
        grouped: list[list[ShownField]] = []
        for field in fields:
            if field.label or not grouped:
                grouped.append([])
            grouped[-1].append(field)
        for group in grouped:
            controls, stretches = [], []
            for field in group:
                beside = self._beside[field.name] = plain_label(role="caption", name=f"{field.name}_beside")
                controls += [self._made(field, is_alone=len(group) == 1), beside]
                stretches += [field.stretch, 0]
            row = FieldRow(f"{self._name}_{group[0].name}", group[0].label, *controls, stretch=(*stretches,))
            self._rows[group[0].name] = row
            self._fields.addWidget(row)
        widest = max((row.name.sizeHint().width() for row in self._rows.values()), default=0)
        for row in self._rows.values():
            row.name.setMinimumWidth(max(_LABELS, widest))
        follow_layout(self)

    def _made(self, field: ShownField, *, is_alone: bool) -> QWidget:
        name, key = field.name, f"{self._name}_{field.name}"
        if field.control is Control.LINE:
            line = self._lines[name] = typed_line(key, field.accessible, self._teller(name), field.hint)
            return line
        if field.control is Control.TEXT:
            box = self._texts[name] = typed_text(key, field.accessible, self._teller(name))
            return box
        chooser = self._choosers[name] = Chooser(
            key, field.accessible, field.hint, most=MOST if is_alone else _BESIDE_OTHERS
        )
        chooser.chosen.connect(self._teller(name))
        return chooser

    def _teller(self, name: str) -> Callable[[object], None]:
        def tell(value: object) -> None:
            if not self._is_showing:
                self.edited.emit(name, value)

        return tell

    def _answer(self, name: str) -> Callable[[], None]:
        return lambda: self.answered.emit(name)

    def _fill(self, field: ShownField) -> None:
        """Show the value of a field."""
        words = field.value if isinstance(field.value, str) else ""
        if line := self._lines.get(field.name):
            put_words(line, words)
        elif box := self._texts.get(field.name):
            if box.toPlainText() != words:
                box.setPlainText(words)
        elif chooser := self._choosers.get(field.name):
            chooser.show_choices(field.choices, field.value)
        control, beside = self._control(field.name), self._beside[field.name]
        if control is not None:
            control.setEnabled(field.is_enabled)
        beside.setText(field.beside)
        beside.setVisible(bool(field.beside))

    def _show_notes(self, fields: tuple[ShownField, ...]) -> None:
        """Show below each row the sentence of the first of its fields that has one, faults before others."""
        told: dict[str, ShownField] = {}
        for field in fields:
            begins = self._row_of(field.name)
            before = told.get(begins)
            if before is None or (field.note and (not before.note or before.role == "caption")):
                told[begins] = field
        has_answers = False
        for begins, field in told.items():
            answers = tuple(
                answer_link(words, f"{self._name}_{name}", self._answer(name))
                for each in fields
                if self._row_of(each.name) == begins
                for name, words in each.answers
            )
            self._rows[begins].show_note(field.note, field.role, answers=answers)
            has_answers = has_answers or bool(answers)
        for field in fields:
            control = self._control(field.name)
            if control is not None:
                set_flag(control, "invalid", on=field.role == "fault")
                control.setAccessibleDescription(field.note or field.beside)
        if has_answers:  # links that were made just now
            follow_layout(self)


class FormFoot(QWidget):
    """The buttons of the forms that are open beside or above it, and what saving them waits for."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("role", "foot")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._forms: list[SmallForm] = []
        self._waits = plain_label(role="caption", wrap=True, name=f"{name}_waits")
        self.leave_button = make_button(self.tr("Leave as it was  Esc"), self._leave, self)
        self.leave_button.setObjectName(f"{name}_leave")
        self.leave_button.setToolTip(self.tr("Close, and write nothing (Esc)"))
        self.save_button = QPushButton(self.tr("Save  Ctrl+Enter"), self)
        self.save_button.setObjectName(f"{name}_save")
        self.save_button.setProperty("role", "primary")
        self.save_button.setAutoDefault(False)
        self.save_button.setAccessibleName(self.tr("Save"))
        self.save_button.clicked.connect(lambda _checked=False: self._save())
        row = spaced(QHBoxLayout(self), margins=(20, 8, 20, 8), spacing=8)
        keeping = self._waits.sizePolicy()
        keeping.setRetainSizeWhenHidden(True)  # the buttons stay at the right
        self._waits.setSizePolicy(keeping)
        row.addWidget(self._waits, 1)
        row.addWidget(self.leave_button)
        row.addWidget(self.save_button)
        self.hide()

    def follow(self, form: SmallForm) -> None:
        """Serve a form as well, from now on."""
        self._forms.append(form)
        form.feet.append(self)
        form.shown.connect(self.look)

    def look(self) -> None:
        """Show what the open forms wait for; hide without an open form."""
        open_forms = self._open()
        self.setVisible(bool(open_forms))
        waits = [form.form.waits for form in open_forms if form.form.waits]
        self._waits.setText("  ·  ".join(waits))
        self._waits.setVisible(bool(waits))
        dirty = [form for form in open_forms if form.form.is_dirty]
        self.save_button.setEnabled(bool(dirty) and all(form.form.can_save for form in dirty))

    def _open(self) -> list[SmallForm]:
        return [form for form in self._forms if not form.isHidden()]

    def _save(self) -> None:
        for form in self._open():
            if form.form.is_dirty:
                form.save()

    def _leave(self) -> None:
        for form in self._open():
            form.left.emit()
