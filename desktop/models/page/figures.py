"""The four key figures of an investigation as its cards show them: accrued, fine, liquidated, outstanding."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop import text
from desktop.domain.days.period import DAY
from desktop.domain.explanation.figure import FigureKey, FigureKind, currency_keys, line_key
from desktop.domain.law.kinds import Recovery, Unit
from desktop.domain.money import totals
from desktop.domain.penalty.headline import Headline
from desktop.domain.penalty.lines import next_increases
from desktop.domain.penalty.stretch import State
from desktop.models.page.asides import bounds_text, bounds_together, bounds_words
from desktop.models.page.limits import ceiling_note
from desktop.models.page.whose import paid_words, unrecorded_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.domain.money import Money
    from desktop.domain.page.page import Page
    from desktop.domain.penalty.lines import Amounts, PenaltyLine

translate = QCoreApplication.translate
_MOST_NOTES = 4  # notes that a card has room for


@dataclass(frozen=True, slots=True)
class Figure:
    """A card: a title, a value per currency, up to four notes, and whether a penalty is running."""

    title: str
    values: tuple[str, ...]
    notes: tuple[str, ...]
    running: bool = False
    brief: tuple[str, ...] = ()
    keys: tuple[FigureKey, ...] = ()

    @property
    def brief_notes(self) -> tuple[str, ...]:
        """The notes in at most two short lines."""
        return self.brief or ((" · ".join(self.notes),) if self.notes else ())


def figures(page: Page) -> tuple[Figure, ...]:
    """The accrued penalty, the fine, the sum liquidated and the sum outstanding."""
    return accrued_figure(page), fine_figure(page), liquidated_figure(page), outstanding_figure(page)


def accrued_figure(page: Page) -> Figure:
    """The accrued sum, its certainty, and its next increase."""
    title = translate("figures", "Accrued penalty")
    ordered = [penalty for penalty in page.penalties if penalty.accrual.state is not State.NOT_ORDERED]
    if not ordered:
        return _without_result(title, page) if page.faults else _without_order(title, page)
    counted = _counted(tuple(ordered))
    accrued = totals(tuple(penalty.accrual.accrued for penalty in ordered if penalty.is_known))
    running = page.headline is Headline.RUNNING
    evidence, growth = _evidence(page), _growth(page)
    if page.headline is Headline.ANNULLED:
        evidence, growth = _annulled(page), ""
    if not evidence and not growth:
        evidence = (text.headline_word(page.headline).lower(),)
    return Figure(
        f"{title} · {counted}" if counted else title,
        _values(accrued) if accrued else (_range(page) or text.NOTHING,),
        _notes(evidence, growth, _left_out(page)),
        running,
        _brief(page, evidence, growth),
        _accrued_keys(page),
    )


def _notes(evidence: tuple[str, ...], *more: str) -> tuple[str, ...]:
    """At most four notes: the notes beside the evidence share a line if there is no room for two."""
    rest = tuple(note for note in more if note)
    if len(evidence) + len(rest) > _MOST_NOTES:
        rest = (" · ".join(rest),)
    return (*(note for note in evidence if note), *rest)


def _range(page: Page) -> str:
    """The bounds of a single line whose first penalty day depends on unchecked holidays."""
    lines = page.penalties
    return _bounded(page) if len(lines) == 1 and lines[0].highest is not None else ""


def _without_order(title: str, page: Page) -> Figure:
    words = translate("figures", "No penalty order")
    if page.penalties:
        words = translate("figures", "No penalty order on {}").format(text.day(page.day))
    return Figure(title, (text.NOTHING,), (words,))


def _without_result(title: str, page: Page) -> Figure:
    """The figure of an order whose sum cannot be calculated, with the reasons."""
    word = text.headline_word(Headline.UNCALCULATED)
    why = tuple(text.printable(fault.sentence) for fault in page.faults[:2])
    return Figure(title, (text.NOTHING,), (word, *why), brief=(word,), keys=_accrued_keys(page))


def _left_out(page: Page) -> str:
    """The number of penalties that the sum leaves out, beside penalties with a known sum."""
    unknown = page.left_out - len(page.faults)
    return " · ".join(_not_in_sum(len(page.faults), unknown if unknown < len(page.penalties) else 0))


def _not_in_sum(faults: int, unknown: int) -> tuple[str, ...]:
    """The numbers of penalties outside a sum: not to be calculated, and of unknown sum."""
    found = (
        (faults, translate("figures", "+ {} that cannot be calculated")),
        (unknown, translate("figures", "+ {} of unknown sum")),
    )
    return tuple(words.format(text.count(number)) for number, words in found if number)


def fine_figure(page: Page) -> Figure:
    """The fines in force on the day, and their status."""
    title = translate("figures", "Fine")
    statuses = [standing.status for standing in page.fines if standing.status is not None]
    in_force = [status for status in statuses if status.is_in_force]
    if len(in_force) > 1:
        title = translate("figures", "{} fines").format(text.count(len(in_force)))
    apart, values = " · ".join(text.fines_apart(page.fines_apart)), _fine_values(page)
    if not statuses and not apart:
        later = translate("figures", "no fine yet") if page.fines else translate("figures", "no fine")
        return Figure(title, (text.NOTHING,), (later,))
    status = ", ".join(dict.fromkeys(text.fine_status_word(status).lower() for status in statuses))
    if values == (text.amount_not_known(),) and page.fines_apart.number == 1:
        apart = ""  # the value says so already
    notes = tuple(note for note in (apart, ceiling_note(page), status) if note)
    brief = " · ".join(note for note in (apart, status, ceiling_note(page, brief=True)) if note)
    return Figure(title, values, notes, brief=(brief,), keys=_fine_keys(page, FigureKind.FINES))


def _fine_values(page: Page) -> tuple[str, ...]:
    """The sums of the fines in force: at least those known, where other fines are beside them."""
    known = tuple(amounts.fines for amounts in page.amounts)
    if page.fines_apart.number:
        return _at_least(known) or ((text.amount_not_known() if page.fines_apart.amount else text.NOTHING),)
    is_known = any(standing.fine.amount is not None for standing in page.fines)
    return _values(known) if is_known else (text.NOTHING,)


def _at_least(amounts: tuple[Money, ...]) -> tuple[str, ...]:
    """A text per currency with a known sum that leaves something out."""
    words = translate("figures", "at least {}")
    return tuple(words.format(text.money(amount)) for amount in amounts if amount)


def liquidated_figure(page: Page) -> Figure:
    """The sum liquidated so far, and the sums remitted and paid."""
    title = translate("figures", "Liquidated so far")
    if not page.amounts:
        return Figure(title, (text.NOTHING,), (_nothing(page, translate("figures", "nothing to fix")),))
    recovered = [penalty.recovered for penalty in page.penalties]
    if not any(one.liquidations for one in (*recovered, *(fault.recovered for fault in page.faults))):
        return Figure(title, (text.NOTHING,), (translate("figures", "no liquidation recorded"),))
    fixed = tuple(amounts.liquidated for amounts in page.amounts)
    recorded = tuple(amounts.paid for amounts in page.amounts if amounts.paid is not None)
    paid = translate("figures", "no payment recorded")
    if recorded:
        paid = paid_words(page, " · ".join(_values(recorded)))
    remitted = tuple(amounts.remitted for amounts in page.amounts if amounts.remitted.minor > 0)
    kept = translate("figures", "remitted {}").format(text.all_money(remitted)) if remitted else ""
    keys = _keys(page, FigureKind.LIQUIDATED, *([FigureKind.PAID] if recorded else []), FigureKind.REMITTED)
    return Figure(title, _values(fixed), tuple(note for note in (paid, kept) if note), keys=keys)


def outstanding_figure(page: Page) -> Figure:
    """The sum payable and not paid, and its parts; an upper bound if no payment is recorded."""
    title = translate("figures", "Outstanding")
    if not page.amounts and not page.unpaid_apart.number:
        return Figure(title, (text.NOTHING,), (_nothing(page, translate("figures", "nothing is due")),))
    made_of = tuple(dict.fromkeys(part for amounts in page.amounts for part in _made_of(amounts)))
    not_counted = _not_counted(page)
    if not_counted and not any(amounts.outstanding for amounts in page.amounts):
        # No sum is known to be payable, which is not to say that none is payable.
        unknown = tuple(words.removeprefix("+ ") for words in not_counted)
        return Figure(title, (text.NOTHING,), unknown, keys=_fine_keys(page, FigureKind.OUTSTANDING))
    if len(made_of) + len(not_counted) >= _MOST_NOTES:
        not_counted = (" · ".join(not_counted),) if not_counted else ()
    made_of += not_counted
    outstanding = tuple(item.outstanding for item in page.amounts)
    is_least = bool(page.unpaid_apart.number)
    shown = _at_least(outstanding) if is_least else _values(outstanding)
    keys = _keys(page, FigureKind.OUTSTANDING)
    brief = " ".join(made_of)
    if not any(amounts.unrecorded for amounts in page.amounts):
        return Figure(title, shown, made_of, brief=(brief,), keys=keys)
    unrecorded = unrecorded_words(page)
    closed = page.case.investigation.closed
    if closed is not None and closed.latest <= page.day:
        # Long over, and nobody wrote down whether it was paid: no sum is said to be owed.
        brief = translate("figures", "{}, payable {}").format(unrecorded, " · ".join(shown))
        return Figure(title, (text.NOTHING,), (brief,), keys=keys)
    if is_least:  # nobody knows up to what fines come that are not known
        unrecorded = translate("figures", "payable, {}").format(unrecorded)
    else:
        shown = tuple(translate("figures", "up to {}").format(value) for value in shown)
    return Figure(title, shown, (*made_of, unrecorded), brief=(brief, unrecorded), keys=keys)


def _not_counted(page: Page) -> tuple[str, ...]:
    """The numbers of fines and penalties that may be payable beside the sum, due without a liquidation."""
    acts = (Recovery.BY_LAW, Recovery.BY_TITLE)
    faults = sum(fault.terms.recovery in acts for fault in page.faults)
    unknown = sum(penalty.terms.recovery in acts and not penalty.is_known for penalty in page.penalties)
    return (*text.fines_beside(page.unpaid_apart), *_not_in_sum(faults, unknown))


def _nothing(page: Page, words: str) -> str:
    """The words for no amount; a penalty that cannot be calculated takes their place."""
    return translate("figures", "cannot be calculated") if page.faults else words


def _values(amounts: tuple[Money, ...]) -> tuple[str, ...]:
    """A text per currency that has an amount; the first currency if all amounts are zero."""
    shown = tuple(amount for amount in amounts if amount) or amounts[:1]
    return tuple(text.money(amount) for amount in shown)


def page_keys(page: Page) -> tuple[FigureKey, ...]:
    """The keys of an investigation's main figures, for texts of the case file that speak of amounts."""
    fines = page.fine_currencies
    slug = page.case.investigation.slug
    liquidated = _keys(page, FigureKind.LIQUIDATED) if page.penalties else ()
    quoted = FigureKey(FigureKind.QUOTED, slug)
    return (*_accrued_keys(page), *currency_keys(slug, fines, FigureKind.FINES), *liquidated, quoted)


