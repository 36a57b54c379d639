"""Fines and rates against the law, in words."""

from __future__ import annotations

import dataclasses
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from desktop.domain.case.case import ProvisionFinding, Respondent
from desktop.domain.case.terms import Rate
from desktop.domain.days.asof import AsOf
from desktop.domain.explanation.figure import FigureKey, FigureKind
from desktop.domain.money import Money
from desktop.domain.page.build import build_page
from desktop.models.page.limits import (
    article_cell,
    article_tip,
    ceiling_note,
    fine_lines,
    limit_cell,
    limit_lines,
    limit_tip,
    percent,
    rate_sentence,
    share_sentence,
)
from desktop.store.law.laws import laws_of
from tests.pages import page_of

if TYPE_CHECKING:
    from typing import Any

    from desktop.domain.page.page import Page


def plain(words: str) -> str:
    return words.replace("\N{NO-BREAK SPACE}", " ")


def changed(slug: str, day: str, **parts: Any) -> Page:
    """A page of the sample with parts of its case replaced."""
    case = dataclasses.replace(page_of(slug, day).case, **parts)
    picked = date.fromisoformat(day)
    return build_page(case, AsOf(today=picked, picked=picked), laws_of(case.investigation.authority.regime))


def fine_sentences(page: Page) -> tuple[str, ...]:
    return tuple(line.words for line in fine_lines(page))


def fine_of(slug: str, **parts: Any) -> tuple[Any, ...]:
    return (dataclasses.replace(page_of(slug, "2025-06-30").case.fines[0], **parts),)


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (Fraction(1), "100%"),
        (Fraction(1049, 2000), "52.4%"),
        (Fraction(9999, 10000), "99.9%"),
        (Fraction(1, 1000), "0.1%"),
        (Fraction(1, 1001), "less than 0.1%"),
        (Fraction(0), "0%"),
        (Fraction(153, 100), "153%"),
    ],
)
def test_that_a_share_is_cut_and_never_rounded_up(share: Fraction, words: str) -> None:
    assert percent(share) == words


def test_that_the_card_of_the_fine_tells_its_ceiling() -> None:
    clearview = page_of("fr-cnil-clearview", "2023-03-15")
    assert ceiling_note(clearview) == "Art. 83(5) ceiling: 100%"
    assert ceiling_note(clearview, brief=True) == "Art. 83(5): 100%"
    assert ceiling_note(page_of("nl-ap-clearview", "2025-06-30")) == "Art. 83(5): 52.5% to 100%"
    assert ceiling_note(page_of("gb-ico-clearview", "2026-11-22")) == "Art. 83(5) ceiling: 43.1%"
    assert ceiling_note(page_of("lu-cnpd-amazon", "2022-06-01")) == "Art. 83(5): by turnover"


def test_that_there_is_no_ceiling_to_tell_without_a_fine_in_force_or_a_law() -> None:
    assert not ceiling_note(page_of("lu-cnpd-amazon", "2026-11-22"))
    assert not ceiling_note(page_of("nl-ap-clearview", "2024-01-01"))
    assert not ceiling_note(page_of("eu-commission-microsoft", "2026-11-22"))
    assert not ceiling_note(page_of("fr-cnil-google-2021", "2026-11-22"))
    foreign = page_of("nl-ap-clearview", "2025-06-30").case.fines
    mixed = (foreign[0], dataclasses.replace(foreign[1], amount=Money(100, "NOK")))
    assert not ceiling_note(changed("nl-ap-clearview", "2025-06-30", fines=mixed))


def test_that_a_lower_bound_says_so() -> None:
    (sentence,) = fine_sentences(page_of("fr-cnil-clearview", "2023-03-15"))
    assert (
        sentence
        == "€20,000,000: 100% of the Art. 83(5) ceiling of €20,000,000 (lower bound: turnover unknown)."
    )


def test_that_a_fine_above_the_fixed_sum_tells_the_turnover_it_needs() -> None:
    page = page_of("lu-cnpd-amazon", "2022-06-01")
    assert fine_sentences(page)[0] == (
        "€746,000,000: above the fixed sum of Art. 83(5), €20,000,000; it rests on 4% of a turnover of at"
        " least €18,650,000,000 (not known)."
    )
    assert limit_cell(page.fines[0]) == "by turnover"
    assert limit_tip(page.fines[0]) == "by turnover of the Art. 83(5) ceiling"


def test_that_turnover_does_not_count_without_an_undertaking() -> None:
    investigation = page_of("fr-cnil-clearview", "2023-03-15").case.investigation
    public = dataclasses.replace(
        investigation, respondents=(Respondent("Ville", "Ville", "FR", "public body"),)
    )
    (sentence,) = fine_sentences(changed("fr-cnil-clearview", "2023-03-15", investigation=public))
    assert sentence.endswith("ceiling of €20,000,000 (no undertaking, so turnover does not count).")


