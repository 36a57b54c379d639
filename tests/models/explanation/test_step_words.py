"""What single steps, readings and gaps say."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from desktop.domain.explanation.explanation import (
    Basis,
    Bound,
    Gap,
    Missing,
    Reading,
    ReadingKind,
    Step,
    StepKind,
)
from desktop.domain.law.kinds import Unit
from desktop.domain.law.regime import Setting
from desktop.domain.money import Money
from desktop.models.explanation.conventions import value_words, way_words
from desktop.models.explanation.pen import EXACT, SCREEN, exact_money
from desktop.models.explanation.step_words import detail_words, step_words
from desktop.models.explanation.titles import gap_words, reading_words

FIRST, LAST = date(2022, 12, 18), date(2022, 12, 19)
EURO = Money(10_000_000, "EUR")


def plain(words: str) -> str:
    return words.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("step", "words"),
    [
        (Step(StepKind.ORDER, name="astreinte"), "Order (astreinte), day not noted"),
        (Step(StepKind.GRACE), "Grace period, its length not noted"),
        (
            Step(StepKind.GRACE, units=2, unit="month", first=FIRST, last=LAST),
            "Grace period: 2 months, from 18 Dec 2022 to 19 Dec 2022 by the calendar",
        ),
        (Step(StepKind.FRANC, first=FIRST, last=LAST), "A clear day is added: the end moves to 19 Dec 2022"),
        (
            Step(StepKind.ROLLED, first=FIRST, last=LAST, code="weekend"),
            "18 Dec 2022 falls on a weekend: the end moves to 19 Dec 2022",
        ),
        (
            Step(StepKind.ROLLED, first=FIRST, last=LAST, code="holiday"),
            "18 Dec 2022 is a public holiday: the end moves to 19 Dec 2022",
        ),
        (
            Step(StepKind.LENGTHENED, first=FIRST, last=LAST),
            "Too few working days in it: the end moves to 19 Dec 2022",
        ),
        (
            Step(StepKind.FIRST_DAY, first=FIRST, code="derived"),
            "First penalty day: 18 Dec 2022, the day after",
        ),
        (Step(StepKind.CONVENTION, code="unit", unit=Unit.OCCURRENCE), "Charged per occurrence"),
        (
            Step(StepKind.CONVENTION, code="part_unit:pro rata"),
            "A begun unit is charged by its days, rounded down",
        ),
        (
            Step(StepKind.CONVENTION, code="compliance_day_counted:yes"),
            "The day of compliance is counted",
        ),
        (
            Step(StepKind.RATE, amount=EURO, unit=Unit.DAY, first=FIRST),
            "Rate: €100,000 / day from 18 Dec 2022",
        ),
        (Step(StepKind.RATE, amount=EURO, unit=Unit.DAY, units=11), "Rate: €100,000 / day from number 11"),
        (
            Step(StepKind.ITEMS, amount=Money(4, "EUR"), units=4, unit=Unit.DAY, rate=Money(1, "EUR")),
            "4 × €0.01 (sites) = €0.04 / day",
        ),
        (
            Step(StepKind.PART_CHARGED, unit=Unit.WEEK, rate=Money(50000, "EUR"), part=Fraction(5, 7)),
            "5/7 of a week × €500, rounded down",
        ),
        (
            Step(StepKind.REPORTED, units=3, unit=Unit.WEEK, last=LAST),
            "Reported as forfeited by 19 Dec 2022: 3 weeks",
        ),
        (Step(StepKind.TALLY, last=LAST), "Reported as forfeited by 19 Dec 2022"),
        (
            Step(StepKind.CAP, amount=EURO, name="orders 1 and 2", code="ahead", first=LAST),
            "Cap: €100,000, shared by several lines, to be reached on 19 Dec 2022 if nothing changes",
        ),
        (Step(StepKind.COMPLIED, first=FIRST, code="relapse"), "Disobeyed again from 18 Dec 2022"),
        (Step(StepKind.PUBLISHED_PERIOD, first=FIRST), "Published period: 18 Dec 2022"),
        (
            Step(StepKind.PUBLISHED_PERIOD, first=LAST, last=FIRST),
            "Published period: 19 Dec – 18 Dec 2022",
        ),
        (Step(StepKind.FINE_STATUS, code="later"), "Not imposed yet on this day"),
        (
            Step(StepKind.FINE_STATUS, code="annulled", first=FIRST, last=FIRST),
            "Status: annulled, 18 Dec 2022",
        ),
        (
            Step(StepKind.FINE, amount=EURO, code="annulled", first=FIRST, last=FIRST, name="Example SA"),
            "Fine of 18 Dec 2022 · Example SA, annulled and not in force",
        ),
        (
            Step(StepKind.LEFT_OUT, name="P3", code="a rate is negative"),
            "Left out, cannot be calculated: P3: a rate is negative",
        ),
        (Step(StepKind.NOTE, first=FIRST, last=LAST, code="found"), "Found not obeyed: 18 Dec – 19 Dec 2022"),
        (Step(StepKind.ACCRUED), "Accrued"),
        (Step(StepKind.OVERPAID), "Paid beyond what is payable"),
        (
            Step(StepKind.STATUTORY_MAXIMUM, unit=Unit.DAY, code="W_X", name="art. 20"),
            "The rate is above the statutory maximum per day, art. 20",
        ),
    ],
)
def test_that_a_step_says_what_it_does(step: Step, words: str) -> None:
    assert plain(step_words(step, SCREEN)) == words


def test_that_every_kind_of_step_has_words() -> None:
    bare = {StepKind.LINE: "running", StepKind.FINE_STATUS: "imposed", StepKind.NOT_CHARGED: "grace:given"}
    for kind in StepKind:
        assert step_words(Step(kind, code=bare.get(kind, ""), first=FIRST, last=LAST), EXACT)


def test_that_details_say_the_days_and_what_is_noted() -> None:
    step = Step(StepKind.CHARGED, first=FIRST, last=LAST)
    assert detail_words(step, EXACT) == "2022-12-18 to 2022-12-19"
    noted = Step(StepKind.FIRST_DAY, first=FIRST, name="reported.")
    assert detail_words(noted, SCREEN) == "remark: reported"


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        (Money(520_000_000, "EUR"), "EUR 5,200,000.00"),
        (Money(-1, "EUR"), "-EUR 0.01"),
        (Money(1234, "JPY"), "JPY 1,234"),
        (Money(1234567, "KWD"), "KWD 1,234.567"),
    ],
)
def test_that_exact_amounts_have_all_decimals_of_their_currency(amount: Money, written: str) -> None:
    assert exact_money(amount) == written


def test_that_values_of_settings_are_told_in_words() -> None:
    for value in (True, False):
        assert "day" in value_words(Setting.FRANC, value)
        assert "compliance" in value_words(Setting.COMPLIANCE_DAY_COUNTED, value)
    assert value_words(Setting.MAX_UNITS, 42) == "max units: 42"
    assert way_words(("plain", "rolls")) == "end not moved or end moved to the next working day"


@pytest.mark.parametrize(
    ("gap", "told"),
    [
        (
            Gap(
                Missing.OCCURRENCES, "occurrence", Bound(Basis.NEVER, Money(0, "EUR")), Bound(Basis.CAP, EURO)
            ),
            ("€0 to €100,000", ("€0 if there was none", "€100,000 at most: the cap")),
        ),
        (
            Gap(Missing.OCCURRENCES, "occurrence", Bound(Basis.NEVER, EURO), Bound(Basis.NO_BOUND, None)),
            ("at least €100,000", ("€100,000 if there was none",)),
        ),
        (
            Gap(Missing.NOTIFICATION, "day", Bound(Basis.NEVER, EURO), Bound(Basis.DECIDED, EURO, day=FIRST)),
            (
                "€100,000",
                (
                    "€100,000 if it was never notified: nothing shows that it was",
                    "€100,000 if notified on the day of the decision, 18 Dec 2022",
                ),
            ),
        ),
        (Gap(Missing.FIRST_DAY), ("", ())),
    ],
)
def test_that_a_gap_tells_the_results_that_bound_it(gap: Gap, told: tuple[str, tuple[str, ...]]) -> None:
    words, amount, details = gap_words(gap, SCREEN)
    assert words
    assert (plain(amount), tuple(plain(one) for one in details)) == told


def test_that_a_reading_without_units_tells_its_amount_alone() -> None:
    bare = Reading(ReadingKind.NOTIFIED, EURO)
    assert reading_words(bare, SCREEN) == ("", "€100,000", ())
    setting = Reading(ReadingKind.SETTING, EURO)
    assert reading_words(setting, SCREEN) == ("", "€100,000", ())
    none = Reading(ReadingKind.NOTIFIED, EURO, units=0, day=FIRST, first_day=LAST, value=("plain",))
    words, amount, details = reading_words(none, SCREEN)
    assert words == "18 Dec 2022, end not moved: first penalty day 19 Dec 2022"
    assert (amount, details) == ("€100,000", ())
