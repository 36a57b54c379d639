"""Names of authorities, matched by the directory's list of names and aliases and in no other way."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from desktop.domain.case.case import Authority
from desktop.domain.listing.countries import country_codes, country_name
from desktop.domain.listing.folding import parts

if TYPE_CHECKING:
    from desktop.store.law.authorities import AuthorityDirectory

_WITH_COUNTRY = re.compile(r"(.+?) \(([^()]+)\)")


class AuthorityNames:
    """The names by which an import knows authorities; a name may be that of several, by country."""

    def __init__(self, directory: AuthorityDirectory) -> None:
        self._directory = directory

    def called(self, name: str, country: str) -> tuple[Authority, ...]:
        """The authorities of a name: those of a country where any is, else all; `country` may be empty.

        A name may end in its country, as in “AP (The Netherlands)”.
        """
        found = self._directory.named(name, country)
        match = _WITH_COUNTRY.fullmatch(name.strip())
        if not found and match is not None and (code := country_code(match[2])):
            found = self._directory.named(match[1], code)
        return tuple(entry.authority for entry in found or self._directory.named(name))

    def suggestion(self, name: str, country: str) -> str:
        """The authority with the name most like this one, in words; empty where none is like it."""
        found = self._directory.suggestions(name, country, 1)
        return f"{found[0].authority.short_name} ({found[0].authority.country})" if found else ""

    def within(self, country: str) -> tuple[str, ...]:
        """The authorities of a country, in words that name each of them."""
        found = (entry.authority for entry in self._directory.entries)
        return tuple(f"{one.short_name} ({one.country})" for one in found if country == one.country)

    def unnamed(self, country: str) -> Authority | None:
        """An authority of a country that is not named; None where the country's time zone is not known."""
        zones = self._zones.get(country, set())
        if len(zones) != 1:
            return None
        words = f"Authority not named ({country_name(country)})"
        return Authority(words, f"{country_name(country)}: not named", country, next(iter(zones)))

    @cached_property
    def _zones(self) -> dict[str, set[str]]:
        """The time zones of the authorities of each country."""
        found: dict[str, set[str]] = {}
        for entry in self._directory.entries:
            found.setdefault(entry.authority.country, set()).add(entry.authority.zone)
        return found


@lru_cache(maxsize=4_096)
def plain_name(name: str) -> str:
    """A name for comparison: its words without case, accents and signs."""
    return " ".join(parts(name))


@lru_cache(maxsize=4_096)
def country_code(name: str) -> str:
    """The code of a country by its English name or code; empty where it is not known."""
    return country_codes().get(plain_name(name), "")
