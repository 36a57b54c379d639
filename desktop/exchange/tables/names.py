"""Names of authorities, matched by a list of their names and aliases and in no other way."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from desktop.domain.case.case import Authority
from desktop.domain.listing.countries import country_codes, country_name
from desktop.domain.listing.folding import parts

if TYPE_CHECKING:
    from collections.abc import Iterable

_WITH_COUNTRY = re.compile(r"(.+?) \(([^()]+)\)")


class AuthorityNames:
    """The names by which authorities are known; each name may be that of several, in different countries."""

    def __init__(self, known: Iterable[tuple[Authority, tuple[str, ...]]]) -> None:
        self._named: dict[str, list[Authority]] = {}
        self._zones: dict[str, set[str]] = {}
        for authority, aliases in known:
            self._zones.setdefault(authority.country, set()).add(authority.zone)
            for name in (authority.name, authority.short_name, *aliases):
                self.add(name, authority)

    def add(self, name: str, authority: Authority) -> None:
        """Let a name mean an authority as well."""
        found = self._named.setdefault(plain_name(name), [])
        if authority not in found:
            found.append(authority)

    def called(self, name: str, country: str) -> tuple[Authority, ...]:
        """The authorities of a name: those of a country where any is, else all; `country` may be empty.

        A name may end in its country, as in “AP (The Netherlands)”.
        """
        found = self._named.get(plain_name(name), [])
        match = _WITH_COUNTRY.fullmatch(name.strip())
        if not found and match is not None and (code := country_code(match[2])):
            found = [one for one in self._named.get(plain_name(match[1]), []) if one.country == code]
        return tuple(one for one in found if one.country == country) or tuple(found)

    def unnamed(self, country: str) -> Authority | None:
        """An authority of a country that is not named; None where the country's time zone is not known."""
        zones = self._zones.get(country, set())
        if len(zones) != 1:
            return None
        words = f"Authority not named ({country_name(country)})"
        return Authority(words, f"{country_name(country)}: not named", country, next(iter(zones)))


@lru_cache(maxsize=4_096)
def plain_name(name: str) -> str:
    """A name for comparison: its words without case, accents and signs."""
    return " ".join(parts(name))


@lru_cache(maxsize=4_096)
def country_code(name: str) -> str:
    """The code of a country by its English name or code; empty where it is not known."""
    return country_codes().get(plain_name(name), "")
