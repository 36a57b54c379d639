"""Limits: the fines and rates of a case against the highest that its law allows."""

from __future__ import annotations

import contextlib
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from desktop.domain.case.case import ProvisionFinding
from desktop.domain.faults import Caution, TermsError
from desktop.domain.law.ceiling import Ceiling, article_tiers, ceiling
from desktop.domain.law.kinds import Unit
from desktop.domain.law.regime import Law
from desktop.domain.money import Money

if TYPE_CHECKING:
    from datetime import date
    from fractions import Fraction

    from desktop.domain.case.case import Case, Fine, Provision
    from desktop.domain.days.workdays import WorkingDays
    from desktop.domain.law.ceiling import ArticleTier, FineLaw, FineTier
    from desktop.domain.law.history import Dated, History
    from desktop.domain.law.regime import Regime

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Laws:
    """The histories of the laws that limit fines, named by their codes, and the regime of the authority.

    `working_days` come from the regime's first calendar.
    """

    fines: tuple[History[FineLaw], ...] = ()
    regime: Regime | None = None
    working_days: WorkingDays | None = None

    @property
    def law(self) -> Law | None:
        """The regime with its working days."""
        return None if self.regime is None else Law(self.regime, self.working_days)


@dataclass(frozen=True, slots=True)
class FineLimit:
    """A fine against the ceiling of the articles found breached, taken as one group of linked operations.

    `needed_turnover` is the least turnover that allows a fine above the static sum, where the turnover is not
    known; in minor units.
    """

    fine: Fine
    law: FineLaw
    tier: FineTier  # the gravest
    ceiling: Ceiling
    undertaking: bool
    needed_turnover: Money | None = None

    @property
    def share(self) -> Fraction | None:
        """The fine as a share of the ceiling, or None where the ceiling is not known."""
        if self.fine.amount is None or self.needed_turnover is not None:
            return None
        return self.ceiling.share(self.fine.amount.minor)


@dataclass(frozen=True, slots=True)
class RateLimit:
    """A rate of the order, all sites together, against the statutory maximum on the day of the decision."""

    label: str
    decided_on: date
    unit: Unit
    rate: Money
    maximum: Money
    name: str
    law: Dated[int]

    @property
    def caution(self) -> Caution | None:
        """The warning where the rate is above the maximum."""
        return Caution.RATE_ABOVE_STATUTORY_MAX if self.maximum < self.rate else None


@dataclass(frozen=True, slots=True)
class ShareLimit:
    """A rate of the order, all sites together, against the share of the daily turnover that limits it."""

    label: str
    decided_on: date
    unit: Unit
    rate: Money
    name: str
    law: Dated[Fraction]


@dataclass(frozen=True, slots=True)
class ArticleLimit:
    """A provision of the case and its tiers; `law` is None for a law not listed or not in force."""

    provision: Provision
    law: FineLaw | None
    tiers: tuple[ArticleTier, ...]


@dataclass(frozen=True, slots=True)
class Limits:
    """The known limits of the fines, articles and rates of one case."""

    fines: tuple[FineLimit | None, ...] = ()  # one for each fine of the case
    articles: tuple[ArticleLimit, ...] = ()  # one for each provision of the case
    rates: tuple[RateLimit, ...] = ()
    shares: tuple[ShareLimit, ...] = ()

    @property
    def unmapped(self) -> tuple[str, ...]:
        """The provisions found breached without a tier, as written."""
        return tuple(
            article.provision.text
            for article in self.articles
            if _is_breached(article.provision) and not any(read.tier for read in article.tiers)
        )


def limits_of(case: Case, laws: Laws) -> Limits:
    """The limits of the fines and rates of a case; points the law does not settle are left out."""
    limits = tuple(_fine_limit(case, fine, laws) for fine in case.fines)
    days = (fine.imposed.latest for fine in case.fines if fine.imposed is not None)
    day = next(days, None)
    articles = tuple(_article(provision, laws, day) for provision in case.provisions)
    rates, shares = ((), ()) if laws.regime is None else _rate_limits(case, laws.regime)
    return Limits(limits, articles, rates, shares)


def _fine_limit(case: Case, fine: Fine, laws: Laws) -> FineLimit | None:
    """The limit of a fine by the first law in its currency of which articles were found breached.

    A fine of unknown amount, or of an unknown day, is compared with no ceiling.
    """
    if fine.amount is None or fine.imposed is None:
        return None
    undertaking = any(respondent.kind == "company" for respondent in case.investigation.respondents)
    for history in laws.fines:
        articles = tuple(
            provision.article
            for provision in case.provisions
            if provision.law == history.name and _is_breached(provision)
        )
        law = _law_on(history, fine.imposed.latest)
        if not articles or law is None or law.currency != fine.amount.currency:
            continue
        found = ceiling((articles,), law, undertaking=undertaking, turnover=None)
        if found.tier is not None:
            needed = None
            if found.lower_bound_only and fine.amount.minor > found.minor:
                needed = Money(math.ceil(fine.amount.minor / found.tier.share), fine.amount.currency)
            return FineLimit(fine, law, found.tier, found, undertaking, needed)
    return None


def _article(provision: Provision, laws: Laws, day: date | None) -> ArticleLimit:
    for history in laws.fines:
        if history.name == provision.law:
            law = history.values[-1].value if day is None else _law_on(history, day)
            return ArticleLimit(provision, law, () if law is None else article_tiers(provision.article, law))
    return ArticleLimit(provision, None, ())


def _law_on(history: History[FineLaw], day: date) -> FineLaw | None:
    """The law on a day, or None where it was not in force or is not known."""
    try:
        return history.at(day).value
    except TermsError:
        return None


def _rate_limits(case: Case, regime: Regime) -> tuple[tuple[RateLimit, ...], tuple[ShareLimit, ...]]:
    """The highest rate of each line against the highest statutory maximum and the first share of turnover.

    Both are those of the day of the order, for rates in the currency and a unit of the regime's maxima.
    """
    rates: list[RateLimit] = []
    shares: list[ShareLimit] = []
    for terms in case.terms:
        charged, day = max((rate.minor for rate in terms.rates), default=0), terms.decided_on
        if not charged or day is None or regime.currency != terms.currency or terms.unit not in _COMPARED:
            continue
        rate = Money(charged * terms.multiplier, terms.currency)
        if maxima := _held_on(regime.maxima, day):
            name, law = max(maxima, key=lambda named: named[1].value)
            highest = Money(law.value, terms.currency)
            rates.append(RateLimit(terms.label, day, terms.unit, rate, highest, name, law))
        if known := _held_on(regime.shares, day):
            shares.append(ShareLimit(terms.label, day, terms.unit, rate, *known[0]))
    return tuple(rates), tuple(shares)


def _held_on(histories: tuple[History[Value], ...], day: date) -> tuple[tuple[str, Dated[Value]], ...]:
    """The values in force on a day, by name."""
    held = []
    for history in histories:
        with contextlib.suppress(TermsError):
            held.append((history.name, history.at(day)))
    return tuple(held)


def _is_breached(provision: Provision) -> bool:
    return provision.finding is ProvisionFinding.BREACHED


# Statutory maxima are per day of delay, or (DE) per threat.
_COMPARED = (Unit.DAY, Unit.WORKING_DAY, Unit.ONCE)