def _keys(page: Page, *kinds: FigureKind) -> tuple[FigureKey, ...]:
    currencies = (amounts.currency for amounts in page.amounts)
    return currency_keys(page.case.investigation.slug, currencies, *kinds)


def _fine_keys(page: Page, kind: FigureKind) -> tuple[FigureKey, ...]:
    """The keys of a sum with fines; without a currency where no amount is known."""
    return _keys(page, kind) or currency_keys(page.case.investigation.slug, page.fine_currencies, kind)


def _accrued_keys(page: Page) -> tuple[FigureKey, ...]:
    """The keys of the accrued sum, of the sum but for an annulment, and of the next increase."""
    lines = (penalty.terms.currency for penalty in page.penalties)
    kinds = [FigureKind.ACCRUED]
    if any(penalty.accrual.before_annulment is not None for penalty in page.penalties):
        kinds.append(FigureKind.WOULD_HAVE)
    if next_increases(page.penalties):
        kinds.append(FigureKind.NEXT_INCREASE)
    slug = page.case.investigation.slug
    unknown = (line_key(FigureKind.ACCRUED, slug, page.penalties[0].terms),) if _bounded(page) else ()
    faults = (line_key(FigureKind.ACCRUED, slug, fault.terms) for fault in page.faults)
    return (*unknown, *currency_keys(slug, lines, *kinds), *faults)


