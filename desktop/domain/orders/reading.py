"""The draft of a penalty order read back: the case it makes, with all that it does not say as it was."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.case.case import Order
from desktop.domain.case.terms import TermsId
from desktop.domain.edit.draft import DraftField, GraceKind
from desktop.domain.edit.draft_fields import FieldReader
from desktop.domain.edit.draft_problems import DraftFlaw, OpenPoint, Weight
from desktop.domain.edit.draft_terms import LABELS, order_texts, terms_of
from desktop.domain.orders.draft import cap_kind, free_label, main_rate, order_days

if TYPE_CHECKING:
    from desktop.domain.case.case import Case
    from desktop.domain.case.limits import Laws
    from desktop.domain.case.terms import Grace, PenaltyTerms, Rate
    from desktop.domain.edit.draft import Draft
    from desktop.domain.edit.draft_problems import DraftProblem
    from desktop.domain.law.regime import Regime
    from desktop.domain.orders.draft import OpenOrder
    from desktop.domain.typed.dates import DayOrder

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


@dataclass(frozen=True, slots=True)
class OrderRead:
    """The draft of an order as read: the case it makes, None with a fault or before all is written."""

    draft: Draft
    case: Case | None
    terms: PenaltyTerms | None
    problems: tuple[DraftProblem, ...]
    open: tuple[OpenPoint, ...]
    regime: Regime | None = None

    @property
    def faults(self) -> tuple[DraftProblem, ...]:
        """The problems that keep the order from being saved."""
        return tuple(problem for problem in self.problems if problem.weight is Weight.FAULT)


def read_order(opened: OpenOrder, draft: Draft, laws: Laws, order: DayOrder) -> OrderRead:
    """Read the draft of an open order; what it does not change stays as it is in the file."""
    fields = FieldReader(order)
    draft = dataclasses.replace(draft, cap=cap_kind(draft))
    days = order_days(draft, fields)
    if days.decided is not None and days.notified is not None and days.notified < days.decided:
        fields.tell(DraftField.NOTIFIED, DraftFlaw.NOTIFIED_EARLY, weight=Weight.DOUBT)
    found = terms_of(draft, days, laws, fields, ())
    points = found.open
    if opened.terms is not None and draft.grace is GraceKind.NONE is opened.draft.grace:
        points = tuple(point for point in points if point is not OpenPoint.GRACE)
    problems = tuple(fields.problems)
    if found.terms is None or any(problem.weight is Weight.FAULT for problem in problems):
        return OrderRead(draft, None, None, problems, points)
    return dataclasses.replace(_made(opened, draft, found.terms, problems, points), regime=laws.regime)


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
    terms = dataclasses.replace(_merged(opened, opened.terms, draft, found), order_labels=order_labels)
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


def _merged(opened: OpenOrder, terms: PenaltyTerms, draft: Draft, found: PenaltyTerms) -> PenaltyTerms:
    """The terms of the file, with what the draft says now and did not say when it was opened."""
    base = opened.baseline
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
    main = main_rate(opened.terms)
    first = "" if main is None else opened.uids.rates[main]
    return (first, *(step.uid for step in draft.steps))
