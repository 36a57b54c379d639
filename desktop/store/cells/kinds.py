"""The kinds of cells: the values that each kind allows, and the words for them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import available_timezones

from desktop.domain.case.case import ActorKind, FineStage, FineStatus, Lane, ProvisionFinding
from desktop.domain.case.lei import is_lei
from desktop.domain.currencies import CURRENCIES
from desktop.domain.days.period import FIRST_DAY, LAST_DAY, DateError, parse_day
from desktop.domain.law.deadline import GraceUnit, MonthRule, Rollover
from desktop.domain.law.kinds import CapMode, MonthStay, PartUnit, Recovery, StayKind, Unit
from desktop.domain.listing.countries import country_codes, country_name
from desktop.domain.source import Confidence, SourceKind
from desktop.store.file.zones import is_zone
from desktop.store.law.calendars import calendar_codes
from desktop.store.law.rules import regime_codes

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

MOST = 2**53 - 1  # the largest whole number that every program reads exactly, JavaScript and sheets included
_MOST_SITES = 1_000_000
_LONGEST_GRACE = 10_000
_LINE, _TEXT, _PAGE, _HISTORY = 2_000, 50_000, 5_000_000, 60_000_000  # characters

# Control characters, halves of characters, and the sign in the place of bytes that were no text.
_LOST = "\N{REPLACEMENT CHARACTER}"
_NO_TEXT = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff{_LOST}]")
_UID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.ASCII | re.IGNORECASE)
_SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII | re.IGNORECASE)
_MEDIA_TYPE = re.compile(r"[a-z0-9][a-z0-9!#$&^_.+-]*/[a-z0-9][a-z0-9!#$&^_.+-]*", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of cells; its `words` complete “... is not”."""

    words: str
    holds: Callable[[object], bool]
    blank: object = ""  # the value read for a cell of another type
    most: int = 0  # the characters of a text that are read; 0 for no limit
    values: Callable[[], Iterable[str]] = tuple  # all words of a closed list


def _number(least: int, most: int) -> Callable[[object], bool]:
    return lambda value: isinstance(value, int) and least <= value <= most


def number(least: int, most: int = MOST, words: str = "") -> Kind:
    """The kind of whole numbers within bounds, both included."""
    return Kind(f"{words or 'a whole number'} from {least:,} to {most:,}", _number(least, most), 0)


def one_of(values: Iterable[str], words: str = "one of") -> Kind:
    """The kind of the words in a closed list; an empty text stands for no value."""
    known = dict.fromkeys(str(value) for value in values)
    shown = ", ".join(value or "nothing" for value in known)
    return Kind(
        f"{words} {shown}",
        lambda value: isinstance(value, str) and value in known,
        values=lambda: filter(None, known),
    )


def _known(words: str, codes: Callable[[], Collection[str]], *, or_none: bool = False) -> Kind:
    """The kind of the codes in a list that is loaded with the first cell read."""
    return Kind(
        words,
        lambda value: isinstance(value, str) and (value in codes() if value else or_none),
        values=lambda: sorted(codes()),
    )


def _text(most: int, *, is_line: bool, may_be_empty: bool) -> Callable[[object], bool]:
    def holds(value: object) -> bool:
        if not isinstance(value, str) or len(value) > most:
            return False
        if not value:
            return may_be_empty
        if value.isprintable() and _LOST not in value:
            return may_be_empty or not value.isspace()
        if _NO_TEXT.search(value) or (is_line and ("\n" in value or "\r" in value)):
            return False
        return may_be_empty or bool(value.strip())

    return holds


def cleaned(value: str) -> str:
    """A text without its control characters and lost letters."""
    return _NO_TEXT.sub("", value)


def is_day(value: object) -> bool:
    """Whether a value is an ISO day within the bounds of a file."""
    if not isinstance(value, str):
        return False
    try:
        return FIRST_DAY <= parse_day(value) <= LAST_DAY
    except DateError:
        return False


def _is_moment(value: object) -> bool:
    if not isinstance(value, str):
        return False
    try:
        return datetime.fromisoformat(value).year >= FIRST_DAY.year
    except ValueError:
        return False


def _countries() -> list[str]:
    return sorted(set(country_codes().values()))