def _counted(penalties: tuple[PenaltyLine, ...]) -> str:
    if len(penalties) > 1:
        return translate("figures", "{} lines").format(text.count(len(penalties)))
    accrual, unit = penalties[0].accrual, penalties[0].terms.unit
    if not accrual.units or not penalties[0].is_known:
        return ""
    if unit is Unit.DAY and accrual.state is State.RUNNING:
        return translate("figures", "day {}").format(text.count(accrual.units))
    return text.units(accrual.units, unit)


def _evidence(page: Page, shown: Callable[[Money], str] = text.money) -> tuple[str, ...]:
    if page.headline is Headline.GRACE:
        first_days = [item.accrual.first_day for item in page.penalties if item.accrual.first_day is not None]
        return (translate("figures", "starts on {}").format(text.day(min(first_days))),) if first_days else ()
    if page.headline is Headline.NOT_NOTIFIED or _bounded(page):
        return _unknown(page)
    found = any(item.established or item.assumed for item in page.amounts)
    if not found:
        contingent = any(item.contingent for item in page.amounts)
        return (translate("figures", "breach not yet found"),) if contingent else ()
    parts = (
        (translate("figures", "established {}"), tuple(item.established for item in page.amounts)),
        (translate("figures", "assumed {}"), tuple(item.assumed for item in page.amounts)),
        (translate("figures", "breach not yet found {}"), tuple(item.contingent for item in page.amounts)),
    )
    return tuple(
        words.format(" + ".join(shown(amount) for amount in sums if amount))
        for words, sums in parts
        if any(sums)
    )


