from __future__ import annotations

from array import array
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.listing import catalogue as catalogues
from desktop.domain.listing.answer import Found, Sheet
from desktop.domain.listing.asked import Asked, Condition, Field
from desktop.domain.listing.catalogue import Catalogue, ranks_of, values_of
from desktop.domain.listing.catalogue_day import BY_STATE, CatalogueDay, day_of
from desktop.domain.listing.facets import Choice, FacetKind, Query, Section, SortBy, provision_value
from desktop.domain.listing.narrowing import MOST, answer, count
from desktop.domain.penalty.headline import Headline
from tests.entries import Entry, slow_answer

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

NAMES = ("Clearview AI", "clearview ai", "Meta", "Ölwerk", "Åkerblom")
AUTHORITIES = (("CNIL", "FR"), ("AP", "NL"), ("ap", "BE"), ("Garante", "IT"))
ARTICLES = (("GDPR", "6(1)(f)"), ("GDPR", "6(1)(a)"), ("GDPR", "61"), ("Awb", "5:32"))

authorities = st.sampled_from(AUTHORITIES)


@st.composite
def entries(draw: st.DrawFn) -> list[Entry]:
    made = []
    for number in sorted(draw(st.sets(st.integers(1, 60), max_size=25))):
        authority, country = draw(authorities)
        headline = draw(st.sampled_from(Headline))
        made.append(
            Entry(
                id=number,
                slug=f"case-{draw(st.integers(0, 99)):02}-{number}",
                respondents=tuple(draw(st.lists(st.sampled_from(NAMES), unique=True, max_size=3))),
                authority=authority,
                country=country,
                provisions=tuple(draw(st.lists(st.sampled_from(ARTICLES), unique=True, max_size=3))),
                since=draw(st.none() | st.dates(date(2019, 12, 28), date(2021, 1, 3))),
                headline=headline,
                minor=-1 if headline is Headline.NONE else draw(st.sampled_from((-1, 0, 100, 250, 250_000))),
                has_deadline=headline is not Headline.NONE and draw(st.booleans()),
            )
        )
    return made


choices = st.one_of(
    st.builds(Choice, st.just(FacetKind.RESPONDENT), st.sampled_from(NAMES)),
    st.builds(Choice, st.just(FacetKind.AUTHORITY), st.sampled_from([name for name, _ in AUTHORITIES])),
    st.builds(Choice, st.just(FacetKind.STATE), st.sampled_from([state.value for state in Headline])),
    st.builds(Choice, st.just(FacetKind.COUNTRY), st.sampled_from([code for _, code in AUTHORITIES])),
    st.builds(Choice, st.just(FacetKind.YEAR), st.sampled_from(("2019", "2020", "2021"))),
    st.builds(Choice, st.just(FacetKind.PROVISION), st.sampled_from([provision_value(*a) for a in ARTICLES])),
)
queries = st.builds(
    Query,
    section=st.sampled_from(Section),
    choices=st.lists(choices, max_size=3, unique=True).map(tuple),
    sort=st.sampled_from(SortBy),
    descending=st.booleans(),
    ranked=st.booleans(),
)
conditions = st.one_of(
    st.builds(Condition, st.just(Field.COUNTRY), st.sampled_from(("fr", "nl", "xx")), st.booleans()),
    st.builds(Condition, st.just(Field.AUTHORITY), st.sampled_from(("ap", "cn", "gar")), st.booleans()),
    st.builds(
        Condition, st.just(Field.ARTICLE), st.sampled_from(("6", "6 1 f", "gdpr 6", "5")), st.booleans()
    ),
    st.builds(Condition, st.just(Field.STATE), st.sampled_from([s.value for s in Headline]), st.booleans()),
    st.builds(
        Condition,
        st.just(Field.ACCRUED),
        st.just(""),
        st.booleans(),
        sign=st.sampled_from((">", ">=", "<", "<=", "=")),
        minor=st.sampled_from((0, 100, 250)),
    ),
    st.builds(
        Condition,
        st.sampled_from((Field.BEFORE, Field.AFTER)),
        st.just(""),
        st.booleans(),
        day=st.dates(date(2020, 1, 1), date(2020, 1, 3)),
    ),
)


