"""The rules by which the lines of one table are read, and what was noticed in them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from desktop.domain.importing.profile import WhenDoubtful
from desktop.domain.listing.countries import country_name
from desktop.exchange.tables.names import country_code, plain_name
from desktop.exchange.tables.provisions import read_provisions
from desktop.exchange.tables.values import CellError, plain_marks, read_amount, read_date

if TYPE_CHECKING:
    from desktop.domain.case.case import Authority
    from desktop.domain.days.period import UncertainDate
    from desktop.domain.importing.found import Cleaned, CleanUp
    from desktop.domain.importing.profile import Profile
    from desktop.exchange.tables.content import Raw
    from desktop.exchange.tables.names import AuthorityNames
    from desktop.exchange.tables.values import Amount

_REMEMBERED = 20_000  # values of each kind
_MOST_LISTED = 1_000  # clean-ups
_MOST_NAMED = 4  # authorities in a sentence
_MOST_SEARCHED = 200  # unknown names for which a like one is offered: a search takes milliseconds


class NoAuthority(NamedTuple):
    """The reason why a name is no authority's, and names of those that may be meant, or be written."""

    reason: str
    near: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


@dataclass(slots=True)
class Noticed:
    """What was noticed in the rows: clean-ups, the first of them listed, and names of authorities."""

    clean_ups: Counter[CleanUp] = field(default_factory=Counter)
    cleaned: list[Cleaned] = field(default_factory=list)
    authorities: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, made: list[Cleaned]) -> None:
        """Count the clean-ups of a row."""
        for one in made:
            self.clean_ups[one.kind] += 1
        self.cleaned += made[: max(_MOST_LISTED - len(self.cleaned), 0)]

    def copy(self) -> Noticed:
        """The same counts, to be counted on."""
        return Noticed(self.clean_ups.copy(), [*self.cleaned], self.authorities.copy())


class Rules:
    """The rules of a table with the columns `columns`; the same text is read once."""

    def __init__(self, columns: tuple[str, ...], profile: Profile, names: AuthorityNames) -> None:
        self.columns, self.profile, self.names = columns, profile, names
        self.places = profile.places(columns)
        self._searched = 0  # names without an authority that a like one was searched for
        self._aliases = {plain_name(name): authority for name, authority in profile.aliases}
        self.noticed = Noticed()
        self.nothing = plain_marks(("", *profile.no_value))
        self.longest_nothing = max(map(len, self.nothing))
        self.unknown_parties = plain_marks(profile.unknown_parties)
        self.described_parties = plain_marks(profile.described_parties)
        self.date = lru_cache(_REMEMBERED, typed=True)(self._date)
        self.amount = lru_cache(_REMEMBERED, typed=True)(self._amount)
        self.provisions = lru_cache(_REMEMBERED)(self._provisions)
        self.authority = lru_cache(_REMEMBERED)(self._authority)

    def _date(self, raw: Raw) -> UncertainDate | str | None:
        """The date of a cell, or the reason why it is none."""
        try:
            return read_date(raw, self.profile)
        except CellError as error:
            return str(error)

    def _amount(self, raw: Raw, currency: str) -> Amount | str | None:
        """The amount of a cell, or the reason why it is none."""
        try:
            return read_amount(raw, currency, self.profile)
        except CellError as error:
            return str(error)

    def _provisions(self, words: str) -> tuple[tuple[tuple[str, str], ...], tuple[CleanUp, ...]]:
        """The provisions in a text, and the clean-ups it needed."""
        return read_provisions(words, self.profile.law)

    def _authority(self, name: str, country: str) -> Authority | NoAuthority:
        """The authority of a name, or the reason why it is none."""
        code = country_code(country) if country else ""
        if country and not code:
            return NoAuthority(f"“{country}” is not a country this program knows.")
        name = self._aliases.get(plain_name(name), name)
        found = self.names.called(name, code)
        if not found:
            self._searched += 1
            near = self.names.suggestion(name, code) if self._searched <= _MOST_SEARCHED else ""
            words = "No authority has this name." + (f" Did you mean {near}?" if near else "")
            others = tuple(one for one in self.names.within(code) if one != near)
            return NoAuthority(words, (near,) if near else (), others)
        if len(found) > 1:
            named = ", ".join(f"{one.short_name} ({one.country})" for one in found[:_MOST_NAMED])
            words = f"Several authorities have this name: {named}. None is chosen for you."
            return NoAuthority(words, others=tuple(f"{one.short_name} ({one.country})" for one in found))
        if is_abroad(found[0], code) and self.profile.other_country is WhenDoubtful.REFUSE:
            other = f"{found[0].short_name} ({found[0].country})"
            words = f"No authority of {country_name(code)} has this name, but {other} has. Columns exchanged?"
            return NoAuthority(words, others=self.names.within(code))
        return found[0]


def is_abroad(authority: Authority, country: str) -> bool:
    """Whether an authority is that of another country than the code says; the EU is everywhere."""
    return bool(country) and "EU" not in {country, authority.country} and country != authority.country
