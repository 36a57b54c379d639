"""The form of a scenario: what is changed, typed or chosen; what cannot be is refused in its place."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop import text
from desktop.domain.scenario import (
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
from desktop.models.typed import read_amount
from desktop.models.whatif import flaw_words
from desktop.models.whatif_changes import change_words, start_words, stay_words
from desktop.views.parts.card import link_button
from desktop.views.parts.typed import ChoiceButton, TypedEdit
from desktop.views.parts.whatif_rows import Entries, FormRow, day_field, read_day

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.money import Money
    from desktop.domain.penalty import PenaltyTerms
    from desktop.domain.scenario import Change

Edit = Callable[[Scenario], Scenario]
ChangeT = TypeVar("ChangeT")

_NEEDS_DAY = (Start.NOTIFIED, Start.FIRST_DAY)
_MORE = (OtherRate, OtherCap, OtherStart, ComplianceDay, Paid, Ends)


class WhatIfForm(QWidget):
    """Every change a scenario can hold; `edit` is called with what to do to the scenario."""

    def __init__(self, edit: Callable[[Edit], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edit = edit
        self._currency = "EUR"
        self._reading: Start | None = None
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(6)
        self._build_first()
        self._more = link_button(self.tr("More changes"), "whatif_more")
        self._more.clicked.connect(lambda: self._show_more(shown=self._rest.isHidden()))
        self._rows.addWidget(self._more)
        self._rest = QWidget()
        self._rest_rows = QVBoxLayout(self._rest)
        self._rest_rows.setContentsMargins(0, 0, 0, 0)
        self._rest_rows.setSpacing(6)
        self._build_amounts()
        self._build_start()
        self._build_paid()
        self._rows.addWidget(self._rest)
        self._show_more(shown=False)

    def show_scenario(self, scenario: Scenario | None, terms: PenaltyTerms) -> None:
        """Show what a scenario changes; without one every field is empty."""
        changes = scenario.changes if scenario is not None else ()
        self._currency = terms.currency
        complied, ends = _one(changes, Complied), _one(changes, Ends)
        self._complied.show_value(text.day(complied.on) if complied else "")
        self._ends.show_value(text.day(ends.on) if ends else "")
        self._stays.show_values(tuple((item, stay_words(item)) for item in _all(changes, Stayed)))
        self._payments.show_values(tuple((item, change_words(item)) for item in _all(changes, Paid)))
        self._show_amounts(changes)
        self._show_start(_one(changes, OtherStart), _one(changes, ComplianceDay))
        if any(isinstance(change, _MORE) for change in changes):
            self._show_more(shown=True)

    def forget(self) -> None:
        """Another scenario is shown: what was typed for the one before is gone."""
        self._reading = None
        for field in self.findChildren(TypedEdit):
            field.revert()
        for entries in (self._stays, self._payments):
            entries.close_form()

    # Building

    def _build_first(self) -> None:
        self._complied = day_field("whatif_complied", self.tr("Complied on"), self.tr("day"))
        self._complied_row = FormRow(self.tr("Complied on"), self._complied)
        self._complied.entered.connect(
            lambda typed: self._on_day(self._complied_row, self._complied, typed, Complied)
        )
        first = day_field("whatif_stay_first", self.tr("Stayed from"), self.tr("from"))
        last = day_field("whatif_stay_last", self.tr("Stayed to"), self.tr("to, or empty"))
        self._stays = Entries("whatif_stays", self.tr("Stayed"), self.tr("Add period…"), first, last)
        self._stays.done.clicked.connect(self._on_stay)
        self._stays.removed.connect(self._drop)
        self._rows.addWidget(self._complied_row)
        self._rows.addWidget(self._stays)

    def _build_amounts(self) -> None:
        self._rate = TypedEdit("whatif_rate", self.tr("Rate"))
        self._rate.setPlaceholderText(self.tr("amount"))
        self._rate_day = day_field("whatif_rate_day", self.tr("Rate from"), self.tr("all days"))
        self._rate_row = FormRow(self.tr("Rate"), self._rate, self._rate_day, between=self.tr("from"))
        self._cap = TypedEdit("whatif_cap", self.tr("Cap"))
        self._cap.setPlaceholderText(self.tr("amount or none"))
        self._cap_row = FormRow(self.tr("Cap"), self._cap)
        self._rate.entered.connect(self._on_rate)
        self._rate_day.entered.connect(self._on_rate)
        self._cap.entered.connect(self._on_cap)
        self._rest_rows.addWidget(self._rate_row)
        self._rest_rows.addWidget(self._cap_row)

    def _build_start(self) -> None:
        self._start = ChoiceButton("whatif_start", self.tr("Deadline"))
        self._start_day = day_field("whatif_start_day", self.tr("Day of the deadline"), self.tr("day"))
        self._start_row = FormRow(self.tr("Deadline"), self._start)
        self._start_day_row = FormRow("", self._start_day)
        self._counted = ChoiceButton("whatif_counted", self.tr("Day of compliance"))
        self._counted_row = FormRow(self.tr("Compliance day"), self._counted)
        self._start.chosen.connect(self._on_start)
        self._start_day.entered.connect(self._on_start_day)
        self._counted.chosen.connect(self._on_counted)
        for row in (self._start_row, self._start_day_row, self._counted_row):
            self._rest_rows.addWidget(row)

    def _build_paid(self) -> None:
        self._ends = day_field("whatif_ends", self.tr("Last day"), self.tr("day"))
        self._ends_row = FormRow(self.tr("Last day"), self._ends)
        self._ends.entered.connect(lambda typed: self._on_day(self._ends_row, self._ends, typed, Ends))
        amount = TypedEdit("whatif_paid", self.tr("Sum paid"))
        amount.setPlaceholderText(self.tr("amount"))
        day = day_field("whatif_paid_day", self.tr("Paid on"), self.tr("day"))
        self._payments = Entries("whatif_payments", self.tr("Paid"), self.tr("Add payment…"), amount, day)
        self._payments.done.clicked.connect(self._on_paid)
        self._payments.removed.connect(self._drop)
        self._rest_rows.addWidget(self._ends_row)
        self._rest_rows.addWidget(self._payments)

    # Showing

    def _show_more(self, *, shown: bool) -> None:
        self._rest.setVisible(shown)
        self._more.setText(self.tr("Fewer changes") if shown else self.tr("More changes"))
        self._more.setAccessibleName(self._more.text())

    def _show_amounts(self, changes: tuple[Change, ...]) -> None:
        rate, cap = _one(changes, OtherRate), _one(changes, OtherCap)
        self._rate.show_value(text.money(rate.amount) if rate else "")
        self._rate_day.show_value(text.day(rate.from_day) if rate and rate.from_day else "")
        words = ""
        if cap is not None:
            words = self.tr("none") if cap.amount is None else text.money(cap.amount)
        self._cap.show_value(words)

    def _show_start(self, start: OtherStart | None, counted: ComplianceDay | None) -> None:
        reading = start.reading if start is not None else self._reading
        self._start.show_choices(((None, self.tr("As recorded")), *start_words()), reading)
        self._start_day_row.setVisible(reading in _NEEDS_DAY)
        self._start_day.show_value(text.day(start.on) if start and start.on else "")
        choices = (
            (None, self.tr("As recorded")),
            (True, self.tr("Counted")),
            (False, self.tr("Not counted")),
        )
        self._counted.show_choices(choices, counted.counted if counted else None)

    # What was typed or chosen

    def _on_day(
        self, row: FormRow, field: TypedEdit, typed: str, made: Callable[[date], Complied | Ends]
    ) -> None:
        if not typed:
            kind = Complied if field is self._complied else Ends
            self._take(row, lambda scenario: scenario.clear(kind))
        else:
            read_day(row, field, typed, lambda day: self._put(row, lambda: made(day), field))

    def _on_stay(self) -> None:
        row, first, last = self._stays.row, self._stays.first, self._stays.second
        until = last.text().strip()
        end = text.read_day(until) if until else None
        if until and end is None:
            read_day(row, last, until, lambda _day: None)
            return
        read_day(
            row,
            first,
            first.text().strip(),
            lambda start: self._put(
                row, lambda: Stayed(start, end), first, last, done=self._stays.close_form
            ),
        )

    def _on_rate(self, _typed: str) -> None:
        row, amount_words, day_words = (
            self._rate_row,
            self._rate.text().strip(),
            self._rate_day.text().strip(),
        )
        if not amount_words and not day_words:
            self._take(row, lambda scenario: scenario.clear(OtherRate))
            return
        day = text.read_day(day_words) if day_words else None
        if day_words and day is None:
            read_day(row, self._rate_day, day_words, lambda _day: None)
        elif not amount_words:
            row.refuse(self.tr("Write the rate as well."))
        elif (amount := self._amount(row, self._rate, amount_words)) is not None:
            self._put(row, lambda: OtherRate(amount, day), self._rate, self._rate_day)

    def _on_cap(self, typed: str) -> None:
        row = self._cap_row
        if not typed:
            self._take(row, lambda scenario: scenario.clear(OtherCap))
        elif typed.casefold() in ("none", self.tr("none").casefold()):
            self._put(row, lambda: OtherCap(None), self._cap)
        elif (amount := self._amount(row, self._cap, typed)) is not None:
            self._put(row, lambda: OtherCap(amount), self._cap)

    def _on_start(self, reading: object) -> None:
        self._reading = reading if isinstance(reading, Start) else None
        self._start_day_row.settle()
        self._start_day.clear()
        if self._reading in _NEEDS_DAY:
            self._take(self._start_row, lambda scenario: scenario.clear(OtherStart))
            self._show_start(None, None)
            self._start_day.setFocus()
        elif self._reading is None:
            self._take(self._start_row, lambda scenario: scenario.clear(OtherStart))
        else:
            chosen = self._reading
            self._put(self._start_row, lambda: OtherStart(chosen))

    def _on_start_day(self, typed: str) -> None:
        row, field, reading = self._start_day_row, self._start_day, self._reading_with_day()
        read_day(row, field, typed, lambda day: self._put(row, lambda: OtherStart(reading, day), field))

    def _reading_with_day(self) -> Start:
        return self._reading if self._reading in _NEEDS_DAY and self._reading is not None else Start.FIRST_DAY

    def _on_counted(self, counted: object) -> None:
        if isinstance(counted, bool):
            self._put(self._counted_row, lambda: ComplianceDay(counted))
        else:
            self._take(self._counted_row, lambda scenario: scenario.clear(ComplianceDay))

    def _on_paid(self) -> None:
        row, amount_field, day_field_ = self._payments.row, self._payments.first, self._payments.second
        amount = self._amount(row, amount_field, amount_field.text().strip())
        if amount is None:
            return
        read_day(
            row,
            day_field_,
            day_field_.text().strip(),
            lambda day: self._put(
                row, lambda: Paid(amount, day), amount_field, day_field_, done=self._payments.close_form
            ),
        )

    def _amount(self, row: FormRow, field: TypedEdit, typed: str) -> Money | None:
        amount = read_amount(typed, self._currency)
        if amount is None:
            words = self.tr("Write an amount in {}, like 100000 or 12.50.")
            row.refuse(words.format(text.printable(self._currency)), field)
        return amount

    def _put(
        self,
        row: FormRow,
        make: Callable[[], Change],
        *fields: TypedEdit,
        done: Callable[[], None] | None = None,
    ) -> None:
        try:
            change = make()
            self._take(row, lambda scenario: scenario.put(change))
        except ScenarioError as error:
            row.refuse(flaw_words(error.flaw), *fields)
            return
        if done is not None:
            done()

    def _take(self, row: FormRow, edit: Edit) -> None:
        row.settle()
        self._edit(edit)

    def _drop(self, change: Change) -> None:
        self._edit(lambda scenario: scenario.drop(change))


def _one(changes: tuple[Change, ...], kind: type[ChangeT]) -> ChangeT | None:
    return next((change for change in changes if isinstance(change, kind)), None)


def _all(changes: tuple[Change, ...], kind: type[ChangeT]) -> tuple[ChangeT, ...]:
    return tuple(change for change in changes if isinstance(change, kind))
