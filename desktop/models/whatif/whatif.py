"""The results of a scenario beside the record, in words: facts, a table and copies."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop import text
from desktop.domain.explanation.figure import FigureKey, FigureKind, line_key
from desktop.domain.money import Money, totals
from desktop.domain.penalty.curve import horizon
from desktop.domain.whatif.scenario import Complied
from desktop.models.page.terms import NamedFact
from desktop.models.table import Column, key_of, plain_cell
from desktop.models.whatif.changes import change_words
from desktop.models.whatif.faults import unknown_words

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from desktop.domain.page.page import Page
    from desktop.domain.whatif.comparison import Comparison, Outcome, Side

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class WhatIfRow:
    """A scenario, or the record, in the table of scenarios side by side."""

    name: str
    amount: Money | None
    on: date | None
    comparison: Comparison | None = None
    chosen: bool = False
    scenario: str = ""
    key: FigureKey | None = None

    @property
    def total(self) -> bool:
        """Whether this is the chosen scenario, which stands out."""
        return self.chosen


def mark(name: str) -> str:
    """The mark that stands on every picture and copy of a scenario."""
    return translate("whatif", "Scenario: {}").format(shown_name(name))


def shown_name(name: str) -> str:
    """The name of a scenario on a single line, without hidden characters."""
    return " ".join(text.printable(name).split())


def comparison_of(outcome: Outcome, place: int) -> Comparison | None:
    """The result of a scenario for the penalty line at a place; None if it cannot be calculated."""
    return outcome.lines[place] if place < len(outcome.lines) else None


def result_facts(outcome: Outcome, place: int) -> tuple[NamedFact, ...]:
    """The results of a scenario for a penalty line, then for all lines if there are several."""
    found = comparison_of(outcome, place)
    if found is None:
        return ()
    facts = [
        NamedFact(translate("whatif", "Accrued then"), text.money(found.changed.accrual.accrued)),
        NamedFact(translate("whatif", "Against the record"), against(found)),
    ]
    if found.then != found.as_of:
        name = translate("whatif", "Against {}").format(text.day(found.as_of))
        facts.append(NamedFact(name, signed(found.against_today)))
    facts.append(NamedFact(translate("whatif", "Differs from"), _parting(found)))
    facts.append(NamedFact(translate("whatif", "Cap reached on"), cap_day(found.changed)))
    week = translate("whatif", "One more week")
    if any(isinstance(change, Complied) for change in outcome.scenario.changes):
        week = translate("whatif", "Complying a week later")
    facts.append(NamedFact(week, _week(found.changed)))
    if found.changed.paid != found.record.paid:
        facts.append(NamedFact(translate("whatif", "Still due then"), text.money(found.changed.due)))
    return (*facts, *_all_lines(outcome))


def when(outcome: Outcome, place: int) -> str:
    """The day of a scenario's result."""
    found = comparison_of(outcome, place)
    return "" if found is None else translate("whatif", "On {}").format(text.day(found.then))


def against(found: Comparison) -> str:
    """The difference on the same day, in money and in units."""
    if not found.difference and not found.units:
        return translate("whatif", "no difference")
    amount = signed(found.difference)
    return f"{amount} · {signed_units(found)}" if found.units else amount


def signed(amount: Money) -> str:
    """An amount with its sign."""
    return f"+{text.money(amount)}" if amount.minor > 0 else text.money(amount)


def signed_units(found: Comparison) -> str:
    """A number of units with its sign."""
    sign = "+" if found.units > 0 else text.MINUS if found.units < 0 else ""
    return f"{sign}{text.units(abs(found.units), found.record.terms.unit)}"


def cap_day(side: Side) -> str:
    """The day on which the cap is reached."""
    if side.full_on is not None:
        return text.day(side.full_on)
    return translate("whatif", "no cap") if side.terms.cap is None else translate("whatif", "not reached")


def whatif_columns() -> tuple[Column[WhatIfRow], ...]:
    """The columns of scenarios side by side."""
    return (
        Column(
            translate("whatif", "Scenario"),
            lambda row: row.name,
            lambda row: row.name,
            stretch=True,
            tip=lambda row: row.name,
        ),
        Column(
            translate("whatif", "Accrued"),
            lambda row: text.NOTHING if row.amount is None else text.money(row.amount),
            lambda row: None if row.amount is None else row.amount.minor,
            True,
            colour=lambda row: "text" if row.comparison is None else "stayed",
            figures=key_of,
        ),
        Column(
            translate("whatif", "Against the record"),
            _told(lambda found: signed(found.difference)),
            _valued(lambda found: found.difference.minor),
            True,
            figures=key_of,
        ),
        Column(translate("whatif", "Units"), _told(signed_units), _valued(lambda found: found.units), True),
        Column(translate("whatif", "On"), lambda row: _day(row.on), lambda row: row.on, True),
        Column(
            translate("whatif", "Differs from"),
            _told(lambda found: _day(found.parts_on)),
            _valued(lambda found: found.parts_on),
            True,
        ),
        Column(
            translate("whatif", "Cap reached on"),
            _told(lambda found: cap_day(found.changed)),
            _valued(lambda found: found.changed.full_on),
            True,
        ),
        Column(
            translate("whatif", "One more week"),
            _told(lambda found: _week(found.changed)),
            _valued(lambda found: None if found.changed.week is None else found.changed.week.minor),
            True,
            figures=key_of,
        ),
    )


