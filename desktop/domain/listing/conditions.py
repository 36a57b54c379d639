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
    from collections.abc import Iterable, Mapping
    from typing import TypeVar

    T = TypeVar("T")

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
_MOST = 3  # similar names told
_LONGEST = 40  # letters compared


@dataclass(frozen=True, slots=True)
class Known:
    """The names of all authorities and the codes of all countries of a file; empty until they are known."""

    authorities: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()


class ConditionError(ValueError):
    """A value that no condition can have; `code` is its fault, `near` are similar names."""

    def __init__(self, code: QueryCode, near: tuple[str, ...] = ()) -> None:
        super().__init__(code.value)
        self.code, self.near = code, near


def read_condition(field: Field, value: str, known: Known, *, excluded: bool = False) -> Condition:
    """The condition on a field, other than an amount, with the value typed. Raises ConditionError."""
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
    """The condition that compares the sum accrued with an amount typed. Raises ConditionError."""
    if not value:
        raise ConditionError(QueryCode.EMPTY_CONDITION)
    sign = {"=>": ">=", "=<": "<=", "": "="}.get(sign, sign)
    return Condition(Field.ACCRUED, fold(value), excluded, sign=sign, minor=_hundredfold(value))


def article_parts(text: str) -> tuple[str, ...]:
    """The numbers and letters of an article in plain form: `6(1)(f)`, `6.1.f` and `Art. 6.1f` are 6, 1, f."""
    found = tuple(_ARTICLE_PART.findall(fold(text)))
    return found[1:] if len(found) > 1 and found[0] in _ARTICLE_WORDS else found


def holds_article(value: str, law: str, article: str) -> bool:
    """Whether an article is that of a condition or a part of it: `6` holds 6(1)(f), not 61."""
    wanted = tuple(value.split())
    each = (article_parts(article), article_parts(f"{law} {article}"))
    return any(own[: len(wanted)] == wanted for own in each)


def holds_name(value: str, name: str) -> bool:
    """Whether a condition's plain value begins words of a name side by side."""
    return f" {value}" in f" {' '.join(parts(name))}"


def _country(value: str, known: Known) -> str:
    """The folded code of a country typed as its code, its name or the beginning of one name alone."""
    typed = " ".join(parts(value))
    if typed in {fold(code) for code in known.countries}:
        return typed
    if code := _named(typed, country_codes()):
        return fold(code)
    raise _unknown(QueryCode.UNKNOWN_COUNTRY, typed, country_names())


def _authority(value: str, known: Known) -> str:
    typed = " ".join(parts(value))
    if known.authorities and not any(holds_name(typed, name) for name in known.authorities):
        raise _unknown(QueryCode.UNKNOWN_AUTHORITY, typed, known.authorities)
    return typed


def _state(value: str) -> Headline:
    typed = "".join(parts(value))
    if state := _named(typed, _STATES):
        return state
    similar = dict.fromkeys(_STATES[name].value for name in near(typed, _STATES))
    raise ConditionError(QueryCode.UNKNOWN_STATE, tuple(similar))


def _named(typed: str, values: Mapping[str, T]) -> T | None:
    """The value of a name typed, or the only value whose names begin with it."""
    begun = {value for name, value in values.items() if name.startswith(typed)}
    return values.get(typed) or (begun.pop() if len(begun) == 1 else None)


def _unknown(code: QueryCode, typed: str, names: tuple[str, ...]) -> ConditionError:
    """The fault of a name that is not among `names`, with similar ones as they are spelled."""
    spelled = {" ".join(parts(name)): name for name in names}
    return ConditionError(code, tuple(spelled[name] for name in near(typed, spelled)))


def _day(value: str) -> date:
    found = _DATE.fullmatch(value.rstrip(",;."))
    try:
        if found:
            return date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:  # no such month or day
        pass
    raise ConditionError(QueryCode.BAD_DATE)


def _hundredfold(value: str) -> int:
    """An amount typed, in hundredths; a mark before three digits divides groups, except before k or M."""
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
    """Up to three names that begin with the text typed, else those a few letters away; all folded."""
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
    """The number of letters changed, added, left out or swapped with the next between two words."""
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
