"""`astreinte accrued`: the accrued sum of every penalty line on an as-of day."""

from __future__ import annotations

import json
import sys
from contextlib import closing
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from desktop.clock import today_in
from desktop.commands.arguments import accrued_parser
from desktop.commands.check import unread_words
from desktop.domain.explanation.ledger import ledger_of
from desktop.domain.explanation.reach import reach_of
from desktop.domain.explanation.recovered import FORFEITED
from desktop.domain.law.kinds import Recovery
from desktop.domain.money import Money, exponent
from desktop.domain.penalty.stretch import State
from desktop.domain.printable import on_one_line, short_line
from desktop.store.cases.cases import load_cases
from desktop.store.cases.given_holidays import laws_with, load_given
from desktop.store.cells.problems import collected
from desktop.store.file.casefile import open_case_file

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.domain.explanation.ledger import Ledger
    from desktop.domain.penalty.lines import PenaltyLine, TermsFault

_AMOUNTS = ("accrued", "established", "assumed", "contingent", "liquidated", "due")
_UNKNOWN = "unknown"
_LONGEST = 60  # characters of a name


@dataclass(frozen=True, slots=True, kw_only=True)
class TermRow:
    """The figures of a penalty line on an as-of day; amounts in minor units of `currency`, None if unknown.

    `accrued_at_least` and `accrued_at_most` are the known figure twice, else its bounds as far as there are
    any. `paid` is None where no payment is recorded; `due_at_most` is the most that may be due. `problem`
    says why a line cannot be calculated; sums liquidated and paid are facts all the same.
    """

    slug: str
    term: str
    as_of: str
    known_on: str
    state: str
    units: int | None = None
    currency: str
    accrued: int | None = None
    accrued_at_least: int | None = None
    accrued_at_most: int | None = None
    established: int | None = None
    assumed: int | None = None
    contingent: int | None = None
    liquidated: int | None = None
    paid: int | None = None
    due: int | None = None
    due_at_most: int | None = None
    problem: str | None = None


def run(words: Sequence[str]) -> int:
    """Print a row per penalty line; 1 where a line cannot be calculated or read. Raises CaseFileError."""
    asked = accrued_parser().parse_args(words)
    with closing(open_case_file(asked.casefile)) as file:
        cases = load_cases(file)
        unread = collected(file, 0).rows
        given = load_given(file)
    rows: list[TermRow] = []
    for case in sorted(cases, key=lambda case: case.investigation.slug):
        day = asked.as_of or today_in(case.investigation.authority.zone)
        law = laws_with(given, case.investigation.authority.regime).law
        rows += rows_of(ledger_of(case, day, asked.known_on or day, law))
    print(as_json(rows) if asked.json else as_table(rows))
    without = [row for row in rows if row.problem is not None]
    for row in without:
        reason = f"cannot be calculated: {on_one_line(row.problem or '')}"
        print(f"{_line(row.slug)} {_line(row.term)}: {reason}", file=sys.stderr)
    if unread:
        print(f"{unread_words(unread)}: astreinte check {asked.casefile} lists them", file=sys.stderr)
    return 1 if without or unread else 0


def rows_of(ledger: Ledger) -> list[TermRow]:
    """The rows of a case, in the order of its penalty lines."""
    found = {line.terms.id: _row(ledger, line) for line in ledger.lines}
    found |= {fault.terms.id: _without(ledger, fault) for fault in ledger.faults}
    return [found[terms.id] for terms in ledger.case.terms]


def as_json(rows: list[TermRow]) -> str:
    """All rows as a JSON list; unknown figures are null."""
    return json.dumps([asdict(row) for row in rows], indent=2, ensure_ascii=False)


def as_table(rows: list[TermRow]) -> str:
    """All rows as columns of text; below them the sums of each currency and the number of unknown figures."""
    head = ("slug", "term", "state", "units", "currency", *_AMOUNTS)
    lines = [head, *(_cells(row) for row in rows)]
    for currency in dict.fromkeys(row.currency for row in rows):
        mine = [row for row in rows if row.currency == currency]
        # What is established, assumed and contingent is never added up over several orders.
        lines.append(("all", "", "", "", currency, "", *(_sum(mine, name) for name in _AMOUNTS[1:])))
    widths = [max(len(line[place]) for line in lines) for place in range(len(head))]
    return "\n".join(_aligned(line, widths) for line in lines)


