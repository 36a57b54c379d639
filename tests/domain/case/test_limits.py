"""Fines and rates of a case against the most that its law allows."""

from __future__ import annotations

import dataclasses
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from desktop.domain.case.case import Fine, FineStatus, Provision, ProvisionFinding, Respondent
from desktop.domain.case.limits import Laws, Limits, limits_of
from desktop.domain.case.terms import Rate
from desktop.domain.days.period import parse_date
from desktop.domain.faults import Caution
from desktop.domain.law.ceiling import FineLaw, FineTier, Mapped
from desktop.domain.law.history import Dated, History, Support
from desktop.domain.law.kinds import Unit
from desktop.domain.money import Money
from tests.domain.law.test_regime import regime
from tests.making import case_of, line

if TYPE_CHECKING:
    from desktop.domain.case.case import Case
    from desktop.domain.case.terms import PenaltyTerms


def law(code: str, currency: str, starts_on: date) -> History[FineLaw]:
    """Art. 83 in short, from a day."""
    tiers = (
        FineTier("T1", 1_000_000_000, Fraction(1, 50), "art. 83(4)"),
        FineTier("T2", 2_000_000_000, Fraction(1, 25), "art. 83(5)"),
    )
    articles = (Mapped(25, 39, "T1", "art. 83(4)(a)"), Mapped(5, 7, "T2", "art. 83(5)(a)"))
    text = FineLaw(code, code, currency, tiers, articles, "art. 83", "Source", Support.SEEN)
    return History(code, (Dated(starts_on, text, "art. 83", "Source", Support.SEEN),))


LAWS = Laws((law("UK GDPR", "GBP", date(2021, 1, 1)), law("GDPR", "EUR", date(2018, 5, 25))))
MAXIMUM = Dated(date(2018, 5, 25), 10_000_000, "LIL art. 20 III 2", "Source", Support.SEEN)
SMALLER = Dated(date(2022, 1, 26), 10_000, "LIL art. 22-1", "Source", Support.SEEN)
SHARE = Dated(date(2018, 5, 25), Fraction(1, 20), "Reg. 1/2003 art. 24", "Source", Support.SEEN)
FRENCH = dataclasses.replace(
    regime(), maxima=(History("simplified", (SMALLER,)), History("ordinary", (MAXIMUM,)))
)
EUROPEAN = dataclasses.replace(
    regime(),
    shares=(
        History("late", (dataclasses.replace(SHARE, starts_on=date(2025, 1, 1)),)),
        History("share", (SHARE,)),
    ),
)


def provision(
    article: str, of: str = "GDPR", finding: ProvisionFinding = ProvisionFinding.BREACHED
) -> Provision:
    return Provision(f"{of} Art. {article}", of, article, finding)


def fined(minor: int, *provisions: Provision, currency: str = "EUR", on: str = "2022-10-17") -> Case:
    fine = Fine(Money(minor, currency), parse_date(on), FineStatus.IMPOSED, None, "", "", "")
    return dataclasses.replace(case_of(fines=(fine,)), provisions=provisions)


def ordered(terms: PenaltyTerms) -> Case:
    return case_of(dataclasses.replace(terms, decided_on=date(2022, 10, 17)))


def test_that_a_fine_is_set_against_the_gravest_article_found_breached() -> None:
    case = fined(500_000_000, provision("6"), provision("31"))
    (limit,) = limits_of(case, LAWS).fines
    assert limit is not None
    assert (limit.law.code, limit.ceiling.minor, limit.share) == ("GDPR", 2_000_000_000, Fraction(1, 4))
    assert limit.undertaking
    assert limit.ceiling.lower_bound_only
    assert limit.needed_turnover is None


def test_that_articles_only_alleged_do_not_count() -> None:
    case = fined(500_000_000, provision("6", finding=ProvisionFinding.ALLEGED), provision("31"))
    (limit,) = limits_of(case, LAWS).fines
    assert limit is not None
    assert limit.ceiling.minor == 1_000_000_000


def test_that_a_fine_above_the_fixed_sum_needs_a_turnover() -> None:
    (even,) = limits_of(fined(2_000_000_000, provision("6")), LAWS).fines
    assert even is not None
    assert (even.needed_turnover, even.share) == (None, Fraction(1))
    (above,) = limits_of(fined(2_000_000_001, provision("6")), LAWS).fines
    assert above is not None
    assert (above.needed_turnover, above.share) == (Money(50_000_000_025, "EUR"), None)
    (odd,) = limits_of(fined(1_000_000_001, provision("31")), LAWS).fines
    assert odd is not None
    assert odd.needed_turnover == Money(50_000_000_050, "EUR")


def test_that_the_needed_turnover_is_rounded_up() -> None:
    tier = FineTier("T2", 1, Fraction(3, 100), "art. 83(5)")
    history = LAWS.fines[1]
    changed = dataclasses.replace(
        history.values[0].value, tiers=(tier, tier), articles=(Mapped(6, 6, "T2", ""),)
    )
    laws = Laws((History("GDPR", (dataclasses.replace(history.values[0], value=changed),)),))
    (limit,) = limits_of(fined(100, provision("6")), laws).fines
    assert limit is not None
    assert limit.needed_turnover == Money(3_334, "EUR")


def test_that_without_an_undertaking_nothing_rests_on_turnover() -> None:
    case = fined(3_000_000_000, provision("6"))
    city = dataclasses.replace(
        case.investigation, respondents=(Respondent("City", "City", "FR", "public body"),)
    )
    (limit,) = limits_of(dataclasses.replace(case, investigation=city), LAWS).fines
    assert limit is not None
    assert (limit.undertaking, limit.needed_turnover, limit.share) == (False, None, Fraction(3, 2))


