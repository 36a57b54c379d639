"""Random penalty orders of every kind, and tests that count the orders they were shown.

An order is made of whole numbers that are picked one after the other: in the usual run by dice, in the long
run by hypothesis, which also looks for the smallest order that fails.
"""

from __future__ import annotations

import dataclasses
import random
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.case.terms import (
    Compliance,
    Finding,
    Grace,
    LastDay,
    Occurrence,
    PenaltyTerms,
    Rate,
    Stay,
    TermsId,
)
from desktop.domain.days.period import DAY, Span
from desktop.domain.days.workdays import working_days
from desktop.domain.law.deadline import GraceUnit
from desktop.domain.law.kinds import CapMode, MonthStay, PartUnit, StayKind, Unit
from tests.counts import IS_LONG, SEED

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import TypeAlias

    Pick: TypeAlias = Callable[[int, int], int]  # a whole number from one to another

T = TypeVar("T")
U = TypeVar("U")

LONG_AGO = date(1990, 1, 1)
START = date(2023, 12, 20)  # a leap day and the ends of long and short months follow

# The days over which an order of each unit is looked at, and a length that stays and tiers are near to.
REACH = {
    Unit.DAY: (60, 12),
    Unit.WORKING_DAY: (60, 12),
    Unit.WEEK: (90, 20),
    Unit.TWO_WEEKS: (120, 30),
    Unit.MONTH: (240, 45),
    Unit.HALF_YEAR: (700, 150),
    Unit.YEAR: (1000, 250),
    Unit.ONCE: (40, 12),
    Unit.OCCURRENCE: (60, 12),
}
WORKING_DAYS = working_days(
    (date(2023, 12, 25), date(2024, 1, 1), date(2024, 2, 6), date(2024, 3, 29), date(2024, 4, 1)),
)
EVEN_UNITS = (Unit.DAY, Unit.WORKING_DAY, Unit.WEEK, Unit.TWO_WEEKS)
PART_UNITS = (Unit.WEEK, Unit.TWO_WEEKS, Unit.MONTH, Unit.HALF_YEAR, Unit.YEAR)


@dataclass(frozen=True, slots=True)
class Query:
    """An order, a day on which it is asked for, and a later one not further than the order's reach."""

    terms: PenaltyTerms
    day: date
    later: date

    @property
    def known_on(self) -> date:
        """A day by which all but the late facts are known."""
        return self.later


@dataclass(frozen=True, slots=True)
class Drawn(Generic[T]):
    """Random values, each made of the numbers that are picked."""

    make: Callable[[Pick], T]
    fits: Callable[[T], bool] = lambda _: True

    def map(self, change: Callable[[T], U]) -> Drawn[U]:
        """What these values are changed to, of which all fit."""
        return Drawn(lambda pick: change(self.make(pick)))

    def filter(self, fits: Callable[[T], bool]) -> Drawn[T]:
        """Those of the values that fit."""
        return Drawn(self.make, fits)

    @property
    def strategy(self) -> st.SearchStrategy[T]:
        """The same values, their numbers picked by hypothesis."""
        made = st.composite(lambda draw: self.make(lambda low, high: draw(st.integers(low, high))))()
        return made.filter(self.fits)

    def thrown(self, pick: Pick) -> T:
        """The next of the values, its numbers picked by dice."""
        while not self.fits(found := self.make(pick)):
            pass
        return found


def queries(units: tuple[Unit, ...] = tuple(Unit), **given_facts: Any) -> Drawn[Query]:
    """An order of one of the units with facts of every kind; `given_facts` take the place of random ones."""
    return Drawn(lambda pick: _query(given_facts, _numbers(one_of(pick, units), pick)))


def ruled(units: tuple[Unit, ...] = tuple(Unit), **given_facts: Any) -> Drawn[Query]:
    """Orders of which every day can be calculated: those in months say what a stay does.

    Rates that step by number do not go with parts of months, which a stay may leave ending inside a day.
    """
    return queries(units, **given_facts).map(_with_rule)


def one_of(pick: Pick, choices: Sequence[T]) -> T:
    """One of some choices."""
    return choices[pick(0, len(choices) - 1)]