def _row(ledger: Ledger, line: PenaltyLine) -> TermRow:
    accrual, recovered, reach = line.accrual, line.recovered, reach_of(line, ledger)
    forfeited = line.terms.recovery in FORFEITED
    is_amount_alone = bool(accrual.accrued and not accrual.units and not accrual.part)  # as it was reported
    is_due_known = recovered.is_due_known and (reach.is_known or not forfeited)
    return TermRow(
        slug=ledger.slug,
        term=line.terms.label,
        as_of=accrual.as_of.isoformat(),
        known_on=accrual.known_on.isoformat(),
        state=accrual.state.value,
        units=accrual.units if reach.is_known and not is_amount_alone else None,
        currency=line.terms.currency,
        accrued=accrual.accrued.minor if reach.is_known else None,
        accrued_at_least=_minor(reach.at_least),
        accrued_at_most=_minor(reach.at_most),
        established=accrual.established.minor if reach.is_known else None,
        assumed=accrual.assumed.minor if reach.is_known else None,
        contingent=accrual.contingent.minor if reach.is_known else None,
        liquidated=recovered.liquidated.minor,
        paid=recovered.paid.minor if recovered.is_recorded else None,
        due=recovered.due.minor if is_due_known else None,
        due_at_most=recovered.due.minor if reach.is_known or not forfeited else None,
    )


def _without(ledger: Ledger, fault: TermsFault) -> TermRow:
    recovered, is_fixed = fault.recovered, bool(fault.recovered.liquidations)
    is_due_fixed = is_fixed and fault.terms.recovery not in (*FORFEITED, Recovery.THREAT)
    due = recovered.due.minor if is_due_fixed else None
    return TermRow(
        slug=ledger.slug,
        term=fault.label,
        as_of=ledger.day.isoformat(),
        known_on=ledger.known_on.isoformat(),
        state=State.UNCALCULATED.value,
        currency=fault.terms.currency,
        liquidated=recovered.liquidated.minor if is_fixed else None,
        paid=recovered.paid.minor if recovered.is_recorded else None,
        due=due if recovered.is_due_known else None,
        due_at_most=due,
        problem=fault.sentence,
    )


def _minor(amount: Money | None) -> int | None:
    return None if amount is None else amount.minor


def _cells(row: TermRow) -> tuple[str, ...]:
    units = _UNKNOWN if row.units is None else f"{row.units:,}"
    names = (_line(row.slug), _line(row.term), row.state, units, _line(row.currency))
    return (*names, *(_cell(row, name) for name in _AMOUNTS))


def _line(text: str) -> str:
    """A text of the case file, printable and short enough for a line of a terminal."""
    return short_line(text, _LONGEST)


def _cell(row: TermRow, name: str) -> str:
    """An amount in major units; its bounds or “unknown” where the figure is not known."""
    minor, low, high = getattr(row, name), None, None
    if minor is not None:
        return _plain(Money(minor, row.currency))
    if name == "accrued":
        low, high = row.accrued_at_least, row.accrued_at_most
    elif name == "due":
        high = row.due_at_most
    least, most = (None if one is None else _plain(Money(one, row.currency)) for one in (low, high))
    if least is not None and most is not None:
        return f"{least} to {most}"
    return f"up to {most}" if most is not None else f"from {least}" if least is not None else _UNKNOWN


def _sum(rows: list[TermRow], name: str) -> str:
    """The sum of the known figures, and the number of rows without one."""
    known = [minor for row in rows if (minor := getattr(row, name)) is not None]
    added = _plain(Money(sum(known), rows[0].currency))
    without = len(rows) - len(known)
    return f"{added} + {without} {_UNKNOWN}" if without else added


def _plain(money: Money) -> str:
    """An amount in major units, without decimals where it is whole."""
    digits = exponent(money.currency) if money.decimal % 1 else 0
    return f"{money.decimal:,.{digits}f}"


def _aligned(cells: tuple[str, ...], widths: list[int]) -> str:
    left = (0, 1, 2, 4)
    parts = (
        cell.ljust(width) if place in left else cell.rjust(width)
        for place, (cell, width) in enumerate(zip(cells, widths, strict=True))
    )
    return "  ".join(parts).rstrip()
