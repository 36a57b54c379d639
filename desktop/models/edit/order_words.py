"""The open penalty order in words: the fields of its form, what is wrong, and what saving waits for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QCoreApplication

from desktop import text
from desktop.domain.currencies import CURRENCIES
from desktop.domain.edit.draft import DraftField, GraceKind
from desktop.domain.edit.draft_problems import OpenPoint, Weight
from desktop.domain.law.deadline import GraceUnit
from desktop.domain.money import Money
from desktop.domain.typed.amounts import read_amount
from desktop.models.edit.draft_words import open_words, problem_words
from desktop.models.edit.form_words import grace_kinds, grace_starts, rate_starts, regime_choices
from desktop.models.edit.rule_words import choice_words, grace_units, rule_names, unit_choices
from desktop.models.edit.shown_form import Control, ShownField, ShownForm

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.domain.edit.draft import Draft
    from desktop.domain.edit.draft_problems import DraftProblem
    from desktop.domain.law.regime import Regime
    from desktop.domain.orders.draft import OpenOrder
    from desktop.domain.orders.merge import FieldConflict
    from desktop.domain.page.page import Page

translate = QCoreApplication.translate
_AMOUNTS = {DraftField.PENALTY, DraftField.STEPS, DraftField.CAP}
ADD_STEP, REMOVE_STEP, UNIT_BACK = "add_step", "remove_step", "unit_back"


class OrderShown(NamedTuple):
    """What the form of an order is made of.

    `notes` are sentences about sound values, by field; `conflicts` is their number.
    """

    opened: OpenOrder
    draft: Draft
    regimes: tuple[Regime, ...]
    problems: tuple[DraftProblem, ...] = ()
    points: tuple[OpenPoint, ...] = ()
    conflicts: int = 0
    can_save: bool = False
    is_gone: bool = False
    is_dirty: bool = False
    maximum: str = ""

    @property
    def regime(self) -> Regime | None:
        """The regime that was chosen."""
        return next((law for law in self.regimes if law.code == self.draft.regime), None)


def shown_order(shown: OrderShown) -> ShownForm:
    """The form of an order."""
    opened = shown.opened
    title = translate("order", "Terms of order {}").format(text.printable(opened.label))
    if opened.terms is None:
        title = translate("order", "New order {}").format(opened.label)
    fields = (*_first(shown), *_grace(shown), *_sums(shown))
    return ShownForm(title, fields, "", _waits(shown), shown.can_save and not shown.conflicts, shown.is_dirty)


def conflict_name(conflict: FieldConflict) -> str:
    """What another program changed as well, to follow "changed"."""
    if conflict.setting is not None:
        return translate("order", "the rule “{}”").format(rule_names()[conflict.setting])
    return {
        DraftField.REGIME: translate("order", "the regime"),
        DraftField.DECIDED: translate("order", "the day of the decision"),
        DraftField.NOTIFIED: translate("order", "the notification"),
        DraftField.ORDER: translate("order", "what must be done"),
        DraftField.GRACE: translate("order", "the grace period"),
        DraftField.FIRST_DAY: translate("order", "the first penalty day"),
        DraftField.PENALTY: translate("order", "the rate"),
        DraftField.UNIT: translate("order", "the unit"),
        DraftField.STEPS: translate("order", "the changes of the rate"),
        DraftField.CAP: translate("order", "the cap"),
        DraftField.MOST_UNITS: translate("order", "the most units"),
    }[conflict.field]


def value_words(conflict: FieldConflict, draft: Draft, regimes: tuple[Regime, ...]) -> str:
    """The value that a draft has for what another program changed as well."""
    none, setting = translate("order", "none"), conflict.setting
    if setting is not None:
        by_hand = dict(draft.by_hand).get(setting)
        return translate("order", "as the regime") if by_hand is None else choice_words(setting, by_hand)
    known = translate("order", "not known")
    words = {
        DraftField.REGIME: dict(regime_choices(regimes)).get(draft.regime, draft.regime),
        DraftField.DECIDED: draft.decided or known,
        DraftField.NOTIFIED: draft.notified if draft.is_notified_known and draft.notified else known,
        DraftField.ORDER: draft.order or none,
        DraftField.GRACE: _grace_words(draft),
        DraftField.FIRST_DAY: draft.first_day or translate("order", "counted"),
        DraftField.PENALTY: _money(draft.amount, draft.currency),
        DraftField.UNIT: text.unit_word(draft.unit),
        DraftField.STEPS: _step_words(draft) or none,
        DraftField.CAP: _money(draft.cap_amount, draft.currency) or none,
        DraftField.MOST_UNITS: draft.cap_units or none,
    }[conflict.field]
    return text.printable(" ".join(words.split()))


def accrued_words(page: Page | None) -> str:
    """What all orders of a page have come to."""
    if page is None:
        return translate("order", "cannot be calculated")
    sums = text.all_money(tuple(item.accrued for item in page.amounts)) or text.NOTHING
    if len(page.penalties) + len(page.faults) > 1:
        return translate("order", "all orders {}").format(sums)
    return translate("order", "accrued {}").format(sums)


def _first(shown: OrderShown) -> Iterator[ShownField]:
    """The fields on the order, its law and its decision."""
    draft = shown.draft
    yield _field(
        shown,
        DraftField.ORDER,
        "order",
        translate("order", "Must be done"),
        draft.order,
        Control.TEXT,
    )
    yield _chosen(
        shown,
        DraftField.REGIME,
        "regime",
        translate("order", "Regime"),
        draft.regime,
        regime_choices(shown.regimes),
    )
    yield _field(
        shown,
        DraftField.DECIDED,
        "decided",
        translate("order", "Decided"),
        draft.decided,
        hint=translate("order", "day"),
    )
    known = ((True, translate("order", "on a day")), (False, translate("order", "not known")))
    yield _chosen(
        shown,
        DraftField.NOTIFIED,
        "is_notified_known",
        translate("order", "Notified"),
        draft.is_notified_known,
        known,
    )
    yield ShownField(
        "notified",
        "",
        translate("order", "Day of notification"),
        draft.notified if draft.is_notified_known else "",
        hint=translate("order", "day") if draft.is_notified_known else "",
        is_enabled=draft.is_notified_known,
    )


def _grace(shown: OrderShown) -> Iterator[ShownField]:
    """The fields on the time to comply, and on the first day after it."""
    draft = shown.draft
    is_length = draft.grace is GraceKind.LENGTH
    units = grace_units()
    if draft.grace_unit is GraceUnit.HOUR:
        units = ((GraceUnit.HOUR, translate("order", "hours")), *units)
    kind = _chosen(
        shown,
        DraftField.GRACE,
        "grace_unit",
        "" if is_length else translate("order", "Grace period"),
        draft.grace_unit if is_length else draft.grace,
        (*units, *grace_kinds()),
        translate("order", "Unit of the grace period"),
    )
    if is_length:
        name = translate("order", "Grace period")
        yield _field(shown, DraftField.GRACE, "grace_length", name, draft.grace_length)
        yield replace(kind, beside=translate("order", "from"))
        yield ShownField(
            "grace_from",
            "",
            translate("order", "Grace period runs from"),
            draft.grace_from,
            Control.CHOICE,
            _grace_starts(shown),
        )
    else:
        yield kind
    if draft.grace is GraceKind.LAST_DAY:
        yield ShownField(
            "grace_last_day", "", translate("order", "Last day of the grace period"), draft.grace_last_day
        )
    yield _field(
        shown,
        DraftField.FIRST_DAY,
        "first_day",
        translate("order", "First day"),
        draft.first_day,
        hint=translate("order", "counted from the grace period"),
    )


def _sums(shown: OrderShown) -> Iterator[ShownField]:
    """The fields on the rate, its changes and the cap."""
    draft = shown.draft
    currencies = tuple((code, code) for code in sorted(CURRENCIES))
    note, answers = _unit_note(shown)
    changes = ((ADD_STEP, translate("order", "Rate changes…")),)
    yield _field(
        shown,
        DraftField.PENALTY,
        "amount",
        translate("order", "Penalty"),
        draft.amount,
        note=note,
        answers=(*answers, *changes),
    )
    yield ShownField(
        "currency",
        "",
        translate("order", "Currency"),
        draft.currency,
        Control.CHOICE,
        currencies,
        beside=translate("order", "per"),
    )
    yield ShownField(
        "unit", "", translate("order", "Charged per"), draft.unit, Control.CHOICE, unit_choices()
    )
    yield from _steps(shown)
    yield _field(
        shown,
        DraftField.CAP,
        "cap_amount",
        translate("order", "Cap"),
        draft.cap_amount,
        beside=translate("order", "or at most"),
        hint=translate("order", "no cap"),
    )
    units = " ".join(text.units(2, draft.unit).split()[1:])
    yield ShownField("cap_units", "", translate("order", "Most units"), draft.cap_units, beside=units)


def _steps(shown: OrderShown) -> Iterator[ShownField]:
    last = len(shown.draft.steps) - 1
    for place, step in enumerate(shown.draft.steps):
        yield ShownField(
            f"step_kind {place}",
            translate("order", "Changes"),
            translate("order", "How the rate changes"),
            step.kind,
            Control.CHOICE,
            rate_starts(),
            answers=((f"{REMOVE_STEP} {place}", translate("order", "Remove")),),
            **(_told(shown, DraftField.STEPS) if place == last else {}),
        )
        yield ShownField(
            f"step_start {place}",
            "",
            translate("order", "Where the rate changes"),
            step.start,
            beside=translate("order", "to"),
        )
        yield ShownField(f"step_amount {place}", "", translate("order", "New rate"), step.amount)


def _unit_note(shown: OrderShown) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Whether the unit was set otherwise than by the regime, with the way back."""
    law, unit = shown.regime, shown.draft.unit
    if law is None or law.unit.value is unit:
        return "", ()
    words = translate("order", "✎ Set by you. The regime says: {}").format(text.unit_word(law.unit.value))
    return words, ((UNIT_BACK, translate("order", "back to the regime")),)


