"""Every field of penalty terms comes back from a case file as it was written."""

from __future__ import annotations

import dataclasses
import shutil
import sqlite3
from contextlib import closing
from datetime import date
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest

from desktop.domain.case.terms import (
    Annulment,
    Compliance,
    Finding,
    Grace,
    LastDay,
    Liquidation,
    Occurrence,
    Payment,
    PenaltyTerms,
    Rate,
    Stay,
    Tally,
    TermsId,
)
from desktop.domain.days.period import Span, on_day, parse_date
from desktop.domain.days.workdays import working_days
from desktop.domain.faults import Fault, TermsError
from desktop.domain.law.deadline import DeadlineRule, GraceUnit, MonthRule, Rollover
from desktop.domain.law.kinds import CapMode, MonthStay, PartUnit, Recovery, StayKind, Unit
from desktop.domain.money import Money
from desktop.domain.penalty.start import first_penalty_day
from desktop.domain.source import Confidence, Source
from desktop.store.cases.cases import load_cases
from desktop.store.cases.writing import create_case_file
from desktop.store.cells.problems import row_problems
from desktop.store.file.casefile import open_case_file
from desktop.store.law.calendars import calendar
from tests.counts import some
from tests.making import case_of, line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DAYS = tuple(date(2023, 1, number) for number in range(1, 32))
SOURCES = (Source("https://example.org/b", "B"), Source("https://example.org/a"))
WINDOW = Span(DAYS[5], DAYS[9])

# Not one field, at any depth, that keeps its default: what is not stored does not come back.
FULL = PenaltyTerms(
    id=TermsId(7),
    label="P7",
    local_name="dwangsom",
    currency="JPY",
    unit=Unit.WORKING_DAY,
    rates=(Rate(5, 2, DAYS[0], DAYS[1]), Rate(6, 3, DAYS[2], DAYS[3])),
    part_unit=PartUnit.PRO_RATA,
    month_stay=MonthStay.RESTART,
    deadline_rule=DeadlineRule(
        MonthRule.EVE_OF_DATE,
        franc=True,
        rollover=Rollover.NEXT_WORKING_DAY,
        min_working_days=2,
        min_applies_from=3,
        working_days=calendar("FR-AM"),
    ),
    working_days=calendar("EU"),
    recovery=Recovery.BY_NOTICE,
    zone="Europe/Brussels",
    decided_on=DAYS[4],
    notified_on=DAYS[5],
    grace=Grace(3, GraceUnit.WORKING_DAY, "service", DAYS[6]),
    first_day=DAYS[7],
    first_day_basis="stated",
    first_day_confidence=Confidence.INFERRED,
    multiplier=4,
    multiplier_by="sites",
    cap=900,
    cap_mode=CapMode.LAST_FULL_UNIT,
    max_units=80,
    shared_cap="both",
    last_day=LastDay(DAYS[8], DAYS[9], Confidence.UNCONFIRMED, "last"),
    compliance_day_counted=True,
    stays=(Stay(DAYS[1], DAYS[2], DAYS[3], DAYS[4], "stay", StayKind.ANNULMENT, SOURCES),),
    compliance=(
        Compliance(
            DAYS[1],
            DAYS[2],
            relapse=True,
            confidence=Confidence.SINGLE_SOURCE,
            note="c",
            sources=SOURCES,
        ),
    ),
    findings=(Finding(WINDOW, DAYS[3], "finding", SOURCES),),
    tallies=(Tally(DAYS[1], DAYS[2], 3, 4, "tally", SOURCES),),
    occurrences=(
        Occurrence(DAYS[1], DAYS[2], "breach", SOURCES),
        Occurrence(DAYS[0], DAYS[2], "other", SOURCES),
    ),
    annulment=Annulment(DAYS[11], "annulled"),
    liquidations=(
        Liquidation(
            decided=parse_date("2023-02"),
            amount=Money(1, "JPY"),
            kind="final",
            status="appealed",
            known_on=DAYS[12],
            window=WINDOW,
            published_from=DAYS[5],
            published_to=DAYS[8],
            units=4,
            unit="day",
            convention="both days",
            note="liquidation",
            confidence=Confidence.UNKNOWN,
            sources=SOURCES,
            reduced_to=1,
            reduced_known_on=DAYS[13],
        ),
    ),
    payments=(Payment(on_day(DAYS[14]), Money(2, "JPY"), DAYS[15], "set off", "payment", SOURCES),),
    outcome="nothing to liquidate",
    outcome_known_on=DAYS[16],
    order_labels=("2", "1"),
    rounding="whole days",
    trigger="per breach",
    status="running",
    note="note",
    confidence=Confidence.UNCONFIRMED,
    sources=SOURCES,
)


