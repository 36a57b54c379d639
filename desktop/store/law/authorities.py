"""The shipped directory of authorities: names, spellings, time zone and regime of each, with its source.

Public names: authority_directory(), AuthorityDirectory and ListedAuthority; for tests read_directory(tables).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cache
from typing import TYPE_CHECKING

from desktop.domain.case.case import Authority
from desktop.domain.listing.folding import parts
from desktop.store.law.rule_tables import rule_files, text, values
from desktop.strict import all_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.store.law.rule_tables import RuleTable

_LIKE = 0.6  # the least likeness of a suggestion, of 1
_names = all_of(values, text)


@dataclass(frozen=True, slots=True)
class ListedAuthority:
    """An authority of the directory; `aliases` are its other spellings, `source` the page it was read on."""

    key: str
    authority: Authority
    source: str
    aliases: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All its names, its own and its short one first."""
        return (self.authority.name, self.authority.short_name, *self.aliases)


@dataclass(frozen=True, slots=True)
class AuthorityDirectory:
    """The authorities that are known by name. Spellings are compared without case, accents and signs."""

    entries: tuple[ListedAuthority, ...]
    _spelt: dict[str, tuple[ListedAuthority, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        spelt: dict[str, tuple[ListedAuthority, ...]] = {}
        for entry in self.entries:
            for name in dict.fromkeys(map(_plain, entry.names)):
                spelt[name] = (*spelt.get(name, ()), entry)
        object.__setattr__(self, "_spelt", spelt)

    def of_key(self, key: str) -> ListedAuthority | None:
        """The authority of a key, such as "cnil"; None for an unknown key."""
        return next((entry for entry in self.entries if entry.key == key), None)

    def named(self, name: str, country: str = "") -> tuple[ListedAuthority, ...]:
        """The authorities that bear exactly this name or alias, by country where one is given.

        In one country there is one at most; without a country several may share a name (Datatilsynet).
        """
        return tuple(_within(self._spelt.get(_plain(name), ()), country))

    def suggestions(self, name: str, country: str = "", most: int = 3) -> tuple[ListedAuthority, ...]:
        """The authorities with the names most like this one, the likest first: offered, never chosen."""
        wanted = _plain(name)
        found = [(_likeness(wanted, entry), entry) for entry in _within(self.entries, country)]
        found = [pair for pair in found if pair[0] >= _LIKE]
        return tuple(entry for _, entry in sorted(found, key=lambda pair: -pair[0])[:most])


@cache
def authority_directory() -> AuthorityDirectory:
    """The shipped directory. Raises RuleFileError for a faulty file."""
    return read_directory(rule_files("authorities"))


def read_directory(tables: Iterable[RuleTable]) -> AuthorityDirectory:
    """A directory from its files. Raises RuleFileError, naming the file and the key."""
    found: list[ListedAuthority] = []
    for table in tables:
        found += table.each("authorities", _listed)
        table.close()
    return AuthorityDirectory(tuple(found))


def _listed(row: RuleTable) -> ListedAuthority:
    authority = Authority(
        name=row.need("name", text),
        short_name=row.need("short_name", text),
        country=row.need("country", text),
        zone=row.need("zone", text),
        regime=row.get("regime", text, ""),
    )
    return ListedAuthority(
        row.need("key", text), authority, row.need("source", text), row.get("aliases", _names, ())
    )


def _plain(name: str) -> str:
    return " ".join(parts(name))


def _within(entries: Iterable[ListedAuthority], country: str) -> Iterable[ListedAuthority]:
    return (entry for entry in entries if not country or entry.authority.country == country)


def _likeness(wanted: str, entry: ListedAuthority) -> float:
    """The likeness to the likest of its names, from 0 to 1."""
    matcher = SequenceMatcher(b=wanted, autojunk=False)
    best = 0.0
    for name in entry.names:
        matcher.set_seq1(_plain(name))
        if matcher.real_quick_ratio() > best and matcher.quick_ratio() > best:
            best = max(best, matcher.ratio())
    return best
