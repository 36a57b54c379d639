"""States, liquidations, payments, findings and reported totals of a penalty in words."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop import text
from desktop.domain.explanation.figure import FigureKind, line_key
from desktop.domain.law.kinds import Unit
from desktop.domain.money import Money
from desktop.domain.penalty.settlement import Settlement, compare
from desktop.domain.penalty.stretch import State
from desktop.domain.penalty.waiting import Wait, wait_on

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.case.terms import Finding, Liquidation, PenaltyTerms, Tally
    from desktop.domain.explanation.figure import FigureKey
    from desktop.domain.page.page import Page
    from desktop.domain.penalty.lines import PenaltyLine
    from desktop.domain.source import Source

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class SettledEntry:
    """An act of an authority or a payment: its date, amount and sentences; `later` than the knowledge day."""

    when: str
    amount: str
    sentences: tuple[str, ...]
    sources: tuple[Source, ...] = ()
    later: bool = False
    keys: tuple[FigureKey, ...] = ()


def settled_entries(penalty: PenaltyLine, known_on: date, slug: str = "") -> tuple[SettledEntry, ...]:
    """Every sum or fact liquidated, paid, found, reported or annulled about a penalty, each kind in order."""
    terms = penalty.terms
    tallies = tuple(_tally(tally, terms, known_on) for tally in terms.tallies)
    kinds = (
        (FigureKind.ACCRUED, _annulment(penalty, known_on)),
        (FigureKind.LIQUIDATION, _liquidations(terms, known_on)),
        (FigureKind.PAYMENT, _payments(terms, known_on)),
        (FigureKind.DUE, _no_payment(penalty)),
        (FigureKind.LIQUIDATED, _outcome(terms, known_on)),
        (FigureKind.ESTABLISHED, tuple(_finding(finding, known_on) for finding in terms.findings)),
        (FigureKind.TALLY, tallies),
    )
    return tuple(
        dataclasses.replace(entry, keys=(line_key(kind, slug, terms, number),))
        for kind, entries in kinds
        for number, entry in enumerate(entries)
    )


def settlement_sentences(found: Settlement, unit: Unit) -> tuple[str, ...]:
    """The count behind a liquidated sum, and its comparison with the calculation."""
    return (_charged(found, unit), *_both_ends(found, unit), _agreement(found, unit))


def state_note(penalty: PenaltyLine, page: Page) -> str:
    """The meaning of a penalty's state on the day, in a sentence or two."""
    return {
        State.NOT_ORDERED: _not_ordered,
        State.NOT_NOTIFIED: _not_notified,
        State.GRACE: _in_grace,
        State.RUNNING: _running,
        State.STAYED: _stayed,
        State.CAPPED: _capped,
        State.COMPLIED: _complied,
        State.ENDED: _ended,
        State.ANNULLED: _set_aside,
    }[penalty.accrual.state](penalty, page.known_on)


def _not_notified(penalty: PenaltyLine, _known_on: date) -> str:
    if not penalty.accrual.accrued:
        return translate("settled", "Nothing is calculated, because nobody has published when it starts.")
    return translate(
        "settled", "Only what was reported in all is counted, because nobody has published when it starts."
    )


def _in_grace(penalty: PenaltyLine, _known_on: date) -> str:
    first = penalty.accrual.first_day
    words = {
        Wait.GIVEN: translate("settled", "The grace period is still running. Nothing accrues yet."),
        Wait.OVER: translate("settled", "The grace period is over. Nothing is charged before {}."),
        Wait.NO_GRACE: translate("settled", "Nothing is charged before {}. No grace period is noted."),
        Wait.UNKNOWN: translate(
            "settled", "Nothing is charged before {}. When the grace period began is not known."
        ),
    }[wait_on(penalty.terms, penalty.accrual.as_of)]
    return words.format(text.day(first) if first is not None else text.NOTHING)


def _stayed(_penalty: PenaltyLine, _known_on: date) -> str:
    return translate("settled", "The penalty is stayed: nothing accrues while the stay lasts.")


