"""What was decided, as records: decisions, fines, and the provisions that an investigation is about."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from desktop.domain.case.case import Decision, Fine, FineStage, FineStatus, Provision, ProvisionFinding
from desktop.domain.edit.change import Change, EditKind, Reference, added, new_uid
from desktop.domain.edit.draft_problems import Weight
from desktop.domain.edit.record_form import (
    FieldKind,
    FieldProblem,
    RecordField,
    RecordForm,
    date_cells,
    edit_of,
    read_form,
)
from desktop.domain.edit.stages import stored_date

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from desktop.domain.edit.change import Cell, Cells, Edit
    from desktop.domain.edit.record_form import FormRead
    from desktop.domain.typed.dates import DayOrder

Decided: TypeAlias = Decision | Fine | Provision
PROVISIONS = "provisions"  # the table of provisions, which investigations share
_PROVISION = ("text", "law", "article")


class DecidedKind(StrEnum):
    """The kind of what was decided, by the table of its records."""

    DECISION = "decisions"
    FINE = "fines"
    PROVISION = "investigation_provisions"
    STAGE = "fine_stages"


class DecidedFlaw(StrEnum):
    """A doubt about what was decided, or its fault."""

    NOTIFIED_EARLY = "notified early"
    STATUS_EARLY = "status early"
    NO_STATUS_DAY = "no status day"


KINDS: Mapping[DecidedKind, tuple[EditKind, EditKind, EditKind]] = {
    DecidedKind.DECISION: (
        EditKind.DECISION_ADDED,
        EditKind.DECISION_CHANGED,
        EditKind.DECISION_DELETED,
    ),
    DecidedKind.FINE: (EditKind.FINE_ADDED, EditKind.FINE_CHANGED, EditKind.FINE_DELETED),
    DecidedKind.PROVISION: (
        EditKind.PROVISION_ADDED,
        EditKind.PROVISION_CHANGED,
        EditKind.PROVISION_DELETED,
    ),
    DecidedKind.STAGE: (EditKind.FINE_CHANGED, EditKind.FINE_CHANGED, EditKind.FINE_CHANGED),
}
_SOURCE = RecordField("source", FieldKind.SOURCE)
FIELDS: Mapping[DecidedKind, tuple[RecordField, ...]] = {
    DecidedKind.DECISION: (
        RecordField("title", is_needed=True),
        RecordField("reference"),
        RecordField("decided", FieldKind.DATE),
        RecordField("notified", FieldKind.DATE),
        RecordField("published", FieldKind.DATE),
        _SOURCE,
    ),
    DecidedKind.FINE: (
        RecordField("amount", FieldKind.AMOUNT),
        RecordField("currency", FieldKind.CHOICE),
        RecordField("imposed", FieldKind.FIRM_DATE),
        RecordField("status", FieldKind.CHOICE),
        RecordField("status_on", FieldKind.FIRM_DATE),
        RecordField("addressee"),
        RecordField("status_text"),
        RecordField("note"),
        _SOURCE,
    ),
    DecidedKind.PROVISION: (
        RecordField("law", FieldKind.NONE),
        RecordField("article", FieldKind.NONE),
        RecordField("text", FieldKind.NONE),
        RecordField("finding", FieldKind.CHOICE),
        _SOURCE,
    ),
    DecidedKind.STAGE: (
        RecordField("fine", FieldKind.NONE),
        RecordField("kind", FieldKind.CHOICE),
        RecordField("day", FieldKind.FIRM_DATE),
        RecordField("amount", FieldKind.AMOUNT),
        RecordField("currency", FieldKind.CHOICE),
        RecordField("known_on", FieldKind.DAY),
        RecordField("note"),
        _SOURCE,
    ),
}


def new_decided(kind: DecidedKind, owner: str, currency: str) -> RecordForm:
    """The form of a new record of an investigation, or of a stage of a fine, by the uid of either."""
    first: dict[str, Cell] = dict.fromkeys((each.name for each in FIELDS[kind]), "")
    if kind is DecidedKind.FINE:
        first |= {"currency": currency, "status": FineStatus.IMPOSED.value}
    if kind is DecidedKind.PROVISION:
        first["finding"] = ProvisionFinding.BREACHED.value
    fixed: dict[str, Cell] = {"investigation_id": Reference("investigations", owner)}
    if kind is DecidedKind.STAGE:
        first |= {"currency": currency, "kind": FineStage.REDUCED.value}
        fixed = {"fine_id": Reference(DecidedKind.FINE.value, owner)}
    return RecordForm(
        kind.value, new_uid(), new_uid(), FIELDS[kind], KINDS[kind][:2], first, first, None, fixed, currency
    )


def opened_decided(
    kind: DecidedKind, uid: str, cells: Cells, typed: Mapping[str, Cell], currency: str
) -> RecordForm:
    """The form of a record of the file: its uid and cells, and how they are typed."""
    return RecordForm(
        kind.value, uid, new_uid(), FIELDS[kind], KINDS[kind][:2], typed, typed, cells, currency=currency
    )


def read_decided(form: RecordForm, today: date, order: DayOrder) -> FormRead:
    """Read the form of what was decided."""
    read = read_form(form, today, order)
    kind = DecidedKind(form.table)
    if kind in (DecidedKind.FINE, DecidedKind.STAGE):
        # Where the amount is not known there is no currency.
        amount = read.cells.get("amount")
        read = replace(read, cells={**read.cells, "currency": None if amount is None else _currency(form)})
    if kind is DecidedKind.PROVISION and not written(form):
        read = replace(read, missing=(*read.missing, "article"))
    return read.with_problems(*_doubts(kind, read))


def decided_edit(form: RecordForm, read: FormRead) -> Edit | None:
    """The edit that a form makes; a provision that is written otherwise becomes another one."""
    if form.table != DecidedKind.PROVISION:
        return edit_of(form, read)
    cells = {"text": written(form), **{name: form.words(name) for name in ("law", "article")}}
    if not form.is_new and all(form.words(name) == str(form.first.get(name, "")) for name in _PROVISION):
        return edit_of(form, read)
    uid = new_uid()
    linked = {**read.cells, "provision_id": Reference(PROVISIONS, uid)}
    edit = edit_of(form, replace(read, cells=linked))
    return edit and replace(edit, changes=(added(PROVISIONS, uid, **cells), *edit.changes))


def written(form: RecordForm) -> str:
    """A provision as it is written: as typed, else its law and article."""
    return form.words("text") or _composed(form.words("law"), form.words("article"))


def provision_fields(cells: Cells) -> dict[str, Cell]:
    """What stands in the fields of a provision; its text only where it is not its law and article alone."""
    text, law, article = provision_key(cells)
    return {"law": law, "article": article, "text": "" if text == _composed(law, article) else text}


def _composed(law: str, article: str) -> str:
    if not article:
        return ""
    return f"{law} Art. {article}".strip() if article[0].isdigit() else f"{law} {article}".strip()


def cells_of(one: Decided) -> dict[str, Cell]:
    """The cells by which a record is found; those of a provision are in the table of provisions."""
    match one:
        case Decision():
            return {
                "title": one.title,
                "reference": one.reference,
                **date_cells("decided", one.decided),
                **date_cells("notified", one.notified),
                **date_cells("published", one.published),
            }
        case Fine():
            amount = one.amount
            return {
                "amount": None if amount is None else amount.minor,
                **date_cells("imposed", one.imposed),
                "status": one.status.value,
                **date_cells("status_on", one.status_on),
                "addressee": one.addressee,
                "note": one.note,
            }
        case Provision():
            return {"text": one.text, "law": one.law, "article": one.article}


def provisions_added(edit: Edit) -> tuple[Cells, ...]:
    """The cells of the provisions that an edit adds."""
    return tuple(change.after for change in edit.changes if _is_provision(change) and change.after)


def with_known_provisions(edit: Edit, known: Mapping[tuple[str, ...], str]) -> Edit:
    """The edit with the provisions that the file has, by their cells, in the place of those it would add."""
    uids = {
        change.uid: uid
        for change in edit.changes
        if _is_provision(change) and (uid := known.get(provision_key(change.after or {})))
    }
    changes = (_linked(change, uids) for change in edit.changes if change.uid not in uids)
    return replace(edit, changes=tuple(changes))


def provision_key(cells: Cells) -> tuple[str, ...]:
    """What makes a provision the same as another."""
    return tuple(str(cells.get(name, "")) for name in _PROVISION)


def _is_provision(change: Change) -> bool:
    return change.table == PROVISIONS and change.before is None


def _linked(change: Change, uids: Mapping[str, str]) -> Change:
    cell = (change.after or {}).get("provision_id")
    if not isinstance(cell, Reference) or cell.uid not in uids:
        return change
    reference = Reference(PROVISIONS, uids[cell.uid])
    return replace(change, after={**(change.after or {}), "provision_id": reference})


def _currency(form: RecordForm) -> str:
    return str(form.typed.get("currency") or form.currency)


def _doubts(kind: DecidedKind, read: FormRead) -> Iterator[FieldProblem]:
    decided, notified = (stored_date(read.cells, name) for name in ("decided", "notified"))
    if decided and notified and notified.latest < decided.earliest:
        yield FieldProblem("notified", DecidedFlaw.NOTIFIED_EARLY, Weight.DOUBT)
    if kind is not DecidedKind.FINE:
        return
    imposed, status_on = (stored_date(read.cells, name) for name in ("imposed", "status_on"))
    if imposed and status_on and status_on.latest < imposed.earliest:
        yield FieldProblem("status_on", DecidedFlaw.STATUS_EARLY, Weight.DOUBT)
    is_first = read.cells.get("status") in (FineStatus.IMPOSED.value, FineStatus.PROPOSED.value)
    if not is_first and status_on is None and not read.faults:
        yield FieldProblem("status_on", DecidedFlaw.NO_STATUS_DAY, Weight.DOUBT)