def several_of(pick: Pick, most: int, make: Callable[[], T]) -> list[T]:
    """A few values, at most so many."""
    return [make() for _ in range(pick(0, most))]


def _with_rule(query: Query) -> Query:
    terms = query.terms
    rule, part = terms.month_stay or MonthStay.RESTART, terms.part_unit
    by_number = any((rate.from_unit or 1) > 1 for rate in terms.rates)
    if by_number and terms.unit not in EVEN_UNITS and charges_parts(terms.unit, part, rule):
        rule, part = MonthStay.RESTART, PartUnit.NONE
    return dataclasses.replace(query, terms=dataclasses.replace(terms, month_stay=rule, part_unit=part))


def _numbers(unit: Unit, pick: Pick) -> dict[str, Any]:
    """Plain numbers for an order of a unit; days are counted from the first penalty day."""
    reach, near = REACH[unit]

    def day() -> int:
        return pick(-5, reach)

    def stay() -> tuple[int, int, int, int]:
        return pick(-near, reach), pick(0, near), pick(0, 6), pick(0, 3)

    return {
        "unit": unit,
        "first": pick(0, 75),
        "asked": (day(), pick(0, reach // 2)),
        "beginning": pick(0, 6),
        "parts": (one_of(pick, tuple(PartUnit)), one_of(pick, (None, *MonthStay))),
        "sites": pick(1, 3),
        "steps": (
            one_of(pick, ("number", "date")),
            pick(0, 999),
            several_of(pick, 2, lambda: (pick(1, near), pick(0, 999))),
        ),
        "cap": (pick(1, 9_000), one_of(pick, (None, *CapMode))),
        "most": pick(-30, 30),
        "stays": several_of(pick, 3, stay),
        "compliance": tuple(dict(several_of(pick, 3, lambda: (day(), pick(0, 3)))).items()),
        "complies": bool(pick(0, 1)),
        "last": (pick(0, 2), day()),
        "breaches": several_of(pick, 8 if unit is Unit.OCCURRENCE else 0, day),
        "found": several_of(pick, 2, lambda: (pick(0, reach), pick(1, near))),
    }


def _query(given_facts: dict[str, Any], plain: dict[str, Any]) -> Query:
    """An order made of plain numbers."""
    unit: Unit = plain["unit"]
    first = START + plain["first"] * DAY
    part, month_stay = plain["parts"]
    cap, cap_mode = plain["cap"]
    asked, later = plain["asked"]
    facts: dict[str, Any] = {
        "id": TermsId(1),
        "label": "P1",
        "local_name": "astreinte",
        "currency": "EUR",
        "unit": unit,
        "part_unit": part if unit in PART_UNITS else PartUnit.NONE,
        "month_stay": month_stay,
        "working_days": WORKING_DAYS if unit is Unit.WORKING_DAY else None,
        "multiplier": plain["sites"],
        "rates": _rates(first, unit, *plain["steps"]),
        "cap": None if cap_mode is None else cap,
        "cap_mode": cap_mode or CapMode.TRUNCATE,
        "max_units": plain["most"] if plain["most"] > 0 else None,
        "stays": tuple(_stay(first, *numbers) for numbers in plain["stays"]),
        "compliance_day_counted": plain["complies"],
        "compliance": tuple(_compliance(first + on * DAY, kind) for on, kind in plain["compliance"]),
        "last_day": LastDay(first + plain["last"][1] * DAY, LONG_AGO) if plain["last"][0] == 0 else None,
        "occurrences": tuple(Occurrence(first + on * DAY, LONG_AGO) for on in plain["breaches"]),
        "findings": tuple(
            Finding(Span(first + start * DAY, first + (start + length) * DAY), LONG_AGO)
            for start, length in plain["found"]
        ),
    }
    facts |= _beginning(first, plain["beginning"])
    day = first + asked * DAY
    return Query(PenaltyTerms(**(facts | given_facts)), day, day + later * DAY)


def charges_parts(unit: Unit, part: PartUnit, month_stay: MonthStay | None) -> bool:
    """Whether parts of units are charged by their days."""
    is_prorated = month_stay is MonthStay.PRORATE and unit not in EVEN_UNITS
    return unit in PART_UNITS and (part is PartUnit.PRO_RATA or is_prorated)


def _rates(
    first: date,
    unit: Unit,
    basis: str,
    base: int,
    later: list[tuple[int, int]],
) -> tuple[Rate, ...]:
    """One rate, or up to three that follow each other by number or by date."""
    most = 12 if unit in EVEN_UNITS else 4
    if basis == "date":
        starts = {first + days * (n + 1) * DAY: minor for n, (days, minor) in enumerate(later)}
        return (Rate(base), *(Rate(minor, from_day=start) for start, minor in starts.items()))
    numbers = {2 + days % most: minor for days, minor in later}
    return (Rate(base), *(Rate(minor, from_unit=start) for start, minor in numbers.items()))


def _stay(first: date, start: int, length: int, late: int, kind: int) -> Stay:
    """A stay of any kind, lifted or not; some are known late, or their end is."""
    begun = first + start * DAY
    return Stay(
        begun,
        None if length == 0 else begun + length * DAY,
        LONG_AGO if late < 6 else begun + 30 * DAY,
        begun + (length + 20) * DAY if late == 5 else None,
        kind=(StayKind.ACCRUAL, StayKind.ACCRUAL, StayKind.ANNULMENT, StayKind.RECOVERY)[kind],
    )


def _compliance(on: date, kind: int) -> Compliance:
    return Compliance(on, LONG_AGO if kind else on + 20 * DAY, relapse=kind > 1)


def _beginning(first: date, kind: int) -> dict[str, Any]:
    """The first penalty day as stated, or from a notification, or not known at all."""
    ways: tuple[dict[str, Any], ...] = (
        {"first_day": first},
        {"first_day": first, "decided_on": first - 9 * DAY},
        {"first_day": first, "notified_on": first + 9 * DAY},
        {"notified_on": first - DAY},
        {"notified_on": first - 8 * DAY, "grace": Grace(7, GraceUnit.DAY, "notification")},
        {"grace": Grace(None, None, "the order", first - DAY)},
        {"grace": Grace(1, GraceUnit.MONTH, "notification")},
    )
    return ways[kind]


# The shares asked for so far; one is as many orders as the profile has examples.
SHARES: list[int] = []
_AT_AN_END = 0.15  # how often dice show the lowest or the highest number, where most mistakes are


def over(drawn: Drawn[T], *, shares: int = 1, long: int = 0) -> Callable[..., Callable[[], None]]:
    """Run a test over random orders, as many as its shares come to, and fail where fewer were shown.

    In the long run it is `long` orders, the same ones each time.
    """
    is_long = IS_LONG and long > 0
    wanted = long if is_long else shares * settings().max_examples
    profile = settings.get_profile("fixed") if is_long else settings()
    SHARES.append(shares)

    def decorated(test: Callable[[T], None]) -> Callable[[], None]:
        shown = 0

        def show(value: T) -> None:
            nonlocal shown
            shown += 1
            test(value)

        def run() -> None:
            nonlocal shown
            shown = 0
            if IS_LONG:
                settings(profile, max_examples=wanted)(given(drawn.strategy)(show))()
            else:
                seed = SEED if profile.derandomize else random.randrange(2**32)
                _throw(drawn, wanted, f"{test.__name__} {seed}", show)
            assert shown >= wanted
            print(f"{shown} random orders, and none differs")  # noqa: T201 - the figure of the long run

        run.__name__, run.__qualname__, run.__module__ = test.__name__, test.__qualname__, test.__module__
        return run

    return decorated


def _throw(drawn: Drawn[T], wanted: int, seed: str, show: Callable[[T], None]) -> None:
    """Show as many values as wanted, all of their numbers picked by dice."""
    dice = random.Random(seed)

    def pick(low: int, high: int) -> int:
        return dice.choice((low, high)) if dice.random() < _AT_AN_END else dice.randint(low, high)

    for number in range(wanted):
        value = drawn.thrown(pick)
        try:
            show(value)
        except Exception as error:
            error.add_note(f"of order {number} of the seed “{seed}”: {value!r}")
            raise
