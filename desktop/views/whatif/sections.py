"""The sections of the what-if form: each typed or chosen value becomes a change, or is refused in place."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QWidget

from desktop import text
from desktop.domain.whatif.scenario import (
    ComplianceDay,
    Complied,
    Ends,
    OtherCap,
    OtherRate,
    OtherStart,
    Paid,
    Scenario,
    ScenarioError,
    Start,
    Stayed,
)
from desktop.models.whatif.changes import paid_words, start_words, stay_words
from desktop.models.whatif.faults import flaw_words
from desktop.models.whatif.typed import scenario_amount
from desktop.views.parts.typed import ChoiceButton, TypedEdit
from desktop.views.whatif.rows import Entries, FormRow, day_field, read_day, stack

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.money import Money
    from desktop.domain.whatif.scenario import Change

Edit = Callable[[Scenario], Scenario]
ChangeT = TypeVar("ChangeT")

_NEEDS_DAY = (Start.NOTIFIED, Start.FIRST_DAY)


class FormSection(QWidget):
    """A group of rows of the form; `edit` is called with each edit. `currency` is the penalty line's."""

    def __init__(self, edit: Callable[[Edit], None]) -> None:
        super().__init__()
        self._edit = edit
        self.currency = ""
        self.rows = stack(self, spacing=6)

    def show_changes(self, changes: tuple[Change, ...]) -> None:
        """Show the changes of a scenario."""
        raise NotImplementedError

    def forget(self) -> None:
        """Empty all fields for another scenario."""
        for field in self.findChildren(TypedEdit):
            field.revert()
        for entries in self.findChildren(Entries):
            entries.close_form()

    def put(
        self,
        row: FormRow,
        make: Callable[[], Change],
        *fields: TypedEdit,
        done: Callable[[], None] | None = None,
    ) -> None:
        """Make a change and call `done`, or give the reason for a refusal in the row."""
        try:
            change = make()
            self.take(row, lambda scenario: scenario.put(change))
        except ScenarioError as error:
            row.refuse(flaw_words(error.flaw), *fields)
            return
        if done is not None:
            done()

    def take(self, row: FormRow, edit: Edit) -> None:
        """Edit the scenario, and withdraw the refusal of the row."""
        row.settle()
        self._edit(edit)

    def drop(self, change: Change) -> None:
        """Take a change out of the scenario."""
        self._edit(lambda scenario: scenario.drop(change))

    def amount(self, row: FormRow, field: TypedEdit) -> Money | None:
        """The amount typed in a field, or None after its refusal."""
        amount = scenario_amount(field.text().strip(), self.currency)
        if amount is None:
            words = self.tr("Write an amount in {}, like 100000 or 12.50.")
            row.refuse(words.format(text.printable(self.currency)), field)
        return amount


class DaySection(FormSection):
    """The day of compliance, or the last chargeable day."""

    def __init__(
        self, edit: Callable[[Edit], None], kind: type[Complied | Ends], name: str, words: str
    ) -> None:
        super().__init__(edit)
        self._kind = kind
        self._field = day_field(name, words, self.tr("day"))
        self._row = FormRow(words, self._field)
        self._field.entered.connect(self._on_typed)
        self.rows.addWidget(self._row)

    def show_changes(self, changes: tuple[Change, ...]) -> None:
        """Show the day."""
        found = one_of(changes, self._kind)
        self._field.show_value("" if found is None else text.day(found.on))

    def _on_typed(self, typed: str) -> None:
        row, field, kind = self._row, self._field, self._kind
        if typed:
            read_day(row, field, typed, lambda day: self.put(row, lambda: kind(day), field))
        else:
            self.take(row, lambda scenario: scenario.clear(kind))