def made_of(held: list[Entry]) -> tuple[Catalogue, CatalogueDay]:
    """The catalogue of some entries, and their penalties on the day."""
    size = len(held)
    named = sorted(range(size), key=lambda place: (held[place].name.casefold(), held[place].slug))
    since = [entry.since.toordinal() if entry.since else 0 for entry in held]
    keys: dict[SortBy, Sequence[Any]] = {
        SortBy.RESPONDENT: [entry.name.casefold() for entry in held],
        SortBy.AUTHORITY: [(entry.authority.casefold(), entry.country) for entry in held],
        SortBy.OPENED: since,
    }
    orders = {
        (sort, way): array("I", sorted(named, key=key.__getitem__, reverse=way))
        for sort, key in keys.items()
        for way in (False, True)
    }

    def values(kind: FacetKind) -> Iterable[list[tuple[str, str]]]:
        for entry in held:
            label = f"{entry.country} · {entry.authority}"
            yield [
                (value, label if kind is FacetKind.AUTHORITY else value)
                for own, value in entry.values
                if own is kind
            ]

    catalogue = Catalogue(
        ids=array("q", (entry.id for entry in held)),
        since=array("i", since),
        named=array("I", named),
        ranks=ranks_of(array("I", named)),
        orders=orders,
        values={kind: values_of(values(kind), size) for kind in FacetKind if kind is not FacetKind.STATE},
        articles=values_of(([("\n".join(pair), "") for pair in one.provisions] for one in held), size),
    )
    penalised = [entry for entry in held if entry.headline is not Headline.NONE or entry.minor >= 0]
    sheet = Sheet(
        array("q", (entry.id for entry in penalised)),
        bytes(tuple(Headline).index(entry.headline) for entry in penalised),
        array("q", (entry.minor for entry in penalised)),
        bytes(entry.has_deadline for entry in penalised),
    )
    return catalogue, day_of(catalogue, sheet)


@given(
    entries(),
    queries,
    st.lists(conditions, max_size=2).map(tuple),
    st.none() | st.lists(st.integers(1, 60), unique=True),
    st.booleans(),
)
def test_that_the_catalogue_answers_as_row_by_row(
    held: list[Entry],
    query: Query,
    asked: tuple[Condition, ...],
    found: list[int] | None,
    many: bool,  # noqa: FBT001 - drawn
) -> None:
    few = catalogues.FEW
    try:
        catalogues.FEW = 0 if many else few
        catalogue, day = made_of(held)
    finally:
        catalogues.FEW = few
    hits = None if found is None else Found(array("q", found), complete=True)
    told = answer(catalogue, day, query, Asked(conditions=asked), hits)
    slow = slow_answer(held, query, asked, found)
    assert list(told.ids) == slow.ids
    assert list(told.sections) == slow.sections
    known = {value for entry in held for _, value in entry.values} | {state.value for state in Headline}
    labels = {facet.value: facet.label for facet in told.facets if facet.kind is FacetKind.AUTHORITY}
    expected = [(facet.kind, facet.value, facet.number) for facet in slow.facets if facet.value in known]
    assert [(facet.kind, facet.value, facet.number) for facet in told.facets] == expected
    assert all(label.endswith(f" · {value}") for value, label in labels.items())
    assert count(catalogue, day, query, Asked(conditions=asked), hits) == len(slow.ids)


def test_that_of_many_values_the_most_frequent_are_counted_out_and_those_chosen() -> None:
    held = [Entry(number, f"s{number}", (f"name {number:04}",)) for number in range(1, MOST + 51)]
    held += [Entry(1_000, "twice", ("name 0240",))]
    catalogue, day = made_of(held)
    chosen = Choice(FacetKind.RESPONDENT, "name 0250")
    told = answer(catalogue, day, Query(choices=(chosen,)), Asked(), None)
    names = [facet for facet in told.facets if facet.kind is FacetKind.RESPONDENT]
    assert len(names) == MOST + 1
    assert (names[0].value, names[0].number) == ("name 0240", 2)
    assert "name 0250" in [facet.value for facet in names]
    assert list(told.ids) == [250]


