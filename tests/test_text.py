"""Amounts, dates and words as people read them."""

from __future__ import annotations

import html
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale

from desktop import text
from desktop.domain.case.case import FineStatus, Lane
from desktop.domain.days.edtf import parse_edtf
from desktop.domain.days.period import parse_date
from desktop.domain.law.kinds import Unit
from desktop.domain.money import Money, exponent, from_major
from desktop.domain.penalty.headline import Headline
from desktop.domain.penalty.stretch import State


@pytest.mark.parametrize(
    ("amount", "currency", "full", "short"),
    [
        ("143500000", "EUR", "€143,500,000", "€143.5M"),
        ("82000000", "NOK", "NOK\u00a082,000,000", "NOK\u00a082M"),
        ("7552800", "GBP", "£7,552,800", "£7.6M"),
        ("1857.14", "EUR", "€1,857.14", "€1.9K"),
        ("1000.50", "USD", "$1,000.50", "$1K"),
        ("999950", "EUR", "€999,950", "€1M"),
        ("999", "EUR", "€999", "€999"),
        ("0", "EUR", "€0", "€0"),
        ("-5200000", "EUR", "−€5,200,000", "−€5.2M"),
        ("1204500000", "EUR", "€1,204,500,000", "€1.2B"),
        ("5000", "JPY", "JPY\u00a05,000", "JPY\u00a05K"),
    ],
)
def test_that_an_amount_is_shown_in_full_and_in_short(
    amount: str, currency: str, full: str, short: str
) -> None:
    money = from_major(amount, currency)
    assert (text.money(money), text.short_money(money)) == (full, short)


def test_that_no_amount_is_a_dash_and_currencies_stand_side_by_side() -> None:
    assert text.all_money(()) == "—"
    assert text.all_money((from_major("1", "EUR"), from_major("2", "GBP"))) == "€1 · £2"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("2020", "2020"),
        ("2020-05", "May 2020"),
        ("2023-04-13", "13 Apr 2023"),
        ("2022-01-11/2022-02-03", "11 Jan – 3 Feb 2022"),
        ("2021-12-31/2022-02-03", "31 Dec 2021 – 3 Feb 2022"),
    ],
)
def test_that_a_date_is_shown_as_precisely_as_it_is_known(written: str, shown: str) -> None:
    assert text.uncertain(parse_date(written)) == shown


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("2022", "2022"),
        ("2022-03", "March 2022"),
        ("2022-03~", "c. March 2022"),
        ("2022-03-05~", "c. 5 Mar 2022"),
        ("2022?", "2022 (uncertain)"),
        ("2022-03%", "c. March 2022 (uncertain)"),
        ("../2022-05", "before June 2022"),
        ("../2022-12", "before January 2023"),
        ("../2022", "before 2023"),
        ("../2022-05-31", "before 1 Jun 2022"),
        ("../9999", "– 9999"),
        ("../2022-05~", "before c. June 2022"),
        ("../202X", "– 2020s"),
        ("2022-05/..", "since May 2022"),
        ("2022/..", "since 2022"),
        ("2022-05-03/..", "since 3 May 2022"),
        ("2022-21/..", "spring 2022 –"),
        ("/2022", "unknown – 2022"),
        ("2022-03/", "March 2022 – unknown"),
        ("2022-03~/2022-06", "c. March 2022 – June 2022"),
        ("2022-03/2022-06", "March – June 2022"),
        ("2021-12/2022-01", "December 2021 – January 2022"),
        ("2022-03/2022-03", "March 2022"),
        ("2021/2022", "2021 – 2022"),
        ("2022-01-11/2022-02", "11 Jan 2022 – February 2022"),
        ("202X", "2020s"),
        ("20XX", "2000–2099"),
        ("2022-21", "spring 2022"),
        ("2022-24~", "c. winter 2022"),
        ("2022-03-XX", "March 2022 (day unknown)"),
        ("2022-XX", "2022 (month unknown)"),
        ("2022-XX-XX", "2022 (day unknown)"),
        ("..", "undated"),
    ],
)
def test_that_a_doubt_about_a_date_is_said(written: str, shown: str) -> None:
    assert text.uncertain(parse_edtf(written)) == shown


@pytest.mark.parametrize(
    ("written", "french", "german", "dutch", "greek"),
    [
        ("2022", "2022", "2022", "2022", "2022"),
        ("2022-03", "mars 2022", "März 2022", "maart 2022", "Μάρτιος 2022"),
        ("2022-03~", "vers mars 2022", "ca. März 2022", "ca. maart 2022", "περ. Μάρτιος 2022"),
        ("../2022-05", "avant juin 2022", "vor Juni 2022", "vóór juni 2022", "πριν από τον Ιούνιο του 2022"),
        (
            "../2022-05-31",
            "avant le 1 juin 2022",
            "vor dem 1. Juni 2022",
            "vóór 1 jun 2022",
            "πριν από την 1η Ιουνίου 2022",
        ),
        ("2022-05/..", "depuis mai 2022", "seit Mai 2022", "sinds mei 2022", "από τον Μάιο του 2022"),
        ("2022?", "2022 (incertain)", "2022 (unsicher)", "2022 (onzeker)", "2022 (αβέβαιο)"),
        ("202X", "années 2020", "2020er-Jahre", "jaren 2020", "δεκαετία του 2020"),
        ("2022-21", "printemps 2022", "Frühjahr 2022", "voorjaar 2022", "άνοιξη 2022"),
        (
            "2022-01-11/2022-02-03",
            "11 janv. – 3 févr. 2022",
            "11. Jan. – 3. Feb. 2022",
            "11 jan – 3 feb 2022",
            "11 Ιαν – 3 Φεβ 2022",
        ),
        ("..", "sans date", "undatiert", "ongedateerd", "χωρίς ημερομηνία"),
    ],
)
def test_that_a_date_can_be_said_in_other_languages(
    written: str, french: str, german: str, dutch: str, greek: str
) -> None:
    tongues = QLocale.Language.French, QLocale.Language.German, QLocale.Language.Dutch, QLocale.Language.Greek
    said = tuple(text.uncertain(parse_edtf(written), QLocale(tongue)) for tongue in tongues)
    assert said == (french, german, dutch, greek)