class StaysSection(FormSection):
    """The stays of a scenario."""

    def __init__(self, edit: Callable[[Edit], None]) -> None:
        super().__init__(edit)
        first = day_field("whatif_stay_first", self.tr("Stayed from"), self.tr("from"))
        last = day_field("whatif_stay_last", self.tr("Stayed to"), self.tr("to, or empty"))
        self._stays = Entries("whatif_stays", self.tr("Stayed"), self.tr("Add period…"), first, last)
        self._stays.done.clicked.connect(self._on_add)
        self._stays.removed.connect(self.drop)
        self.rows.addWidget(self._stays)

    def show_changes(self, changes: tuple[Change, ...]) -> None:
        """Show the stays."""
        self._stays.show_values(tuple((item, stay_words(item)) for item in all_of(changes, Stayed)))

    def _on_add(self) -> None:
        row, first, last = self._stays.row, self._stays.first, self._stays.second
        done = self._stays.close_form

        def put(start: date, end: date | None) -> None:
            self.put(row, lambda: Stayed(start, end), first, last, done=done)

        def start(end: date | None) -> None:
            read_day(row, first, first.text().strip(), lambda day: put(day, end))

        if until := last.text().strip():
            read_day(row, last, until, start)
        else:
            start(None)


class RateSection(FormSection):
    """Another rate, for all days or from a day on."""

    def __init__(self, edit: Callable[[Edit], None]) -> None:
        super().__init__(edit)
        self._rate = TypedEdit("whatif_rate", self.tr("Rate"))
        self._rate.setPlaceholderText(self.tr("amount"))
        self._day = day_field("whatif_rate_day", self.tr("Rate from"), self.tr("all days"))
        self._row = FormRow(self.tr("Rate"), self._rate)
        self._day_row = FormRow(self.tr("Rate from"), self._day)
        self._rate.entered.connect(self._on_rate)
        self._day.entered.connect(self._on_day)
        self.rows.addWidget(self._row)
        self.rows.addWidget(self._day_row)

    def show_changes(self, changes: tuple[Change, ...]) -> None:
        """Show the rate; its first day is asked for once a rate is set."""
        found = one_of(changes, OtherRate)
        self._rate.show_value("" if found is None else text.money(found.amount))
        self._day.show_value(text.day(found.from_day) if found and found.from_day else "")
        self._day_row.setVisible(found is not None)

    def _on_rate(self, typed: str) -> None:
        row, start = self._row, text.read_day(self._day.text())
        if not typed:
            self.take(row, lambda scenario: scenario.clear(OtherRate))
        elif (amount := self.amount(row, self._rate)) is not None:
            self.put(row, lambda: OtherRate(amount, start), self._rate)

    def _on_day(self, typed: str) -> None:
        row, field, amount = self._day_row, self._day, self.amount(self._row, self._rate)
        if amount is None:
            return
        if typed:
            read_day(row, field, typed, lambda day: self.put(row, lambda: OtherRate(amount, day), field))
        else:
            self.put(row, lambda: OtherRate(amount), field)


class CapSection(FormSection):
    """Another cap, or none."""

    def __init__(self, edit: Callable[[Edit], None]) -> None:
        super().__init__(edit)
        self._field = TypedEdit("whatif_cap", self.tr("Cap"))
        self._field.setPlaceholderText(self.tr("amount or none"))
        self._row = FormRow(self.tr("Cap"), self._field)
        self._field.entered.connect(self._on_typed)
        self.rows.addWidget(self._row)

    def show_changes(self, changes: tuple[Change, ...]) -> None:
        """Show the cap."""
        found = one_of(changes, OtherCap)
        amount = None if found is None else found.amount
        words = self.tr("none") if found is not None else ""
        self._field.show_value(words if amount is None else text.money(amount))

    def _on_typed(self, typed: str) -> None:
        row = self._row
        if not typed:
            self.take(row, lambda scenario: scenario.clear(OtherCap))
        elif typed.casefold() in ("none", self.tr("none").casefold()):
            self.put(row, lambda: OtherCap(None), self._field)
        elif (amount := self.amount(row, self._field)) is not None:
            self.put(row, lambda: OtherCap(amount), self._field)