def _grace_starts(shown: OrderShown) -> tuple[tuple[object, str], ...]:
    """The days that a grace period runs from, that of the file in its own words."""
    terms, first = shown.opened.terms, shown.opened.draft
    own = "" if terms is None or terms.grace is None else text.printable(terms.grace.runs_from)
    return tuple(
        (value, own if own and own != value and value is first.grace_from else usual)
        for value, usual in grace_starts()
    )


def _chosen(  # noqa: PLR0913, PLR0917 - the parts of a field
    shown: OrderShown,
    field: DraftField,
    name: str,
    label: str,
    value: object,
    choices: tuple[tuple[object, str], ...],
    accessible: str = "",
) -> ShownField:
    return ShownField(name, label, accessible or label, value, Control.CHOICE, choices, **_told(shown, field))


def _field(  # noqa: PLR0913, PLR0917 - as above
    shown: OrderShown,
    field: DraftField,
    name: str,
    label: str,
    value: str,
    control: Control = Control.LINE,
    *,
    hint: str = "",
    beside: str = "",
    note: str = "",
    answers: tuple[tuple[str, str], ...] = (),
) -> ShownField:
    told = _told(shown, field)
    if not told["note"] and note:
        told = {"note": note, "role": "set_by_hand"}
    return ShownField(name, label, label, value, control, hint=hint, beside=beside, answers=answers, **told)


