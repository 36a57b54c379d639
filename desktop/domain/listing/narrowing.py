"""Narrowing the list: the answer of the catalogue to a query, in order, with the count of every facet."""

from __future__ import annotations

import operator
from array import array
from collections import Counter
from functools import reduce
from itertools import compress
from typing import TYPE_CHECKING

from desktop.domain.listing.answer import Answer
from desktop.domain.listing.asked import Field
from desktop.domain.listing.bitset import flags_of, of_numbers, strides
from desktop.domain.listing.catalogue_day import BY_STATE
from desktop.domain.listing.conditions import holds_article, holds_name
from desktop.domain.listing.facets import Facet, FacetKind, Section, SortBy
from desktop.domain.penalty.headline import Headline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from desktop.domain.file import Stage
    from desktop.domain.listing.answer import Found
    from desktop.domain.listing.asked import Asked, Condition
    from desktop.domain.listing.catalogue import Catalogue, Values
    from desktop.domain.listing.catalogue_day import CatalogueDay
    from desktop.domain.listing.facets import Query

MOST = 200  # values of one kind shown with counts, the most frequent; chosen values come on top
_BY_FIGURES = frozenset({Section.RUNNING, Section.DEADLINES})
_SORTED_BY_FIGURES = frozenset({SortBy.ACCRUED, SortBy.STATE})
_SIGNS = {">": operator.gt, ">=": operator.ge, "<": operator.lt, "<=": operator.le, "=": operator.eq}


def answer(
    catalogue: Catalogue, day: CatalogueDay, query: Query, asked: Asked, found: Found | None
) -> Answer:
    """The answer to a query. A facet is counted under all choices but those of its own kind.

    `found` is the result of the text search, or None for a query without words. While the day has no
    figures, the query must need none: see `needs_figures`.
    """
    matching = _matching(catalogue, day, asked, found)
    within = matching & day.section(query.section, catalogue.everything)
    chosen = {kind: _chosen(catalogue, day, query, kind) for kind in _kinds(query)}
    left = reduce(operator.and_, chosen.values(), within)
    counted = {
        kind: reduce(operator.and_, (bits for own, bits in chosen.items() if own is not kind), within)
        for kind in FacetKind
    }
    return Answer(
        ids=_ids(catalogue, day, query, found, left),
        facets=tuple(
            facet for kind in FacetKind for facet in _facets(catalogue, day, query, kind, counted[kind])
        ),
        sections=tuple(
            (section, (matching & day.section(section, catalogue.everything)).bit_count())
            for section in Section
            if day.has_figures or section not in _BY_FIGURES
        ),
        complete=found is None or found.complete,
        fault=asked.fault,
        has_figures=day.has_figures,
        has_hits=asked.has_hits,
        ordered=day.has_figures or found is not None or query.sort not in _SORTED_BY_FIGURES,
    )


def unanswered(query: Query, asked: Asked, stage: Stage, size: int) -> Answer:
    """The answer while a stage it needs is not prepared: the chosen values, without counts.

    `size` is the number of all investigations, told where no words or conditions narrow them.
    """
    whole = () if asked.has_text or asked.conditions else ((Section.ALL, size),)
    chosen = tuple(Facet(kind, value, value, None) for kind, value in query.choices)
    return Answer(
        array("q"), chosen, whole, complete=False, fault=asked.fault, has_figures=False, awaits=stage
    )


def needs_figures(query: Query, asked: Asked) -> bool:
    """Whether a query cannot be answered before the headlines and amounts of penalties are known."""
    return (
        query.section in _BY_FIGURES
        or any(choice.kind is FacetKind.STATE for choice in query.choices)
        or any(condition.field in (Field.STATE, Field.ACCRUED) for condition in asked.conditions)
    )


def is_plain(query: Query, asked: Asked) -> bool:
    """Whether words alone narrow the list."""
    whole = query.section in (Section.ALL, Section.OVERVIEW, Section.PROBLEMS)
    return whole and not query.choices and not asked.conditions


def count(catalogue: Catalogue, day: CatalogueDay, query: Query, asked: Asked, found: Found | None) -> int:
    """The number of investigations that a query leaves."""
    left = _matching(catalogue, day, asked, found) & day.section(query.section, catalogue.everything)
    for kind in _kinds(query):
        left &= _chosen(catalogue, day, query, kind)
    return left.bit_count()


def _matching(catalogue: Catalogue, day: CatalogueDay, asked: Asked, found: Found | None) -> int:
    """The places that the text search found and for which every condition holds."""
    places = None if found is None else catalogue.places(found.ids)
    left = catalogue.everything if places is None else of_numbers(places, catalogue.size)
    for condition in asked.conditions:
        holds = _holding(catalogue, day, condition)
        left &= catalogue.everything & ~holds if condition.excluded else holds
    return left


