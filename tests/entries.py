"""The list answered the slow way: every row against every part of the query, for comparison."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from desktop.domain.listing.asked import Field
from desktop.domain.listing.catalogue_day import BY_STATE
from desktop.domain.listing.conditions import holds_article, holds_name
from desktop.domain.listing.facets import Facet, FacetKind, Query, Section, SortBy, provision_value
from desktop.domain.penalty.headline import Headline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from desktop.domain.listing.asked import Condition


@dataclass(frozen=True, slots=True)
class Entry:
    """One investigation as the list knows it; `minor` is -1 where no amount is known."""

    id: int
    slug: str
    respondents: tuple[str, ...] = ()
    authority: str = "CNIL"
    country: str = "FR"
    provisions: tuple[tuple[str, str], ...] = ()
    since: date | None = None
    headline: Headline = Headline.NONE
    minor: int = -1
    has_deadline: bool = False

    @property
    def name(self) -> str:
        return ", ".join(self.respondents)

    @property
    def values(self) -> tuple[tuple[FacetKind, str], ...]:
        values = [(FacetKind.RESPONDENT, name) for name in self.respondents]
        values += [(FacetKind.AUTHORITY, self.authority), (FacetKind.STATE, self.headline.value)]
        values += [(FacetKind.PROVISION, provision_value(*pair)) for pair in self.provisions]
        values.append((FacetKind.COUNTRY, self.country))
        if self.since is not None:
            values.append((FacetKind.YEAR, str(self.since.year)))
        return tuple(dict.fromkeys(values))


@dataclass(frozen=True, slots=True)
class Slow:
    """An answer made row by row."""

    ids: list[int]
    facets: list[Facet]
    sections: list[tuple[Section, int]]


def slow_answer(
    entries: Iterable[Entry],
    query: Query,
    conditions: tuple[Condition, ...] = (),
    found: list[int] | None = None,
) -> Slow:
    """What a query leaves, in its order, with the counts of every facet value that has any or is chosen."""
    matching = [
        entry
        for entry in entries
        if all(holds(entry, condition) for condition in conditions) and (found is None or entry.id in found)
    ]
    within = [entry for entry in matching if _in(entry, query.section)]
    left = [entry for entry in within if _chosen(entry, query, None)]
    if found is not None and query.ranked:
        ordered = sorted(left, key=lambda entry: found.index(entry.id))
    else:
        named = sorted(left, key=lambda entry: (entry.name.casefold(), entry.slug))
        ordered = sorted(named, key=_ORDERS[query.sort], reverse=query.descending)
    return Slow(
        [entry.id for entry in ordered],
        [facet for kind in FacetKind for facet in _facets(kind, within, query)],
        [(section, sum(_in(entry, section) for entry in matching)) for section in Section],
    )


def holds(entry: Entry, condition: Condition) -> bool:
    """Whether a condition holds for an entry."""
    return _is_so(entry, condition) is not condition.excluded


def _is_so(entry: Entry, condition: Condition) -> bool:
    since, day = entry.since, condition.day
    one, other = entry.minor, condition.minor
    signs = {">": one > other, ">=": one >= other, "<": one < other, "<=": one <= other, "=": one == other}
    answers = {
        Field.COUNTRY: entry.country.casefold() == condition.value,
        Field.AUTHORITY: holds_name(condition.value, entry.authority),
        Field.ARTICLE: any(holds_article(condition.value, *pair) for pair in entry.provisions),
        Field.STATE: entry.headline.value == condition.value,
        Field.ACCRUED: one >= 0 and signs.get(condition.sign, False),
        Field.BEFORE: since is not None and day is not None and since < day,
        Field.AFTER: since is not None and day is not None and since >= day,
    }
    return answers[condition.field]


def _in(entry: Entry, section: Section) -> bool:
    if section is Section.RUNNING:
        return entry.headline is Headline.RUNNING
    return entry.has_deadline or section is not Section.DEADLINES


def _chosen(entry: Entry, query: Query, without: FacetKind | None) -> bool:
    kinds = {choice.kind for choice in query.choices if choice.kind is not without}
    chosen = {(choice.kind, choice.value) for choice in query.choices}
    return all(any(own is kind and (own, value) in chosen for own, value in entry.values) for kind in kinds)


def _facets(kind: FacetKind, entries: list[Entry], query: Query) -> list[Facet]:
    counts: Counter[str] = Counter()
    for entry in entries:
        counts.update(value for own, value in entry.values if own is kind and _chosen(entry, query, kind))
    known = {value for own, value in ((c.kind, c.value) for c in query.choices) if own is kind}
    labels = {e.authority: f"{e.country} · {e.authority}" for e in entries}
    shown = [value for value in {*counts, *known} if counts[value] or value in known]
    return [
        Facet(kind, value, labels.get(value, value) if kind is FacetKind.AUTHORITY else value, counts[value])
        for value in sorted(shown, key=_facet_order(kind, counts))
    ]


def _facet_order(kind: FacetKind, counts: Counter[str]) -> Callable[[str], tuple[int | str, ...]]:
    if kind is FacetKind.STATE:
        return lambda value: (BY_STATE.index(Headline(value)), value)
    if kind is FacetKind.YEAR:
        return lambda value: (-int(value), value)
    return lambda value: (-counts[value], value.casefold(), value)


_ORDERS: dict[SortBy, Callable[[Entry], Any]] = {
    SortBy.ACCRUED: lambda entry: entry.minor,
    SortBy.RESPONDENT: lambda entry: entry.name.casefold(),
    SortBy.AUTHORITY: lambda entry: (entry.authority.casefold(), entry.country),
    SortBy.OPENED: lambda entry: entry.since.toordinal() if entry.since else 0,
    SortBy.STATE: lambda entry: BY_STATE.index(entry.headline),
}
