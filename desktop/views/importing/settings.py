"""The card that says how a table is read; each change is told as another profile."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QWidget

from desktop import text
from desktop.domain.importing.profile import Becomes, DateOrder
from desktop.models.importing import settings as words
from desktop.views.edit.fields import Chooser, put_words
from desktop.views.importing.dialogs import LineDialog
from desktop.views.parts.card import Card, link_button, plain_label
from desktop.views.parts.states import set_flag, spaced

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from desktop.domain.importing.found import DryRun
    from desktop.domain.importing.profile import Profile

_BETWEEN = "; "  # marks
_LICENCES = (
    "none stated",
    "CC0 1.0",
    "CC BY 4.0",
    "CC BY-SA 4.0",
    "CC BY-NC 4.0",
    "CC BY-NC-SA 4.0",
    "ODbL 1.0",
)
_OTHER = "\0"  # a licence to be written


class SettingsCard(Card):
    """The settings of the profile, one below another."""

    # Profile: the table is to be read by it.
    changed = Signal(object)
    # date: the day on which the table was taken.
    day_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "import_settings", parent)
        self.set_heading(self.tr("How to read it"))
        self.save_button = link_button(self.tr("Save profile…"), "import_save_profile")
        self.template_button = link_button(
            self.tr("Template…"), "import_save_template", self.tr("Save template…")
        )
        self.template_button.setToolTip(
            self.tr("Save an empty table with a column for every fact of this profile")
        )
        self.add_action(self.template_button)
        self.add_action(self.save_button)
        self._profile: Profile | None = None
        self._known: tuple[Profile, ...] = ()
        self._day: date | None = None
        self._labels: dict[QWidget, QLabel] = {}
        self._grid = spaced(QGridLayout(), spacing=3)
        self._grid.setHorizontalSpacing(12)
        self._grid.setColumnStretch(1, 1)
        self.body.addLayout(self._grid)
        self.profile = self._chooser("profile", self.tr("Profile"), self._choose_profile)
        self.encoding = self._chooser("encoding", self.tr("Encoding"), self._setting("encoding"))
        self.separator = self._chooser("separator", self.tr("Separator"), self._setting("separator"))
        self.sheet = self._chooser("sheet", self.tr("Sheet"), self._setting("sheet"))
        self.order = self._chooser("date_order", self.tr("Date order"), self._choose_order)
        self.sign = self._chooser("decimal_sign", self.tr("Decimal sign"), self._setting("decimal_sign"))
        self.currency = self._chooser("currency", self.tr("Currency"), self._setting("currency"))
        self.no_date = self._line("no_date", self.tr("No date is"), self._marks("no_date"))
        self.no_amount = self._line("no_amount", self.tr("No amount is"), self._marks("no_amount"))
        self.licence = self._chooser("licence", self.tr("Licence"), self._choose_licence)
        self.taken = self._line("taken_on", self.tr("Taken on"), self._on_day)
        for line in (self.no_date, self.no_amount):
            line.setToolTip(self.tr("Several are divided by semicolons"))
        self.body.addStretch(1)

    def show_dry_run(self, dry: DryRun, profiles: tuple[Profile, ...], taken: date) -> None:
        """Show the settings by which a table was read."""
        profile, table = dry.profile, dry.table
        self._profile, self._day = profile, taken
        names = [known.name for known in profiles]
        self._known = profiles if profile.name in names else (profile, *profiles)
        self.profile.show_choices(
            tuple((known.name, words.profile_words(known)) for known in self._known), profile.name
        )
        self._show(self.encoding, words.encoding_choices(table.encoding), table.encoding)
        self._show(self.separator, words.separator_choices(table.separator), table.separator)
        self._show(self.sheet, tuple((one, text.printable(one)) for one in table.sheets), table.sheet)
        self.order.show_choices(words.order_choices(), profile.date_order.value)
        self.sign.show_choices(words.sign_choices(), profile.decimal_sign)
        has_column = Becomes.CURRENCY in profile.places(table.columns)
        self.currency.show_choices(
            words.currency_choices(profile.currency, has_column=has_column), profile.currency
        )
        put_words(self.no_date, _BETWEEN.join(profile.no_date))
        put_words(self.no_amount, _BETWEEN.join(profile.no_amount))
        licences = dict.fromkeys((*_LICENCES, *((profile.licence,) if profile.licence else ())))
        listed = tuple((one, text.printable(one)) for one in licences)
        self.licence.show_choices((*listed, (_OTHER, self.tr("Another…"))), profile.licence or _LICENCES[0])
        put_words(self.taken, text.day(taken))
        set_flag(self.taken, "invalid", on=False)

    def _chooser(self, key: str, name: str, chosen: Callable[[object], object]) -> Chooser:
        box = Chooser(f"import_{key}", name, most=0)
        box.chosen.connect(chosen)
        self._add(name, box)
        return box

    def _line(self, key: str, name: str, edited: Callable[[], object]) -> QLineEdit:
        line = QLineEdit()
        line.setObjectName(f"import_{key}")
        line.setAccessibleName(name)
        line.editingFinished.connect(edited)
        self._add(name, line)
        return line

    def _add(self, name: str, control: QWidget) -> None:
        row = self._grid.rowCount()
        label = plain_label(name, "caption")
        label.setBuddy(control)
        self._labels[control] = label
        self._grid.addWidget(label, row, 0)
        self._grid.addWidget(control, row, 1)

    def _show(self, box: Chooser, choices: words.Choices, value: str) -> None:
        """Show a setting, unless this kind of file has none."""
        is_there = bool(value)
        box.setVisible(is_there)
        self._labels[box].setVisible(is_there)
        if is_there:
            box.show_choices(choices, value)

    def _tell(self, profile: Profile) -> None:
        if profile != self._profile:
            self.changed.emit(profile)

    def _choose_profile(self, name: object) -> None:
        for known in self._known:
            if known.name == name and (self._profile is None or known.name != self._profile.name):
                self.changed.emit(known)

    def _choose_order(self, value: object) -> None:
        if self._profile is not None:
            self._tell(replace(self._profile, date_order=DateOrder(str(value))))

    def _choose_licence(self, value: object) -> None:
        if value == _OTHER and self._profile is not None:
            licence, title = self._profile.licence, self.tr("Licence")
            LineDialog(title, title, licence, self._setting("licence"), self).open()
            self.licence.setCurrentIndex(self.licence.findText(licence or _LICENCES[0]))
        else:
            self._setting("licence")(value)

    def _setting(self, key: str) -> Callable[[object], None]:
        """The reaction to another value of a setting."""

        def chosen(value: object) -> None:
            if self._profile is not None:
                self._tell(replace(self._profile, **{key: value}))  # type: ignore[arg-type] # of a text

        return chosen

    def _marks(self, key: str) -> Callable[[], None]:
        """The reaction to other marks in a line."""

        def edited() -> None:
            line = self.no_date if key == "no_date" else self.no_amount
            marks = tuple(mark.strip() for mark in line.text().split(_BETWEEN.strip()) if mark.strip())
            self._setting(key)(marks)

        return edited

    def _on_day(self) -> None:
        found = text.read_day(self.taken.text())
        set_flag(self.taken, "invalid", on=found is None)
        self.taken.setAccessibleDescription("" if found else self.tr("Write a day, such as 30 Nov 2026."))
        if found is not None and found != self._day:
            self.day_changed.emit(found)
