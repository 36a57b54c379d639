"""The lists of the form of a new investigation: their values, each with its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop import text
from desktop.domain.currencies import CURRENCIES
from desktop.models.edit.form_words import (
    cap_kinds,
    certainties,
    country_choices,
    grace_kinds,
    grace_starts,
    regime_choices,
    respondent_kinds,
    source_kinds,
)
from desktop.models.edit.rule_words import grace_units, unit_choices

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.domain.case.case import Authority
    from desktop.session.reader.drafts import Choices

Offer = tuple[tuple[object, str], ...]

# The lists that depend on no file.
_FIXED: dict[str, Callable[[], Offer]] = {
    "country": country_choices,
    "kind": respondent_kinds,
    "certainty": certainties,
    "grace_unit": lambda: (*grace_units(), *grace_kinds()),
    "grace_from": grace_starts,
    "currency": lambda: tuple((code, code) for code in sorted(CURRENCIES)),
    "unit": unit_choices,
    "cap": cap_kinds,
    "source_kind": source_kinds,
}


class Offers:
    """What every list offers; the words of a list are made once, and those of a file with its choices."""

    def __init__(self) -> None:
        self._choices: Choices | None = None
        self._known: frozenset[Authority] = frozenset()
        self._authorities: tuple[Authority, ...] = ()
        self._words: dict[str, Offer] = {}

    def take(self, choices: Choices) -> None:
        """Offer what the file and the shipped law hold, from now on."""
        self._choices, self._known = choices, frozenset(choices.authorities)
        self._words.clear()

    def of(self, name: str, chosen: Authority | None) -> Offer:
        """The values of a list by its name; a chosen authority stands among the others, or before them."""
        known = self._choices
        if name == "authority":
            authorities = () if known is None else known.authorities
            if chosen is not None and chosen not in self._known:
                authorities = (chosen, *authorities)
            if authorities != self._authorities or name not in self._words:
                self._authorities = authorities
                self._words[name] = tuple((one, _named(one)) for one in authorities)
        elif name == "regime" and name not in self._words:
            self._words[name] = regime_choices(() if known is None else known.regimes)
        elif name not in self._words:
            self._words[name] = _FIXED[name]()
        return self._words[name]


def _named(authority: Authority) -> str:
    """The short name, the country and the name: some share one."""
    names = dict.fromkeys((authority.short_name, authority.country, authority.name))
    return text.printable(" · ".join(names))
