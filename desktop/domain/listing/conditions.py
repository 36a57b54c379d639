"""Reading the conditions of a query: articles, countries, authorities, states, amounts and dates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from desktop.domain.listing.asked import Condition, Field, QueryCode
from desktop.domain.listing.countries import country_codes, country_names
from desktop.domain.listing.folding import fold, parts
from desktop.domain.penalty.headline import Headline

if TYPE_CHECKING:
    from collections.abc import Iterable

_ARTICLE_PART = re.compile(r"[0-9]+|[^\W\d_]+")
_ARTICLE_WORDS = {"art", "article", "articles", "arts"}

_STATES = {
    **{"".join(parts(state.value)): state for state in Headline},
    "cannotbecalculated": Headline.UNCALCULATED,
    "graceperiod": Headline.GRACE,
    "nopenaltyorder": Headline.NONE,
    "notificationunknown": Headline.NOT_NOTIFIED,
}

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_FACTORS = {"": 1, "k": 1_000, "m": 1_000_000, "bn": 1_000_000_000}
_GROUPS = "[ .,'\u2019\u00a0\u202f]"

_AMOUNT = re.compile(
    rf"""(?:(?P<grouped>[0-9]{{1,3}}(?P<mark>{_GROUPS})[0-9]{{3}}(?:(?P=mark)[0-9]{{3}}){{0,4}})
            (?:(?!(?P=mark))[.,](?P<cents>[0-9]{{1,2}}))?
          |(?P<whole>[0-9]{{1,15}})(?:[.,](?P<decimals>[0-9]{{1,6}}))?)
        (?P<factor>k|m|bn|)""",
    re.VERBOSE | re.IGNORECASE,
)

_SCALED = re.compile(
    r"(?P<whole>[0-9]{1,15})(?:[.,](?P<decimals>[0-9]{1,6}))?(?P<factor>k|m|bn)", re.IGNORECASE
)

_MOST = 3
_LONGEST = 40  # letters compared


@dataclass(frozen=True, slots=True)
class Known:
    """The names of authorities and the codes of countries that there are; empty where that is not known."""

    authorities: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()


class ConditionError(ValueError):
    """A value that a condition cannot have; `code` says why, `near` holds names near to it."""

    def __init__(self, code: QueryCode, near: tuple[str, ...] = ()) -> None:
        super().__init__(code.value)
        self.code, self.near = code, near


def read_condition(field: Field, value: str, known: Known, *, excluded: bool = False) -> Condition:
    """The condition that a field with a value typed is, amounts aside. Raises ConditionError."""
    if not parts(value):
        raise ConditionError(QueryCode.EMPTY_CONDITION)
    match field:
        case Field.ARTICLE:
            return Condition(field, " ".join(article_parts(value)), excluded)
        case Field.COUNTRY:
            return Condition(field, _country(value, known), excluded)
        case Field.AUTHORITY:
            return Condition(field, _authority(value, known), excluded)
        case Field.STATE:
            return Condition(field, _state(value).value, excluded)
    return Condition(field, fold(value), excluded, day=_day(value))


def read_accrued(value: str, sign: str, *, excluded: bool = False) -> Condition:
    """The condition that an amount accrued compared with one typed is. Raises ConditionError."""
    if not value:
        raise ConditionError(QueryCode.EMPTY_CONDITION)
    sign = {"=>": ">=", "=<": "<=", "": "="}.get(sign, sign)
    return Condition(Field.ACCRUED, fold(value), excluded, sign=sign, minor=_hundredfold(value))


def article_parts(text: str) -> tuple[str, ...]:
    """The numbers and letters of an article in plain form: `6(1)(f)`, `6.1.f` and `Art. 6.1f` are 6, 1, f."""
    found = tuple(_ARTICLE_PART.findall(fold(text)))
    return found[1:] if len(found) > 1 and found[0] in _ARTICLE_WORDS else found


def holds_article(value: str, law: str, article: str) -> bool:
    """Whether an article of a law is the one of a condition or a part of it: `6` holds 6(1)(f), not 61."""
    wanted = tuple(value.split())
    each = (article_parts(article), article_parts(f"{law} {article}"))
    return any(own[: len(wanted)] == wanted for own in each)


def holds_name(value: str, name: str) -> bool:
    """Whether words of a name, side by side, begin with the plain value of a condition."""
    return f" {value}" in f" {' '.join(parts(name))}"


def _country(value: str, known: Known) -> str:
    """The folded code of a country typed as its code, its name or the only beginning of one."""
    typed = " ".join(parts(value))
    if typed in {fold(code) for code in known.countries}:
        return typed
    codes = country_codes()
    begun = {code for name, code in codes.items() if name.startswith(typed)}
    if code := codes.get(typed) or (begun.pop() if len(begun) == 1 else None):
        return fold(code)
    shown = {" ".join(parts(name)): name for name in country_names()}
    raise ConditionError(QueryCode.UNKNOWN_COUNTRY, tuple(shown[name] for name in near(typed, shown)))


def _authority(value: str, known: Known) -> str:
    typed = " ".join(parts(value))
    if known.authorities and not any(holds_name(typed, name) for name in known.authorities):
        shown = {" ".join(parts(name)): name for name in known.authorities}
        raise ConditionError(QueryCode.UNKNOWN_AUTHORITY, tuple(shown[name] for name in near(typed, shown)))
    return typed


def _state(value: str) -> Headline:
    typed = "".join(parts(value))
    begun = {state for name, state in _STATES.items() if name.startswith(typed)}
    if state := _STATES.get(typed) or (begun.pop() if len(begun) == 1 else None):
        return state
    raise ConditionError(
        QueryCode.UNKNOWN_STATE, tuple(dict.fromkeys(_STATES[name].value for name in near(typed, _STATES)))
    )


def _day(value: str) -> date:
    found = _DATE.fullmatch(value.rstrip(",;."))
    try:
        if found:
            return date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:  # no such month or day
        pass
    raise ConditionError(QueryCode.BAD_DATE)


def _hundredfold(value: str) -> int:
    """The hundredfold of an amount typed; a mark before three digits divides groups, not so before k or M."""
    typed = value.rstrip(",;.")
    found = _SCALED.fullmatch(typed) or _AMOUNT.fullmatch(typed)
    if found is None:
        raise ConditionError(QueryCode.BAD_AMOUNT)
    given = found.groupdict("")
    whole = "".join(letter for letter in given.get("grouped") or given["whole"] if letter.isdigit())
    decimals = given["decimals"] or given.get("cents", "")
    scaled = int(whole + decimals) * 100 * _FACTORS[given["factor"].lower()]
    divisor = int("1" + "0" * len(decimals))
    if scaled % divisor:
        raise ConditionError(QueryCode.BAD_AMOUNT)
    return scaled // divisor


def near(typed: str, names: Iterable[str]) -> tuple[str, ...]:
    """The names, at most three, that begin with what was typed, else those a few letters away; all folded."""
    if not typed:
        return ()
    each = tuple(dict.fromkeys(names))
    begun = sorted(name for name in each if name.startswith(typed))
    if begun:
        return tuple(begun[:_MOST])
    allowed = max(1, len(typed) // 3)
    measured = ((distance(typed, name), name) for name in each if abs(len(name) - len(typed)) <= allowed)
    return tuple(name for steps, name in sorted(measured) if steps <= allowed)[:_MOST]


def distance(first: str, second: str) -> int:
    """How many letters must be changed, added, left out or swapped with the next to make one of the other."""
    first, second = first[:_LONGEST], second[:_LONGEST]
    before: list[int] = []
    last = list(range(len(second) + 1))
    for i, letter in enumerate(first):
        row = [i + 1]
        for j, other in enumerate(second):
            steps = min(last[j] + (letter != other), last[j + 1] + 1, row[j] + 1)
            if i and j and letter == second[j - 1] and other == first[i - 1]:
                steps = min(steps, before[j - 1] + 1)
            row.append(steps)
        before, last = last, row
    return last[-1]
