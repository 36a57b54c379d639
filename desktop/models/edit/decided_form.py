"""The small forms of decisions, fines and provisions in words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication

from desktop import text
from desktop.domain.case.case import FineStatus
from desktop.domain.currencies import CURRENCIES
from desktop.domain.edit.change import EditKind
from desktop.domain.edit.decided import DecidedFlaw, DecidedKind, written
from desktop.domain.money import Money
from desktop.domain.typed.sources import source_kind
from desktop.models.edit.shown_form import Control, ShownField, ShownForm, noted, waiting_words
from desktop.models.page.decision import finding_words, stage_words
from desktop.models.typed.words import source_kind_word

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop.domain.edit.change import Change
    from desktop.domain.edit.record_form import FormRead, RecordForm
    from desktop.domain.typed.dates import DayOrder

translate = QCoreApplication.translate
_BESIDE = ("currency", "article", "status_on")  # the field before them


class DecidedState(NamedTuple):
    """The form of what was decided with what it was read as, and the number of its conflicts."""

    form: RecordForm
    read: FormRead
    conflicts: int = 0
    preview: str = ""  # what saving changes beside the record
    problem: str = ""  # the reason that it cannot be saved, or was not


def decided_form(state: DecidedState, order: DayOrder) -> ShownForm:
    """The form with its words."""
    form, read = state.form, state.read
    kind, labels = DecidedKind(form.table), field_labels()
    waits = state.problem or waiting_words(read, labels)
    if state.conflicts:
        waits = translate("decided", "{} to choose").format(text.count(state.conflicts))
        if state.conflicts == 1:
            waits = translate("decided", "1 value to choose")
    return ShownForm(
        _title(kind, is_new=form.is_new),
        tuple(_field(each.name, state, labels, order) for each in form.fields),
        state.preview,
        waits,
        read.is_sound and form.is_dirty and not state.conflicts,
        form.is_dirty,
    )


def field_labels() -> dict[str, str]:
    """The names of the fields."""
    return {
        "title": translate("decided", "Decision"),
        "reference": translate("decided", "Reference"),
        "decided": translate("decided", "Decided"),
        "notified": translate("decided", "Notified"),
        "published": translate("decided", "Published"),
        "amount": translate("decided", "Amount"),
        "currency": translate("decided", "Currency"),
        "imposed": translate("decided", "Imposed"),
        "status": translate("decided", "Status"),
        "status_on": translate("decided", "Day of the status"),
        "addressee": translate("decided", "Addressee"),
        "status_text": translate("decided", "As printed"),
        "note": translate("decided", "Note"),
        "law": translate("decided", "Law"),
        "article": translate("decided", "Article"),
        "text": translate("decided", "As written"),
        "finding": translate("decided", "Finding"),
        "fine": translate("decided", "Fine"),
        "kind": translate("decided", "Stage"),
        "day": translate("decided", "Day"),
        "known_on": translate("decided", "Known on"),
        "source": translate("decided", "Source"),
    }


def done_words(kind: EditKind) -> str:
    """What was done, in a sentence; empty for anything else."""
    return {
        EditKind.DECISION_ADDED: translate("decided", "Decision added."),
        EditKind.DECISION_CHANGED: translate("decided", "Decision changed."),
        EditKind.DECISION_DELETED: translate("decided", "Decision deleted."),
        EditKind.FINE_ADDED: translate("decided", "Fine added."),
        EditKind.FINE_CHANGED: translate("decided", "Fine changed."),
        EditKind.FINE_DELETED: translate("decided", "Fine deleted."),
        EditKind.PROVISION_ADDED: translate("decided", "Provision added."),
        EditKind.PROVISION_CHANGED: translate("decided", "Provision changed."),
        EditKind.PROVISION_DELETED: translate("decided", "Provision deleted."),
    }.get(kind, "")


def add_words(kind: DecidedKind) -> str:
    """The link that adds one."""
    return {
        DecidedKind.DECISION: translate("decided", "+ decision"),
        DecidedKind.FINE: translate("decided", "+ fine"),
        DecidedKind.PROVISION: translate("decided", "+ provision"),
        DecidedKind.STAGE: translate("decided", "+ stage"),
    }[kind]


def none_words(kind: DecidedKind) -> str:
    """What a card says without a row."""
    return {
        DecidedKind.DECISION: translate("decided", "No decision recorded."),
        DecidedKind.FINE: translate("decided", "No fine recorded."),
        DecidedKind.PROVISION: translate("decided", "No provision recorded."),
        DecidedKind.STAGE: translate(
            "decided", "No reduction, annulment, appeal or payment of a fine recorded."
        ),
    }[kind]


def becomes_words(changes: tuple[Change, ...], currency: str) -> str:
    """What a stage makes of its fine."""
    after = next((one.after for one in changes if one.table == DecidedKind.FINE and one.after), None)
    if after is None:
        return translate("decided", "The fine stays as it is: figures count its sum and status.")
    told = []
    if "status" in after:
        told.append(text.fine_status_word(FineStatus(str(after["status"]))))
    amount = after.get("amount")
    if isinstance(amount, int):
        told.append(text.money(Money(amount, str(after.get("currency") or currency))))
    return translate("decided", "The fine becomes: {}").format(", ".join(told))


def _title(kind: DecidedKind, *, is_new: bool) -> str:
    new, known = {
        DecidedKind.DECISION: (translate("decided", "New decision"), translate("decided", "Decision")),
        DecidedKind.FINE: (translate("decided", "New fine"), translate("decided", "Fine")),
        DecidedKind.PROVISION: (translate("decided", "New provision"), translate("decided", "Provision")),
        DecidedKind.STAGE: (
            translate("decided", "New stage of a fine"),
            translate("decided", "Stage of a fine"),
        ),
    }[kind]
    return new if is_new else known


def _field(name: str, state: DecidedState, labels: Mapping[str, str], order: DayOrder) -> ShownField:
    form, label = state.form, labels[name]
    choices = _choices(name)
    if name == "fine":  # told, not chosen
        choices = ((form.typed.get(name), str(form.typed.get(name))),)
    field = ShownField(
        name,
        "" if name in _BESIDE else label,
        label,
        form.typed.get(name, ""),
        Control.CHOICE if choices else Control.LINE,
        choices,
        _hint(name, form),
        stretch=0 if name == "currency" else 1,
        is_enabled=name != "fine",
    )
    beside, note, role = noted(field, form, state.read, order, _flaws())
    if name == "source" and form.words(name):
        beside = source_kind_word(source_kind(form.words(name)))
    if name == "law":
        beside = translate("decided", "article")
    if name == "status" and not beside:
        beside = translate("decided", "on")
    return replace(field, beside=beside, note=note, role=role)


def _choices(name: str) -> tuple[tuple[object, str], ...]:
    if name == "currency":
        return tuple((code, code) for code in sorted(CURRENCIES))
    if name == "status":
        return tuple((status.value, text.fine_status_word(status)) for status in FineStatus)
    if name == "kind":
        return tuple((stage.value, words) for stage, words in stage_words().items())
    if name == "finding":
        return tuple((finding.value, words) for finding, words in finding_words().items())
    return ()


def _hint(name: str, form: RecordForm) -> str:
    known = translate("decided", "not known")
    return {
        "title": translate("decided", "what was decided"),
        "decided": known,
        "notified": known,
        "published": known,
        "amount": known,
        "imposed": known,
        "status_on": translate("decided", "since when"),
        "day": known,
        "known_on": translate("decided", "the same day"),
        "addressee": translate("decided", "the respondent"),
        "law": "GDPR",
        "article": "5(1)(a)",
        "text": written(form) or "GDPR Art. 5(1)(a)",
        "source": translate("decided", "Paste a link"),
    }.get(name, "")


def _flaws() -> dict[str, str]:
    return {
        DecidedFlaw.NOTIFIED_EARLY: translate("decided", "Notified before it was decided: check."),
        DecidedFlaw.STATUS_EARLY: translate("decided", "Before it was imposed: check."),
        DecidedFlaw.NO_STATUS_DAY: translate("decided", "Without a day it counts as so from the start."),
    }