def test_that_a_language_nobody_wrote_words_for_has_those_of_the_window() -> None:
    assert text.uncertain(parse_edtf("2022-21~"), QLocale(QLocale.Language.Czech)) == "c. spring 2022"


@pytest.mark.parametrize(
    "typed",
    [
        "2023-02-09",
        "9 Feb 2023",
        "Thu 9 Feb 2023",
        "9 february 2023",
        "9/2/2023",
        "9.2.2023",
        " feb  9, 2023 ",
    ],
)
def test_that_a_day_can_be_typed_in_many_ways(typed: str) -> None:
    assert text.read_day(typed) == date(2023, 2, 9)


@pytest.mark.parametrize("typed", ["", "31 Feb 2023", "2023", "yesterday", "9/2/23"])
def test_that_what_is_no_day_is_not_read_as_one(typed: str) -> None:
    assert text.read_day(typed) is None


def test_that_every_word_of_the_domain_is_known() -> None:
    words = [text.headline_word(value) for value in Headline]
    words += [text.state_word(state) for state in State]
    words += [text.fine_status_word(status) for status in FineStatus]
    words += [text.lane_word(lane) for lane in Lane]
    assert all(words)


@pytest.mark.parametrize(
    ("number", "unit", "shown"),
    [
        (1, Unit.DAY, "1\u00a0day"),
        (1435, Unit.DAY, "1,435\u00a0days"),
        (3, Unit.HALF_YEAR, "3\u00a0half-years"),
        (2, "site", "2\u00a0site"),
    ],
)
def test_that_units_are_counted_in_words(number: int, unit: Unit | str, shown: str) -> None:
    assert text.units(number, unit) == shown
    assert text.per_unit(from_major("100000", "EUR"), Unit.DAY) == "€100,000 / day"


def test_that_years_are_short_inside_a_century() -> None:
    first = date(2020, 5, 1)
    assert text.years(first, None) == "2020–"
    assert text.years(first, date(2022, 1, 1)) == "2020–22"
    assert text.years(date(1998, 1, 1), date(2001, 1, 1)) == "1998–2001"
    assert text.years(first, first) == "2020"
    assert text.years(None, None) == ""


def test_that_hidden_and_reordering_characters_become_visible() -> None:
    assert text.printable("CNIL\u202egpj") == "CNIL[U+202E]gpj"
    assert text.printable("a\x07\tb\nc") == "a␇ b\nc"
    assert text.printable("Conseil d'État") == "Conseil d'État"


def test_that_kinds_and_countries_have_words() -> None:
    assert text.event_kind_word("formal_notice") == "Formal notice"
    assert text.event_kind_word("unheard_of") == "Unheard of"
    assert (text.country("FR"), text.country("EU"), text.country("??")) == ("France", "European Union", "??")


def test_that_a_part_of_a_unit_is_said_as_a_fraction() -> None:
    assert text.units(3, Unit.WEEK, Fraction(5, 7)) == "3\xa05/7\xa0weeks"
    assert text.units(0, Unit.WEEK, Fraction(1, 7)) == "1/7\xa0week"
    assert text.units(2, Unit.WEEK, Fraction(0)) == "2\xa0weeks"


def slow_short(amount: Money) -> str:
    """The sum in short, by decimal arithmetic."""
    size = abs(amount.decimal)
    for step, letter in ((Decimal(10) ** 9, "B"), (Decimal(10) ** 6, "M"), (Decimal(10) ** 3, "K")):
        if size >= step:
            scaled = (size / step).quantize(Decimal("0.1"), ROUND_HALF_UP)
            if scaled < 1000 or letter == "B":
                return f"{scaled:,.{0 if scaled == int(scaled) else 1}f}{letter}"
            return slow_short(Money(int((step * 1000).scaleb(exponent(amount.currency))), amount.currency))
    places = exponent(amount.currency) if size != int(size) else 0
    return f"{size:,.{places}f}"


@given(st.integers(-(10**14), 10**14), st.sampled_from(["XAU", "JPY", "KWD"]))
def test_that_amounts_are_those_of_decimal_arithmetic(minor: int, currency: str) -> None:
    amount = Money(minor, currency)
    sign = text.MINUS if minor < 0 else ""
    assert text.short_money(amount) == f"{sign}{currency}{text.NO_BREAK}{slow_short(amount)}"
    size = abs(amount.decimal)
    places = exponent(currency) if size != int(size) else 0
    assert text.money(amount) == f"{sign}{currency}{text.NO_BREAK}{size:,.{places}f}"


@pytest.mark.parametrize("words", ["plain", "<b>&amp;</b>", 'it\'s "quoted"'])
def test_that_markup_is_escaped_as_python_does(words: str) -> None:
    assert text.escaped(words) == html.escape(words)


@pytest.mark.parametrize("status", FineStatus)
def test_that_every_status_of_a_fine_has_a_word(status: FineStatus) -> None:
    assert text.fine_status_word(status)


@pytest.mark.parametrize("unit", Unit)
def test_that_every_unit_has_a_word_of_its_own(unit: Unit) -> None:
    assert text.units(2, unit) != f"2{text.NO_BREAK}{unit.value}"
