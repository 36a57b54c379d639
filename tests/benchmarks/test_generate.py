from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from desktop.domain.days.period import Doubt, Precision
from desktop.domain.law.kinds import CapMode, MonthStay, PartUnit, Recovery, StayKind, Unit
from desktop.store.cases.cases import load_cases
from desktop.store.file.casefile import open_case_file
from desktop.store.law.rules import regime
from tests.benchmarks.generate import main, write_benchmark_file
from tests.benchmarks.investigations import random_cases

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from desktop.domain.case.case import Case
    from desktop.domain.case.terms import PenaltyTerms

COUNT = 300
DAY_IN_YEAR = Precision.DAY_IN_YEAR


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("benchmark") / "some.casefile"
    write_benchmark_file(path, COUNT)
    return path


@pytest.fixture(scope="module")
def cases() -> tuple[Case, ...]:
    return tuple(random_cases(COUNT))


@pytest.fixture(scope="module")
def lines(cases: tuple[Case, ...]) -> tuple[PenaltyTerms, ...]:
    return tuple(terms for case in cases for terms in case.terms)


def test_that_the_same_seed_gives_the_same_bytes(path: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.casefile"
    write_benchmark_file(again, COUNT)
    assert again.read_bytes() == path.read_bytes()


def test_that_another_seed_gives_other_investigations_and_another_id(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.casefile"
    write_benchmark_file(other, 5, seed=1)
    with closing(open_case_file(path)) as one, closing(open_case_file(other)) as two:
        assert one.uid != two.uid
        assert load_cases(one)[:5] != load_cases(two)


def test_that_a_smaller_file_holds_the_first_investigations_of_a_larger_one(cases: tuple[Case, ...]) -> None:
    assert tuple(random_cases(20)) == cases[:20]


def test_that_the_file_opens_and_holds_what_was_made(path: Path, cases: tuple[Case, ...]) -> None:
    with closing(open_case_file(path)) as file:
        assert file.info.investigations == COUNT
        assert file.info.events == sum(len(case.events) for case in cases)
        read = load_cases(file)
    assert [case.investigation for case in read] == [case.investigation for case in cases]
    assert [case.terms for case in read] == [case.terms for case in cases]


def test_that_the_command_writes_over_a_file_and_names_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "new.casefile"
    path.write_bytes(b"old")
    assert main([str(path), "--investigations", "3"]) == 0
    assert str(path) in capsys.readouterr().out
    with closing(open_case_file(path)) as file:
        assert file.info.investigations == 3
    assert [one.name for one in tmp_path.iterdir()] == ["new.casefile"]


def test_that_there_are_about_twenty_events_each_and_many_in_a_few(cases: tuple[Case, ...]) -> None:
    counts = sorted(len(case.events) for case in cases)
    assert counts[0] >= 3
    assert counts[-1] >= 500
    assert counts[-2] <= 60
    assert 16 <= sum(counts[:-1]) / COUNT <= 24


def test_that_events_and_orders_lie_between_the_first_year_and_the_last(cases: tuple[Case, ...]) -> None:
    years = [event.date.earliest.year for case in cases for event in case.events]
    assert min(years) <= 1995
    assert max(years) == 2026


def test_that_dates_are_known_to_every_precision(cases: tuple[Case, ...]) -> None:
    counts = Counter(event.date.precision for case in cases for event in case.events)
    assert set(counts) == set(Precision) - {Precision.CENTURY, Precision.OPEN, Precision.UNKNOWN, DAY_IN_YEAR}
    doubts = {event.date.doubt for case in cases for event in case.events}
    assert doubts == set(Doubt)
    assert counts[Precision.DAY] > sum(counts.values()) * 0.75


def test_that_respondents_are_shared_and_a_few_are_met_often(cases: tuple[Case, ...]) -> None:
    counts = Counter(one for case in cases for one in case.investigation.respondents)
    assert COUNT / 5 <= len(counts) <= COUNT / 3
    assert counts.most_common(1)[0][1] > COUNT / 12


def test_that_authorities_are_of_many_countries_with_their_zones_and_law() -> None:
    authorities = {case.investigation.authority for case in random_cases(1_000)}
    assert len(authorities) >= 40
    assert len({one.country for one in authorities}) >= 30
    for one in authorities:
        assert ZoneInfo(one.zone)
        assert not one.regime or regime(one.regime)


def test_that_texts_are_of_some_length_and_of_many_spellings(cases: tuple[Case, ...]) -> None:
    lengths = sorted(len(event.description) for case in cases for event in case.events)
    assert lengths[len(lengths) // 20] >= 150
    assert 200 <= lengths[len(lengths) // 2] <= 400
    told = " ".join(event.title + event.description for case in cases for event in case.events)
    for letter in "øåæłżčřßüñçœéος’ő":
        assert letter in told.lower(), letter


def test_that_a_tenth_is_under_penalty_orders_of_about_two_lines(cases: tuple[Case, ...]) -> None:
    ordered = [case for case in cases if case.terms]
    assert len(ordered) == COUNT // 10
    assert 1.5 <= sum(len(case.terms) for case in ordered) / len(ordered) <= 2.8
    assert all(case.decisions and case.orders for case in ordered)


def test_that_every_word_of_the_engine_is_used(lines: tuple[PenaltyTerms, ...]) -> None:
    assert {line.unit for line in lines} == set(Unit)
    assert {line.part_unit for line in lines} == set(PartUnit)
    assert {line.month_stay for line in lines} == {None, *MonthStay}
    assert {line.cap_mode for line in lines} == set(CapMode)
    assert {line.recovery for line in lines} == set(Recovery)
    assert {stay.kind for line in lines for stay in line.stays} == set(StayKind)


def test_that_every_fact_is_found_somewhere(lines: tuple[PenaltyTerms, ...]) -> None:
    wanted: dict[str, Callable[[PenaltyTerms], object]] = {
        "steps by number": lambda line: any(rate.from_unit for rate in line.rates),
        "steps by date": lambda line: any(rate.from_day for rate in line.rates),
        "several sites": lambda line: line.multiplier > 1,
        "a cap of its own": lambda line: line.cap and not line.shared_cap,
        "a shared cap": lambda line: line.shared_cap,
        "a cap in units": lambda line: line.max_units,
        "a stay that nobody lifted": lambda line: any(stay.end is None for stay in line.stays),
        "an end known late": lambda line: any(stay.end_known_on for stay in line.stays),
        "compliance": lambda line: line.compliance,
        "relapse": lambda line: any(fact.relapse for fact in line.compliance),
        "occurrences": lambda line: line.occurrences,
        "findings": lambda line: line.findings,
        "units reported": lambda line: any(tally.units for tally in line.tallies),
        "sums reported": lambda line: any(tally.minor for tally in line.tallies),
        "a last day": lambda line: line.last_day,
        "annulment": lambda line: line.annulment,
        "several liquidations": lambda line: len(line.liquidations) > 1,
        "a liquidation reduced": lambda line: any(one.reduced_to for one in line.liquidations),
        "a payment": lambda line: line.payments,
        "closed without a sum": lambda line: line.outcome,
        "no known notification": lambda line: line.notified_on is None,
        "a stated first day": lambda line: line.first_day,
        "a fixed last day of grace": lambda line: line.grace and line.grace.last_day,
        "a length of grace": lambda line: line.grace and line.grace.length,
        "no grace": lambda line: line.grace is None,
        "a rule for its deadline": lambda line: line.deadline_rule.working_days,
    }
    assert [name for name, has in wanted.items() if not any(has(line) for line in lines)] == []


def test_that_indexes_are_kept(path: Path, sample_path: Path) -> None:
    assert _schema(path) == _schema(sample_path)


def _schema(path: Path) -> set[tuple[str, str]]:
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        return set(_rows(connection))


def _rows(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    yield from connection.execute("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL")
