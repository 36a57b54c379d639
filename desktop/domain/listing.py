"""The list of investigations: what a query leaves, in its order, with the counts of every facet."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from desktop.domain.facets import Facet, FacetKind, Query, Section, SortBy, provision_value
from desktop.domain.row import Headline, Row
from desktop.domain.search import holds_all, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from desktop.domain.cases import Case

# The list by state: what runs first, what is over last.
_BY_STATE = (
    Headline.RUNNING,
    Headline.GRACE,
    Headline.STAYED,
    Headline.CAPPED,
    Headline.NOT_NOTIFIED,
    Headline.LIQUIDATED,
    Headline.PAID,
    Headline.COMPLIED,
    Headline.ENDED,
    Headline.ANNULLED,
    Headline.NONE,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A row with what it is found and narrowed by; `folded` is its text in plain form."""

    row: Row
    folded: str
    values: tuple[tuple[FacetKind, str], ...]
    has_deadline: bool


@dataclass(frozen=True, slots=True)
class Listing:
    """The answer to a query: rows in order, facet counts, counts of the fixed entries."""

    rows: tuple[Row, ...]
    facets: tuple[Facet, ...]
    sections: tuple[tuple[Section, int], ...]


def facet_values(case: Case, row: Row) -> tuple[tuple[FacetKind, str], ...]:
    """The facet values of one investigation, each once."""
    investigation = case.investigation
    values = [(FacetKind.RESPONDENT, item.short_name) for item in investigation.respondents]
    values.append((FacetKind.AUTHORITY, investigation.authority.short_name))
    values.append((FacetKind.STATE, row.headline.value))
    values += [(FacetKind.PROVISION, provision_value(one.law, one.article)) for one in case.provisions]
    values.append((FacetKind.COUNTRY, investigation.authority.country))
    if row.since is not None:
        values.append((FacetKind.YEAR, str(row.since.year)))
    return tuple(dict.fromkeys(values))


def answer(entries: tuple[Entry, ...], query: Query) -> Listing:
    """What a query leaves of all entries. A facet is counted under all choices but those of its own kind."""
    wanted = words(query.text)
    found = [entry for entry in entries if holds_all(entry.folded, wanted)]
    sections = tuple((section, sum(_in(entry, section) for entry in found)) for section in Section)
    in_section = [entry for entry in found if _in(entry, query.section)]
    rows = [entry.row for entry in in_section if _chosen(entry, query, None)]
    facets = [facet for kind in FacetKind for facet in _facets(kind, in_section, query)]
    return Listing(_sorted(rows, query), tuple(facets), sections)


def _in(entry: Entry, section: Section) -> bool:
    match section:
        case Section.RUNNING:
            return entry.row.headline is Headline.RUNNING
        case Section.DEADLINES:
            return entry.has_deadline
        case _:
            return True


def _chosen(entry: Entry, query: Query, without: FacetKind | None) -> bool:
    """Whether an entry has, for every kind chosen from (but `without`), one of the chosen values."""
    kinds = {choice.kind for choice in query.choices if choice.kind is not without}
    chosen = {(choice.kind, choice.value) for choice in query.choices}
    return all(any(kind is own and (own, value) in chosen for own, value in entry.values) for kind in kinds)


def _facets(kind: FacetKind, entries: Iterable[Entry], query: Query) -> list[Facet]:
    counts: Counter[str] = Counter()
    labels: dict[str, str] = {}
    for entry in entries:
        counted = _chosen(entry, query, kind)
        for own, value in entry.values:
            if own is kind:
                counts[value] += counted
                labels[value] = f"{entry.row.country} · {value}" if kind is FacetKind.AUTHORITY else value
    return [
        Facet(kind, value, labels[value], counts[value])
        for value in sorted(counts, key=_facet_order(kind, counts))
    ]


def _facet_order(kind: FacetKind, counts: Counter[str]) -> Callable[[str], tuple[int, str]]:
    """States in their own order, years from the latest, all else by count."""
    if kind is FacetKind.STATE:
        order = {state.value: index for index, state in enumerate(_BY_STATE)}
        return lambda value: (order[value], value)
    if kind is FacetKind.YEAR:
        return lambda value: (-int(value), value)
    return lambda value: (-counts[value], value.casefold())


def _sorted(rows: list[Row], query: Query) -> tuple[Row, ...]:
    """Rows in the order asked for; equal ones by name, the same either way."""
    named = sorted(rows, key=lambda row: (row.respondent.casefold(), row.slug))
    return tuple(sorted(named, key=_ORDERS[query.sort], reverse=query.descending))


def _accrued(row: Row) -> Decimal:
    """The face value of the largest amount: an order of reading, not a comparison of currencies."""
    return max((amount.decimal for amount in row.accrued), default=Decimal(-1))


_ORDERS: dict[SortBy, Callable[[Row], Any]] = {
    SortBy.ACCRUED: _accrued,
    SortBy.RESPONDENT: lambda row: row.respondent.casefold(),
    SortBy.AUTHORITY: lambda row: (row.authority.casefold(), row.country),
    SortBy.OPENED: lambda row: row.since.toordinal() if row.since else 0,
    SortBy.STATE: lambda row: _BY_STATE.index(row.headline),
}
