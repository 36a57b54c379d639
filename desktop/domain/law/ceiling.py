"""Ceilings: the highest fine for the articles breached (GDPR art. 83), and caps as shares of turnover."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from desktop.domain.faults import Fault, TermsError

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.law.history import Support


@dataclass(frozen=True, slots=True)
class FineTier:
    """One level of fines: a sum in minor units and, for an undertaking, a share of its turnover."""

    name: str
    minor: int
    share: Fraction
    citation: str


@dataclass(frozen=True, slots=True)
class Mapped:
    """Articles from `first` to `last` that one tier names; only their listed `paragraphs`, if any."""

    first: int
    last: int
    tier: str
    citation: str
    paragraphs: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class FineLaw:
    """The levels of fines of one law, the mildest first, and the articles they name."""

    code: str
    name: str
    currency: str
    tiers: tuple[FineTier, ...]
    articles: tuple[Mapped, ...]
    citation: str
    source: str
    mark: Support


@dataclass(frozen=True, slots=True)
class ArticleTier:
    """An article as written and its tier; None where the law names no ceiling for it."""

    text: str
    tier: FineTier | None
    citation: str = ""


@dataclass(frozen=True, slots=True)
class GroupCeiling:
    """The ceiling of the same or linked operations, by the gravest provision (GDPR art. 83(3))."""

    articles: tuple[ArticleTier, ...]
    tier: FineTier | None
    minor: int


@dataclass(frozen=True, slots=True)
class Ceiling:
    """The highest fine in minor units; `tier` is the gravest tier.

    The sum is a lower bound where a share of an unknown turnover could be higher. `unmapped` are the articles
    for which the law names no ceiling.
    """

    minor: int
    currency: str
    tier: FineTier | None
    lower_bound_only: bool
    unmapped: tuple[str, ...]
    groups: tuple[GroupCeiling, ...]

    def share(self, minor: int) -> Fraction | None:
        """A fine (minor units) as a share of the ceiling, or None without a ceiling."""
        return Fraction(minor, self.minor) if self.minor else None


def ceiling(
    groups: tuple[tuple[str, ...], ...], law: FineLaw, *, undertaking: bool, turnover: int | None
) -> Ceiling:
    """The highest fine for groups of articles breached by separate operations; their ceilings add.

    `turnover` is the undertaking's worldwide turnover of the year before the decision, in minor units of the
    law's currency. Raises TermsError where it is negative. EDPB Guidelines 04/2022: unity of action.
    """
    if turnover is not None and turnover < 0:
        raise TermsError(Fault.NEGATIVE_TURNOVER, f"a turnover cannot be negative: {turnover}")
    counted = turnover if undertaking else None
    found = tuple(_group(articles, law, counted) for articles in groups)
    tier = _gravest(tuple(group.tier for group in found), law)
    unmapped = [read.text for group in found for read in group.articles if read.tier is None]
    return Ceiling(
        minor=sum(group.minor for group in found),
        currency=law.currency,
        tier=tier,
        lower_bound_only=undertaking and turnover is None and tier is not None,
        unmapped=tuple(dict.fromkeys(unmapped)),
        groups=found,
    )


def article_tiers(text: str, law: FineLaw) -> tuple[ArticleTier, ...]:
    """The tiers of the articles in a text such as `6(1)`, `Art. 32`, `12-14` or `5, 6 and 9`."""
    parts = re.split(r"(?:,|;|\band\b|&)\s*(?=(?:arts?\b|articles?\b)?\.?\s*\d)", text, flags=re.IGNORECASE)
    return tuple(read for part in parts if part.strip() for read in _read(part.strip(), law))


def _read(text: str, law: FineLaw) -> tuple[ArticleTier, ...]:
    """The tier of one article, or the tiers of a range of whole articles."""
    if match := _RANGE.fullmatch(text):
        first, last = int(match[1]), int(match[2])
        if first <= last <= _LAST_ARTICLE:
            return tuple(_tier(str(number), number, None, law) for number in range(first, last + 1))
    if match := _ARTICLE.fullmatch(text):
        paragraph = match[2] or match[3]
        return (_tier(text, int(match[1]), int(paragraph) if paragraph else None, law),)
    return (ArticleTier(text, None),)


def _tier(text: str, article: int, paragraph: int | None, law: FineLaw) -> ArticleTier:
    for mapped in law.articles:
        if mapped.first <= article <= mapped.last and (
            not mapped.paragraphs or paragraph in mapped.paragraphs
        ):
            tier = next(tier for tier in law.tiers if tier.name == mapped.tier)
            return ArticleTier(text, tier, mapped.citation)
    return ArticleTier(text, None)


def _group(articles: tuple[str, ...], law: FineLaw, turnover: int | None) -> GroupCeiling:
    read = tuple(tier for text in articles for tier in article_tiers(text, law))
    tier = _gravest(tuple(article.tier for article in read), law)
    if tier is None:
        return GroupCeiling(read, None, 0)
    of_turnover = 0 if turnover is None else int(turnover * tier.share)
    return GroupCeiling(read, tier, max(tier.minor, of_turnover))


def _gravest(tiers: tuple[FineTier | None, ...], law: FineLaw) -> FineTier | None:
    named = [tier for tier in tiers if tier is not None]
    return max(named, key=law.tiers.index, default=None)


@dataclass(frozen=True, slots=True)
class TurnoverCap:
    """The highest penalty per day as a share of the average daily turnover, in exact minor units."""

    exact_average: Fraction
    exact_per_day: Fraction

    @property
    def daily_average(self) -> int:
        """The average daily turnover in whole minor units, rounded down."""
        return int(self.exact_average)

    @property
    def per_day(self) -> int:
        """The highest penalty per day in whole minor units, rounded down once."""
        return int(self.exact_per_day)


def turnover_cap(turnover: int, year_start: date, year_end: date, pct: str) -> TurnoverCap:
    """The cap per day for a business year, both days in it; `pct` is "0.05" for Reg. 1/2003 art. 24(1).

    Raises TermsError for a negative turnover or a year that ends before it starts, ValueError where `pct` is
    no share.
    """
    if turnover < 0:
        raise TermsError(Fault.NEGATIVE_TURNOVER, f"a turnover cannot be negative: {turnover}")
    days = (year_end - year_start).days + 1
    if days < 1:
        raise TermsError(Fault.SPAN_INVERTED, f"the business year ends on {year_end}, before {year_start}")
    average = Fraction(turnover, days)
    return TurnoverCap(average, average * share_of(pct))


def share_of(text: str) -> Fraction:
    """A share written as a decimal, such as `0.05`, exactly. Raises ValueError outside 0 to 1."""
    if not _SHARE.fullmatch(text) or (share := Fraction(text)) > 1:
        raise ValueError(f"{text!r} is not a share written like 0.05")
    return share


_PREFIX = r"(?:(?:UK\s+)?GDPR\s+)?(?:arts?\.?|articles?)?\s*"
_ARTICLE = re.compile(
    _PREFIX
    + r"(\d{1,3})(?![\d/])(?:\s*\((\d{1,2})\)|\.(\d{1,2})(?!\d))?(?:\s*[(,.].*|\s+(?:of|UK|GDPR)\b.*)?",
    re.IGNORECASE | re.ASCII,
)
_RANGE = re.compile(_PREFIX + r"(\d{1,3})\s*(?:-|\u2013|to)\s*(\d{1,3})", re.IGNORECASE | re.ASCII)
_SHARE = re.compile(r"\d{1,3}(?:\.\d{1,20})?", re.ASCII)
_LAST_ARTICLE = 99  # of the GDPR
