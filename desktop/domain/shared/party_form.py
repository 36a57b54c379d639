"""An authority or a respondent as it is typed: its form, what is wrong, and the edit it makes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from desktop.domain.case.case import Authority
from desktop.domain.case.lei import is_lei
from desktop.domain.edit.change import EditKind, new_uid
from desktop.domain.edit.record_form import FieldKind, FieldProblem, RecordField, RecordForm, read_form
from desktop.domain.shared.parties import AUTHORITIES, RESPONDENTS, party_changed

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.edit.change import Cell, Edit
    from desktop.domain.edit.record_form import FormRead
    from desktop.domain.shared.parties import Party

OTHER_NAMES_FIELD = "other_names"  # a name on each line
_FIELDS = {
    AUTHORITIES: (
        RecordField("name", is_needed=True),
        RecordField("short_name", is_needed=True),
        RecordField("country", FieldKind.CHOICE, is_needed=True),
        RecordField("zone", FieldKind.CHOICE, is_needed=True),
        RecordField("regime", FieldKind.CHOICE),
    ),
    RESPONDENTS: (
        RecordField("name", is_needed=True),
        RecordField("short_name", is_needed=True),
        RecordField("country", FieldKind.CHOICE),
        RecordField("kind", FieldKind.CHOICE),
        RecordField("parent_id", FieldKind.CHOICE),
        RecordField("lei"),
    ),
}
_NAMES = RecordField(OTHER_NAMES_FIELD, FieldKind.NONE)


class PartyFlaw(StrEnum):
    """A fault that only a party can have."""

    NO_LEI = "no LEI"


@dataclass(frozen=True, slots=True)
class PartyForm:
    """The form of a party of the file, or of a new authority (`party` is None)."""

    form: RecordForm
    party: Party | None = None

    @property
    def table(self) -> str:
        """The table of the party."""
        return self.form.table

    def put(self, name: str, value: Cell) -> PartyForm:
        """The form with another value in a field."""
        return replace(self, form=self.form.put(name, value))

    def read(self, today: date) -> FormRead:
        """The form as it is read."""
        form = self.form
        if form.table == RESPONDENTS:  # an LEI is copied with small letters and blanks
            form = form.put("lei", "".join(form.words("lei").split()).upper())
        read = read_form(form, today)
        missing = tuple(
            each.name for each in form.fields if each.is_needed and not str(form.typed.get(each.name) or "")
        )
        read = replace(read, missing=tuple(dict.fromkeys((*read.missing, *missing))))
        lei = read.cells.get("lei")
        if lei and not is_lei(lei):
            return read.with_problems(FieldProblem("lei", PartyFlaw.NO_LEI))
        return read

    @property
    def other_names(self) -> tuple[str, ...]:
        """The other names typed, each once."""
        typed = self.form.typed.get(OTHER_NAMES_FIELD, "")
        lines = typed.splitlines() if isinstance(typed, str) else ()
        return tuple(dict.fromkeys(" ".join(line.split()) for line in lines if line.strip()))

    def edit(self, read: FormRead) -> Edit | None:
        """The edit that the form makes; None where it cannot be saved, or nothing would change."""
        if self.party is None or not read.is_sound:
            return None
        return party_changed(self.party, read.cells, self.other_names)

    def authority(self, read: FormRead) -> Authority | None:
        """The new authority that was typed; None where something is wrong or missing."""
        if not read.is_sound:
            return None
        return Authority(
            *(str(read.cells[name] or "") for name in ("name", "short_name", "country", "zone", "regime"))
        )


def party_form(party: Party) -> PartyForm:
    """The form of a party of the file."""
    names = "\n".join(other.name for other in party.other_names)
    typed: dict[str, Cell] = {**party.cells, OTHER_NAMES_FIELD: names}
    return PartyForm(_form(party.table, party.uid, typed, party), party)


def authority_form() -> PartyForm:
    """The form of a new authority."""
    typed: dict[str, Cell] = dict.fromkeys(("name", "short_name", "country", "zone", "regime"), "")
    return PartyForm(_form(AUTHORITIES, "", typed, None))


def _form(table: str, uid: str, typed: dict[str, Cell], party: Party | None) -> RecordForm:
    fields = _FIELDS[table] if party is None else (*_FIELDS[table], _NAMES)
    kinds = (EditKind.PARTY_CHANGED, EditKind.PARTY_CHANGED)
    before = None if party is None else party.cells
    return RecordForm(table, uid, new_uid(), fields, kinds, typed, typed, before)
