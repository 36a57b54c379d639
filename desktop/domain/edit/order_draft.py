"""A penalty order of a file as a draft: opened, changed, and read back as terms."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from desktop.domain.case.case import Order
from desktop.domain.case.terms import PenaltyTerms, TermsId
from desktop.domain.edit.draft import (
    CapKind,
    Draft,
    DraftField,
    DraftStep,
    GraceKind,
    GraceStart,
    StepKind,
    draft_rules,
)
from desktop.domain.edit.draft_fields import FieldReader
from desktop.domain.edit.draft_problems import DraftFlaw, OpenPoint, Weight
from desktop.domain.edit.draft_terms import LABELS, OrderDays, order_texts, terms_of
from desktop.domain.law.regime import FirstDay, Setting
from desktop.domain.money import Money
from desktop.domain.typed.amounts import read_amount
from desktop.domain.typed.written import written_amount, written_day

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop.domain.case.case import Case
    from desktop.domain.case.limits import Laws
    from desktop.domain.case.terms import Grace, Rate
    from desktop.domain.edit.draft_problems import DraftProblem
    from desktop.domain.typed.dates import DayOrder

_BY_DECISION = ("decision", "judgment", "order")
# The fields of terms that the draft of an order says; all others stay as they are in the file.
_SAID = (
    "local_name",
    "currency",
    "unit",
    "part_unit",
    "working_days",
    "recovery",
    "decided_on",
    "notified_on",
    "cap",
    "max_units",
    "compliance_day_counted",
)
_RULES = ("months", "rollover", "working_days")


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
    regime: str
    draft: Draft
    baseline: PenaltyTerms | None = None

    @property
    def label(self) -> str:
        """The label of the terms."""
        return self.terms.label if self.terms is not None else free_label(self.case)


@dataclass(frozen=True, slots=True)
class OrderRead:
    """The draft of an order as read: the case it makes, None with a fault or before all is written."""

    draft: Draft
    case: Case | None
    terms: PenaltyTerms | None
    problems: tuple[DraftProblem, ...]
    open: tuple[OpenPoint, ...]

    @property
    def faults(self) -> tuple[DraftProblem, ...]:
        """The problems that keep the order from being saved."""
        return tuple(problem for problem in self.problems if problem.weight is Weight.FAULT)


def plain(draft: Draft, order: DayOrder) -> Draft:
    """A draft with what means the same written in the same way, and nothing that has no meaning."""
    fields = FieldReader(order)
    names = ("decided", "notified", "first_day", "grace_last_day")
    days = {name: _day_as_written(getattr(draft, name), fields) for name in names}
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
                if step.kind is StepKind.DAY
                else step.start.strip(),
                amount=_sum_as_written(step.amount, draft.currency),
            )
            for step in draft.steps
        ),
        "cap": _cap_kind(draft),
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
    return (
        not typed.strip().isdigit() and written_day(fields.day(DraftField.DECIDED, typed))
    ) or typed.strip()


def _sum_as_written(typed: str, currency: str) -> str:
    found = read_amount(typed, currency)
    return written_amount(found) if isinstance(found, Money) else typed.strip()


def free_label(case: Case) -> str:
    """The first letter that no order or terms of a case bear."""
    taken = {terms.label for terms in case.terms} | {order.label for order in case.orders}
    taken |= {label for terms in case.terms for label in terms.order_labels}
    numbered = (f"{letter}{number}" for number in range(2, 1000) for letter in LABELS)
    return next(label for label in (*LABELS, *numbered) if label not in taken)


def new_order(case: Case, uids: OrderUids, regime: str, laws: Laws) -> OpenOrder:
    """An order to be added to a case, with what its regime usually says."""
    law = laws.regime
    draft = Draft(authority=case.investigation.authority, regime="" if law is None else law.code)
    if law is not None:
        draft = dataclasses.replace(draft, currency=law.currency, unit=law.unit.value)
    return OpenOrder(case, None, uids, regime, draft)


def open_order(opened: OpenOrder, terms: PenaltyTerms, laws: Laws, order: DayOrder) -> OpenOrder:
    """Terms of a case opened to be edited, in the place of new ones."""
    draft = _draft_of(opened.case, terms, opened.uids, laws, order)
    baseline = _read(_whole(draft), laws, FieldReader(order))
    return dataclasses.replace(opened, terms=terms, draft=draft, baseline=baseline)


def read_order(opened: OpenOrder, draft: Draft, laws: Laws, order: DayOrder) -> OrderRead:
    """Read the draft of an open order; what it does not change stays as it is in the file."""
    fields = FieldReader(order)
    draft = dataclasses.replace(draft, cap=_cap_kind(draft))
    days = _days(draft, fields)
    if days.decided is not None and days.notified is not None and days.notified < days.decided:
        fields.tell(DraftField.NOTIFIED, DraftFlaw.NOTIFIED_EARLY, weight=Weight.DOUBT)
    found = terms_of(draft, days, laws, fields, ())
    points = found.open
    if opened.terms is not None and draft.grace is GraceKind.NONE is opened.draft.grace:
        points = tuple(point for point in points if point is not OpenPoint.GRACE)
    problems = tuple(fields.problems)
    if found.terms is None or any(problem.weight is Weight.FAULT for problem in problems):
        return OrderRead(draft, None, None, problems, points)
    return _made(opened, draft, found.terms, problems, points)


def _made(
    opened: OpenOrder,
    draft: Draft,
    found: PenaltyTerms,
    problems: tuple[DraftProblem, ...],
    points: tuple[OpenPoint, ...],
) -> OrderRead:
    """The case with the terms as they become."""
    case = opened.case
    texts = order_texts(draft)
    labels = _labels(opened, len(texts))
    said = dict(zip(labels, texts, strict=True))
    own = () if opened.terms is None else opened.terms.order_labels
    gone = {label for label in _written(opened) if label not in said}
    order_labels = (
        *(label for label in own if label not in gone),
        *(label for label in labels if label not in own),
    )
    kept = [order for order in case.orders if order.label not in gone or _is_shared(opened, order.label)]
    orders = [Order(one.label, said.pop(one.label, one.text)) for one in kept]
    orders += [Order(label, text) for label, text in said.items()]
    if opened.terms is None:
        number = TermsId(max((one.id for one in case.terms), default=0) + 1)
        new = dataclasses.replace(found, id=number, label=opened.label, order_labels=order_labels)
        case = dataclasses.replace(case, orders=tuple(orders), terms=(*case.terms, new))
        return OrderRead(draft, case, new, problems, points)
    terms = dataclasses.replace(_merged(opened, draft, found), order_labels=order_labels)
    lines = tuple(
        terms if one.id == terms.id else _with_shared_cap(one, opened.terms, terms) for one in case.terms
    )
    case = dataclasses.replace(case, orders=tuple(orders), terms=lines)
    return OrderRead(draft, case, terms, problems, points)


def _written(opened: OpenOrder) -> tuple[str, ...]:
    """The labels of the orders whose texts the draft tells, a line each."""
    texts = {one.label for one in opened.case.orders if one.text.split()}
    return () if opened.terms is None else tuple(one for one in opened.terms.order_labels if one in texts)


def _labels(opened: OpenOrder, number: int) -> tuple[str, ...]:
    """The labels of the lines of a draft, so many: those of the orders it has, then free ones."""
    labels = list(_written(opened))[:number]
    case = opened.case
    if number > len(labels) and opened.label in LABELS and _is_free(case, opened.label):
        labels.append(opened.label)
    while len(labels) < number:
        case = dataclasses.replace(case, orders=(*case.orders, *(Order(label, "") for label in labels)))
        labels.append(free_label(case))
    return tuple(labels)


def _is_free(case: Case, label: str) -> bool:
    linked = {one for terms in case.terms for one in terms.order_labels}
    return label not in linked.union(one.label for one in case.orders)


def _is_shared(opened: OpenOrder, label: str) -> bool:
    own = opened.terms
    return any(label in one.order_labels for one in opened.case.terms if own is None or one.id != own.id)


def _with_shared_cap(other: PenaltyTerms, before: PenaltyTerms, after: PenaltyTerms) -> PenaltyTerms:
    """Other terms with the same cap, where they share it."""
    if before.shared_cap and other.shared_cap == before.shared_cap and before.cap != after.cap:
        return dataclasses.replace(other, cap=after.cap)
    return other


def _merged(opened: OpenOrder, draft: Draft, found: PenaltyTerms) -> PenaltyTerms:
    """The terms of the file, with what the draft says now and did not say when it was opened."""
    terms, base = opened.terms, opened.baseline
    if terms is None:
        return found
    changes: dict[str, object] = {}
    for name in _SAID:
        value = getattr(found, name)
        if base is None or getattr(base, name) != value:
            changes[name] = value
    if base is None or base.grace != found.grace:
        changes["grace"] = _grace(terms.grace, None if base is None else base.grace, found.grace)
    rules = {
        name: getattr(found.deadline_rule, name)
        for name in _RULES
        if base is None or getattr(base.deadline_rule, name) != getattr(found.deadline_rule, name)
    }
    if rules:
        changes["deadline_rule"] = dataclasses.replace(terms.deadline_rule, **rules)
    if base is None or base.first_day != found.first_day:
        for name in ("first_day", "first_day_basis", "first_day_confidence"):
            changes[name] = getattr(found, name)
    changes["rates"] = _rates(opened, draft, found)
    return dataclasses.replace(terms, **changes)  # type: ignore[arg-type]  # each by its own name


def _grace(there: Grace | None, base: Grace | None, found: Grace | None) -> Grace | None:
    """The grace period as it becomes, in the words of the file where these are not changed."""
    if there is None or base is None or found is None:
        return found
    if base.last_day is not None and found.last_day is not None:
        return dataclasses.replace(there, last_day=found.last_day)
    return (
        dataclasses.replace(found, runs_from=there.runs_from) if base.runs_from == found.runs_from else found
    )


def _rates(opened: OpenOrder, draft: Draft, found: PenaltyTerms) -> tuple[Rate, ...]:
    """The rates as they become; what is known of those that stay is kept."""
    there = dict(zip(opened.uids.rates, () if opened.terms is None else opened.terms.rates, strict=True))
    first = found.rates[0]
    uids = rate_uids(opened, draft)
    known = there.get(uids[0])
    rates = [first if known is None else dataclasses.replace(known, minor=first.minor)]
    for uid, rate in zip(uids[1:], found.rates[1:], strict=True):
        known = there.get(uid)
        rates.append(rate if known is None else dataclasses.replace(rate, known_on=known.known_on))
    return tuple(rates)


def rate_uids(opened: OpenOrder, draft: Draft) -> tuple[str, ...]:
    """The uids of the rates of a draft, the first rate first; empty for those that are new."""
    main = _main_rate(opened.terms)
    first = "" if main is None else opened.uids.rates[main]
    return (first, *(step.uid for step in draft.steps))


def _main_rate(terms: PenaltyTerms | None) -> int | None:
    """The place of the rate that begins first."""
    if terms is None or not terms.rates:
        return None
    starts = [(rate.from_unit or 0, "" if rate.from_day is None else rate.from_day.isoformat())
              for rate in terms.rates]  # fmt: skip
    return starts.index(min(starts))


def _draft_of(case: Case, terms: PenaltyTerms, uids: OrderUids, laws: Laws, order: DayOrder) -> Draft:
    """The draft that says what terms say."""
    texts = {one.label: one.text for one in case.orders}
    main = _main_rate(terms)
    currency = terms.currency
    steps = tuple(
        DraftStep(
            StepKind.NUMBER if rate.from_unit is not None else StepKind.DAY,
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
    draft = dataclasses.replace(draft, cap=_cap_kind(draft), by_hand=_by_hand(terms, laws))
    return _with_first_day(draft, terms, laws, order)


def _line(words: str) -> str:
    return " ".join(words.split())


def _grace_fields(grace: Grace | None) -> dict[str, object]:
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
    return terms_of(draft, _days(draft, fields), laws, fields, ()).terms


def _days(draft: Draft, fields: FieldReader) -> OrderDays:
    decided = fields.day(DraftField.DECIDED, draft.decided)
    notified = fields.day(DraftField.NOTIFIED, draft.notified) if draft.is_notified_known else None
    return OrderDays(decided, notified)


def _cap_kind(draft: Draft) -> CapKind:
    has_sum, has_units = bool(draft.cap_amount.strip()), bool(draft.cap_units.strip())
    return {
        (False, False): CapKind.NONE,
        (True, False): CapKind.SUM,
        (False, True): CapKind.UNITS,
        (True, True): CapKind.BOTH,
    }[has_sum, has_units]
