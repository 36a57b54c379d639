"""The small form of a fact of a penalty as it is shown, whatever its kind."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication

from desktop import text
from desktop.domain.currencies import CURRENCIES
from desktop.domain.edit.facts import RULE, FactKind, kinds_for, needs_rule
from desktop.domain.law.kinds import MonthStay, StayKind
from desktop.domain.source import Confidence
from desktop.models.edit.fact_words import (
    fact_flaw_words,
    form_title,
    preview_words,
    source_words,
)
from desktop.models.edit.shown_form import Control, ShownField, ShownForm, noted, waiting_words
from desktop.models.page.whose import order_word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.domain.case.case import Case
    from desktop.domain.case.terms import PenaltyTerms
    from desktop.domain.edit.record_form import FormRead, RecordForm
    from desktop.domain.page.page import Page
    from desktop.domain.page.tried import Tried
    from desktop.domain.typed.dates import DayOrder

translate = QCoreApplication.translate
ORDER = "order"  # the field of the order that a fact is about
_BESIDE = ("currency",)  # the field before them


class FactFormState(NamedTuple):
    """The form of a fact with what it was read as, its penalty, and the page of the file."""

    form: RecordForm
    read: FormRead
    terms: PenaltyTerms
    now: Page
    tried: Tried | None = None
    said: str = ""  # the reason that it was not saved


def fact_form(state: FactFormState, order: DayOrder) -> ShownForm:
    """The form of a fact with its words."""
    form, read, terms, now = state.form, state.read, state.terms, state.now
    kind, case = FactKind(form.table), now.case
    labels = fact_labels(kind)
    notes = fact_flaw_words(read)
    fields = (
        *_orders(state),
        *(_field(name, state, order, labels, notes) for name in _seen(state)),
    )
    relapse = form.typed.get("relapse") == 1
    problem = state.tried.problem if state.tried is not None else ""
    conflicts = state.tried.conflicts if state.tried is not None else ()
    waits = state.said or problem or waiting_words(read, labels)
    known_on = read.cells.get("known_on")
    return ShownForm(
        title=form_title(kind, terms, case, is_new=form.is_new, relapse=relapse),
        fields=fields,
        preview=preview_words(kind, now, state.tried, known_on if isinstance(known_on, str) else ""),
        waits=waits,
        can_save=read.is_sound and form.is_dirty and not conflicts and not problem,
        is_dirty=form.is_dirty,
    )


def _orders(state: FactFormState) -> tuple[ShownField, ...]:
    """The choice of the order that a new fact is about, where there are several that it can be about."""
    kind, case = FactKind(state.form.table), state.now.case
    able = tuple(terms for terms in case.terms if kind in kinds_for(terms))
    if not state.form.is_new or len(able) < 2:  # noqa: PLR2004
        return ()
    label = translate("facts", "Order")
    choices = tuple((terms.id, _named_order(terms, case)) for terms in able)
    return (ShownField(ORDER, label, label, state.terms.id, Control.CHOICE, choices),)


def _named_order(terms: PenaltyTerms, case: Case) -> str:
    """An order by its letter and what must be done."""
    letter = order_word(terms, case).rpartition(" ")[2]
    texts = {order.label: order.text for order in case.orders}
    what = next((texts[label] for label in terms.order_labels if texts.get(label)), "")
    return " · ".join(part for part in (letter, text.printable(what)) if part)


def _seen(state: FactFormState) -> Iterator[str]:
    """The names of the fields that the values ask for."""
    for each in state.form.fields:
        if each.name == RULE and not needs_rule(state.form, state.read, state.terms):
            continue
        if each.name == "end_known_on" and not state.form.words("end_day"):
            continue
        if each.name in ("reduced_to", "reduced_known_on") and state.form.is_new:
            continue  # a reduction comes later
        yield each.name


def _field(
    name: str, state: FactFormState, order: DayOrder, labels: dict[str, str], notes: dict[str, str]
) -> ShownField:
    form = state.form
    value, kind = form.typed.get(name, ""), FactKind(form.table)
    label = labels[name]
    choices = _choices(name, kind, value)
    shown = ShownField(
        name,
        "" if name in _BESIDE else label,
        label,
        value,
        Control.CHOICE if choices else Control.LINE,
        choices,
        _hint(name),
        stretch=0 if name == "currency" else 1,
    )
    beside, note, role = noted(shown, form, state.read, order, notes)
    if name == "source" and form.words(name):
        beside = source_words(form.words(name))
    return replace(shown, beside=beside, note=note, role=role)


def fact_labels(kind: FactKind) -> dict[str, str]:
    """The names of the fields of a kind of fact."""
    first = translate("facts", "From")
    until = translate("facts", "Until")
    return {
        "start_day": first,
        "end_day": until,
        "window_start": translate("facts", "Days from") if kind is FactKind.LIQUIDATION else first,
        "window_end": until,
        "kind": translate("facts", "Kind"),
        RULE: translate("facts", "In a month"),
        "known_on": translate("facts", "Known on"),
        "end_known_on": translate("facts", "End known on"),
        "on_day": translate("facts", "On"),
        "relapse": translate("facts", "Kind"),
        "confidence": translate("facts", "Certainty"),
        "by_day": translate("facts", "By"),
        "units": translate("facts", "Units"),
        "amount": translate("facts", "Amount"),
        "currency": translate("facts", "Currency"),
        "decided": translate("facts", "Decided"),
        "paid": translate("facts", "Paid"),
        "reduced_to": translate("facts", "Reduced to"),
        "reduced_known_on": translate("facts", "Reduced on"),
        "note": translate("facts", "Note"),
        "source": translate("facts", "Source"),
    }


def _hint(name: str) -> str:
    return {
        "start_day": translate("facts", "2 Mar 2024"),
        "end_day": translate("facts", "not lifted"),
        "window_end": translate("facts", "last day"),
        "paid": translate("facts", "May 2024"),
        "decided": translate("facts", "13 Apr 2023"),
        "amount": "52,500",
        RULE: translate("facts", "Choose a rule"),
        "reduced_to": translate("facts", "not reduced"),
        "end_known_on": translate("facts", "as the stay"),
        "source": translate("facts", "Paste a link"),
    }.get(name, "")


def _choices(name: str, kind: FactKind, value: object) -> tuple[tuple[object, str], ...]:
    """The values that a field offers; none for a line to type in."""
    if name == "currency":
        return tuple((code, code) for code in sorted(CURRENCIES | {str(value)}))
    if name == "kind" and kind is FactKind.STAY:
        return (
            (StayKind.ACCRUAL.value, translate("facts", "Nothing accrues")),
            (StayKind.RECOVERY.value, translate("facts", "Nothing is collected")),
            (StayKind.ANNULMENT.value, translate("facts", "The days never counted")),
        )
    if name == "kind" and kind is FactKind.PAYMENT:
        known: dict[object, str] = {
            "paid": translate("facts", "Paid"),
            "offset": translate("facts", "Set off"),
        }
        return tuple((known | ({} if value in known else {value: str(value)})).items())
    return {
        RULE: (
            (MonthStay.PRORATE.value, translate("facts", "Prorate: units by their days")),
            (MonthStay.RESTART.value, translate("facts", "Restart: a new unit after the stay")),
            (MonthStay.IGNORE.value, translate("facts", "Ignore: the units run on")),
        ),
        "relapse": ((0, translate("facts", "Order obeyed")), (1, translate("facts", "Not obeyed again"))),
        "confidence": (
            (Confidence.CONFIRMED.value, translate("facts", "Confirmed")),
            (Confidence.SINGLE_SOURCE.value, translate("facts", "Single source")),
            (Confidence.UNCONFIRMED.value, translate("facts", "Unconfirmed")),
            (Confidence.INFERRED.value, translate("facts", "Inferred")),
            (Confidence.UNKNOWN.value, translate("facts", "Not known")),
        ),
    }.get(name, ())