def whatif_rows(page: Page, outcomes: tuple[Outcome, ...], place: int, chosen: str) -> tuple[WhatIfRow, ...]:
    """The record first, then every scenario, for the penalty line at a place."""
    line = page.penalties[place]
    key = line_key(FigureKind.ACCRUED, page.case.investigation.slug, line.terms)
    rows = [WhatIfRow(translate("whatif", "The record"), line.accrual.accrued, page.day, key=key)]
    for outcome in outcomes:
        name, found = outcome.scenario.name, comparison_of(outcome, place)
        row = WhatIfRow(mark(name), None, None, found, name == chosen, name)
        if found is not None:
            accrued, key = found.changed.accrual.accrued, scenario_key(page, name, found)
            row = replace(row, amount=accrued, on=found.then, key=key)
        rows.append(row)
    return tuple(rows)


def scenario_key(page: Page, name: str, found: Comparison) -> FigureKey:
    """The key of the sum that a scenario accrues by its day."""
    terms, slug = found.changed.terms, page.case.investigation.slug
    return FigureKey(FigureKind.ACCRUED, slug, terms.id, terms.currency, day=found.then, scenario=name)


def stamp(page: Page, name: str, names: tuple[str, ...]) -> str:
    """The line on every copy: investigation, penalty line, scenarios, as-of day and knowledge day."""
    title = text.printable(page.case.investigation.title)
    told = "; ".join(mark(item) for item in names)
    not_record = translate("whatif", "what if, not the record")
    parts = [title, name, told, not_record, f"as of {page.day.isoformat()}"]
    if page.known_on != page.day:
        parts.append(f"with what was known on {page.known_on.isoformat()}")
    return ", ".join(part for part in parts if part)


def as_text(page: Page, outcome: Outcome, name: str, place: int) -> str:
    """A scenario's changes and results as lines, its mark first and last."""
    change = translate("whatif", "Change")
    told = [f"{change}: {change_words(item)}" for item in outcome.scenario.changes]
    told += [f"{fact.name}: {fact.value}" for fact in result_facts(outcome, place)]
    if outcome.unknown is not None:
        told.append(unknown_words(outcome.unknown))
    head = [line for line in (mark(outcome.scenario.name), when(outcome, place)) if line]
    return "\n".join([*head, *told, stamp(page, name, (outcome.scenario.name,))])


def as_tsv(rows: tuple[WhatIfRow, ...], line: str) -> str:
    """All rows as tab-separated lines, the stamp first."""
    columns = whatif_columns()
    cells = [[column.title for column in columns]]
    cells += [[column.text(row) for column in columns] for row in rows]
    return "\n".join([plain_cell(line), *("\t".join(map(plain_cell, row)) for row in cells)])


def _told(words: Callable[[Comparison], str]) -> Callable[[WhatIfRow], str]:
    """The words of a cell about the comparison of a row; a dash without a comparison."""
    return lambda row: text.NOTHING if row.comparison is None else words(row.comparison)


def _valued(value: Callable[[Comparison], object]) -> Callable[[WhatIfRow], object]:
    """The sort value of a cell about the comparison of a row; None without a comparison."""
    return lambda row: None if row.comparison is None else value(row.comparison)


def _parting(found: Comparison) -> str:
    if found.parts_on is not None:
        return text.day(found.parts_on)
    return translate("whatif", "the same until {}").format(text.day(horizon(found.then)))


def _week(side: Side) -> str:
    return text.NOTHING if side.week is None else signed(side.week)


def _all_lines(outcome: Outcome) -> tuple[NamedFact, ...]:
    if len(outcome.lines) < 2:  # noqa: PLR2004
        return ()
    sums = totals(tuple(item.changed.accrual.accrued for item in outcome.lines))
    differences = totals(tuple(item.difference for item in outcome.lines))
    beside = " · ".join(signed(item) for item in differences if item) or translate("whatif", "no difference")
    return (
        NamedFact(translate("whatif", "All lines then"), text.all_money(sums)),
        NamedFact(translate("whatif", "All against the record"), beside),
    )


def _day(day: date | None) -> str:
    return text.NOTHING if day is None else text.day(day)