def test_that_an_answer_is_as_complete_as_what_was_found() -> None:
    catalogue, day = made_of([Entry(1, "one"), Entry(2, "two")])
    found = Found(array("q", (2, 7)), complete=False)
    told = answer(catalogue, day, Query(), Asked(), found)
    assert (list(told.ids), told.complete) == ([2], False)


@pytest.mark.parametrize(
    ("field", "excluded", "expected"),
    [
        (Field.BEFORE, False, [1]),
        (Field.AFTER, False, [2, 3]),
        (Field.BEFORE, True, [2, 3, 4]),
        (Field.AFTER, True, [1, 4]),
    ],
)
def test_that_a_day_is_after_itself_and_no_day_is_neither(
    field: Field,
    excluded: bool,  # noqa: FBT001 - a parameter of the test
    expected: list[int],
) -> None:
    days = (date(2019, 12, 31), date(2020, 1, 1), date(2020, 1, 2), None)
    held = [Entry(number, f"s{number}", since=since) for number, since in enumerate(days, 1)]
    catalogue, day = made_of(held)
    asked = Asked(conditions=(Condition(field, "", excluded, day=date(2020, 1, 1)),))
    assert sorted(answer(catalogue, day, Query(), asked, None).ids) == expected


def test_that_only_what_must_be_there_can_be_shown() -> None:
    catalogue, day = made_of([Entry(1, "one")])
    found = Found(array("q", (1,)), complete=True)
    asked = (Asked(words=("w",)), Asked(phrases=(("a", "b"),)), Asked(excluded=("w",)), Asked())
    told = [answer(catalogue, day, Query(), one, found).has_hits for one in asked]
    assert told == [True, True, False, False]


def test_that_a_condition_without_a_day_leaves_all() -> None:
    catalogue, day = made_of([Entry(1, "one")])
    asked = Asked(conditions=(Condition(Field.AFTER, ""),))
    assert list(answer(catalogue, day, Query(), asked, None).ids) == [1]


def test_that_a_chosen_state_that_is_none_leaves_nothing() -> None:
    catalogue, day = made_of([Entry(1, "one")])
    query = Query(choices=(Choice(FacetKind.STATE, "asleep"),))
    assert list(answer(catalogue, day, query, Asked(), None).ids) == []


@pytest.mark.parametrize("ids", [(1, 2, 3, 4), (5, 9, 10, 400), (1, 2, 4, 6)])
def test_that_an_investigation_is_found_by_its_id(ids: tuple[int, ...]) -> None:
    catalogue, _ = made_of([Entry(number, f"s{number}") for number in ids])
    assert [catalogue.place(number) for number in ids] == [0, 1, 2, 3]
    assert catalogue.place(0) is None
    assert catalogue.place(401) is None
    assert catalogue.place(7) is None
    assert list(catalogue.places((ids[2], 500, ids[0]))) == [2, 0]


def test_that_an_empty_file_has_no_places() -> None:
    catalogue, day = made_of([])
    assert catalogue.place(1) is None
    told = answer(catalogue, day, Query(), Asked(), None)
    assert (list(told.ids), told.facets) == ([], ())


def test_that_investigations_that_share_a_respondent_are_near() -> None:
    held = [
        Entry(1, "a", ("Meta", "Clearview AI")),
        Entry(2, "b", ("Other",)),
        Entry(3, "c", ("Clearview AI",)),
        Entry(4, "d", ("Meta",)),
    ]
    catalogue, _ = made_of(held)
    assert catalogue.near(1, FacetKind.RESPONDENT, 10) == (3, 4)
    assert catalogue.near(1, FacetKind.RESPONDENT, 1) == (3,)
    assert catalogue.near(2, FacetKind.RESPONDENT, 10) == ()
    assert catalogue.near(9, FacetKind.RESPONDENT, 10) == ()


def test_that_every_state_has_its_place_in_the_order() -> None:
    assert set(BY_STATE) == set(Headline)


def test_that_an_article_is_narrowed_by_without_its_paragraphs() -> None:
    assert provision_value("GDPR", "6(1)(f)") == "GDPR 6"
    assert provision_value("GDPR", "61") == "GDPR 61"
    assert provision_value("GDPR", "") == "GDPR"