def _told(shown: OrderShown, field: DraftField) -> dict[str, Any]:
    """The sentence below a field and its role."""
    for problem in shown.problems:
        if problem.field is field:
            role = "fault" if problem.weight is Weight.FAULT else "doubt"
            return {"note": problem_words(problem), "role": role}
    for point, of in _POINTS.items():
        if of is field and point in shown.points and shown.is_dirty:
            return {"note": open_words(point), "role": "doubt"}
    if field is DraftField.PENALTY and shown.maximum:
        return {"note": shown.maximum, "role": "doubt"}
    return {"note": "", "role": "caption"}


_POINTS = {
    OpenPoint.PENALTY: DraftField.PENALTY,
    OpenPoint.GRACE: DraftField.GRACE,
    OpenPoint.CAP: DraftField.CAP,
}


def _waits(shown: OrderShown) -> str:
    """What saving waits for: 1 value to choose · 1 amount to correct."""
    if shown.is_gone:
        return translate("order", "deleted by another program")
    faults = {problem.field for problem in shown.problems if problem.weight is Weight.FAULT}
    amounts = len(faults & _AMOUNTS)
    parts = (
        _counted(shown.conflicts, translate("order", "1 value"), translate("order", "{} values"), "choose"),
        _counted(amounts, translate("order", "1 amount"), translate("order", "{} amounts"), "correct"),
        _counted(
            len(faults) - amounts, translate("order", "1 value"), translate("order", "{} values"), "correct"
        ),
    )
    return "  ·  ".join(part for part in parts if part)


def _counted(number: int, one: str, many: str, deed: str) -> str:
    if not number:
        return ""
    words = one if number == 1 else many.format(text.count(number))
    if deed == "choose":
        return translate("order", "{} to choose").format(words)
    return translate("order", "{} to correct").format(words)


def _money(typed: str, currency: str) -> str:
    found = read_amount(typed, currency) if typed.strip() else None
    return text.money(found) if isinstance(found, Money) else typed


def _step_words(draft: Draft) -> str:
    return "; ".join(f"{step.start}: {_money(step.amount, draft.currency)}" for step in draft.steps)


def _grace_words(draft: Draft) -> str:
    if draft.grace is GraceKind.NONE:
        return translate("order", "none")
    if draft.grace is GraceKind.LAST_DAY:
        return translate("order", "until {}").format(draft.grace_last_day)
    length = draft.grace_length.strip()
    if length.isdecimal():
        length = text.units(int(length), draft.grace_unit)
    words = translate("order", "{} from {}")
    return words.format(length, dict(grace_starts())[draft.grace_from])
