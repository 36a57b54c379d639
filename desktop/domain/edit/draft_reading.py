"""The reading of a draft: the case it makes, what is wrong with its fields, and what is still open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from desktop.domain.case.case import Case, Decision, Event, Investigation, Lane, Order, Respondent
from desktop.domain.case.ids import CaseId, EventId
from desktop.domain.days.period import on_day
from desktop.domain.edit.draft import DraftField, Reuse, draft_rules
from desktop.domain.edit.draft_fields import FieldReader
from desktop.domain.edit.draft_problems import DraftFlaw, DraftProblem, OpenPoint, Weight
from desktop.domain.edit.draft_terms import LABELS, OrderDays, order_texts, terms_of
from desktop.domain.source import Confidence, Source

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from desktop.domain.case.case import Authority
    from desktop.domain.case.limits import Laws
    from desktop.domain.case.terms import PenaltyTerms
    from desktop.domain.edit.draft import Draft
    from desktop.domain.edit.records import FileRecords
    from desktop.domain.typed.dates import DayOrder


@dataclass(frozen=True, slots=True)
class DraftRead:
    """A draft as a case; without respondent or authority there is none, with a fault it cannot be created."""

    draft: Draft
    case: Case | None
    problems: tuple[DraftProblem, ...]
    open: tuple[OpenPoint, ...]

    @property
    def faults(self) -> tuple[DraftProblem, ...]:
        """The problems that keep the draft from being created."""
        return tuple(problem for problem in self.problems if problem.weight is Weight.FAULT)

    @property
    def can_be_created(self) -> bool:
        """Whether the draft makes a case that a file can hold."""
        return self.case is not None and not self.faults and OpenPoint.COUNTRY not in self.open


class _Told(NamedTuple):
    """An event of a draft; without a day it is left out."""

    day: date | None
    kind: str
    title: str
    text: str = ""
    confidence: Confidence = Confidence.CONFIRMED
    cited: tuple[Source, ...] = ()


def read_draft(draft: Draft, laws: Laws, records: FileRecords, order: DayOrder) -> DraftRead:
    """Read a draft under the laws of its regime, beside the records of its file."""
    fields = FieldReader(order)
    decided = fields.day(DraftField.DECIDED, draft.decided)
    notified = fields.day(DraftField.NOTIFIED, draft.notified) if draft.is_notified_known else None
    if decided is not None and notified is not None and notified < decided:
        fields.tell(DraftField.NOTIFIED, DraftFlaw.NOTIFIED_EARLY, weight=Weight.DOUBT)
    days = OrderDays(decided, notified)
    sources = (Source(source),) if (source := _line(draft.source)) else ()
    found = terms_of(draft, days, laws, fields, sources)
    respondent = _respondent(draft, records, fields)
    if (slug := records.slug_of(draft.reference)) is not None:
        fields.tell(
            DraftField.REFERENCE,
            DraftFlaw.REFERENCE_TAKEN,
            _line(draft.reference),
            slug,
            weight=Weight.QUESTION,
        )
    case = None
    if respondent is not None and draft.authority is not None:
        case = _case(draft, respondent, draft.authority, days, found.terms, records)
    return DraftRead(draft, case, tuple(fields.problems), _open(draft, laws, days, respondent, found.open))


def _respondent(draft: Draft, records: FileRecords, fields: FieldReader) -> Respondent | None:
    """The respondent of the draft: that of the file where it was linked to it."""
    name = _line(draft.respondent)
    if not name:
        return None
    known = records.respondent(name)
    if known is not None and draft.reuse is Reuse.LINK:
        return known[1]
    if known is not None and draft.reuse is Reuse.OPEN:
        fields.tell(DraftField.RESPONDENT, DraftFlaw.KNOWN_NAME, known[1].name, weight=Weight.QUESTION)
    return Respondent(name, name, draft.country, draft.kind)


def _case(  # noqa: PLR0913, PLR0917 - what a case is made of
    draft: Draft,
    respondent: Respondent,
    authority: Authority,
    days: OrderDays,
    terms: PenaltyTerms | None,
    records: FileRecords,
) -> Case:
    reference = _line(draft.reference)
    sources = (Source(source),) if (source := _line(draft.source)) else ()
    investigation = Investigation(
        id=CaseId(1),
        slug=records.free_slug(authority.country, authority.short_name, respondent.short_name),
        title=f"{authority.short_name} v. {respondent.short_name}",
        authority=authority,
        respondents=(respondent,),
        references=(reference,) if reference else (),
        opened=None,
        closed=None,
        status="",
        field_of_law="",
        group="",
        note="",
        country_note="",
        confidence=Confidence.CONFIRMED,
    )
    return Case(
        investigation=investigation,
        events=tuple(_events(draft, respondent, days, terms, sources)),
        decisions=tuple(_decisions(reference, days, terms, sources)),
        orders=tuple(Order(label, text) for label, text in zip(LABELS, order_texts(draft), strict=False)),
        terms=() if terms is None else (terms,),
        sources=sources,
    )


def _events(
    draft: Draft,
    respondent: Respondent,
    days: OrderDays,
    terms: PenaltyTerms | None,
    sources: tuple[Source, ...],
) -> Iterator[Event]:
    """The order, its notification and the sum fixed since, in order of time."""
    name, fixed = respondent.short_name, () if terms is None else terms.liquidations
    told = [
        _Told(days.decided, "order", "Order with a penalty", _line(draft.reference), cited=sources),
        _Told(days.notified, "notification", f"Order notified to {name}", confidence=draft.certainty),
        *(_Told(one.decided.earliest, "liquidation", "Penalty liquidated", one.note) for one in fixed),
    ]
    by = () if draft.authority is None else (draft.authority.short_name,)
    dated = sorted((one.day, place) for place, one in enumerate(told) if one.day is not None)
    for number, (day, place) in enumerate(dated, 1):
        one = told[place]
        yield Event(
            EventId(number),
            on_day(day),
            one.kind,
            Lane.AUTHORITY,
            one.title,
            one.text,
            by,
            one.confidence,
            one.cited,
        )


def _decisions(
    reference: str, days: OrderDays, terms: PenaltyTerms | None, sources: tuple[Source, ...]
) -> Iterator[Decision]:
    decided, notified = (None if day is None else on_day(day) for day in days)
    if reference or decided is not None or notified is not None:
        yield Decision("Order with a penalty", reference, decided, notified, None, sources)
    for fixed in () if terms is None else terms.liquidations:
        yield Decision("Penalty liquidated", fixed.note, fixed.decided, None, None)


def _open(
    draft: Draft,
    laws: Laws,
    days: OrderDays,
    respondent: Respondent | None,
    of_terms: tuple[OpenPoint, ...],
) -> tuple[OpenPoint, ...]:
    """What the draft does not tell yet, in the order of the form."""
    is_notified_open = draft.is_notified_known and not draft.notified.strip()
    is_named = bool(draft.first_day.strip())
    is_inferred = days.notified is not None and draft.certainty is Confidence.INFERRED
    is_answered = all(rule.is_answered for rule in draft_rules(draft, laws.regime))
    points = {
        OpenPoint.NAME: respondent is None,
        OpenPoint.COUNTRY: respondent is not None and not respondent.country,
        OpenPoint.AUTHORITY: draft.authority is None,
        OpenPoint.DECIDED: not draft.decided.strip(),
        OpenPoint.NOTIFIED: is_notified_open and not is_named,
        OpenPoint.NOTIFICATION: is_notified_open and is_named,
        OpenPoint.NOTIFIED_INFERRED: is_inferred,
        OpenPoint.ORDER: not draft.order.strip(),
        **dict.fromkeys(of_terms, True),
        OpenPoint.RULES: not is_answered,
        OpenPoint.SOURCE: not draft.source.strip(),
        OpenPoint.NO_PAYMENT: draft.liquidation is not None,
    }
    return tuple(point for point, is_open in points.items() if is_open)


def _line(typed: str) -> str:
    return " ".join(typed.split())
