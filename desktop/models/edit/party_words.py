"""Authorities and respondents in words: lists, their form, and what a merge of two does."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import available_timezones

from PySide6.QtCore import QCoreApplication

from desktop import text
from desktop.domain.edit.change import Reference
from desktop.domain.shared.parties import AUTHORITIES, RESPONDENTS
from desktop.domain.shared.party_form import OTHER_NAMES_FIELD, PartyFlaw
from desktop.models.edit.form_words import country_choices, regime_choices, respondent_kinds
from desktop.models.edit.shown_form import Control, ShownField, ShownForm, flaw_words, waiting_words
from desktop.models.table import Column

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from desktop.domain.edit.record_form import FormRead
    from desktop.domain.money import Money
    from desktop.domain.shared.parties import Party, PartyChoices, PartyNamed
    from desktop.domain.shared.party_form import PartyForm

translate = QCoreApplication.translate
Choices = tuple[tuple[object, str], ...]


def party_columns() -> tuple[Column[PartyNamed], ...]:
    """The columns of parties: names, country and number of investigations."""
    return (
        Column(
            translate("party", "Name"),
            party_words,
            lambda row: row.short_name.casefold(),
            stretch=True,
            tip=party_words,
        ),
        Column(
            translate("party", "Country"),
            lambda row: text.printable(row.country) or text.NOTHING,
            lambda row: row.country,
        ),
        Column(
            translate("party", "Investigations"),
            lambda row: text.count(row.cases),
            lambda row: row.cases,
            align_right=True,
        ),
    )


def party_words(party: PartyNamed) -> str:
    """The everyday name of a party, and its full one where that is another."""
    names = dict.fromkeys((party.short_name, party.name))
    return " · ".join(text.printable(name) for name in names if name)


def table_words(table: str) -> str:
    """The parties of a table."""
    return {
        RESPONDENTS: translate("party", "Respondents"),
        AUTHORITIES: translate("party", "Authorities"),
    }[table]


def shown_party(form: PartyForm, read: FormRead, choices: PartyChoices) -> ShownForm:
    """The form of a party with its words."""
    fields = tuple(_fields(form, read, choices))
    labels = {field.name: field.accessible for field in fields}
    edit = form.edit(read) if form.party is not None else None
    can_save = edit is not None if form.party is not None else form.authority(read) is not None
    return ShownForm(
        _title(form),
        fields,
        _preview(form),
        waiting_words(read, labels),
        can_save=can_save,
        is_dirty=form.form.is_dirty,
    )


def merge_words(stays: Party, goes: Party) -> str:
    """What a merge does: who stays, what moves, which names are kept."""
    known = {tie.investigation for tie in stays.ties}
    number = len({tie.investigation for tie in goes.ties} - (known if stays.table == RESPONDENTS else set()))
    moves = {
        0: translate("party", "No investigation moves."),
        1: translate("party", "1 investigation moves."),
    }.get(number, translate("party", "{} investigations move.").format(text.count(number)))
    names = [name for name in goes.names if name not in stays.names]
    kept = translate("party", "Kept as other names: {}.").format(_listed(names)) if names else ""
    stay = translate("party", "“{}” stays.").format(text.printable(stays.name))
    return " ".join(part for part in (stay, moves, kept) if part)


def zone_words(stays: Party, goes: Party) -> str:
    """That the days of the investigations that move end at another time; empty where they do not."""
    if stays.zone == goes.zone or not goes.ties:
        return ""
    return translate("party", "Their days end at midnight in {}, no more in {}.").format(
        *(text.printable(zone) for zone in (stays.zone, goes.zone))
    )


def moved_words(title: str, before: Sequence[Money], after: Sequence[Money]) -> str:
    """What an investigation that moves accrues in either time zone."""
    sums = (" + ".join(text.money(amount) for amount in some) or text.NOTHING for some in (before, after))
    return translate("party", "{}: {}, then {}").format(text.printable(title), *sums)


def _title(form: PartyForm) -> str:
    if form.party is None:
        return translate("party", "New authority")
    return text.printable(str(form.party.cells["short_name"]) or form.party.name)


def _preview(form: PartyForm) -> str:
    party = form.party
    if party is None:
        return translate("party", "It is written into the case file with the investigation.")
    number = len({tie.investigation for tie in party.ties})
    if not number:
        return translate("party", "In no investigation.")
    if number == 1:
        return translate("party", "In 1 investigation.")
    return translate("party", "In {} investigations, all of which follow.").format(text.count(number))


def _fields(form: PartyForm, read: FormRead, choices: PartyChoices) -> Iterator[ShownField]:
    offered, labels = _choices(form, choices), _labels(form.table)
    for each in form.form.fields:
        label, hint = labels[each.name]
        problem = next((found for found in read.problems if found.field == each.name), None)
        note, role = "", "caption"
        if problem is not None:
            lei = translate("party", "No LEI: 20 letters and digits, the last two of which fit the others.")
            note, role = lei if problem.flaw is PartyFlaw.NO_LEI else flaw_words(problem), "fault"
        control = Control.CHOICE if each.name in offered else Control.LINE
        if each.name == OTHER_NAMES_FIELD:
            control, note = Control.TEXT, translate("party", "One on each line. An import knows it by them.")
        yield ShownField(
            each.name,
            label,
            label,
            form.form.typed.get(each.name),
            control,
            offered.get(each.name, ()),
            hint,
            note=note,
            role=role,
        )


def _labels(table: str) -> dict[str, tuple[str, str]]:
    """The label and hint of each field."""
    short = translate("party", "Everyday name") if table == RESPONDENTS else translate("party", "Short name")
    return {
        "name": (translate("party", "Name"), ""),
        "short_name": (short, ""),
        "country": (translate("party", "Country"), translate("party", "Choose a country")),
        "zone": (translate("party", "Time zone"), translate("party", "Decides when a day ends")),
        "regime": (translate("party", "Regime"), ""),
        "kind": (translate("party", "Kind"), ""),
        "parent_id": (translate("party", "Parent"), ""),
        "lei": (translate("party", "LEI"), "529900T8BM49AURSDO55"),
        OTHER_NAMES_FIELD: (translate("party", "Other names"), ""),
    }


def _choices(form: PartyForm, choices: PartyChoices) -> dict[str, Choices]:
    """What the lists of a form offer; what stands there is always among it."""
    typed = form.form.typed
    if form.table == AUTHORITIES:
        return {
            "country": _with(typed.get("country"), country_choices()),
            "zone": _with(typed.get("zone"), _zones()),
            "regime": _with(typed.get("regime"), regime_choices(choices.regimes)),
        }
    nobody: tuple[object, str] = (None, translate("party", "None"))
    own = form.party
    barred = {own.uid, *own.children} if own is not None else set()
    parents = tuple(
        (Reference(RESPONDENTS, party.uid), party_words(party))
        for party in choices.parents
        if party.uid not in barred
    )
    return {
        "country": _with(typed.get("country"), (("", text.NOTHING), *country_choices())),
        "kind": _with(typed.get("kind"), respondent_kinds()),
        "parent_id": _with(typed.get("parent_id"), (nobody, *parents)),
    }


@cache
def _zones() -> Choices:
    """The time zones of places."""
    zones = sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc/"))
    return tuple((zone, zone) for zone in zones)


def _with(value: object, choices: Choices) -> Choices:
    """The choices, with a value of the file that is not among them."""
    if value in ("", None) or any(value == known for known, _ in choices):
        return choices
    words = text.printable(value.uid if isinstance(value, Reference) else str(value))
    return ((value, words), *choices)


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f"“{text.printable(name)}”" for name in names)