class StartSection(FormSection):
    """Another reading of the deadline; two of the readings need a day."""

    def __init__(self, edit: Callable[[Edit], None]) -> None:
        super().__init__(edit)
        self._wanted: Start | None = None  # the chosen reading, its day still to be typed
        self._button = ChoiceButton("whatif_start", self.tr("Deadline"))
        self._field = day_field("whatif_start_day", self.tr("Day of the deadline"), self.tr("day"))
        self._row = FormRow(self.tr("Deadline"), self._button)
        self._day_row = FormRow("", self._field)
        self._button.chosen.connect(self._on_chosen)
        self._field.entered.connect(self._on_day)
        self.rows.addWidget(self._row)
        self.rows.addWidget(self._day_row)

    def show_changes(self, changes: tuple[Change, ...]) -> None:
        """Show the reading and its day."""
        found = one_of(changes, OtherStart)
        reading = self._wanted or (found.reading if found else None)
        self._button.show_choices(((None, self.tr("As recorded")), *start_words()), reading)
        self._day_row.setVisible(reading in _NEEDS_DAY)
        self._field.show_value(text.day(found.on) if found and found.on and not self._wanted else "")

    def forget(self) -> None:
        """Empty all fields, and drop a reading without a day, for another scenario."""
        self._wanted = None
        super().forget()

    def _on_chosen(self, reading: object) -> None:
        chosen = reading if isinstance(reading, Start) else None
        self._wanted = chosen if chosen in _NEEDS_DAY else None
        self._day_row.settle()
        if self._wanted is not None:
            self.show_changes(())
            self._field.setFocus()
        elif chosen is None:
            self.show_changes(())
            self.take(self._row, lambda scenario: scenario.clear(OtherStart))
        else:
            self.put(self._row, lambda: OtherStart(chosen))

    def _on_day(self, typed: str) -> None:
        read_day(self._day_row, self._field, typed, self._put_day)

    def _put_day(self, day: date) -> None:
        wanted, self._wanted = self._wanted, None

        def edit(scenario: Scenario) -> Scenario:
            held = one_of(scenario.changes, OtherStart)
            reading = wanted or (held.reading if held else Start.FIRST_DAY)
            return scenario.put(OtherStart(reading, day))

        try:
            self.take(self._day_row, edit)
        except ScenarioError as error:
            self._wanted = wanted
            self._day_row.refuse(flaw_words(error.flaw), self._field)


class CountedSection(FormSection):
    """The charging of the compliance day: as recorded, counted or not counted."""

    def __init__(self, edit: Callable[[Edit], None]) -> None:
        super().__init__(edit)
        self._button = ChoiceButton("whatif_counted", self.tr("Compliance day"))
        self._row = FormRow(self.tr("Compliance day"), self._button)
        self._button.chosen.connect(self._on_chosen)
        self.rows.addWidget(self._row)

    def show_changes(self, changes: tuple[Change, ...]) -> None:
        """Show the choice."""
        found = one_of(changes, ComplianceDay)
        choices = (
            (None, self.tr("As recorded")),
            (True, self.tr("Counted")),
            (False, self.tr("Not counted")),
        )
        self._button.show_choices(choices, None if found is None else found.counted)

    def _on_chosen(self, counted: object) -> None:
        if isinstance(counted, bool):
            self.put(self._row, lambda: ComplianceDay(counted))
        else:
            self.take(self._row, lambda scenario: scenario.clear(ComplianceDay))


class PaidSection(FormSection):
    """The payments of a scenario."""

    def __init__(self, edit: Callable[[Edit], None]) -> None:
        super().__init__(edit)
        amount = TypedEdit("whatif_paid", self.tr("Sum paid"))
        amount.setPlaceholderText(self.tr("amount"))
        day = day_field("whatif_paid_day", self.tr("Paid on"), self.tr("on"))
        self._paid = Entries("whatif_payments", self.tr("Paid"), self.tr("Add payment…"), amount, day)
        self._paid.done.clicked.connect(self._on_add)
        self._paid.removed.connect(self.drop)
        self.rows.addWidget(self._paid)

    def show_changes(self, changes: tuple[Change, ...]) -> None:
        """Show the payments."""
        self._paid.show_values(tuple((item, paid_words(item)) for item in all_of(changes, Paid)))

    def _on_add(self) -> None:
        row, sum_field, day = self._paid.row, self._paid.first, self._paid.second
        amount = self.amount(row, sum_field)
        if amount is not None:
            done, typed = self._paid.close_form, day.text().strip()

            def put(on: date) -> None:
                self.put(row, lambda: Paid(amount, on), sum_field, day, done=done)

            read_day(row, day, typed, put)


def one_of(changes: tuple[Change, ...], kind: type[ChangeT]) -> ChangeT | None:
    """The first change of a kind, or None."""
    return next((change for change in changes if isinstance(change, kind)), None)


def all_of(changes: tuple[Change, ...], kind: type[ChangeT]) -> tuple[ChangeT, ...]:
    """Every change of a kind."""
    return tuple(change for change in changes if isinstance(change, kind))
