"""The words for a flaw of a row: its name, what is written, what is wrong, what it changes, corrections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop import text
from desktop.domain.days.edtf import from_stored
from desktop.domain.days.period import DateError, parse_day
from desktop.domain.edit.change import Reference
from desktop.domain.edit.corrections import Flawed, Loss
from desktop.domain.printable import short_line, shortened

if TYPE_CHECKING:
    from desktop.domain.edit.change import Cell
    from desktop.domain.edit.corrections import Correction, FlawedRow

_VALUE, _NAME, _CHOICE = 60, 80, 60  # characters
translate = QCoreApplication.translate


def row_words(row: FlawedRow) -> str:
    """The name of a row: Fine of 5 Dec 2025, Event “EUR 1,012,500 so far”."""
    label, kind = shortened(row.label, _NAME), _kinds().get(row.table, _plain(row.table).capitalize())
    if row.table in {"authorities", "respondents", "investigations", "sources", "documents"} and label:
        return label
    if label:
        return f"{kind} “{label}”"
    return translate("problems", "{0} of {1}").format(kind, _short_day(row.day)) if row.day else kind


def place_words(row: FlawedRow) -> str:
    """The investigation of a row, or its kind, with its table and number: X · fines, row 2."""
    of = row.title
    if row.table in {"authorities", "respondents", "sources"}:
        of = _kinds()[row.table]
    elif row.table == "investigations":
        of = translate("problems", "Investigation")
    place = translate("problems", "{0}, row {1}").format(_plain(row.table), row.row_id)
    return f"{short_line(of, _NAME)}  ·  {place}" if of else place


def written_words(row: FlawedRow) -> str:
    """The wrong cells as they are written: that of a date once if all of it is alike."""
    values = [value for _, value in row.written]
    if row.flaw is Flawed.DAY and len(values) == 3:  # noqa: PLR2004 - first day, last day, precision
        days = dict.fromkeys(_written(value) for value in values[:2])
        return " / ".join(days)
    return " / ".join(_written(value) for value in values) or text.NOTHING


def column_words(row: FlawedRow) -> str:
    """The columns of the wrong cells, in words."""
    names = [name for name, _ in row.written]
    if row.flaw is Flawed.DAY and len(names) == 3:  # noqa: PLR2004 - as above
        return _column(names[0].removesuffix("_start"))
    return ", ".join(_column(name) for name in names)


def flaw_words(row: FlawedRow) -> str:
    """What is wrong with a row, and what may have been meant."""
    match row.flaw:
        case Flawed.DAY:
            words = translate("problems", "Not a date of this file.")
        case Flawed.ZONE:
            words = translate("problems", "No such time zone.")
        case Flawed.WORD:
            allowed = ", ".join(choice_words(choice) for choice in row.choices)
            known = {
                "fines": translate("problems", "status of a fine"),
                "fine_stages": translate("problems", "stage of a fine"),
            }
            name = known.get(row.table, column_words(row))
            words = translate("problems", "Not a {0}. Allowed: {1}.").format(name, allowed)
            words = words if allowed else _not_allowed(row)
        case Flawed.LINK:
            words = translate("problems", "Refers to a row that is not in the file.")
        case Flawed.EMPTY:
            words = translate("problems", "Nothing is written here. Needed: {0}.").format(row.allowed)
        case Flawed.TOGETHER:
            words = translate("problems", "These do not go together: needed is {0}.").format(row.allowed)
        case _:
            words = _not_allowed(row)
    meant = _meant(row)
    if not meant:
        return words
    asked = translate("problems", "Did you mean {0}?").format(meant)
    return f"{words} {asked}"


def loss_words(row: FlawedRow) -> str:
    """What a flaw changes in what is shown."""
    of = short_line(row.title, _NAME) or translate("problems", "this file")
    match row.loss:
        case Loss.FIGURE:
            return translate("problems", "The penalty has no figure; no sum holds it ({0}).").format(of)
        case Loss.DATE:
            return translate("problems", "Shown without this date; no figure depends on it.")
        case Loss.OWNER:
            return translate("problems", "It belongs to nothing in the file, so it is shown nowhere.")
        case Loss.NOTHING:
            return translate("problems", "Shown as far as it can be read; no figure depends on it.")
        case Loss.CELL:
            return _read_as(row, of)
        case _:
            return _left_out(row, of)


def correction_words(row: FlawedRow, correction: Correction) -> str:
    """The button of a suggestion: Use Thu 9 May 2024."""
    if correction.is_emptied:
        column = correction.cells[0][0]
        name = column_words(row) if len(correction.cells) > 1 else _column(column)
        return translate("problems", "Leave {0} empty").format(name)
    return translate("problems", "Use {0}").format(choice_words(correction))


def choice_words(correction: Correction) -> str:
    """The values of a correction, as a person reads them."""
    if correction.words:
        return short_line(correction.words, _CHOICE)
    values = [cell for _, cell in correction.cells]
    if len(values) == 3:  # noqa: PLR2004 - first day, last day, precision
        return _date(*(str(value) for value in values))
    return " / ".join(_value(value) for value in values)


def choose_words(row: FlawedRow) -> str:
    """The button of the values to choose from: Choose status."""
    name = _column(row.choices[0].cells[0][0]) if row.choices else column_words(row)
    return translate("problems", "Choose {0}").format(name)


def spoken_words(row: FlawedRow) -> str:
    """All of a flaw in a sentence, for a screen reader."""
    return f"{row_words(row)}, {place_words(row)}. {written_words(row)}: {flaw_words(row)} {loss_words(row)}"


def _not_allowed(row: FlawedRow) -> str:
    if not row.written:
        return row.allowed
    return translate("problems", "Not allowed here. Needed: {0}.").format(row.allowed)


def _meant(row: FlawedRow) -> str:
    """The one value that was meant, as the file would hold it; empty if there are several or none."""
    near = [one for one in row.suggestions if not one.is_emptied]
    if len(near) != 1 or row.flaw not in {Flawed.DAY, Flawed.ZONE, Flawed.WORD, Flawed.OTHER}:
        return ""
    cell = near[0].cells[0][1]
    return short_line(cell, _CHOICE) if isinstance(cell, str) else ""


def _read_as(row: FlawedRow, of: str) -> str:
    if row.flaw is Flawed.ZONE:
        words = translate(
            "problems", "Days are those of {0}: Live may be a day off for {1}. Past days are not affected."
        )
        return words.format(row.read_as, of)
    if row.read_as:
        return translate("problems", "Read as “{0}”; no sum depends on it.").format(row.read_as)
    return translate("problems", "Shown without it; no sum depends on it.")


def _left_out(row: FlawedRow, of: str) -> str:
    if row.table in {"fines", "fine_stages"}:
        words = translate("problems", "Left out of Fine and Outstanding of {0}.").format(of)
        return f"{words.removesuffix('.')} ({text.money(row.amount)})." if row.amount is not None else words
    if row.table == "events":
        return translate("problems", "Left out of the timeline; no figure depends on it.")
    if not row.title:
        return translate("problems", "Left out of what is shown.")
    return translate("problems", "Left out of {0}.").format(of)


def _kinds() -> dict[str, str]:
    return {
        "authorities": translate("problems", "Authority"),
        "respondents": translate("problems", "Respondent"),
        "sources": translate("problems", "Source"),
        "provisions": translate("problems", "Provision"),
        "investigations": translate("problems", "Investigation"),
        "investigation_references": translate("problems", "Reference"),
        "events": translate("problems", "Event"),
        "event_actors": translate("problems", "Person of an event"),
        "decisions": translate("problems", "Decision"),
        "fines": translate("problems", "Fine"),
        "fine_stages": translate("problems", "Stage of a fine"),
        "orders": translate("problems", "Order"),
        "penalty_terms": translate("problems", "Penalty"),
        "term_orders": translate("problems", "Order with a penalty"),
        "penalty_rates": translate("problems", "Rate of a penalty"),
        "stays": translate("problems", "Stay"),
        "compliance": translate("problems", "Compliance"),
        "occurrences": translate("problems", "Breach"),
        "findings": translate("problems", "Finding"),
        "tallies": translate("problems", "Tally"),
        "liquidations": translate("problems", "Liquidation"),
        "payments": translate("problems", "Payment"),
        "documents": translate("problems", "Document"),
        "document_contents": translate("problems", "Content of a document"),
        "changes": translate("problems", "Entry of the history"),
        "case_file": translate("problems", "The file itself"),
    }


def _column(name: str) -> str:
    known = {
        "zone": translate("problems", "time zone"),
        "uid": translate("problems", "uid"),
        "imposed": translate("problems", "day imposed"),
        "decided": translate("problems", "day decided"),
        "paid": translate("problems", "day paid"),
        "authority_id": translate("problems", "authority"),
        "month_stay": translate("problems", "rule for a stay inside a month"),
    }
    return known.get(name, _plain(name.removesuffix("_id")))


def _plain(name: str) -> str:
    return name.replace("_", " ").strip()


def _written(value: int | str | None) -> str:
    if value is None:
        return translate("problems", "nothing")
    return shortened(text.printable(str(value)[: _VALUE + 1]), _VALUE) or translate(
        "problems", "an empty text"
    )


def _value(value: Cell) -> str:
    match value:
        case None | "":
            return translate("problems", "nothing")
        case Reference():
            return value.uid
        case str():
            return short_line(_day(value), _CHOICE)
        case _:
            return str(value)


def _day(value: str) -> str:
    try:
        return text.long_day(parse_day(value))
    except DateError:
        return value


def _short_day(value: str) -> str:
    try:
        return text.day(parse_day(value))
    except DateError:
        return value


def _date(first: str, last: str, precision: str) -> str:
    try:
        start, end = parse_day(first), parse_day(last)
        value = from_stored(start, end, precision)
    except DateError:
        return f"{first} / {last}"
    return text.long_day(start) if (first, precision) == (last, "day") else text.uncertain(value)
