"""The penalty of a draft: its terms under the rules of the draft, and the sum fixed since."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, NamedTuple

from desktop.domain.case.terms import Grace, Liquidation, PenaltyTerms, Rate, TermsId
from desktop.domain.days.period import DAY, Span, on_day
from desktop.domain.days.workdays import moved
from desktop.domain.edit.draft import CapKind, DraftField, GraceKind, GraceStart, RateStart, draft_rules
from desktop.domain.edit.draft_problems import DraftFlaw, OpenPoint, Weight
from desktop.domain.faults import TermsError
from desktop.domain.law.deadline import CALENDAR_ALONE, GraceUnit, MonthRule, Rollover, deadline
from desktop.domain.law.kinds import PartUnit, Recovery, Unit
from desktop.domain.law.regime import FirstDay, Setting, deadline_rule
from desktop.domain.penalty.settlement import PeriodMatch, published_check
from desktop.domain.penalty.start import first_penalty_day
from desktop.domain.source import Confidence

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.case.limits import Laws
    from desktop.domain.edit.draft import Draft, DraftLiquidation
    from desktop.domain.edit.draft_fields import FieldReader
    from desktop.domain.law.deadline import DeadlineRule
    from desktop.domain.money import Money
    from desktop.domain.source import Source

# The regimes that want a maximum sum in every order, with the rule.
CAP_WANTED = {"NL-AWB": "Awb art. 5:32b"}
NAMED = "the day that the order names"
_SUMS, _COUNTS = (CapKind.SUM, CapKind.BOTH), (CapKind.UNITS, CapKind.BOTH)
_PERIOD_UNITS = (Unit.DAY, Unit.WORKING_DAY)


class OrderDays(NamedTuple):
    """The days of the decision and of its notification, None where not typed or not known."""

    decided: date | None
    notified: date | None


class TermsOf(NamedTuple):
    """The terms of a draft, None before its figure can be asked for, and the points that are open in it."""

    terms: PenaltyTerms | None
    open: tuple[OpenPoint, ...]


def terms_of(
    draft: Draft, days: OrderDays, laws: Laws, fields: FieldReader, sources: tuple[Source, ...]
) -> TermsOf:
    """Read the penalty of a draft; what is wrong is noted in `fields`."""
    points: list[OpenPoint] = []
    rate = fields.amount(DraftField.PENALTY, draft.amount, draft.currency)
    grace = _grace(draft, fields)
    cap, units = _cap(draft, fields)
    steps = _steps(draft, fields)
    if rate is None and not draft.amount.strip():
        points.append(OpenPoint.PENALTY)
    needs_grace = draft.grace is not GraceKind.NONE and not draft.first_day.strip()
    if grace is None and needs_grace:
        points.append(OpenPoint.GRACE)
    if (draft.cap in _SUMS and cap is None) or (draft.cap in _COUNTS and units is None):
        points.append(OpenPoint.CAP)
    regime = laws.regime
    if regime is not None and regime.code in CAP_WANTED and draft.cap is CapKind.NONE and rate is not None:
        fields.tell(DraftField.CAP, DraftFlaw.NO_CAP, CAP_WANTED[regime.code], weight=Weight.DOUBT)
    if points or rate is None:
        return TermsOf(None, tuple(points))
    held = {one.setting: one.value for one in draft_rules(draft, regime)}
    recovery, part = held[Setting.RECOVERY], held[Setting.PART_UNIT]
    authority = draft.authority
    terms = PenaltyTerms(
        id=TermsId(1),
        label="A",
        local_name="" if regime is None else regime.term,
        currency=draft.currency,
        unit=draft.unit,
        rates=(Rate(rate.minor), *steps),
        part_unit=part if isinstance(part, PartUnit) else PartUnit.NONE,
        deadline_rule=_rule(held, laws, grace),
        working_days=laws.working_days if draft.unit is Unit.WORKING_DAY else None,
        recovery=recovery if isinstance(recovery, Recovery) else Recovery.LIQUIDATION,
        zone="UTC" if authority is None else authority.zone,
        decided_on=days.decided,
        notified_on=days.notified,
        grace=grace,
        cap=None if cap is None else cap.minor,
        max_units=units,
        compliance_day_counted=held[Setting.COMPLIANCE_DAY_COUNTED] is True,
        order_labels=tuple(label for label, _ in zip(LABELS, order_texts(draft), strict=False)),
        confidence=Confidence.CONFIRMED,
        sources=sources,
    )
    return TermsOf(_dated(terms, draft, held[Setting.FIRST_DAY], days, fields), ())


def _dated(
    terms: PenaltyTerms, draft: Draft, basis: object, days: OrderDays, fields: FieldReader
) -> PenaltyTerms | None:
    """The terms with their first day and with the sum fixed since; None where that day is not calculable."""
    named = fields.day(DraftField.FIRST_DAY, draft.first_day)
    if named is not None:
        return _with_liquidation(_stated(terms, named, NAMED, Confidence.CONFIRMED), draft, fields)
    try:
        terms = _started(terms, draft, basis, days)
    except TermsError as error:
        fields.tell(DraftField.GRACE, DraftFlaw.NOT_CALCULABLE, str(error))
        return None
    return _with_liquidation(terms, draft, fields)


LABELS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def order_texts(draft: Draft) -> tuple[str, ...]:
    """What must be done: a text for each order, one on each line."""
    lines = tuple(" ".join(line.split()) for line in draft.order.splitlines())
    return tuple(line for line in lines if line)[: len(LABELS)]


def _grace(draft: Draft, fields: FieldReader) -> Grace | None:
    match draft.grace:
        case GraceKind.LENGTH:
            length = fields.whole(DraftField.GRACE, draft.grace_length)
            return None if length is None else Grace(length, draft.grace_unit, draft.grace_from.value)
        case GraceKind.LAST_DAY:
            last = fields.day(DraftField.GRACE, draft.grace_last_day)
            return None if last is None else Grace(None, None, "", last)
        case _:
            return None


def _cap(draft: Draft, fields: FieldReader) -> tuple[Money | None, int | None]:
    cap = units = None
    if draft.cap in _SUMS:
        cap = fields.amount(DraftField.CAP, draft.cap_amount, draft.currency)
        if cap is not None and not cap:
            fields.tell(DraftField.CAP, DraftFlaw.NO_SUM)
            cap = None
    if draft.cap in _COUNTS:
        units = fields.whole(DraftField.CAP, draft.cap_units, 1)
    return cap, units


def _steps(draft: Draft, fields: FieldReader) -> tuple[Rate, ...]:
    """The changes of the rate; what is wrong with them is noted, and nothing of them is left out silently."""
    rates: list[Rate] = []
    for step in draft.steps:
        amount = fields.amount(DraftField.STEPS, step.amount, draft.currency)
        day = number = None
        if step.kind is RateStart.DAY:
            day = fields.day(DraftField.STEPS, step.start)
        else:
            number = fields.whole(DraftField.STEPS, step.start, 2)
        if not step.amount.strip() or not step.start.strip():
            fields.tell(DraftField.STEPS, DraftFlaw.HALF_STEP)
        elif amount is not None and (day is not None or number is not None):
            rates.append(Rate(amount.minor, number, day))
    if len({step.kind for step in draft.steps}) > 1:
        fields.tell(DraftField.STEPS, DraftFlaw.MIXED_STEPS)
    if len({(rate.from_unit, rate.from_day) for rate in rates}) < len(rates):
        fields.tell(DraftField.STEPS, DraftFlaw.SAME_STEP)
    return tuple(rates)


def _rule(held: dict[Setting, object], laws: Laws, grace: Grace | None) -> DeadlineRule:
    """The rule for the end of the grace period; its calendar only where it needs one."""
    months, rollover = held[Setting.MONTH_RULE], held[Setting.ROLLOVER]
    rule = CALENDAR_ALONE if laws.regime is None else deadline_rule(laws.regime, laws.working_days)
    rule = dataclasses.replace(
        rule,
        months=months if isinstance(months, MonthRule) else rule.months,
        rollover=rollover if isinstance(rollover, Rollover) else rule.rollover,
    )
    in_working_days = grace is not None and grace.unit is GraceUnit.WORKING_DAY
    if rule.rollover is Rollover.NONE and not rule.min_working_days and not in_working_days:
        return dataclasses.replace(rule, working_days=None)
    return rule


def _started(terms: PenaltyTerms, draft: Draft, basis: object, days: OrderDays) -> PenaltyTerms:
    """The terms with a first day of their own, where it is not the day after grace from the notification.

    Raises TermsError where that day cannot be calculated.
    """
    if basis is FirstDay.ON_EVENT_DAY:
        return _stated(terms, days.notified, "the day of notification")
    is_from_decision = draft.grace is GraceKind.LENGTH and draft.grace_from is GraceStart.DECISION
    if terms.grace is None or not (is_from_decision or basis is FirstDay.ON_EXPIRY):
        return terms
    end = _end(terms, terms.grace, days.decided if is_from_decision else days.notified)
    if basis is FirstDay.ON_EXPIRY:
        return _stated(terms, end, "the day on which the grace period ends")
    first = None if end is None else moved(end, 1)
    return _stated(terms, first, "the day after the grace period, which runs from the decision")


def _end(terms: PenaltyTerms, grace: Grace, event: date | None) -> date | None:
    """The last day of grace, None where its event is not known. Raises TermsError."""
    if grace.last_day is not None or event is None or grace.length is None or grace.unit is None:
        return grace.last_day
    return deadline(event, ((grace.length, grace.unit),), terms.deadline_rule).last_day


def _stated(
    terms: PenaltyTerms, first: date | None, basis: str, confidence: Confidence = Confidence.INFERRED
) -> PenaltyTerms:
    confidence = Confidence.UNKNOWN if first is None else confidence
    return dataclasses.replace(terms, first_day=first, first_day_basis=basis, first_day_confidence=confidence)


def _with_liquidation(terms: PenaltyTerms, draft: Draft, fields: FieldReader) -> PenaltyTerms:
    """The terms with the sum fixed since the order, where one is typed."""
    typed = draft.liquidation
    if typed is None:
        return terms
    decided = fields.day(DraftField.LIQUIDATED, typed.decided)
    amount = fields.amount(DraftField.LIQUIDATION, typed.amount, draft.currency)
    period = _period(typed, fields)
    if decided is None or amount is None:
        return terms
    window, convention = _window(terms, amount, period)
    charged = None if window is None or terms.unit not in _PERIOD_UNITS[:1] else window.days
    found = Liquidation(
        decided=on_day(decided),
        amount=amount,
        kind="liquidation",
        status="",
        known_on=decided,
        window=window,
        published_from=None if period is None else period.start,
        published_to=None if period is None else period.last,
        units=charged,
        unit="" if charged is None else terms.unit.value,
        convention=convention,
        note=" ".join(typed.reference.split()),
    )
    return dataclasses.replace(terms, liquidations=(found,))


def _period(typed: DraftLiquidation, fields: FieldReader) -> Span | None:
    first = fields.day(DraftField.PERIOD, typed.published_from)
    last = fields.day(DraftField.PERIOD, typed.published_to)
    if first is not None and last is not None:
        if last < first:
            fields.tell(DraftField.PERIOD, DraftFlaw.PERIOD_BACKWARDS)
            return None
        return Span(first, last + DAY)
    if bool(typed.published_from.strip()) is not bool(typed.published_to.strip()):
        fields.tell(DraftField.PERIOD, DraftFlaw.HALF_PERIOD)
    return None


def _window(terms: PenaltyTerms, amount: Money, period: Span | None) -> tuple[Span | None, str]:
    """The days that were charged, by the sum: all days of the period as published, or all but an end day.

    Whether end days count follows from the sum and the first penalty day, never from the words alone.
    """
    if period is None:
        return None, ""
    rate = terms.rates[0].minor * terms.multiplier
    if terms.unit is not Unit.DAY or not rate:
        return period, ""
    check = published_check(period.start, period.last, rate, amount.minor)
    is_late = _starts_after(terms, period.start)
    if check.match is PeriodMatch.ONE_EXCLUDED and period.days > 1:
        if is_late:
            return Span(period.start + DAY, period.end), "first day of the period not charged"
        return Span(period.start, period.last), "last day of the period not charged"
    if check.match is PeriodMatch.BOTH_EXCLUDED and period.days > 2:  # noqa: PLR2004 - both end days
        return Span(period.start + DAY, period.last), "first and last day of the period not charged"
    return period, ""


def _starts_after(terms: PenaltyTerms, day: date) -> bool:
    """Whether the penalty is known to start after a day."""
    try:
        first = first_penalty_day(terms)
    except TermsError:
        return False
    return first is not None and first > day