def _not_ordered(penalty: PenaltyLine, _known_on: date) -> str:
    decided = penalty.terms.decided_on
    if decided is None:
        return translate("settled", "Not ordered yet.")
    return translate("settled", "Not ordered yet: the decision is of {}.").format(text.day(decided))


def _running(penalty: PenaltyLine, _known_on: date) -> str:
    if penalty.accrual.contingent:
        return translate("settled", "If the order is not obeyed: nobody has found a breach yet.")
    if penalty.accrual.assumed:
        most = penalty.accrual if penalty.highest is None or penalty.is_known else penalty.highest
        return translate("settled", "{} is established; {} assumes that nothing has changed since.").format(
            text.money_range(penalty.accrual.established, most.established),
            text.money_range(penalty.accrual.assumed, most.assumed),
        )
    return ""


def _capped(penalty: PenaltyLine, _known_on: date) -> str:
    on = penalty.accrual.cap_reached_on
    reached = translate("settled", "The cap was reached; nothing more accrues.")
    if on is not None:
        words = translate("settled", "The cap was reached on {}; nothing more accrues.")
        reached = words.format(text.day(on))
    if not penalty.accrual.contingent:
        return reached
    words = translate("settled", "Nobody has found a breach: it is due only if the order was not obeyed.")
    return f"{reached} {words}"


def _complied(penalty: PenaltyLine, known_on: date) -> str:
    known = [item for item in penalty.terms.compliance if item.known_on <= known_on and not item.relapse]
    if not known:
        return translate("settled", "The order was obeyed.")
    latest = max(known, key=lambda item: item.on)
    words = translate("settled", "The order was obeyed from {} on. {}")
    return words.format(text.day(latest.on), text.printable(latest.note))


def _ended(penalty: PenaltyLine, _known_on: date) -> str:
    last = penalty.terms.last_day
    if last is None:
        return translate("settled", "The penalty has ended.")
    words = translate("settled", "The last day that can be charged was {}. {}")
    return words.format(text.day(last.on), text.printable(last.note)).strip()


def _set_aside(penalty: PenaltyLine, _known_on: date) -> str:
    history = penalty.accrual.before_annulment
    if history is None:
        return translate(
            "settled",
            "Set aside with effect from the start: nothing is due. It cannot be calculated what it would have"
            " been.",
        )
    words = translate(
        "settled", "Set aside with effect from the start: nothing is due. It would have been {}."
    )
    return words.format(text.money(history.accrued))


def _annulment(penalty: PenaltyLine, known_on: date) -> tuple[SettledEntry, ...]:
    annulment = penalty.terms.annulment
    if annulment is None:
        return ()
    words = translate("settled", "Annulled with effect from the start.")
    sentences = tuple(sentence for sentence in (words, text.printable(annulment.note)) if sentence)
    zero = text.money(Money(0, penalty.terms.currency))
    later = annulment.known_on > known_on
    return (SettledEntry(text.day(annulment.known_on), zero, sentences, later=later),)


def _liquidations(terms: PenaltyTerms, known_on: date) -> tuple[SettledEntry, ...]:
    entries = []
    for item in terms.liquidations:
        status = item.status if item.reduced_to is None else ""  # the outcome, with that day's figure
        printed = " · ".join(text.printable(words) for words in (item.kind, status) if words)
        extra = (_sentence(printed), _reduced(item, known_on), text.printable(item.note))
        sentences = (*settlement_sentences(compare(item, terms), terms.unit), *extra)
        amount = text.money(item.amount_known(known_on))
        if item.amount_known(known_on) != item.amount:
            amount = translate("settled", "{}, reduced from {}").format(amount, text.money(item.amount))
        entries.append(
            SettledEntry(
                text.uncertain(item.decided),
                amount,
                tuple(sentence for sentence in sentences if sentence),
                item.sources,
                later=item.known_on > known_on,
            )
        )
    return tuple(entries)


