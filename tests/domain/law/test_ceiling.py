"""The highest fine a law allows, and shares of turnover."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from desktop.domain.faults import Fault, TermsError
from desktop.domain.law.ceiling import (
    FineLaw,
    FineTier,
    Mapped,
    article_tiers,
    ceiling,
    share_of,
    turnover_cap,
)
from desktop.domain.law.history import Support

# GDPR art. 83(4) and (5), in short.
LAW = FineLaw(
    code="GDPR",
    name="General Data Protection Regulation",
    currency="EUR",
    tiers=(
        FineTier("T1", 1_000_000_000, Fraction(2, 100), "art. 83(4)"),
        FineTier("T2", 2_000_000_000, Fraction(4, 100), "art. 83(5)"),
    ),
    articles=(
        Mapped(8, 8, "T1", "art. 83(4)(a)"),
        Mapped(25, 39, "T1", "art. 83(4)(a)"),
        Mapped(41, 41, "T1", "art. 83(4)(c)", (4,)),
        Mapped(5, 7, "T2", "art. 83(5)(a)"),
        Mapped(12, 22, "T2", "art. 83(5)(b)"),
        Mapped(58, 58, "T2", "art. 83(5)(e)", (1, 2)),
    ),
    citation="Regulation (EU) 2016/679, art. 83(4)-(6)",
    source="https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:32016R0679",
    mark=Support.SEEN,
)


def tiers(text: str) -> list[tuple[str, str | None]]:
    return [(read.text, read.tier.name if read.tier else None) for read in article_tiers(text, LAW)]


def test_that_an_unknown_turnover_gives_a_lower_bound() -> None:
    found = ceiling((("6", "12", "15", "17", "31"),), LAW, undertaking=True, turnover=None)
    assert (found.minor, found.currency, found.lower_bound_only) == (2_000_000_000, "EUR", True)
    assert found.tier is LAW.tiers[1]
    assert found.unmapped == ()


def test_that_the_higher_of_the_sum_and_the_share_counts() -> None:
    found = ceiling((("32",),), LAW, undertaking=True, turnover=80_000_000_000)
    assert (found.minor, found.tier, found.lower_bound_only) == (1_600_000_000, LAW.tiers[0], False)
    even = ceiling((("32",),), LAW, undertaking=True, turnover=50_000_000_000)
    assert even.minor == 1_000_000_000
    above = ceiling((("32",),), LAW, undertaking=True, turnover=50_000_000_050)
    assert above.minor == 1_000_000_001
    below = ceiling((("32",),), LAW, undertaking=True, turnover=50_000_000_049)
    assert below.minor == 1_000_000_000


def test_that_linked_operations_have_the_ceiling_of_the_gravest_provision() -> None:
    found = ceiling((("5", "32"),), LAW, undertaking=True, turnover=100_000_000_000)
    assert (found.minor, found.tier) == (4_000_000_000, LAW.tiers[1])


def test_that_the_ceilings_of_separate_operations_add() -> None:
    found = ceiling((("32",), ("5", "10")), LAW, undertaking=True, turnover=100_000_000_000)
    assert found.minor == 2_000_000_000 + 4_000_000_000
    assert [group.minor for group in found.groups] == [2_000_000_000, 4_000_000_000]
    assert [group.tier for group in found.groups] == list(LAW.tiers)
    assert (found.tier, found.unmapped) == (LAW.tiers[1], ("10",))


def test_that_articles_without_a_tier_are_listed_once_and_never_guessed() -> None:
    found = ceiling((("10", "24"), ("10",)), LAW, undertaking=True, turnover=100_000_000_000)
    assert (found.minor, found.tier, found.lower_bound_only) == (0, None, False)
    assert found.unmapped == ("10", "24")
    assert not ceiling((("10",),), LAW, undertaking=True, turnover=None).lower_bound_only


def test_that_without_an_undertaking_only_the_sum_counts_whatever_the_turnover() -> None:
    for turnover in (90_000_000_000, None):
        found = ceiling((("6",),), LAW, undertaking=False, turnover=turnover)
        assert (found.minor, found.tier, found.lower_bound_only) == (2_000_000_000, LAW.tiers[1], False)


def test_that_a_fine_takes_a_share_of_the_ceiling() -> None:
    found = ceiling((("6",),), LAW, undertaking=False, turnover=None)
    assert found.share(2_000_000_000) == 1
    assert found.share(500_000_000) == Fraction(1, 4)
    assert ceiling((("10",),), LAW, undertaking=False, turnover=None).share(1) is None


def test_that_a_negative_turnover_is_refused_and_none_at_all_is_not() -> None:
    with pytest.raises(TermsError) as refused:
        ceiling((("6",),), LAW, undertaking=True, turnover=-1)
    assert refused.value.code is Fault.NEGATIVE_TURNOVER
    assert str(refused.value) == "a turnover cannot be negative: -1"
    assert ceiling((("6",),), LAW, undertaking=True, turnover=0).minor == 2_000_000_000


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("6", [("6", "T2")]),
        ("6(1)", [("6(1)", "T2")]),
        ("58(2)(d)", [("58(2)(d)", "T2")]),
        ("58(1)", [("58(1)", "T2")]),
        ("58(3)", [("58(3)", None)]),
        ("58", [("58", None)]),
        ("41(4)", [("41(4)", "T1")]),
        ("41.4", [("41.4", "T1")]),
        ("41(1)", [("41(1)", None)]),
        ("41", [("41", None)]),
        ("Art. 32", [("Art. 32", "T1")]),
        ("art 32(1)(b)", [("art 32(1)(b)", "T1")]),
        ("Article 32 GDPR", [("Article 32 GDPR", "T1")]),
        ("GDPR Art. 32", [("GDPR Art. 32", "T1")]),
        ("UK GDPR Art. 32", [("UK GDPR Art. 32", "T1")]),
        ("5(1)(a), (b) and (f)", [("5(1)(a), (b) and (f)", "T2")]),
        ("12-14", [("12", "T2"), ("13", "T2"), ("14", "T2")]),
        ("Art. 7 \u2013 9", [("7", "T2"), ("8", "T1"), ("9", None)]),
        ("24 to 25", [("24", None), ("25", "T1")]),
        ("22-22", [("22", "T2")]),
        ("5, 6 and Art. 32", [("5", "T2"), ("6", "T2"), ("Art. 32", "T1")]),
        ("14-12", [("14-12", None)]),
        ("12-100", [("12-100", None)]),
        ("98-99", [("98", None), ("99", None)]),
        ("L. 34-5", [("L. 34-5", None)]),
        ("6 bis", [("6 bis", None)]),
        ("2016/679", [("2016/679", None)]),
        ("44/1", [("44/1", None)]),
        ("", []),
    ],
)
def test_that_articles_are_read_as_lawyers_write_them(text: str, read: list[tuple[str, str | None]]) -> None:
    assert tiers(text) == read


def test_that_the_provision_of_a_tier_is_cited() -> None:
    assert [read.citation for read in article_tiers("6, 10", LAW)] == ["art. 83(5)(a)", ""]


def test_that_five_percent_of_the_average_daily_turnover_may_be_charged_per_day() -> None:
    found = turnover_cap(3_650_000_000_000, date(2023, 1, 1), date(2023, 12, 31), "0.05")
    assert (found.daily_average, found.per_day) == (10_000_000_000, 500_000_000)


def test_that_a_leap_year_has_366_days_and_rounding_comes_last() -> None:
    found = turnover_cap(3_650_000_000_000, date(2024, 1, 1), date(2024, 12, 31), "0.05")
    assert found.exact_average == Fraction(3_650_000_000_000, 366)
    assert (found.daily_average, found.per_day) == (9_972_677_595, 498_633_879)
    small = turnover_cap(1_099, date(2023, 1, 1), date(2023, 1, 10), "0.1")
    assert (small.daily_average, small.per_day) == (109, 10)
    late = turnover_cap(199, date(2023, 1, 1), date(2023, 1, 10), "0.06")
    assert (late.daily_average, late.per_day) == (19, 1)


def test_that_a_business_year_of_one_day_is_the_shortest() -> None:
    assert turnover_cap(500, date(2023, 1, 1), date(2023, 1, 1), "0.01").per_day == 5
    with pytest.raises(TermsError) as inverted:
        turnover_cap(500, date(2023, 1, 2), date(2023, 1, 1), "0.01")
    assert inverted.value.code is Fault.SPAN_INVERTED
    assert str(inverted.value) == "the business year ends on 2023-01-01, before 2023-01-02"


def test_that_a_negative_turnover_has_no_daily_cap() -> None:
    assert turnover_cap(0, date(2023, 1, 1), date(2023, 12, 31), "0.05").per_day == 0
    with pytest.raises(TermsError) as refused:
        turnover_cap(-1, date(2023, 1, 1), date(2023, 12, 31), "0.05")
    assert refused.value.code is Fault.NEGATIVE_TURNOVER
    assert str(refused.value) == "a turnover cannot be negative: -1"


@pytest.mark.parametrize("text", ["", "5 %", "-0.05", "1.01", "nan", "1e-2", "1/20", ".5", "0,05"])
def test_that_a_share_is_a_decimal_from_zero_to_one(text: str) -> None:
    assert share_of("0.05") == Fraction(1, 20)
    assert share_of("1") == 1
    assert share_of("0") == 0
    with pytest.raises(ValueError, match=r"is not a share written like 0\.05"):
        share_of(text)
