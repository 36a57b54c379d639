"""The terms of a penalty as named facts, and the reason for its first penalty day, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop import text
from desktop.domain.law.deadline import GraceUnit, Rollover
from desktop.domain.law.kinds import PartUnit, Unit
from desktop.domain.law.regime import Setting
from desktop.domain.money import Money
from desktop.domain.penalty.alternatives import overrides
from desktop.domain.penalty.holiday_doubt import are_several
from desktop.domain.penalty.start import first_penalty_day
from desktop.domain.source import Confidence
from desktop.models.explanation.conventions import confidence_text, recovery_text

if TYPE_CHECKING:
    from desktop.domain.case.terms import Grace, PenaltyTerms, Rate
    from desktop.domain.law.regime import Regime
    from desktop.domain.penalty.lines import PenaltyLine

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class NamedFact:
    """A named value of an order; `note` tells a difference from the law's own rule.

    A `main` fact is asked for first; the rest come on demand.
    """

    name: str
    value: str
    main: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """The reason for the first penalty day: a headline and the sentences behind the headline."""

    headline: str
    sentences: tuple[str, ...]


def terms_facts(terms: PenaltyTerms, regime: Regime | None = None) -> tuple[NamedFact, ...]:
    """Every term that an order sets for a penalty, in the order people ask for them."""
    own = {override.rule.setting for override in overrides(terms, regime)} if regime is not None else set()
    note = translate("terms", "the order's own words; the law's rule differs")
    main = (
        (translate("terms", "Rate"), "\n".join(_rate(rate, terms) for rate in terms.rates), None),
        (translate("terms", "Multiplied by"), _multiplier(terms), None),
        (translate("terms", "Grace period"), grace_text(terms.grace) or translate("terms", "none"), None),
        (translate("terms", "Runs from"), _runs_from(terms.grace), None),
        (translate("terms", "Cap"), _cap(terms), None),
        (
            translate("terms", "At most"),
            text.units(terms.max_units, terms.unit) if terms.max_units else "",
            Setting.MAX_UNITS,
        ),
        (translate("terms", "Last day"), text.day(terms.last_day.on) if terms.last_day else "", None),
        (translate("terms", "Part of a unit"), _part_units(terms), Setting.PART_UNIT),
        (translate("terms", "Days counted"), _days_counted(terms), None),
    )
    rest = (
        (translate("terms", "Law"), text.printable(regime.name) if regime is not None else "", None),
        (translate("terms", "If it ends on a holiday"), _rollover(terms), Setting.ROLLOVER),
        (translate("terms", "Time zone"), text.printable(terms.zone), None),
        (translate("terms", "Compliance day"), _compliance_day(terms), Setting.COMPLIANCE_DAY_COUNTED),
        (translate("terms", "Only when"), text.printable(terms.trigger), None),
        (translate("terms", "Payable"), recovery_text(terms.recovery), None),
        (translate("terms", "Orders"), ", ".join(map(text.printable, terms.order_labels)), None),
        (translate("terms", "Called"), text.printable(terms.local_name), None),
        (translate("terms", "Rounding"), text.printable(terms.rounding), None),
        (translate("terms", "Decided"), text.day(terms.decided_on) if terms.decided_on else "", None),
        (translate("terms", "Notified"), _notified(terms), None),
        (translate("terms", "Status"), text.printable(terms.status), None),
        (translate("terms", "Confidence"), confidence_text(terms.confidence), None),
    )
    return tuple(
        NamedFact(name, value, is_main, note if setting in own else "")
        for is_main, facts in ((True, main), (False, rest))
        for name, value, setting in facts
        if value
    )


def start_reason(penalty: PenaltyLine) -> Reason:
    """The reason for the first penalty day, or the facts missing to calculate that day."""
    terms = penalty.terms
    first_day = penalty.accrual.first_day or first_penalty_day(terms)
    if first_day is None:
        return Reason(translate("terms", "Its first day cannot be calculated."), _missing(terms))
    headline = translate("terms", "Why it starts on {}.").format(text.day(first_day))
    if penalty.highest is not None and penalty.day_in_doubt is not None:
        words = translate("terms", "It starts on {}, or on {} if {} was a public holiday.")
        if are_several(terms, penalty.day_in_doubt, first_day):
            words = translate("terms", "It starts on {}, or on {} at the latest if {} was a public holiday.")
        early = penalty.highest.first_day or first_day
        headline = words.format(text.day(early), text.day(first_day), text.day(penalty.day_in_doubt))
    basis = text.printable(terms.first_day_basis)
    sentences = (
        _support(terms.first_day_confidence) if terms.first_day else "",
        translate("terms", "Remark: {}.").format(basis.rstrip(".")) if basis else "",
        _notification_sentence(terms),
        _grace_sentence(terms.grace),
    )
    return Reason(headline, tuple(sentence for sentence in sentences if sentence))


def grace_text(grace: Grace | None) -> str:
    """The length of a grace period, such as "2 months", or its last day."""
    if grace is None:
        return ""
    if grace.length is not None and grace.unit is not None:
        return length_text(grace.length, grace.unit)
    if grace.last_day is not None:
        return translate("terms", "until {}").format(text.day(grace.last_day))
    return translate("terms", "length not noted")


def _rate(rate: Rate, terms: PenaltyTerms) -> str:
    words = text.per_unit(Money(rate.minor, terms.currency), terms.unit)
    if rate.from_day is not None:
        return translate("terms", "{} from {}").format(words, text.day(rate.from_day))
    if rate.from_unit is not None and len(terms.rates) > 1:
        return translate("terms", "{} from number {}").format(words, text.count(rate.from_unit))
    return words


def _multiplier(terms: PenaltyTerms) -> str:
    if terms.multiplier == 1 and not terms.multiplier_by:
        return ""
    of = text.printable(terms.multiplier_by) or translate("terms", "site")
    return translate("terms", "{} ({})").format(text.count(terms.multiplier), of)


def _runs_from(grace: Grace | None) -> str:
    """The event that a length of time runs from; none for a fixed last day."""
    return text.printable(grace.runs_from) if grace is not None and grace.length is not None else ""


def _cap(terms: PenaltyTerms) -> str:
    if terms.cap is None:
        return translate("terms", "none")
    words = text.money(Money(terms.cap, terms.currency))
    return translate("terms", "{}, shared by several lines").format(words) if terms.shared_cap else words


def _days_counted(terms: PenaltyTerms) -> str:
    if terms.unit is Unit.WORKING_DAY and terms.working_days is not None:
        return translate("terms", "working days ({})").format(text.printable(terms.working_days.code))
    return translate("terms", "calendar days") if terms.unit is Unit.DAY else ""


def _rollover(terms: PenaltyTerms) -> str:
    """The rule for a time to comply that would end on a weekend or holiday."""
    if terms.grace is None or terms.first_day is not None:
        return ""
    rule = terms.deadline_rule
    if rule.rollover is Rollover.NONE:
        return translate("terms", "it ends then")
    code = rule.working_days.code if rule.working_days is not None else ""
    words = translate("terms", "the next working day")
    return f"{words} ({text.printable(code)})" if code else words


def _part_units(terms: PenaltyTerms) -> str:
    if terms.unit in (Unit.DAY, Unit.WORKING_DAY, Unit.OCCURRENCE, Unit.ONCE):
        return ""
    return {
        PartUnit.NONE: translate("terms", "only full units count"),
        PartUnit.FULL: translate("terms", "a begun unit counts in full"),
        PartUnit.PRO_RATA: translate("terms", "a begun unit counts by its days"),
    }[terms.part_unit]


def _compliance_day(terms: PenaltyTerms) -> str:
    if terms.unit is Unit.OCCURRENCE:
        return ""
    counted, not_counted = translate("terms", "counted"), translate("terms", "not counted")
    return counted if terms.compliance_day_counted else not_counted


def _notified(terms: PenaltyTerms) -> str:
    return text.day(terms.notified_on) if terms.notified_on else translate("terms", "not published")


def length_text(number: int, unit: GraceUnit) -> str:
    """A length of time, such as "2 months"."""
    return text.units(number, unit.value)


def _support(confidence: Confidence) -> str:
    return {
        Confidence.CONFIRMED: translate("terms", "The authority gave this day."),
        Confidence.SINGLE_SOURCE: translate("terms", "One source gives this day."),
        Confidence.UNCONFIRMED: translate("terms", "No official source confirms this day."),
        Confidence.INFERRED: translate("terms", "This day is inferred, not stated."),
        Confidence.UNKNOWN: translate("terms", "How well this day is supported is not noted."),
    }[confidence]


def _notification_sentence(terms: PenaltyTerms) -> str:
    if terms.notified_on is None:
        return translate("terms", "When the decision was notified is not published.")
    return translate("terms", "The decision was notified on {}.").format(text.day(terms.notified_on))


def _grace_sentence(grace: Grace | None) -> str:
    if grace is None:
        return translate("terms", "No grace period is noted.")
    runs_from = text.printable(grace.runs_from)
    if grace.length is None or not runs_from:
        return translate("terms", "Grace period: {}.").format(grace_text(grace))
    return translate("terms", "Grace period: {} from {}.").format(grace_text(grace), runs_from)


def _missing(terms: PenaltyTerms) -> tuple[str, ...]:
    sentences = [_notification_sentence(terms), _grace_sentence(terms.grace)]
    if terms.first_day_basis:
        noted = text.printable(terms.first_day_basis).rstrip(".")
        sentences.append(translate("terms", "Remark: {}.").format(noted))
    words = translate("terms", "A first charged day stated by the authority would settle it.")
    if terms.tallies:
        words = translate(
            "terms", "The single days are not public; what was reported in all is used instead."
        )
    elif terms.notified_on is None:
        words = translate(
            "terms",
            "The day of notification, or a first charged day stated by the authority, would settle it.",
        )
    return (*sentences, words)
