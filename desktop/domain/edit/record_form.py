"""A record of any table as it is typed into a small form: its fields, its faults and the edit it makes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from desktop.domain.days.edtf import precision_code, stored_days
from desktop.domain.days.period import DAY, LAST_DAY, Precision
from desktop.domain.edit.change import Edit, EditKind, added, changed, deleted
from desktop.domain.edit.citing import SourceFacts, cited
from desktop.domain.edit.draft_problems import Weight
from desktop.domain.money import Money
from desktop.domain.typed.amounts import NoAmount, read_amount
from desktop.domain.typed.dates import DayOrder, NoDate, read_whole
from desktop.domain.typed.sources import source_kind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from desktop.domain.days.period import UncertainDate
    from desktop.domain.edit.change import Cell, Cells

_MOST_DIGITS = 9  # of a number


class FieldKind(StrEnum):
    """The kind of a field: how it is read, and the cells that it fills."""

    TEXT = "text"
    DAY = "day"
    LAST_DAY = "last day"  # the cell holds the day after it
    DATE = "date"  # three cells: the name with _start, _end and _precision
    FIRM_DATE = "firm date"  # as a date, but without doubt: figures depend on it
    AMOUNT = "amount"  # in minor units
    WHOLE = "whole number"
    CHOICE = "choice"  # its value is the cell
    SOURCE = "source"  # no cell: a source that is added to the record
    NONE = "none"  # no cell: it tells how others are read


class RecordFlaw(StrEnum):
    """A fault of a field, whatever the record."""

    NO_DAY = "no day"
    DOUBTFUL = "doubtful"
    NO_AMOUNT = "no amount"
    NEGATIVE = "negative"
    NOT_WHOLE = "not whole"


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """A problem of a field; `words` fill in its sentence.

    `unread` is what was not read, or the date of the record that the field is at odds with.
    """

    field: str
    flaw: StrEnum
    weight: Weight = Weight.FAULT
    words: tuple[str, ...] = ()
    unread: NoDate | NoAmount | UncertainDate | None = None


@dataclass(frozen=True, slots=True)
class RecordField:
    """A field, by the name of its cell. A typed sum is in the currency of the form."""

    name: str
    kind: FieldKind = FieldKind.TEXT
    is_needed: bool = False


@dataclass(frozen=True, slots=True)
class RecordForm:
    """A record as it is typed: a new one, or one that is changed from the cells it had (`before`).

    `typed` are the words of lines and the values of choices, by field; `first` are those it was opened with.
    `fixed` are the cells of a new record that no field shows. `currency` is that of its sums; a field named
    `currency` goes before it. `kinds` name the edit that adds it and the edit that changes it.
    """

    table: str
    uid: str
    batch: str
    fields: tuple[RecordField, ...]
    kinds: tuple[EditKind, EditKind]
    typed: Mapping[str, Cell]
    first: Mapping[str, Cell]
    before: Cells | None = None
    fixed: Cells = field(default_factory=dict)
    currency: str = ""

    @property
    def is_new(self) -> bool:
        """Whether the record is not in the file yet."""
        return self.before is None

    @property
    def is_dirty(self) -> bool:
        """Whether anything was typed."""
        return self.typed != self.first

    def put(self, name: str, value: Cell) -> RecordForm:
        """The form with another value in a field."""
        return replace(self, typed={**self.typed, name: value})

    def words(self, name: str) -> str:
        """What is typed in a line, without blanks around it."""
        value = self.typed.get(name, "")
        return value.strip() if isinstance(value, str) else ""

    def rebased(self, column: str, now: Cell) -> RecordForm:
        """The form with the file's value of a cell now in the place of the one it was opened with."""
        return replace(self, before=None if self.before is None else {**self.before, column: now})

    def restored(self) -> RecordForm:
        """The form as that of a new record, for one that another program deleted meanwhile."""
        fixed = {name: value for name, value in (self.before or {}).items() if name != "id"}
        return replace(self, before=None, fixed=fixed, first={})


@dataclass(frozen=True, slots=True)
class FormRead:
    """A form as it is read: its cells, what is wrong, the fields still to fill in, sources to be added."""

    cells: Cells
    problems: tuple[FieldProblem, ...] = ()
    missing: tuple[str, ...] = ()
    sources: tuple[SourceFacts, ...] = ()

    @property
    def faults(self) -> tuple[FieldProblem, ...]:
        """The problems with which nothing is saved."""
        return tuple(problem for problem in self.problems if problem.weight is Weight.FAULT)

    @property
    def is_sound(self) -> bool:
        """Whether the form can be saved."""
        return not self.faults and not self.missing

    def with_problems(self, *problems: FieldProblem) -> FormRead:
        """The same, with problems that only the kind of the record can have."""
        return replace(self, problems=(*self.problems, *problems))