def _reduced(item: Liquidation, known_on: date) -> str:
    on = item.reduced_known_on
    if on is None or on > known_on:
        return ""
    return translate("settled", "Reduced on {}.").format(text.day(on))


def _payments(terms: PenaltyTerms, known_on: date) -> tuple[SettledEntry, ...]:
    return tuple(
        SettledEntry(
            text.uncertain(payment.paid),
            text.money(payment.amount),
            tuple(text.printable(words) for words in (_sentence(payment.kind), payment.note) if words),
            payment.sources,
            later=payment.known_on > known_on,
        )
        for payment in terms.payments
    )


def _no_payment(penalty: PenaltyLine) -> tuple[SettledEntry, ...]:
    """The entry for a payable sum without a recorded payment."""
    if penalty.recovered.is_due_known:
        return ()
    until = min(penalty.accrual.as_of, penalty.accrual.known_on)
    when = translate("settled", "By {}").format(text.day(until))
    return (SettledEntry(when, "", (translate("settled", "No payment recorded."),)),)


def _outcome(terms: PenaltyTerms, known_on: date) -> tuple[SettledEntry, ...]:
    if not terms.outcome:
        return ()
    known = terms.outcome_known_on
    when = text.day(known) if known is not None else translate("settled", "Day not noted")
    sentence = _sentence(text.printable(terms.outcome))
    return (SettledEntry(when, "", (sentence,), later=known is not None and known > known_on),)


def _finding(finding: Finding, known_on: date) -> SettledEntry:
    period = text.stretch(finding.window.start, finding.window.last)
    words = translate("settled", "Found: not obeyed {}.").format(period)
    sentences = (words, text.printable(finding.note)) if finding.note else (words,)
    return SettledEntry(
        text.day(finding.known_on), "", sentences, finding.sources, finding.known_on > known_on
    )


def _tally(tally: Tally, terms: PenaltyTerms, known_on: date) -> SettledEntry:
    counted = text.units(tally.units, terms.unit) if tally.units is not None else ""
    amount = text.money(Money(tally.minor, terms.currency)) if tally.minor is not None else ""
    words = translate("settled", "Reported as forfeited by {}, in all. The single days are not public.")
    sentences = (words.format(text.day(tally.by)), text.printable(tally.note))
    return SettledEntry(
        text.day(tally.known_on),
        amount or counted,
        tuple(sentence for sentence in (counted if amount else "", *sentences) if sentence),
        tally.sources,
        later=tally.known_on > known_on,
    )


def _sentence(words: str) -> str:
    words = words.rstrip(".")
    return f"{words[:1].upper()}{words[1:]}." if words else ""


def _charged(found: Settlement, unit: Unit) -> str:
    first, last = found.liquidation.published_from, found.liquidation.published_to
    parts = [translate("settled", "{} not counted").format(text.day(day)) for day in found.not_counted]
    if found.charged:
        parts.insert(0, translate("settled", "{} charged").format(text.units(found.charged, unit)))
    counted = ", ".join(parts)
    if first is None or last is None:
        return translate("settled", "Days not public: {}.").format(counted) if counted else ""
    period = text.stretch(first, last) if first <= last else text.day(first)
    return f"{period}: {counted}." if counted else f"{period}."


def _both_ends(found: Settlement, unit: Unit) -> tuple[str, ...]:
    if unit is not Unit.DAY or found.counted_days in (None, found.charged):
        return ()
    words = translate("settled", "Both ends counted would be {}.")
    return (words.format(text.count(found.counted_days or 0)),)


def _agreement(found: Settlement, unit: Unit) -> str:
    if found.agrees:
        return translate("settled", "The calculation agrees.")
    if found.agrees is None or found.calculated is None:
        return translate("settled", "There is no calculation to set beside it.")
    differs = translate("settled", "The calculation gives {}.").format(text.money(found.calculated))
    if found.implied_units is None:
        return differs
    implied = translate("settled", "The sum is {} at the rate.").format(text.units(found.implied_units, unit))
    return f"{differs} {implied}"
