"""How quick the calculation is, against a walk over the days: `python -m tests.benchmarks.engine`.

CPU time, medians of alternating runs. A line that misses its goal, or a control that does not, ends with 1.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from desktop.domain.days.period import DAY
from desktop.domain.penalty.accrual import accrual_of, accrue
from desktop.domain.penalty.course import course_of
from desktop.domain.penalty.lines import accrue_case
from tests.benchmarks.orders import SEED, START, order_of_stretches, random_orders
from tests.benchmarks.timing import alternate, ratio, spoken
from tests.making import case_of
from tests.walk import walk
from tests.whole import prepare

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.domain.case.case import Case
    from desktop.domain.overview.exposure import Total
    from desktop.domain.penalty.course import Course

AS_OF = date(2025, 1, 1)
PER_ORDER = 2e-6  # seconds: 2 ms for 1,000 orders
GOAL_MANY = 250e-3
GOAL_TOTALS = 50e-6


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table; `is_met` is None where no goal is set."""

    what: str
    time: str
    compared: str
    is_met: bool | None = None

    @property
    def verdict(self) -> str:
        """Whether the goal is met, in a word."""
        return {None: "", True: "met", False: "MISSED"}[self.is_met]


def one_order(rounds: int) -> list[Row]:
    """An order with 40 stretches over 22 years, prepared and not, against the walk."""
    terms = order_of_stretches()
    course = course_of(terms, AS_OF)
    walked = walk(terms, AS_OF, AS_OF, AS_OF).on(AS_OF).amount
    if not walked == course.amount(AS_OF) == accrue(terms, AS_OF).accrued.minor:
        raise SystemExit("the walk and the closed form differ: nothing was timed")
    slow, amount, laid, whole = alternate(
        (
            lambda: walk(terms, AS_OF, AS_OF, AS_OF),
            lambda: [course.amount(AS_OF) for _ in range(1_000)],
            lambda: [accrual_of(course, AS_OF, AS_OF) for _ in range(10)],
            lambda: [accrue(terms, AS_OF) for _ in range(10)],
        ),
        rounds=rounds,
    )
    title = f"one order, 22 years, {len(course.stretches)} stretches"
    return [
        Row(f"{title}: a walk over the days", spoken(slow.median), ""),
        Row("  its sum, prepared", spoken(amount.median / 1_000), f"{ratio(slow, amount) * 1_000:,.0f} x"),
        Row(
            "  sum, lines and next change, prepared",
            spoken(laid.median / 10),
            f"{ratio(slow, laid) * 10:,.0f} x",
        ),
        Row(
            "  all of it, with the preparation",
            spoken(whole.median / 10),
            f"{ratio(slow, whole) * 10:,.0f} x",
        ),
    ]


def sums(courses: list[Course], day: date) -> dict[str, int]:
    """The sum of each currency at the end of a day."""
    found: dict[str, int] = {}
    for course in courses:
        currency = course.terms.currency
        found[currency] = found.get(currency, 0) + course.amount(day)
    return found


def many_orders(count: int, rounds: int) -> list[Row]:
    """Random orders at one day from prepared courses, the preparation itself, and a control without it."""
    orders = random_orders(count)
    some = orders[:1_000]
    courses = [course_of(terms, AS_OF) for terms in orders]
    few = courses[:1_000]
    thousand, prepared = alternate(
        (lambda: sums(few, AS_OF), lambda: [course_of(t, AS_OF) for t in some]), rounds=rounds
    )
    (many,) = alternate((lambda: sums(courses, AS_OF),), rounds=max(3, rounds // 3))
    limit = GOAL_MANY * count / 100_000
    control = PER_ORDER * 1_000
    return [
        Row(
            "1,000 orders at one day",
            spoken(thousand.median),
            "goal 2 ms",
            thousand.median <= PER_ORDER * 1_000,
        ),
        Row(
            f"{count:,} orders at one day", spoken(many.median), f"goal {spoken(limit)}", many.median <= limit
        ),
        Row("  preparing 1,000 of them", spoken(prepared.median), f"{spoken(prepared.median / 1_000)} each"),
        Row(
            "  control: prepared anew for one day",
            spoken(prepared.median + thousand.median),
            "must miss 2 ms",
            prepared.median + thousand.median > control,
        ),
    ]


def totals(count: int, rounds: int) -> list[Row]:
    """Totals of a portfolio at any day of twenty years, from breakpoints prepared once."""
    cases = [case_of(terms) for terms in random_orders(count)]
    prepared = alternate((lambda: prepare(cases[:1_000], AS_OF, AS_OF),), rounds=3)[0]
    exposure = prepare(cases, AS_OF, AS_OF)
    found = sum(_minor(total) for total in exposure.totals(AS_OF))
    if found != sum(_accrued(case) for case in cases):
        raise SystemExit("the totals differ from the sum of the orders: nothing was timed")
    days = [START + n * 73 * DAY for n in range(100)]
    quick, bad = alternate(
        (
            lambda: [exposure.totals(day) for day in days],
            lambda: [accrue_case(case, AS_OF) for case in cases[:1_000]],
        ),
        rounds=rounds,
    )
    each = quick.median / len(days)
    return [
        Row(f"totals of {count:,} orders at any day", spoken(each), "goal 50 us", each <= GOAL_TOTALS),
        Row("  preparing 1,000 of them", spoken(prepared.median), f"{spoken(prepared.median / 1_000)} each"),
        Row(
            "  control: 1,000 orders one by one",
            spoken(bad.median),
            "must miss 50 us",
            bad.median > GOAL_TOTALS,
        ),
    ]


def _minor(total: Total) -> int:
    return total.established + total.assumed + total.contingent


def _accrued(case: Case) -> int:
    return sum(penalty.accrual.accrued.minor for penalty in accrue_case(case, AS_OF)[0])


def table(rows: Sequence[Row]) -> str:
    """The rows as text, in columns."""
    width = max(len(row.what) for row in rows)
    return "\n".join(
        f"{row.what:<{width}}  {row.time:>9}  {row.compared:>16}  {row.verdict}".rstrip() for row in rows
    )


def main(words: Sequence[str]) -> int:
    """Print the table; 1 where a goal is missed."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.engine", description=__doc__)
    parser.add_argument("--orders", type=int, default=100_000, help="how many orders (default: 100,000)")
    parser.add_argument("--rounds", type=int, default=21, help="how many runs of each (default: 21)")
    asked = parser.parse_args(words)
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    print(f"Python {platform.python_version()}{load}, seed {SEED}, {asked.rounds} rounds, CPU time")  # noqa: T201
    rows = one_order(asked.rounds)
    rows += many_orders(asked.orders, asked.rounds)
    rows += totals(asked.orders, asked.rounds)
    print(table(rows))  # noqa: T201
    return 1 if any(row.is_met is False for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