def test_that_two_fines_are_compared_each_by_itself() -> None:
    first, second, rest = fine_sentences(page_of("nl-ap-clearview", "2025-06-30"))
    assert first.startswith("€20,000,000: 100% of the Art. 83(5) ceiling")
    assert second.startswith("€10,500,000: 52.5% of the Art. 83(5) ceiling")
    assert plain(rest).endswith("the ceilings of separate operations add (Art. 83(3)).")


def test_that_a_fine_of_later_is_not_compared_yet() -> None:
    assert fine_sentences(page_of("nl-ap-clearview", "2024-01-01")) == ()


def test_that_another_currency_is_told_and_not_converted() -> None:
    fines = fine_of("fr-cnil-clearview", amount=Money(6_500_000_000, "NOK"))
    (sentence,) = fine_sentences(changed("fr-cnil-clearview", "2023-03-15", fines=fines))
    assert plain(sentence) == (
        "NOK 65,000,000: the ceiling of the General Data Protection Regulation is set in EUR;"
        " the two are not compared."
    )


def test_that_provisions_without_a_ceiling_are_named() -> None:
    page = page_of("fr-cnil-google-2021", "2026-11-22")
    assert fine_sentences(page) == ("No ceiling is named here for French DPA Act Art. 82: see national law.",)
    assert [article_cell(article) for article in page.limits.articles] == ["\N{EM DASH}"]
    assert [article_tip(article) for article in page.limits.articles] == ["\N{EM DASH}"]
    investigation = dataclasses.replace(page.case.investigation, field_of_law="competition")
    assert fine_sentences(changed("fr-cnil-google-2021", "2026-11-22", investigation=investigation)) == ()


def test_that_an_article_tells_its_ceiling_or_that_none_is_named() -> None:
    first = page_of("fr-cnil-clearview", "2023-03-15").case.provisions[0]
    provisions = (
        dataclasses.replace(first, article="31-33"),
        dataclasses.replace(first, article="10"),
        dataclasses.replace(first, article="8-9"),
        dataclasses.replace(first, article="6", finding=ProvisionFinding.ALLEGED),
    )
    articles = changed("fr-cnil-clearview", "2023-03-15", provisions=provisions).limits.articles
    cells = ["Art. 83(4)", "none named", "Art. 83(4), Art. 83(5)", "Art. 83(5)"]
    assert [article_cell(article) for article in articles] == cells
    assert article_tip(articles[1]) == "none named"
    assert article_tip(articles[2]) == (
        "Art. 83(5) of the General Data Protection Regulation: €20,000,000, or for an undertaking 4% of its"
        " turnover if that is higher"
    )


def test_that_a_rate_is_set_against_the_statutory_maximum() -> None:
    (terms,) = page_of("fr-cnil-clearview", "2023-03-15").case.terms
    cite = "(Loi n° 78-17, art. 20 III 2°, as brought in by loi n° 2018-493 du 20 juin 2018)."
    for minor, words in (
        (10_000_000, f"Penalty P1: €100,000 / day, the statutory maximum {cite}"),
        (9_999_999, f"Penalty P1: €99,999.99 / day, within the statutory maximum of €100,000 {cite}"),
        (10_000_001, f"Penalty P1: €100,000.01 / day is above the statutory maximum of €100,000 {cite}"),
    ):
        rated = dataclasses.replace(terms, rates=(Rate(minor),))
        (limit,) = changed("fr-cnil-clearview", "2023-03-15", terms=(rated,)).limits.rates
        assert rate_sentence(limit) == words


def test_that_the_limits_of_an_order_are_told_from_its_day_and_a_warning_is_one() -> None:
    (terms,) = page_of("fr-cnil-clearview", "2023-03-15").case.terms
    rated = (dataclasses.replace(terms, rates=(Rate(10_000_001),)),)
    before = changed("fr-cnil-clearview", "2022-10-16", terms=rated)
    assert limit_lines(before) == ()
    fine, rate = limit_lines(changed("fr-cnil-clearview", "2022-10-17", terms=rated))
    assert (fine.warning, rate.warning) == (False, True)
    assert (fine.keys, rate.keys) == ((FigureKey(FigureKind.FINE, "fr-cnil-clearview", None, "EUR", 0),), ())
    assert [line.warning for line in limit_lines(page_of("fr-cnil-clearview", "2022-10-17"))] == [
        False,
        False,
    ]
    assert limit_lines(page_of("eu-commission-microsoft", "2005-11-09")) == ()
    (share,) = limit_lines(page_of("eu-commission-microsoft", "2005-11-10"))
    assert not share.warning


def test_that_a_rate_limited_by_turnover_says_that_it_is_not_known() -> None:
    first, *_ = page_of("eu-commission-microsoft", "2006-08-01").limits.shares
    assert share_sentence(first) == (
        "Penalty P1: €1,500,000 / day; the law allows 5% of the average daily turnover, which is not known"
        " (Regulation (EC) 1/2003, art. 24(1))."
    )


def test_that_a_penalty_is_named_only_beside_others() -> None:
    page = page_of("fr-cnil-clearview", "2026-11-22")
    words = [line.words for line in limit_lines(page)]
    assert any(plain(sentence).startswith("Penalty: €100,000 / day") for sentence in words)
