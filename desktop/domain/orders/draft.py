"""A penalty order of a file as a draft: opened, changed, and read back as terms."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from desktop.domain.edit.draft import (
    CapKind,
    Draft,
    DraftField,
    DraftStep,
    GraceKind,
    GraceStart,
    RateStart,
    draft_rules,
)
from desktop.domain.edit.draft_fields import FieldReader
from desktop.domain.edit.draft_terms import LABELS, OrderDays, order_texts, terms_of
from desktop.domain.law.regime import FirstDay, Setting
from desktop.domain.money import Money
from desktop.domain.typed.amounts import read_amount
from desktop.domain.typed.written import written_amount, written_day

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop.domain.case.case import Case
    from desktop.domain.case.limits import Laws
    from desktop.domain.case.terms import Grace, PenaltyTerms, TermsId
    from desktop.domain.typed.dates import DayOrder

_BY_DECISION = ("decision", "judgment", "order")


class OrderUids(NamedTuple):
    """The uids behind an order: its investigation, terms, rates in their order, orders and joins by label.

    `others` are those of the other terms of the investigation, by number.
    """

    investigation: str
    terms: str = ""
    rates: tuple[str, ...] = ()
    orders: Mapping[str, str] = {}
    joins: Mapping[str, str] = {}
    others: Mapping[TermsId, str] = {}


@dataclass(frozen=True, slots=True)
class OpenOrder:
    """An order as it stands in the file: the draft of it, and the terms that the draft is read as.

    `terms` is None for an order that is not in the file yet.
    """

    case: Case
    terms: PenaltyTerms | None
    uids: OrderUids
    regime: str  # as it is stored with the terms, with the version of its rules
    version: str
    draft: Draft
    baseline: PenaltyTerms | None = None

    @property
    def label(self) -> str:
        """The label of the terms."""
        return self.terms.label if self.terms is not None else free_label(self.case)


def plain(draft: Draft, order: DayOrder) -> Draft:
    """A draft with what means the same written in the same way, and nothing that has no meaning."""
    fields = FieldReader(order)
    names = ("decided", "notified", "first_day", "grace_last_day")
    days = {name: _day_as_written(str(getattr(draft, name)), fields) for name in names}
    changes: dict[str, Any] = {
        **days,
        "amount": _sum_as_written(draft.amount, draft.currency),
        "cap_amount": _sum_as_written(draft.cap_amount, draft.currency),
        "cap_units": draft.cap_units.strip(),
        "order": "\n".join(order_texts(draft)),
        "steps": tuple(
            dataclasses.replace(
                step,
                start=_day_as_written(step.start, fields)
                if step.kind is RateStart.DAY
                else step.start.strip(),
                amount=_sum_as_written(step.amount, draft.currency),
            )
            for step in draft.steps
        ),
        "cap": cap_kind(draft),
        "by_hand": tuple(sorted(draft.by_hand)),
    }
    if not draft.is_notified_known:
        changes["notified"] = ""
    if draft.grace is not GraceKind.LAST_DAY:
        changes["grace_last_day"] = ""
    if draft.grace is not GraceKind.LENGTH:
        usual = Draft()
        changes |= {name: getattr(usual, name) for name in ("grace_length", "grace_unit", "grace_from")}
    else:
        changes["grace_length"] = draft.grace_length.strip()
    return dataclasses.replace(draft, **changes)


def _day_as_written(typed: str, fields: FieldReader) -> str:
    day = None if typed.strip().isdigit() else fields.day(DraftField.DECIDED, typed)
    return written_day(day) or typed.strip()


def _sum_as_written(typed: str, currency: str) -> str:
    found = read_amount(typed, currency)
    return written_amount(found) if isinstance(found, Money) else typed.strip()


def free_label(case: Case) -> str:
    """The first letter that no order or terms of a case bear."""
    taken = {terms.label for terms in case.terms} | {order.label for order in case.orders}
    taken |= {label for terms in case.terms for label in terms.order_labels}
    numbered = (f"{letter}{number}" for number in range(2, 1000) for letter in LABELS)
    return next(label for label in chain(LABELS, numbered) if label not in taken)


def new_order(case: Case, uids: OrderUids, regime: tuple[str, str], laws: Laws) -> OpenOrder:
    """An order to be added to a case, with what its regime usually says.

    `regime` are the code and the version that are stored.
    """
    law = laws.regime
    draft = Draft(authority=case.investigation.authority, regime="" if law is None else law.code)
    if law is not None:
        draft = dataclasses.replace(draft, currency=law.currency, unit=law.unit.value)
    return OpenOrder(case, None, uids, *regime, draft)


def open_order(opened: OpenOrder, terms: PenaltyTerms, laws: Laws, order: DayOrder) -> OpenOrder:
    """Terms of a case opened to be edited, in the place of new ones."""
    draft = _draft_of(opened.case, terms, opened.uids, laws, order)
    baseline = _read(_whole(draft), laws, FieldReader(order))
    return dataclasses.replace(opened, terms=terms, draft=draft, baseline=baseline)


def main_rate(terms: PenaltyTerms | None) -> int | None:
    """The place of the rate that begins first."""
    if terms is None or not terms.rates:
        return None
    starts = [(rate.from_unit or 0, "" if rate.from_day is None else rate.from_day.isoformat())
              for rate in terms.rates]  # fmt: skip
    return starts.index(min(starts))


def _draft_of(case: Case, terms: PenaltyTerms, uids: OrderUids, laws: Laws, order: DayOrder) -> Draft:
    """The draft that says what terms say."""
    texts = {one.label: one.text for one in case.orders}
    main = main_rate(terms)
    currency = terms.currency
    steps = tuple(
        DraftStep(
            RateStart.NUMBER if rate.from_unit is not None else RateStart.DAY,
            written_day(rate.from_day) if rate.from_unit is None else str(rate.from_unit),
            written_amount(Money(rate.minor, currency)),
            uid,
        )
        for place, (rate, uid) in enumerate(zip(terms.rates, uids.rates, strict=True))
        if place != main
    )
    grace = terms.grace
    draft = Draft(
        authority=dataclasses.replace(case.investigation.authority, zone=terms.zone),
        regime="" if laws.regime is None else laws.regime.code,
        decided=written_day(terms.decided_on),
        notified=written_day(terms.notified_on),
        is_notified_known=terms.notified_on is not None,
        order="\n".join(line for label in terms.order_labels if (line := _line(texts.get(label, "")))),
        amount="" if main is None else written_amount(Money(terms.rates[main].minor, currency)),
        currency=currency,
        unit=terms.unit,
        steps=steps,
        cap_amount="" if terms.cap is None else written_amount(Money(terms.cap, currency)),
        cap_units="" if terms.max_units is None else str(terms.max_units),
        **_grace_fields(grace),
    )
    draft = dataclasses.replace(draft, cap=cap_kind(draft), by_hand=_by_hand(terms, laws))
    return _with_first_day(draft, terms, laws, order)


def _line(words: str) -> str:
    return " ".join(words.split())


def _grace_fields(grace: Grace | None) -> dict[str, Any]:
    if grace is None or (grace.last_day is None and (grace.length is None or grace.unit is None)):
        return {"grace": GraceKind.NONE}
    if grace.last_day is not None or grace.length is None or grace.unit is None:
        return {"grace": GraceKind.LAST_DAY, "grace_last_day": written_day(grace.last_day)}
    begins = grace.runs_from.casefold().lstrip().startswith(_BY_DECISION)
    return {
        "grace": GraceKind.LENGTH,
        "grace_length": str(grace.length),
        "grace_unit": grace.unit,
        "grace_from": GraceStart.DECISION if begins else GraceStart.NOTIFICATION,
    }


def _by_hand(terms: PenaltyTerms, laws: Laws) -> tuple[tuple[Setting, str], ...]:
    """The rules of the terms that are others than those of the regime."""
    held: dict[Setting, object] = {
        Setting.MONTH_RULE: terms.deadline_rule.months,
        Setting.ROLLOVER: terms.deadline_rule.rollover,
        Setting.COMPLIANCE_DAY_COUNTED: terms.compliance_day_counted,
        Setting.PART_UNIT: terms.part_unit,
        Setting.RECOVERY: terms.recovery,
    }
    usual = {rule.setting: rule.value for rule in draft_rules(Draft(), laws.regime)}
    words = {True: "counted", False: "not counted"}
    return tuple(
        (setting, words[value] if isinstance(value, bool) else str(value))
        for setting, value in held.items()
        if usual[setting] != value
    )


def _with_first_day(draft: Draft, terms: PenaltyTerms, laws: Laws, order: DayOrder) -> Draft:
    """The draft with the rule that gives the first day of the terms, else with that day."""
    if terms.first_day is None:
        return draft
    held = next(rule.value for rule in draft_rules(draft, laws.regime) if rule.setting is Setting.FIRST_DAY)
    for rule in dict.fromkeys((held, FirstDay.AFTER_EXPIRY, FirstDay.ON_EXPIRY, FirstDay.ON_EVENT_DAY)):
        tried = draft if rule == held else draft.set_rule(Setting.FIRST_DAY, str(rule))
        found = _read(_whole(tried), laws, FieldReader(order))
        if found is not None and found.first_day == terms.first_day:
            return tried
    return dataclasses.replace(draft, first_day=written_day(terms.first_day))


def _whole(draft: Draft) -> Draft:
    """A draft that can be read though it has no amount yet."""
    return draft if draft.amount else dataclasses.replace(draft, amount="0")


def _read(draft: Draft, laws: Laws, fields: FieldReader) -> PenaltyTerms | None:
    return terms_of(draft, order_days(draft, fields), laws, fields, ()).terms


def order_days(draft: Draft, fields: FieldReader) -> OrderDays:
    """The days of the decision and of its notification."""
    decided = fields.day(DraftField.DECIDED, draft.decided)
    notified = fields.day(DraftField.NOTIFIED, draft.notified) if draft.is_notified_known else None
    return OrderDays(decided, notified)


def cap_kind(draft: Draft) -> CapKind:
    """The kind of cap that is written."""
    has_sum, has_units = bool(draft.cap_amount.strip()), bool(draft.cap_units.strip())
    return {
        (False, False): CapKind.NONE,
        (True, False): CapKind.SUM,
        (False, True): CapKind.UNITS,
        (True, True): CapKind.BOTH,
    }[has_sum, has_units]
