"""Fines against their ceilings and rates against their statutory maxima, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop import text
from desktop.domain.money import Money
from desktop.models.table import key_of

if TYPE_CHECKING:
    from fractions import Fraction

    from desktop.domain.case.limits import ArticleLimit, FineLimit, RateLimit, ShareLimit
    from desktop.domain.explanation.figure import FigureKey
    from desktop.domain.page.page import FineStanding, Page

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class LimitLine:
    """A sentence about the law's limits, whether the sentence warns, and the figures concerned."""

    words: str
    warning: bool = False
    keys: tuple[FigureKey, ...] = ()


def percent(share: Fraction) -> str:
    """A share in percent, cut after one decimal: 100%, 52.5%; never rounded up to full."""
    tenths = int(share * 1000)
    if share and not tenths:
        return translate("limits", "less than 0.1%")
    whole, tenth = divmod(tenths, 10)
    return f"{text.count(whole)}.{tenth}%" if tenth else f"{text.count(whole)}%"


def provision_of(limit: FineLimit) -> str:
    """The citation of the provision that sets the ceiling: Art. 83(5)."""
    return _cited(limit.tier.citation)


def limit_cell(standing: FineStanding) -> str:
    """The share of its ceiling that a fine takes, in short."""
    limit = standing.limit
    if limit is None:
        return text.NOTHING
    return translate("limits", "by turnover") if limit.share is None else percent(limit.share)


def limit_tip(standing: FineStanding) -> str:
    """The share of its ceiling that a fine takes, with the provision."""
    if standing.limit is None:
        return text.NOTHING
    words = translate("limits", "{} of the {} ceiling")
    return words.format(limit_cell(standing), provision_of(standing.limit))


def ceiling_note(page: Page, *, brief: bool = False) -> str:
    """The share of the ceiling that the fines in force take, for their card; empty if not known."""
    limits = [
        standing.limit
        for standing in page.fines
        if standing.is_doubtful or (standing.status is not None and standing.status.is_in_force)
    ]
    known = [limit for limit in limits if limit is not None]
    if not known or len(known) < len(limits) or len({provision_of(limit) for limit in known}) > 1:
        return ""
    shares = [limit.share for limit in known if limit.share is not None]
    if len(shares) < len(known):
        return translate("limits", "{}: by turnover").format(provision_of(known[0]))
    least, most = percent(min(shares)), percent(max(shares))
    if least != most:
        return translate("limits", "{}: {} to {}").format(provision_of(known[0]), least, most)
    words = translate("limits", "{}: {}") if brief else translate("limits", "{} ceiling: {}")
    return words.format(provision_of(known[0]), most)


def fine_lines(page: Page) -> tuple[LimitLine, ...]:
    """Every fine imposed by the day against its ceiling, and the limits of that comparison."""
    shown = [standing for standing in page.fines if standing.status is not None]
    lines = [
        LimitLine(words, keys=key_of(standing))
        for standing in shown
        if (words := _fine_sentence(standing, page))
    ]
    if sum(standing.limit is not None for standing in shown) > 1:
        words = translate(
            "limits",
            "Each fine is set against all articles found breached, as one group of linked operations;"
            " the ceilings of separate operations add (Art.\u00a083(3)).",
        )
        lines.append(LimitLine(words))
    unmapped = page.limits.unmapped
    if shown and unmapped and page.case.investigation.field_of_law == "data-protection":
        named = ", ".join(text.printable(words) for words in unmapped)
        words = translate("limits", "No ceiling is named here for {}: see national law.").format(named)
        lines.append(LimitLine(words))
    return tuple(lines)


def limit_lines(page: Page) -> tuple[LimitLine, ...]:
    """Every sentence about the law's limits on the day: fines, then the rates of orders made by then."""
    day = min(page.day, page.known_on)
    rates = [limit for limit in page.limits.rates if limit.decided_on <= day]
    shares = [limit for limit in page.limits.shares if limit.decided_on <= day]
    several = len(page.penalties) > 1
    return (
        *fine_lines(page),
        *(LimitLine(rate_sentence(limit, named=several), limit.caution is not None) for limit in rates),
        *(LimitLine(share_sentence(limit, named=several)) for limit in shares),
    )