def read_form(form: RecordForm, today: date, order: DayOrder = DayOrder.DAY_FIRST) -> FormRead:
    """Read what is typed into a form, each field by its kind."""
    cells: dict[str, Cell] = {}
    problems: list[FieldProblem] = []
    missing: list[str] = []
    sources: list[SourceFacts] = []
    for each in form.fields:
        words = form.words(each.name)
        if each.kind is FieldKind.CHOICE:
            cells[each.name] = form.typed.get(each.name)
        elif each.kind is FieldKind.SOURCE:
            if words:
                sources.append(SourceFacts(words, kind=source_kind(words), accessed_on=today))
        elif each.kind is not FieldKind.NONE:
            found = _read(form, each, words, order)
            if isinstance(found, FieldProblem):
                problems.append(found)
            else:
                cells |= found
            if each.is_needed and not words:
                missing.append(each.name)
    return FormRead(cells, tuple(problems), tuple(missing), tuple(sources))


def edit_of(form: RecordForm, read: FormRead) -> Edit | None:
    """The edit that a form makes; None where it cannot be saved, or nothing would change."""
    if not read.is_sound:
        return None
    if form.before is None:
        change = added(form.table, form.uid, **{**form.fixed, **read.cells})
    else:
        change = changed(form.table, form.uid, form.before, read.cells)
    changes = (*((change,) if change.after else ()), *cited(form.table, form.uid, read.sources))
    if not changes:
        return None
    return Edit(form.kinds[0] if form.is_new else form.kinds[1], changes, form.batch)


def deletion(table: str, uid: str, cells: Cells, kind: EditKind, batch: str) -> Edit:
    """The edit that deletes a record with what belongs to it."""
    return Edit(kind, (deleted(table, uid, cells),), batch)


def _read(form: RecordForm, each: RecordField, words: str, order: DayOrder) -> Cells | FieldProblem:
    match each.kind:
        case FieldKind.DAY | FieldKind.LAST_DAY | FieldKind.DATE | FieldKind.FIRM_DATE:
            return _date_cells(each, words, order)
        case FieldKind.AMOUNT:
            currency = form.typed.get("currency") or form.currency
            return _amount_cells(each, words, str(currency))
        case FieldKind.WHOLE:
            if not words:
                return {each.name: None}
            if words.isascii() and words.isdigit() and len(words) <= _MOST_DIGITS:
                return {each.name: int(words)}
            return FieldProblem(each.name, RecordFlaw.NOT_WHOLE)
        case _:
            return {each.name: words}


def _date_cells(each: RecordField, words: str, order: DayOrder) -> Cells | FieldProblem:
    is_day = each.kind in (FieldKind.DAY, FieldKind.LAST_DAY)
    if not words:
        return {each.name: None} if is_day else date_cells(each.name, None)
    read = read_whole(words, order)
    if isinstance(read, NoDate):
        return FieldProblem(each.name, RecordFlaw.NO_DAY, unread=read)
    found = read.date
    if not is_day:
        if each.kind is FieldKind.FIRM_DATE and not found.is_firm:
            return FieldProblem(each.name, RecordFlaw.DOUBTFUL)
        return date_cells(each.name, found)
    if found.precision is not Precision.DAY or not found.is_firm:
        return FieldProblem(each.name, RecordFlaw.DOUBTFUL)
    day = found.earliest
    if each.kind is FieldKind.LAST_DAY and day < LAST_DAY:
        day += DAY
    return {each.name: day.isoformat()}


def _amount_cells(each: RecordField, words: str, currency: str) -> Cells | FieldProblem:
    if not words:
        return {each.name: None}
    found = read_amount(words, currency)
    if isinstance(found, NoAmount):
        return FieldProblem(each.name, RecordFlaw.NO_AMOUNT, unread=found)
    if found < Money(0, currency):
        return FieldProblem(each.name, RecordFlaw.NEGATIVE)
    return {each.name: found.minor}


def date_cells(name: str, value: UncertainDate | None) -> dict[str, Cell]:
    """A date as the three cells of a case file."""
    first, last = (None, None) if value is None else stored_days(value)
    return {
        f"{name}_start": None if first is None else first.isoformat(),
        f"{name}_end": None if last is None else last.isoformat(),
        f"{name}_precision": None if value is None else precision_code(value),
    }