@pytest.mark.parametrize(
    "case",
    [
        fined(100, provision("6"), currency="NOK"),
        fined(100, provision("6"), on="2018-05-24"),
        fined(100, provision("10")),
        fined(100, provision("6", of="DPA Act")),
        fined(100),
    ],
)
def test_that_no_ceiling_is_made_up(case: Case) -> None:
    assert limits_of(case, LAWS).fines == (None,)


def test_that_every_law_is_tried_in_its_own_currency() -> None:
    case = fined(100, provision("6"), provision("6", of="UK GDPR"))
    (limit,) = limits_of(case, LAWS).fines
    assert limit is not None
    assert limit.law.code == "GDPR"
    (british,) = limits_of(fined(100, provision("6", of="UK GDPR"), currency="GBP"), LAWS).fines
    assert british is not None
    assert british.law.code == "UK GDPR"


def test_that_every_provision_has_its_tier_where_its_law_names_one() -> None:
    case = fined(100, provision("6"), provision("10"), provision("82", of="DPA Act"))
    limits = limits_of(case, LAWS)
    assert [article.law and article.law.code for article in limits.articles] == ["GDPR", "GDPR", None]
    assert [[read.tier and read.tier.name for read in article.tiers] for article in limits.articles] == [
        ["T2"],
        [None],
        [],
    ]
    assert limits.unmapped == ("GDPR Art. 10", "DPA Act Art. 82")


def test_that_provisions_not_found_breached_are_not_unmapped() -> None:
    case = fined(100, provision("10", finding=ProvisionFinding.NOT_BREACHED))
    assert limits_of(case, LAWS).unmapped == ()


def test_that_articles_are_read_by_the_law_of_the_day_of_the_fine_or_the_newest() -> None:
    early = fined(100, provision("6"), on="2018-05-24")
    (article,) = limits_of(early, LAWS).articles
    assert (article.law, article.tiers) == (None, ())
    without = dataclasses.replace(early, fines=())
    (article,) = limits_of(without, LAWS).articles
    assert article.law is LAWS.fines[1].values[0].value


def test_that_a_rate_is_set_against_the_highest_maximum_of_its_day() -> None:
    laws = Laws((), FRENCH)
    for minor, caution in ((10_000_000, None), (10_000_001, Caution.RATE_ABOVE_STATUTORY_MAX)):
        rates = (Rate(100), Rate(minor, from_unit=2))
        (limit,) = limits_of(ordered(line(1, date(2022, 12, 20), rates=rates)), laws).rates
        assert (limit.label, limit.unit, limit.name, limit.law) == ("P1", Unit.DAY, "ordinary", MAXIMUM)
        assert limit.decided_on == date(2022, 10, 17)
        assert (limit.rate, limit.maximum) == (Money(minor, "EUR"), Money(10_000_000, "EUR"))
        assert limit.caution == caution


def test_that_all_sites_together_are_compared() -> None:
    terms = line(1, date(2022, 12, 20), rates=(Rate(4_000_000),), multiplier=3)
    (limit,) = limits_of(ordered(terms), Laws((), FRENCH)).rates
    assert limit.rate == Money(12_000_000, "EUR")
    assert limit.caution is Caution.RATE_ABOVE_STATUTORY_MAX


def test_that_a_maximum_known_for_another_day_is_not_used() -> None:
    terms = line(1, date(2018, 6, 1), decided_on=date(2018, 5, 25))
    (limit,) = limits_of(case_of(terms), Laws((), FRENCH)).rates
    assert limit.name == "ordinary"
    before = dataclasses.replace(terms, decided_on=date(2018, 5, 24))
    assert limits_of(case_of(before), Laws((), FRENCH)).rates == ()
    unknown = dataclasses.replace(terms, decided_on=None)
    assert limits_of(case_of(unknown), Laws((), FRENCH)).rates == ()


def test_that_only_like_is_compared_with_like() -> None:
    first = date(2022, 12, 20)
    for terms in (
        line(1, first, unit=Unit.MONTH),
        line(1, first, currency="NOK"),
        line(1, first, rates=(Rate(0),)),
        line(1, first, rates=()),
    ):
        assert limits_of(ordered(terms), Laws((), FRENCH)).rates == ()
    assert limits_of(ordered(line(1, first)), Laws()) == Limits()
    assert limits_of(ordered(line(1, first)), Laws((), regime())) == Limits()


@pytest.mark.parametrize("unit", [Unit.DAY, Unit.WORKING_DAY, Unit.ONCE])
def test_that_days_and_threats_have_maxima(unit: Unit) -> None:
    terms = line(1, date(2022, 12, 20), unit=unit)
    assert [limit.unit for limit in limits_of(ordered(terms), Laws((), FRENCH)).rates] == [unit]


def test_that_a_rate_limited_by_turnover_names_the_share() -> None:
    (limit,) = limits_of(ordered(line(1, date(2022, 12, 20))), Laws((), EUROPEAN)).shares
    assert (limit.label, limit.unit, limit.rate, limit.name, limit.law) == (
        "P1",
        Unit.DAY,
        Money(100, "EUR"),
        "share",
        SHARE,
    )
    undated = line(1, date(2022, 12, 20), decided_on=None)
    assert limits_of(case_of(undated), Laws((), EUROPEAN)).shares == ()
    assert limits_of(case_of(line(1, date(2022, 12, 20), currency="NOK")), Laws((), EUROPEAN)).shares == ()