def article_cell(article: ArticleLimit) -> str:
    """The provisions that limit fines for an article, if the law names any."""
    if article.law is None:
        return text.NOTHING
    found = dict.fromkeys(_cited(read.tier.citation) for read in article.tiers if read.tier is not None)
    return ", ".join(found) or translate("limits", "none named")


def article_tip(article: ArticleLimit) -> str:
    """The ceiling of an article in full."""
    tiers = [read.tier for read in article.tiers if read.tier is not None]
    if article.law is None or not tiers:
        return article_cell(article)
    gravest = max(tiers, key=article.law.tiers.index)
    most = text.money(Money(gravest.minor, article.law.currency))
    words = translate(
        "limits", "{} of the {}: {}, or for an undertaking {} of its turnover if that is higher"
    )
    return words.format(_cited(gravest.citation), article.law.name, most, percent(gravest.share))


def rate_sentence(limit: RateLimit, *, named: bool = True) -> str:
    """A rate against its statutory maximum; a warning for a rate above it."""
    name, rate = _line_name(limit.label, named=named), text.per_unit(limit.rate, limit.unit)
    if limit.caution is None and limit.rate == limit.maximum:
        words = translate("limits", "{}: {}, the statutory maximum ({}).")
        return words.format(name, rate, limit.law.citation)
    words = translate("limits", "{}: {}, within the statutory maximum of {} ({}).")
    if limit.caution is not None:
        words = translate("limits", "{}: {} is above the statutory maximum of {} ({}).")
    return words.format(name, rate, text.money(limit.maximum), limit.law.citation)


def share_sentence(limit: ShareLimit, *, named: bool = True) -> str:
    """A rate that the law limits by a turnover that the case file does not hold."""
    words = translate(
        "limits", "{}: {}; the law allows {} of the average daily turnover, which is not known ({})."
    )
    name, rate = _line_name(limit.label, named=named), text.per_unit(limit.rate, limit.unit)
    return words.format(name, rate, percent(limit.law.value), limit.law.citation)


def _line_name(label: str, *, named: bool) -> str:
    """The name of a penalty line, with its label if there are several lines."""
    if named:
        return translate("limits", "Penalty {}").format(text.printable(label))
    return translate("limits", "Penalty")


def _fine_sentence(standing: FineStanding, page: Page) -> str:
    if standing.fine.amount is None:
        return ""
    limit, amount = standing.limit, text.money(standing.fine.amount)
    if limit is None:
        return _not_compared(standing.fine.amount, page)
    most = text.money(Money(limit.ceiling.minor, limit.ceiling.currency))
    if limit.needed_turnover is not None:
        words = translate(
            "limits",
            "{}: above the fixed sum of {}, {}; it rests on {} of a turnover of at least {} (not known).",
        )
        needed = text.money(limit.needed_turnover)
        return words.format(amount, provision_of(limit), most, percent(limit.tier.share), needed)
    words = translate("limits", "{}: {} of the {} ceiling of {} (lower bound: turnover unknown).")
    if not limit.undertaking:
        words = translate(
            "limits", "{}: {} of the {} ceiling of {} (no undertaking, so turnover does not count)."
        )
    return words.format(amount, limit_cell(standing), provision_of(limit), most)


def _not_compared(amount: Money, page: Page) -> str:
    laws = [article.law for article in page.limits.articles if article.law is not None]
    other = [law for law in laws if law.currency != amount.currency]
    if not other:
        return ""
    words = translate("limits", "{}: the ceiling of the {} is set in {}; the two are not compared.")
    return words.format(text.money(amount), other[0].name, other[0].currency)


def _cited(citation: str) -> str:
    """A citation with a capital letter: Art. 83(5)."""
    return citation[:1].upper() + citation[1:]
