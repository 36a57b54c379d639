"""`astreinte accrued`: what every penalty term comes to on a day."""

from __future__ import annotations

import dataclasses
import json
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from desktop.clock import today_in
from desktop.commands.arguments import accrued_parser
from desktop.domain.money import Money, exponent
from desktop.domain.portfolio import TermsFault, accrue_case
from desktop.store.casefile import open_case_file
from desktop.store.cases import load_cases

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.domain.cases import Case
    from desktop.domain.page import Penalty

_AMOUNTS = ("accrued", "established", "assumed", "contingent", "liquidated", "due")


@dataclass(frozen=True, slots=True)
class TermRow:
    """One penalty term on one day; amounts in minor units of `currency`."""

    slug: str
    term: str
    as_of: str
    known_on: str
    state: str
    units: int
    currency: str
    accrued: int
    established: int
    assumed: int
    contingent: int
    liquidated: int
    due: int


@dataclass(frozen=True, slots=True)
class FaultRow:
    """A penalty term that cannot be calculated."""

    slug: str
    fault: TermsFault


def run(words: Sequence[str]) -> int:
    """Print one row per penalty term; 1 where some could not be calculated. Raises CaseFileError."""
    asked = accrued_parser().parse_args(words)
    file = open_case_file(asked.casefile)
    try:
        cases = load_cases(file)
    finally:
        file.close()
    rows: list[TermRow] = []
    faults: list[FaultRow] = []
    for case in sorted(cases, key=lambda case: case.investigation.slug):
        day = asked.as_of or today_in(case.investigation.authority.zone)
        penalties, without = accrue_case(case, day, asked.known_on)
        rows += [_row(case, penalty) for penalty in penalties]
        faults += [FaultRow(case.investigation.slug, fault) for fault in without]
    print(as_json(rows, faults) if asked.json else as_table(rows))
    for row in faults:
        reason = f"{row.fault.code}: {row.fault.sentence}"
        print(f"{row.slug} {row.fault.label}: cannot be calculated: {reason}", file=sys.stderr)
    return 1 if faults else 0


def as_json(rows: list[TermRow], faults: list[FaultRow]) -> str:
    """All rows as a JSON list; a term that cannot be calculated has `error` and `message` instead of sums."""
    items: list[dict[str, Any]] = [dataclasses.asdict(row) for row in rows]
    items += [
        {"slug": row.slug, "term": row.fault.label, "error": row.fault.code, "message": row.fault.sentence}
        for row in faults
    ]
    return json.dumps(items, indent=2, ensure_ascii=False)


def as_table(rows: list[TermRow]) -> str:
    """All rows as columns of text, with the sums of each currency below."""
    head = ("slug", "term", "state", "units", "currency", *_AMOUNTS)
    lines = [head, *(_cells(row) for row in rows)]
    for currency in dict.fromkeys(row.currency for row in rows):
        mine = [row for row in rows if row.currency == currency]
        sums = [Money(sum(getattr(row, name) for row in mine), currency) for name in _AMOUNTS[1:]]
        # What is established, assumed and contingent is never added up over several orders.
        lines.append(("all", "", "", "", currency, "", *(_plain(money) for money in sums)))
    widths = [max(len(line[place]) for line in lines) for place in range(len(head))]
    return "\n".join(_aligned(line, widths) for line in lines)


def _row(case: Case, penalty: Penalty) -> TermRow:
    accrual, recovered = penalty.accrual, penalty.recovered
    return TermRow(
        slug=case.investigation.slug,
        term=penalty.terms.label,
        as_of=accrual.as_of.isoformat(),
        known_on=accrual.known_on.isoformat(),
        state=accrual.state.value,
        units=accrual.units,
        currency=penalty.terms.currency,
        accrued=accrual.accrued.minor,
        established=accrual.established.minor,
        assumed=accrual.assumed.minor,
        contingent=accrual.contingent.minor,
        liquidated=recovered.liquidated.minor,
        due=recovered.due.minor,
    )


def _cells(row: TermRow) -> tuple[str, ...]:
    amounts = (_plain(Money(getattr(row, name), row.currency)) for name in _AMOUNTS)
    return (row.slug, row.term, row.state, f"{row.units:,}", row.currency, *amounts)


def _plain(money: Money) -> str:
    """An amount in major units, with its decimals only where there are any."""
    digits = exponent(money.currency) if money.decimal % 1 else 0
    return f"{money.decimal:,.{digits}f}"


def _aligned(cells: tuple[str, ...], widths: list[int]) -> str:
    left = (0, 1, 2, 4)
    parts = (
        cell.ljust(width) if place in left else cell.rjust(width)
        for place, (cell, width) in enumerate(zip(cells, widths, strict=True))
    )
    return "  ".join(parts).rstrip()