def facts_in(value: object) -> Iterator[Any]:
    """The terms and every fact in them that is an object of ours with fields."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        yield value
        for field in dataclasses.fields(value):
            yield from facts_in(getattr(value, field.name))
    elif isinstance(value, tuple):
        for one in value:
            yield from facts_in(one)


def unset(value: Any) -> list[str]:
    """The fields that hold their default."""
    return [
        field.name
        for field in dataclasses.fields(value)
        if field.default is not dataclasses.MISSING and getattr(value, field.name) == field.default
    ]


def loaded(path: Path) -> PenaltyTerms:
    with closing(open_case_file(path)) as file:
        (case,) = load_cases(file)
    return case.terms[0]


def written(path: Path, *terms: PenaltyTerms) -> Path:
    create_case_file(path, (case_of(*terms),))
    return path


def test_that_the_full_terms_leave_no_field_at_its_default() -> None:
    rooms = ("desktop.domain.case.terms", "desktop.domain.source")
    kinds = {type(one): unset(one) for one in facts_in(FULL) if type(one).__module__ in rooms}
    assert len(kinds) == 13
    # SOURCES hold one with a publisher and one without; a row that cannot be read is not written.
    left = {"Source": ["publisher"], "PenaltyTerms": ["unread"]}
    assert {kind.__name__: names for kind, names in kinds.items() if names} == left
    assert unset(FULL.deadline_rule) == []


def test_that_every_field_comes_back(tmp_path: Path) -> None:
    back = loaded(written(tmp_path / "full.casefile", FULL))
    for field in dataclasses.fields(PenaltyTerms):
        assert getattr(back, field.name) == getattr(FULL, field.name), field.name


def test_that_terms_with_nothing_but_defaults_come_back(tmp_path: Path) -> None:
    bare = line(1, DAYS[0])
    assert loaded(written(tmp_path / "bare.casefile", bare)) == bare


@pytest.mark.parametrize(("unit", "kind"), some([*product(Unit, StayKind)]))
def test_that_every_unit_and_every_kind_of_stay_comes_back(
    tmp_path: Path, unit: Unit, kind: StayKind
) -> None:
    terms = line(1, DAYS[0], unit=unit, stays=(Stay(DAYS[1], None, DAYS[1], kind=kind),))
    assert loaded(written(tmp_path / "x.casefile", terms)) == terms


def test_that_holidays_given_by_hand_are_not_stored(tmp_path: Path) -> None:
    terms = line(1, DAYS[0], working_days=working_days((DAYS[0],)))
    with pytest.raises(ValueError, match="a case file names a calendar"):
        written(tmp_path / "hand.casefile", terms)
    assert list(tmp_path.iterdir()) == []


def test_that_a_calendar_of_another_version_spoils_only_what_needs_it(tmp_path: Path) -> None:
    rule = DeadlineRule(rollover=Rollover.NEXT_WORKING_DAY, working_days=calendar("FR"))
    grace = Grace(2, GraceUnit.MONTH, "notification")
    terms = line(1, DAYS[0], first_day=None, notified_on=DAYS[0], grace=grace, deadline_rule=rule)
    path = written(tmp_path / "other.casefile", terms)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE penalty_terms SET deadline_calendar = 'MARS'")
    with pytest.raises(TermsError, match="the public holidays of MARS in 2023 were not checked") as caught:
        first_penalty_day(loaded(path))
    assert caught.value.code is Fault.HOLIDAYS_UNKNOWN


@pytest.mark.parametrize("table", ["payments", "liquidations"])
def test_that_a_sum_in_another_currency_than_its_penalty_leaves_it_without_a_figure(
    sample_path: Path, tmp_path: Path, table: str
) -> None:
    path = tmp_path / "other.casefile"
    shutil.copy(sample_path, path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        (line,) = connection.execute(f"SELECT term_id FROM {table} WHERE id = 1").fetchone()  # noqa: S608 - ours
        connection.execute(f"UPDATE {table} SET currency = 'USD' WHERE id = 1")  # noqa: S608 - ours
    with closing(open_case_file(path)) as file:
        unread = {terms.id: terms.unread for case in load_cases(file) for terms in case.terms if terms.unread}
    assert unread == {line: (f"{table} 1, currency: “USD” is not the currency of its penalty (EUR)",)}


@pytest.mark.parametrize(
    ("changed", "value", "words"),
    [
        ("cap", 7, "cap: “7” is not the amount of the cap it shares (10000000)"),
        ("currency", "USD", "currency: “USD” is not the currency of the cap it shares (EUR)"),
    ],
)
def test_that_lines_that_share_a_cap_of_two_amounts_have_no_figure(
    tmp_path: Path, changed: str, value: object, words: str
) -> None:
    lines = [line(number, DAYS[0], cap=10_000_000, shared_cap="order") for number in (1, 2)]
    path = written(tmp_path / "shared.casefile", *lines, line(3, DAYS[0], cap=5_000))
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(f"UPDATE penalty_terms SET {changed} = ? WHERE id = 2", (value,))  # noqa: S608
    with closing(open_case_file(path)) as file:
        (case,) = load_cases(file)
        (problem,) = row_problems(file)
    sentence = f"penalty_terms 2, {words}"
    assert [terms.unread for terms in case.terms] == [(sentence,), (sentence,), ()]
    assert problem.sentence == sentence