def _matches(pattern: re.Pattern[str]) -> Callable[[object], bool]:
    return lambda value: isinstance(value, str) and pattern.fullmatch(value) is not None


def _is_lei(value: object) -> bool:
    """Whether a value is empty or an LEI."""
    return value == "" or is_lei(value)


ID = number(1, words="the number of a row,")
REFERENCE = Kind("the id of a row that is there", _number(-(2**63), 2**63 - 1), 0)
PLACE = number(0, words="a place,")
AMOUNT = number(0, words="an amount in minor units,")
CAP = number(1, words="an amount in minor units,")
COUNT = number(0, words="a number of units,")
FROM_ONE = number(1)
SITES = number(1, _MOST_SITES)
GRACE = number(0, _LONGEST_GRACE)
WORKING_DAYS = number(0, 366, "a number of days")
FLAG = number(0, 1)
DAY = Kind(f"a day from {FIRST_DAY} to {LAST_DAY}, written like 2023-02-08", is_day)
MOMENT = Kind("a moment in UTC, written like 2023-02-08T10:30:00+00:00", _is_moment)
SLUG = Kind(
    f"one line of 1 to {_LINE:,} characters, none of them a control character",
    _text(_LINE, is_line=True, may_be_empty=False),
)
LINE = Kind(SLUG.words, SLUG.holds, most=_LINE)
MAYBE_LINE = Kind(
    f"one line of at most {_LINE:,} characters, none of them a control character",
    _text(_LINE, is_line=True, may_be_empty=True),
    most=_LINE,
)
TEXT = Kind(
    f"a text of at most {_TEXT:,} characters, none of them a control character",
    _text(_TEXT, is_line=False, may_be_empty=True),
    most=_TEXT,
)
PAGE = Kind(
    f"a text of at most {_PAGE:,} characters, none of them a control character",
    _text(_PAGE, is_line=False, may_be_empty=True),
)
HISTORY = Kind(
    f"a text of at most {_HISTORY:,} characters, none of them a control character",
    _text(_HISTORY, is_line=False, may_be_empty=True),
)
BYTES = Kind("bytes", lambda value: isinstance(value, bytes), b"")
UID = Kind("an id of 32 hexadecimal digits, written like a UUID", _matches(_UID))
SHA256 = Kind("a SHA-256 of 64 hexadecimal digits", _matches(_SHA256))
MEDIA_TYPE = Kind("a media type, written like application/pdf", _matches(_MEDIA_TYPE))
LEI = Kind(
    "an LEI of ISO 17442 (20 capital letters and digits, the last two to check it), or nothing", _is_lei
)
SIDE = number(0, words="a side of a box,")
COUNTRY = Kind(
    "a country of ISO 3166-1 (two capital letters), or EU",
    lambda value: isinstance(value, str) and bool(country_name(value)),
    values=_countries,
)
MAYBE_COUNTRY = Kind(
    f"{COUNTRY.words}, or nothing", lambda value: value == "" or COUNTRY.holds(value), values=_countries
)
CURRENCY = _known("a currency of ISO 4217 (three capital letters)", lambda: CURRENCIES)
ZONE = Kind(
    "a time zone of the IANA database, written like Europe/Paris",
    is_zone,
    values=lambda: sorted(available_timezones()),
)
REGIME = _known("a regime that is known, or nothing", regime_codes, or_none=True)
CALENDAR = _known("a calendar of working days that is known, or nothing", calendar_codes, or_none=True)

MAYBE_UNIT = one_of(("", *Unit))
UNIT, PART_UNIT, CAP_MODE, MONTH_STAY = one_of(Unit), one_of(PartUnit), one_of(CapMode), one_of(MonthStay)
GRACE_UNIT, MONTH_RULE, ROLLOVER = one_of(GraceUnit), one_of(MonthRule), one_of(Rollover)
STAY_KIND, RECOVERY, CONFIDENCE = one_of(StayKind), one_of(Recovery), one_of(Confidence)
MAYBE_CONFIDENCE = one_of(("", *Confidence))
SOURCE_KIND, ACTOR_KIND, FINE_STAGE = one_of(("", *SourceKind)), one_of(("", *ActorKind)), one_of(FineStage)
LANE, FINE_STATUS, FINDING = one_of(Lane), one_of(FineStatus), one_of(ProvisionFinding)
