"""Cells of records in words: the names of columns, and values with their units, days and currencies."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop import text
from desktop.domain.days.period import DateError, Precision, UncertainDate
from desktop.domain.money import Money

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from desktop.domain.edit.told import Shown, ToldCell

translate = QCoreApplication.translate
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_DATE = re.compile(r"(.+)_(start|end|precision)")
_SUMS = {"amount", "cap", "reduced_to"}
_FLAGS = {"franc", "has_grace", "compliance_day_counted", "relapse"}
_GRACE = ("grace_length", "grace_unit")
# The cells that tell nothing to a reader: places in lists, and the ends of what a record hangs on.
_SILENT = {"position", "id", "digest", "sha256"}


def column_words(column: str) -> str:
    """The name of a column, or of the columns that are read together under the first part of their names."""
    return _columns().get(column) or column.replace("_", " ").strip().capitalize()


def cell_words(column: str, value: Shown, currency: str = "") -> str:
    """A value of a column."""
    if value is None or value == "":
        return translate("history", "not given")
    if column in _FLAGS:
        return translate("history", "yes") if value else translate("history", "no")
    if isinstance(value, int):
        return text.money(Money(value, currency)) if column in _SUMS and currency else text.count(value)
    if _DAY.fullmatch(value):
        with suppress(ValueError):
            return text.day(date.fromisoformat(value))
    return text.printable(value)


def date_words(start: Shown, end: Shown, precision: Shown) -> str:
    """A date of three cells; as it is written where it cannot be read."""
    if start is None and end is None:
        return translate("history", "not given")
    with suppress(ValueError, TypeError, DateError):
        found = UncertainDate(
            date.fromisoformat(str(start)), date.fromisoformat(str(end)), Precision(str(precision))
        )
        return text.uncertain(found)
    return text.printable("/".join(str(one) for one in (start, end) if one is not None))


def changed_words(cells: Iterable[ToldCell], currency: str = "") -> tuple[tuple[str, str, str], ...]:
    """What changed: each column's name, its value before and its value after; a date counts as one."""
    known = {cell.column: cell for cell in cells}
    found: dict[str, tuple[str, str, str]] = {}
    for cell in known.values():
        group, before, after = _together(cell, known, currency)
        if before != after and cell.column not in _SILENT:
            found.setdefault(group, (column_words(group), before, after))
    return tuple(found.values())


def whole_words(cells: Iterable[ToldCell], currency: str = "", *, is_after: bool) -> str:
    """A record that was added or deleted, by the cells that tell what it is."""
    known = {cell.column: (cell.after if is_after else cell.before) for cell in cells}
    words = []
    if known.get("date_start"):
        words.append(date_words(known["date_start"], known["date_end"], known["date_precision"]))
    words += [cell_words(name, known[name], currency) for name in _TELLING if known.get(name)]
    return " ".join(words[:2]) if known.get("date_start") else ", ".join(words[:3])


def _together(cell: ToldCell, known: Mapping[str, ToldCell], currency: str) -> tuple[str, str, str]:
    """The name under which a cell is read, and its words before and after."""
    date_of = _DATE.fullmatch(cell.column)
    if date_of is not None:
        three = [known.get(f"{date_of[1]}_{part}") for part in ("start", "end", "precision")]
        if all(three):
            before, after = (
                date_words(*(getattr(one, when) for one in three)) for when in ("before", "after")
            )
            return date_of[1], before, after
    if cell.column in _GRACE and all(name in known for name in _GRACE):
        length, unit = (known[name] for name in _GRACE)
        return "grace", _length(length.before, unit.before), _length(length.after, unit.after)
    before, after = (cell_words(cell.column, value, currency) for value in (cell.before, cell.after))
    return cell.column, before, after


def _length(number: Shown, unit: Shown) -> str:
    """The length of a grace period: 2 months, 1 day."""
    if not isinstance(number, int) or not isinstance(unit, str) or not unit:
        return translate("history", "not given")
    return text.units(number, unit)


_TELLING = (
    *("title", "source_id", "publisher", "name", "short_name", "text", "reference", "actor", "quote"),
    *("amount", "on_day", "start_day", "by_day", "day", "paid_start", "window_start", "decided_start"),
    *("provision_id", "respondent_id", "finding", "kind", "label"),
)


def _columns() -> dict[str, str]:
    return {
        "grace": translate("history", "Grace period"),
        "grace_length": translate("history", "Grace period"),
        "grace_unit": translate("history", "Unit of the grace period"),
        "grace_last_day": translate("history", "Last day to comply"),
        "grace_runs_from": translate("history", "Grace period runs from"),
        "has_grace": translate("history", "Grace period given"),
        "zone": translate("history", "Time zone"),
        "lei": translate("history", "LEI"),
        "authority_id": translate("history", "Authority"),
        "respondent_id": translate("history", "Respondent"),
        "parent_id": translate("history", "Parent"),
        "investigation_id": translate("history", "Investigation"),
        "term_id": translate("history", "Penalty"),
        "source_id": translate("history", "Source"),
        "url": translate("history", "Address"),
        "decided": translate("history", "Decided"),
        "decided_on": translate("history", "Decided"),
        "notified": translate("history", "Notified"),
        "notified_on": translate("history", "Notified"),
        "published": translate("history", "Published"),
        "imposed": translate("history", "Imposed"),
        "opened": translate("history", "Opened"),
        "closed": translate("history", "Closed"),
        "paid": translate("history", "Paid"),
        "on_day": translate("history", "Day"),
        "start_day": translate("history", "From"),
        "end_day": translate("history", "Until"),
        "known_on": translate("history", "Known on"),
        "end_known_on": translate("history", "End known on"),
        "short_name": translate("history", "Short name"),
        "text": translate("history", "Text"),
        "unit": translate("history", "Unit of the penalty"),
        "rollover": translate("history", "Roll-over"),
        "month_rule": translate("history", "Month rule"),
        "first_day": translate("history", "First penalty day"),
        "last_day": translate("history", "Last penalty day"),
        "cap": translate("history", "Cap"),
        "max_units": translate("history", "Most units"),
        "compliance_day_counted": translate("history", "Day of compliance counted"),
        "linked_group": translate("history", "Linked proceedings"),
    }