def _holding(catalogue: Catalogue, day: CatalogueDay, condition: Condition) -> int:
    """The places for which a condition holds, whether it is excluded or not."""
    match condition.field:
        case Field.COUNTRY:
            countries = catalogue.values[FacetKind.COUNTRY]
            return _having(catalogue, countries, lambda name: name.casefold() == condition.value)
        case Field.AUTHORITY:
            authorities = catalogue.values[FacetKind.AUTHORITY]
            return _having(catalogue, authorities, lambda name: holds_name(condition.value, name))
        case Field.ARTICLE:
            return _having(catalogue, catalogue.articles, lambda name: _is_article(condition.value, name))
        case Field.STATE:
            return day.states[Headline(condition.value)]
        case Field.ACCRUED:
            compare = _SIGNS[condition.sign]
            return day.where_accrued(lambda minor: compare(minor, condition.minor), catalogue.size)
    return _since(catalogue, condition)


def _having(catalogue: Catalogue, values: Values, wanted: Callable[[str], bool]) -> int:
    """The places with a value whose name is `wanted`."""
    codes = (code for code, name in enumerate(values.names) if wanted(name))
    return values.any_of(codes, catalogue.size)


def _is_article(value: str, name: str) -> bool:
    law, _, article = name.partition("\n")
    return holds_article(value, law, article)


def _since(catalogue: Catalogue, condition: Condition) -> int:
    """The places that began before the condition's day, or on it and after; none without a known day."""
    if condition.day is None:
        return catalogue.everything
    border = condition.day.toordinal()
    if condition.field is Field.BEFORE:
        places = (place for place, day in enumerate(catalogue.since) if 0 < day < border)
    else:
        places = (place for place, day in enumerate(catalogue.since) if day >= border)
    return of_numbers(places, catalogue.size)


def _kinds(query: Query) -> tuple[FacetKind, ...]:
    """The kinds of facet with a chosen value."""
    return tuple(dict.fromkeys(choice.kind for choice in query.choices))


def _chosen(catalogue: Catalogue, day: CatalogueDay, query: Query, kind: FacetKind) -> int:
    """The places with any chosen value of a kind."""
    names = [choice.value for choice in query.choices if choice.kind is kind]
    if kind is FacetKind.STATE:
        found = 0
        for name in names:
            found |= day.states[Headline(name)] if name in set(Headline) else 0
        return found
    values = catalogue.values[kind]
    codes = (code for code in map(values.code, names) if code is not None)
    return values.any_of(codes, catalogue.size)


def _facets(
    catalogue: Catalogue, day: CatalogueDay, query: Query, kind: FacetKind, counted: int
) -> Iterator[Facet]:
    """The values of a kind among the places `counted`, and the chosen values, each with its count."""
    wanted = {choice.value for choice in query.choices if choice.kind is kind}
    if kind is FacetKind.STATE:
        for state in BY_STATE if day.has_figures else ():
            number = (day.states[state] & counted).bit_count()
            if number or state.value in wanted:
                yield Facet(kind, state.value, state.value, number)
        return
    values = catalogue.values[kind]
    counts = _counts(catalogue, values, counted)
    frequent = counts.items() if kind is FacetKind.YEAR else counts.most_common(MOST)
    shown = [code for code, number in frequent if number]
    codes = [code for code in map(values.code, sorted(wanted)) if code is not None and code not in set(shown)]
    for code in sorted([*shown, *codes], key=lambda code: _order(kind, values.names[code], counts[code])):
        yield Facet(kind, values.names[code], values.labels[code], counts[code])


def _counts(catalogue: Catalogue, values: Values, counted: int) -> Counter[int]:
    """The number of `counted` places with each value, by code."""
    if counted == catalogue.everything:
        return values.totals
    if values.bits:
        return Counter({code: (bits & counted).bit_count() for code, bits in enumerate(values.bits)})
    flags = flags_of(counted, catalogue.size)
    counts: Counter[int] = Counter()
    for piece in strides(len(values.codes)):
        codes, owners = values.codes[piece], values.owners[piece]
        counts.update(compress(codes, map(flags.__getitem__, owners)))
    return counts


def _order(kind: FacetKind, name: str, number: int) -> tuple[int, str, str]:
    """The sort key of a value: years from the latest, other kinds by count."""
    return (-int(name), "", name) if kind is FacetKind.YEAR else (-number, name.casefold(), name)


def _ids(catalogue: Catalogue, day: CatalogueDay, query: Query, found: Found | None, left: int) -> array[int]:
    """The ids of the places left: by best match where the query is ranked, else in its order."""
    size = catalogue.size
    if found is not None and query.ranked:
        order = array("I", catalogue.places(found.ids))
    else:
        key = (query.sort, query.descending)
        order = day.orders[key] if key in day.orders else catalogue.orders[key]
    flags, ids = flags_of(left, size), array("q")
    is_whole = left == catalogue.everything and found is None
    for piece in strides(len(order)):
        places = order[piece] if is_whole else compress(order[piece], map(flags.__getitem__, order[piece]))
        ids.extend(map(catalogue.ids.__getitem__, places))
    return ids
