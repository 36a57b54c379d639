"""The as-of day and knowledge day of an entry, and the versions of its facts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.days.period import DateError, parse_day
from desktop.domain.faults import Caution
from desktop.exchange.calculation.facts import EARLY
from desktop.exchange.calculation.instants import civil_day, finished_day
from desktop.exchange.calculation.reading import Fields, InputError, mapping
from desktop.exchange.calculation.terms import TermsRead, Usual, read_terms
from desktop.exchange.calculation.values import day, items, one_of, zone

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from desktop.domain.case.terms import PenaltyTerms

FIXED = ("as_of", "known_at", "today", "tz", "accrual_point", "versions", "obligations")


@dataclass(frozen=True, slots=True)
class Question:
    """The as-of day, at its end, and the knowledge day of an entry."""

    as_of: date
    known_at: date
    today: date | None

    @property
    def is_projected(self) -> bool:
        """True where the as-of day lies after today."""
        return self.today is not None and self.as_of > self.today


@dataclass(frozen=True, slots=True)
class Version:
    """The fields of an entry that became known on the same day."""

    known_on: date
    values: Mapping[str, object]


def read_question(fields: Fields, name: str = "as_of") -> Question:
    """The days of an entry, with the as-of day in the field `name`. Raises InputError and TermsError.

    Without `known_at`, the as-of day is the knowledge day too.
    """
    tz = fields.get("tz", zone)
    point = fields.get("accrual_point", one_of({"end_of_day": False, "start_of_day": True}))
    as_of = fields.need(name, finished_day(tz, counts_begun=point or False))
    known_at = fields.get("known_at", civil_day(tz)) or as_of
    return Question(as_of, known_at, fields.get("today", civil_day(tz)))


def versions_of(fields: Fields) -> tuple[Version, ...]:
    """The versions of an entry, by knowledge day."""
    return tuple(sorted(fields.get("versions", items(_version)) or (), key=lambda version: version.known_on))


def as_known(
    values: Mapping[str, object], versions: tuple[Version, ...], known_at: date
) -> dict[str, object]:
    """The fields of an entry, replaced by the fields of each version known by the knowledge day.

    Where no version is known yet and no notification is given, the penalty counts as not notified.
    """
    merged = {name: value for name, value in values.items() if name != "versions"}
    if versions and "notified" not in merged:
        merged.setdefault("first_day", None)
    for version in versions:
        if version.known_on <= known_at:
            merged.update(version.values)
    return merged


def read_line(
    values: Mapping[str, object],
    where: str,
    known_at: date,
    *,
    more: tuple[str, ...] = (),
    usual: Usual | None = None,
) -> TermsRead:
    """The terms of a penalty line as known on a day; the caller reads the fields `more`."""
    outer = Fields(values, where)
    versions = versions_of(outer)
    for version in versions:  # versions not known yet must be readable as well
        _terms_of({**values, **version.values}, where, more, usual)
    read = _terms_of(as_known(values, versions, known_at), where, more, usual)
    if is_retroactive(read.terms, versions):
        return TermsRead(read.terms, read.in_utc, (*read.cautions, Caution.RETROACTIVE_FACT))
    return read


def _terms_of(
    values: Mapping[str, object], where: str, more: tuple[str, ...], usual: Usual | None
) -> TermsRead:
    fields = Fields(values, where)
    read = read_terms(fields, usual)
    fields.close("title", "note", "source", *FIXED, *more)
    return read


def _version(value: object, where: str) -> Version:
    fields = Fields(value, where)
    known_on = fields.need("known_on", day)
    rest = {name: held for name, held in mapping(value, where).items() if name != "known_on"}
    for name in FIXED:
        if name in rest:
            raise InputError(f"{where}.{name} cannot change by version; give it once, beside the versions.")
    return Version(known_on, rest)


def is_retroactive(terms: PenaltyTerms, versions: tuple[Version, ...]) -> bool:
    """True where a fact became known after the day it holds from."""
    dated = [*_dated(terms), *(pair for version in versions for pair in _days(version))]
    return any(known_on != EARLY and known_on > valid for known_on, valid in dated)


def _dated(terms: PenaltyTerms) -> Iterator[tuple[date, date]]:
    """The knowledge day and the first day of each fact of the terms."""
    yield from ((fact.known_on, fact.start) for fact in terms.stays)
    yield from ((fact.known_on, fact.on) for fact in terms.compliance)
    for rate in terms.rates:
        if rate.known_on is not None and rate.from_day is not None:
            yield rate.known_on, rate.from_day
    if terms.last_day is not None:
        yield terms.last_day.known_on, terms.last_day.on
    if terms.annulment is not None and terms.first_day is not None:
        yield terms.annulment.known_on, terms.first_day


def _days(version: Version) -> Iterator[tuple[date, date]]:
    for value in version.values.values():
        try:
            yield version.known_on, parse_day(value if isinstance(value, str) else "")
        except DateError:
            continue