def _unknown(page: Page) -> tuple[str, ...]:
    """The words for an unknown start, and the bounds of the figure."""
    if page.penalties[0].highest is not None:
        return (translate("figures", "a holiday was not checked"),)
    told = translate("figures", "start unknown")
    if page.headline is not Headline.NOT_NOTIFIED:
        told = text.headline_word(page.headline).lower()
    between = _bounded(page)
    return (between, told) if between else (told,)


def _bounded(page: Page) -> str:
    """The bounds of the figure, if the sum of no line is known."""
    if page.faults or any(penalty.is_known for penalty in page.penalties):
        return ""
    if len(page.penalties) == 1:
        return bounds_text(page.penalties[0], page)
    return bounds_words(bounds_together(page.penalties, page))


def _brief(page: Page, evidence: tuple[str, ...], growth: str) -> tuple[str, ...]:
    """The notes in at most two lines, with short amounts side by side."""
    if left_out := _left_out(page):
        growth = " · ".join(part for part in (growth, left_out) if part)
    if not growth:
        between = bounds_words(bounds_together(page.penalties, page), short=True) if _bounded(page) else ""
        return (between, *evidence[1:2]) if between else evidence[:2]
    if len(evidence) > 1:
        return " · ".join(_evidence(page, text.short_money)), growth
    return (*evidence, growth)


def _growth(page: Page) -> str:
    increases = next_increases(page.penalties)
    if not increases:
        return ""
    by = text.all_money(tuple(increase.by for increase in increases))
    on = increases[0].on
    if on != page.day + DAY:
        return translate("figures", "+ {} on {}").format(by, text.day(on))
    city = page.case.investigation.authority.zone.rsplit("/", 1)[-1].replace("_", " ")
    return translate("figures", "+ {} at 00:00 {}").format(by, text.printable(city))


def _annulled(page: Page) -> tuple[str, ...]:
    histories = [penalty.accrual.before_annulment for penalty in page.penalties]
    would = totals(tuple(history.accrued for history in histories if history is not None))
    if not would:
        return (translate("figures", "annulled"),)
    return translate("figures", "annulled; would have been"), " · ".join(_values(would))


def _made_of(amounts: Amounts) -> tuple[str, ...]:
    """The parts of an outstanding sum: fine, penalty, both or neither."""
    fine = amounts.outstanding != amounts.due
    if fine and amounts.due:
        due = translate("figures", "+ penalty {}").format(text.money(amounts.due))
        return translate("figures", "fine"), due
    if amounts.due:
        return (translate("figures", "penalty"),)
    return (translate("figures", "fine"),) if fine else (translate("figures", "nothing is due"),)
