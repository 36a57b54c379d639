"""Queries, facets and orders of the list."""

from __future__ import annotations

import dataclasses
from datetime import date

from desktop.domain.asof import AsOf
from desktop.domain.cases import Provision, ProvisionFinding
from desktop.domain.facets import Choice, FacetKind, Query, Section, SortBy
from desktop.domain.listing import Entry, answer, facet_values
from desktop.domain.penalty import Rate
from desktop.domain.report import build_row
from tests.making import case_of, line

DAY = AsOf(today=date(2026, 11, 22), picked=date(2023, 1, 10))


def entry(
    slug: str, country: str = "FR", year: str = "2020", rate: int = 0, *, deadline: bool = False
) -> Entry:
    terms = (line(1, date(2023, 1, 1), rates=(Rate(rate),)),) if rate else ()
    case = case_of(*terms, slug=slug)
    provisions = tuple(
        Provision(f"GDPR Art. {article}", "GDPR", article, ProvisionFinding.BREACHED)
        for article in ("5(1)(a)", "5(1)(e)", "6")
    )
    authority = dataclasses.replace(case.investigation.authority, short_name=f"A{country}", country=country)
    investigation = dataclasses.replace(case.investigation, authority=authority)
    case = dataclasses.replace(case, investigation=investigation, provisions=provisions)
    row = dataclasses.replace(build_row(case, DAY), since=date(int(year), 1, 1) if year else None)
    return Entry(row, slug, facet_values(case, row), deadline)


ENTRIES = (
    entry("alpha", "FR", "2020", rate=100),
    entry("beta", "FR", "2021", rate=300, deadline=True),
    entry("gamma", "NL", "2021"),
    entry("delta", "NL", ""),
)


def slugs(query: Query) -> list[str]:
    return [row.slug for row in answer(ENTRIES, query).rows]


def test_that_an_article_counts_once_whatever_its_paragraphs() -> None:
    assert ENTRIES[0].values.count((FacetKind.PROVISION, "GDPR 5")) == 1


def test_that_values_of_one_kind_add_and_kinds_narrow() -> None:
    french, dutch = Choice(FacetKind.COUNTRY, "FR"), Choice(FacetKind.COUNTRY, "NL")
    assert sorted(slugs(Query(choices=(french,)))) == ["alpha", "beta"]
    assert len(slugs(Query(choices=(french, dutch)))) == 4
    year = Choice(FacetKind.YEAR, "2021")
    assert slugs(Query(choices=(french, year))) == ["beta"]
    facets = {(f.kind, f.value): f.count for f in answer(ENTRIES, Query(choices=(french, year))).facets}
    assert facets[FacetKind.COUNTRY, "NL"] == 1
    assert facets[FacetKind.YEAR, "2020"] == 1
    assert facets[FacetKind.STATE, "none"] == 0
    assert facets[FacetKind.STATE, "running"] == 1


def test_that_sections_keep_their_counts_and_narrow() -> None:
    sections = dict(answer(ENTRIES, Query()).sections)
    assert sections == {
        Section.OVERVIEW: 4,
        Section.ALL: 4,
        Section.RUNNING: 2,
        Section.DEADLINES: 1,
    }
    assert slugs(Query(section=Section.DEADLINES)) == ["beta"]
    assert sorted(slugs(Query(section=Section.RUNNING))) == ["alpha", "beta"]


def test_that_words_narrow_before_facets_are_counted() -> None:
    listing = answer(ENTRIES, Query(text="GAM"))
    assert [row.slug for row in listing.rows] == ["gamma"]
    assert dict(listing.sections)[Section.ALL] == 1
    assert {f.value: f.count for f in listing.facets if f.kind is FacetKind.COUNTRY} == {"NL": 1}


def test_that_the_list_is_ordered_as_asked() -> None:
    assert slugs(Query(sort=SortBy.ACCRUED))[:2] == ["beta", "alpha"]
    assert slugs(Query(sort=SortBy.OPENED, descending=False))[0] == "delta"
    assert slugs(Query(sort=SortBy.AUTHORITY, descending=True))[0] in {"gamma", "delta"}
    assert slugs(Query(sort=SortBy.STATE, descending=False))[:2] == ["alpha", "beta"]
    assert slugs(Query(sort=SortBy.RESPONDENT, descending=False)) == ["alpha", "beta", "delta", "gamma"]


def test_that_facets_have_their_own_orders() -> None:
    facets = answer(ENTRIES, Query()).facets
    assert [f.value for f in facets if f.kind is FacetKind.YEAR] == ["2021", "2020"]
    assert [f.value for f in facets if f.kind is FacetKind.STATE] == ["running", "none"]
    assert [f.label for f in facets if f.kind is FacetKind.AUTHORITY] == ["FR · AFR", "NL · ANL"]
