"""Reading the query typed into the search field: words, phrases, conditions and faults."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from desktop.domain.listing.asked import Asked, Condition, Field, QueryCode, QueryFault
from desktop.domain.listing.conditions import ConditionError, Known, near, read_accrued, read_condition
from desktop.domain.listing.folding import fold, parts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import TypeVar

    T = TypeVar("T")

_LONGEST, _MOST = 1_000, 24  # characters read; words, phrases and conditions together
_QUOTES = '"\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}\N{DOUBLE LOW-9 QUOTATION MARK}«»'
_SPACE = re.compile(r"\s*")
_DASHES = re.compile(r"-*")
_ACCRUED = re.compile(r"accrued(?:\s*:)?\s*(?P<sign>>=|<=|=>|=<|[<>=])\s*|accrued:", re.IGNORECASE)
# A factor or a currency that stands apart belongs to the amount, where it is a fault.
_AMOUNT = re.compile(
    r"(?:[0-9]{1,3}(?:[ \u00a0\u202f'\u2019][0-9]{3})+(?![0-9])\S*|\S*)"
    r"(?:(?<=[0-9kmn])[ \u00a0\u202f]+(?:[kmb]|[mb]n|mio|mrd|thousand|[mb]illion|eur|euros?|usd|gbp|chf|sek"
    r"|nok|dkk|[€£$])(?![^\W_]))?",
    re.IGNORECASE,
)
# A comparison of an amount that is no field: `fine>1M`.
_COMPARED = re.compile(r"(?P<name>[^\W\d_]+)\s*(?:>=|<=|=>|=<|[<>])\s*(?=[€£$]?[0-9])")
_FIELD = re.compile(r"(?P<name>[^\W\d_]+)[:=]")
_BARE = re.compile(rf"[^\s{_QUOTES}]+")
_QUOTED = re.compile(rf"[{_QUOTES}](?P<inside>[^{_QUOTES}]*)(?P<close>[{_QUOTES}]?)")
# Beginnings of identifiers and addresses that look like fields.
_NO_FIELDS = {"celex", "doi", "ecli", "eli", "http", "https", "isbn", "mailto", "urn"}
_IDENTIFIER = re.compile(r"/|[^:]*:")
_FIELDS = {"article": Field.ARTICLE, "status": Field.STATE} | {name.value: name for name in Field}
_SHOWN = tuple(name.value for name in Field)


def understood(text: str, known: Known | None = None) -> Asked:
    """The query of a text: words, phrases and conditions; `known` names are told where a wrong one is near.

    Never raises: the first fault is its `fault`, and the sound part holds.
    """
    reading = _Reading(text[:_LONGEST], known or Known())
    reading.read()
    if len(text) > _LONGEST:
        reading.fault(_LONGEST, len(text), QueryCode.TOO_LONG)
    return reading.asked()


@dataclass(slots=True)
class _Reading:
    """A query while it is read from left to right."""

    text: str
    known: Known
    place: int = 0
    start: int = 0  # of what is being read, with its dashes
    excluded: bool = False
    words: list[tuple[str, bool]] = field(default_factory=list)
    phrases: list[tuple[tuple[str, ...], bool]] = field(default_factory=list)
    conditions: list[Condition] = field(default_factory=list)
    faults: list[QueryFault] = field(default_factory=list)

    def read(self) -> None:
        """Read every word, phrase and condition."""
        steps: tuple[Callable[[], bool], ...] = (
            self._accrued, self._compared, self._condition, self._phrase, self._word,
        )  # fmt: skip
        self._take(_SPACE)
        while self.place < len(self.text):
            if len(self.words) + len(self.phrases) + len(self.conditions) >= _MOST:
                self.fault(self.place, len(self.text), QueryCode.TOO_LONG)
                return
            self.start = self.place
            self.excluded = bool(self._take(_DASHES))
            any(step() for step in steps)
            self._take(_SPACE)

    def asked(self) -> Asked:
        """The query read so far."""
        return Asked(
            words=_each(word for word, excluded in self.words if not excluded),
            phrases=_each(phrase for phrase, excluded in self.phrases if not excluded),
            excluded=_each(word for word, excluded in self.words if excluded),
            conditions=_each(self.conditions),
            fault=min(self.faults, key=lambda fault: fault.start, default=None),
            excluded_phrases=_each(phrase for phrase, excluded in self.phrases if excluded),
        )

    def fault(self, start: int, end: int, code: QueryCode, near: tuple[str, ...] = ()) -> None:
        """Keep the fault of the characters `start` to `end`."""
        self.faults.append(QueryFault(start, end, code.value, near))

    def _match(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """The match of a pattern at the place reached, which moves behind it; None without a match."""
        found = pattern.match(self.text, self.place)
        if found is not None:
            self.place = found.end()
        return found

    def _take(self, pattern: re.Pattern[str]) -> str:
        """The text that a pattern matches at the place reached; empty without a match."""
        found = self._match(pattern)
        return "" if found is None else found[0]

    def _accrued(self) -> bool:
        found = self._match(_ACCRUED)
        if found is None:
            return False
        self._keep(lambda value: read_accrued(value, found["sign"] or "", excluded=self.excluded), _AMOUNT)
        return True

    def _compared(self) -> bool:
        """Read a comparison of an amount that is no field: a fault, never words."""
        found = self._match(_COMPARED)
        if found is None:
            return False
        similar = near(fold(found["name"]), _SHOWN)
        self.fault(found.start(), found.end("name"), QueryCode.UNKNOWN_FIELD, similar)
        self._value(_AMOUNT)
        return True

    def _condition(self) -> bool:
        found = _FIELD.match(self.text, self.place)
        if found is None:
            return False
        name = fold(found["name"])
        kind = _FIELDS.get(name)
        if kind is None:
            return self._unknown(found, name)
        self.place = found.end()
        self._keep(lambda value: read_condition(kind, value, self.known, excluded=self.excluded), _BARE)
        return True

    def _unknown(self, found: re.Match[str], name: str) -> bool:
        """Read an unknown field, unless it is a part of an identifier: True where it was a field."""
        rest = _BARE.match(self.text, found.end())
        is_word = rest is None and not _QUOTED.match(self.text, found.end())
        if is_word or found[0][-1] != ":" or name in _NO_FIELDS or (rest and _IDENTIFIER.match(rest[0])):
            return False
        self.fault(found.start(), found.end("name"), QueryCode.UNKNOWN_FIELD, near(name, _SHOWN))
        self.place = found.end()
        self._value(_BARE)
        return True

    def _keep(self, read: Callable[[str], Condition], bare: re.Pattern[str]) -> None:
        """Read the next value and keep its condition, or its fault."""
        at = self.place
        value = self._value(bare)
        try:
            self.conditions.append(read(value))
        except ConditionError as error:
            begin = self.start if error.code is QueryCode.EMPTY_CONDITION else at
            self.fault(begin, self.place, error.code, error.near)

    def _value(self, bare: re.Pattern[str]) -> str:
        quoted = self._quoted()
        return self._take(bare) if quoted is None else quoted

    def _quoted(self) -> str | None:
        """The text between quotes at the place reached, or None where no quote opens there."""
        found = self._match(_QUOTED)
        if found is None:
            return None
        if not found["close"]:
            self.fault(found.start(), found.end(), QueryCode.UNCLOSED_QUOTE)
        return found["inside"]

    def _phrase(self) -> bool:
        """Read words between quotes; without a closing quote the last word matches beginnings."""
        known = len(self.faults)
        inside = self._quoted()
        if inside is None:
            return False
        found = parts(inside)
        if found and len(self.faults) == known:
            self.phrases.append((found, self.excluded))
        elif found:
            self.words.append((" ".join(found), self.excluded))
        return True

    def _word(self) -> bool:
        if found := parts(self._take(_BARE)):
            self.words.append((" ".join(found), self.excluded))
        return True


def _each(found: Iterable[T]) -> tuple[T, ...]:
    """The words, phrases or conditions found, each once, in order."""
    return tuple(dict.fromkeys(found))
