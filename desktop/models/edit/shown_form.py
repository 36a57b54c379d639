"""A small form as it is shown: its title, its fields with their words, and what saving waits for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop import text
from desktop.domain.days.edtf import from_stored
from desktop.domain.days.period import DAY, on_day, parse_day
from desktop.domain.edit.draft_problems import Weight
from desktop.domain.edit.record_form import FieldKind, RecordFlaw
from desktop.domain.money import Money, exponent
from desktop.domain.typed.amounts import NoAmount, read_amount
from desktop.domain.typed.dates import DateFault, DayOrder, NoDate, ReadDate, read_whole
from desktop.models.typed.words import date_words, no_amount_words, no_date_words, precision_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from desktop.domain.days.period import UncertainDate
    from desktop.domain.edit.change import Cell, Cells
    from desktop.domain.edit.record_form import FieldProblem, FormRead, RecordField, RecordForm

translate = QCoreApplication.translate


class Control(StrEnum):
    """The control of a field."""

    LINE = "line"
    CHOICE = "choice"
    TEXT = "text"  # of several lines


@dataclass(frozen=True, slots=True)
class ShownField:
    """A field with its words. Without a label it stands beside the field before it, in the same row.

    `beside` are words right of the control; `note` is the sentence below, of the role caption, fault or
    doubt; `answers` are links below, each by its name.
    """

    name: str
    label: str
    accessible: str
    value: object
    control: Control = Control.LINE
    choices: tuple[tuple[object, str], ...] = ()
    hint: str = ""
    beside: str = ""
    note: str = ""
    role: str = "caption"
    stretch: int = 1
    is_enabled: bool = True
    answers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ShownForm:
    """A form with its words: `preview` tells what its values change, `waits` what saving waits for."""

    title: str
    fields: tuple[ShownField, ...]
    preview: str = ""
    waits: str = ""
    can_save: bool = False
    is_dirty: bool = False


def typed_cells(
    fields: Sequence[RecordField], cells: Cells, currency: str, order: DayOrder
) -> dict[str, Cell]:
    """What stands in the fields of a form for the cells of a record, so that reading it gives them again."""
    currency = str(cells.get("currency") or currency)
    return {each.name: _typed(each, cells, currency, order) for each in fields}


def noted(
    shown: ShownField, form: RecordForm, read: FormRead, order: DayOrder, notes: Mapping[str, str]
) -> tuple[str, str, str]:
    """The words beside a field, the sentence below, and its role; `notes` are sentences of more flaws."""
    problem = next((each for each in read.problems if each.field == shown.name), None)
    if problem is not None:
        sentence = notes.get(problem.flaw, "") or flaw_words(problem)
        return "", sentence, "fault" if problem.weight is Weight.FAULT else "doubt"
    kind = next((each.kind for each in form.fields if each.name == shown.name), FieldKind.NONE)
    if kind not in (FieldKind.DAY, FieldKind.LAST_DAY, FieldKind.DATE, FieldKind.FIRM_DATE):
        return "", "", "caption"
    found = read_whole(form.words(shown.name), order)
    if not isinstance(found, ReadDate):
        return "", "", "caption"
    length = precision_words(found.date).partition(" · ")[0] if kind is FieldKind.FIRM_DATE else ""
    return length, date_words(found) if found.is_assumed else "", "caption"


def flaw_words(problem: FieldProblem) -> str:
    """The sentence of a fault that the field of any record can have."""
    match problem.unread:
        case NoAmount():
            return no_amount_words(problem.unread)
        case NoDate(fault=DateFault.NOT_READ):
            return translate("form", "Write a day, such as 17 Oct 2022.")
        case NoDate():
            return no_date_words(problem.unread)
    return {
        RecordFlaw.DOUBTFUL: translate("form", "Figures depend on this: write a day without “about”."),
        RecordFlaw.NEGATIVE: translate("form", "A sum is not negative."),
        RecordFlaw.NOT_WHOLE: translate("form", "Write a whole number."),
    }[RecordFlaw(problem.flaw)]


def waiting_words(read: FormRead, labels: Mapping[str, str]) -> str:
    """What saving waits for: 1 value to correct, or the fields to fill in."""
    number = len({problem.field for problem in read.faults})
    if number == 1:
        return translate("form", "1 value to correct")
    if number:
        return translate("form", "{} values to correct").format(text.count(number))
    if read.missing:
        wanted = ", ".join(labels.get(name, name).lower() for name in read.missing)
        return translate("form", "still to write: {}").format(wanted)
    return ""


def typed_sum(minor: int, currency: str) -> str:
    """A sum as it is typed into a field: 52,500 or 52.50."""
    amount, places = Money(minor, currency), exponent(currency)
    whole, rest = divmod(minor, 10**places)
    decimals = f".{rest:0{places}}" if places else ""
    for words in (f"{whole:,}" if not rest else f"{whole:,}{decimals}", f"{whole}{decimals}"):
        if read_amount(words, currency) == amount:
            return words
    return f"{currency} {whole}{decimals}"


def typed_date(when: UncertainDate, order: DayOrder) -> str:
    """A date as it is typed into a field: 13 Apr 2023, May 2024, else in EDTF."""
    words = text.uncertain(when)
    found = read_whole(words, order)
    return words if isinstance(found, ReadDate) and found.date == when else when.iso


def _typed(each: RecordField, cells: Cells, currency: str, order: DayOrder) -> Cell:
    value = cells.get(each.name)
    if each.kind in (FieldKind.DATE, FieldKind.FIRM_DATE):
        first, last, code = (cells.get(f"{each.name}_{end}") for end in ("start", "end", "precision"))
        if isinstance(first, str) and isinstance(last, str) and isinstance(code, str):
            return typed_date(from_stored(parse_day(first), parse_day(last), code), order)
        return ""
    match each.kind, value:
        case FieldKind.CHOICE, _:
            return value
        case ((FieldKind.DAY | FieldKind.LAST_DAY), str()):
            day = parse_day(value)
            return typed_date(on_day(day - DAY if each.kind is FieldKind.LAST_DAY else day), order)
        case FieldKind.AMOUNT, int():
            return typed_sum(value, currency)
    return "" if value is None else str(value)
