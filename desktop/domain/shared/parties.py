"""Edits of authorities and respondents: changed, given other names, and two of them merged into one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from desktop.domain.edit.change import Edit, EditKind, Reference, added, changed, deleted, new_uid

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from desktop.domain.case.case import Authority, Case
    from desktop.domain.edit.change import Cell, Cells, Change
    from desktop.domain.law.regime import Regime
    from desktop.domain.money import Money

AUTHORITIES, RESPONDENTS = "authorities", "respondents"
# The data set of the origins that hold the other names of a record: a name that it had, or has elsewhere.
OTHER_NAMES = "other names"


class OtherName(NamedTuple):
    """Another name of a party, and the uid of its record."""

    uid: str
    name: str


class Tie(NamedTuple):
    """What ties a party to an investigation: the uid of the join, or of the investigation with its authority.

    `zones` are the penalty lines of the investigation whose time zone is that of its authority.
    """

    uid: str
    investigation: str
    slug: str
    zones: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PartyNamed:
    """A party as listed: its names, its country, and the number of its investigations."""

    table: str
    uid: str
    name: str
    short_name: str
    country: str
    cases: int


@dataclass(frozen=True, slots=True)
class Party:
    """An authority or a respondent, with what refers to it.

    `children` are the respondents of which it is the parent; `about` are the records that name it by its uid,
    with their tables.
    """

    table: str
    uid: str
    cells: Cells
    other_names: tuple[OtherName, ...] = ()
    ties: tuple[Tie, ...] = ()
    children: tuple[str, ...] = ()
    about: tuple[tuple[str, str], ...] = ()

    @property
    def reference(self) -> Reference:
        """The party as edits name it."""
        return Reference(self.table, self.uid)

    @property
    def name(self) -> str:
        """Its full name."""
        return str(self.cells["name"])

    @property
    def zone(self) -> str:
        """The time zone of an authority; empty for a respondent."""
        return str(self.cells.get("zone", ""))

    @property
    def names(self) -> tuple[str, ...]:
        """All its names, each once."""
        own = (self.name, str(self.cells["short_name"]))
        return tuple(dict.fromkeys((*own, *(other.name for other in self.other_names))))


class PartyChoices(NamedTuple):
    """What the form of a party offers: the regimes, and the respondents that may be its parent."""

    regimes: tuple[Regime, ...] = ()
    parents: tuple[PartyNamed, ...] = ()


class MovedCase(NamedTuple):
    """An investigation of an authority that goes: what it accrues under it, and under the one that stays."""

    title: str
    before: tuple[Money, ...]
    after: tuple[Money, ...]


def party_changed(party: Party, cells: Cells, other_names: Sequence[str]) -> Edit | None:
    """The change of a party to other cells and other names; None where nothing changes.

    The penalty lines of an authority follow its time zone where they had the same.
    """
    before, after = dict(party.cells), dict(cells)
    change = changed(party.table, party.uid, before, after)
    wanted = list(dict.fromkeys(name for name in other_names if name))
    gone = [deleted("origins", other.uid, {}) for other in party.other_names if other.name not in wanted]
    known = {other.name for other in party.other_names}
    new = [_named(party.reference, name) for name in wanted if name not in known]
    zone = after.get("zone", party.zone)
    moved = _rezoned(party.ties, party.zone, str(zone)) if zone != party.zone else ()
    changes = (*((change,) if change.after else ()), *gone, *new, *moved)
    return Edit(EditKind.PARTY_CHANGED, changes, new_uid()) if changes else None


def merged(stays: Party, goes: Party) -> Edit:
    """The merge of two parties of a table: all that refers to one refers to the other, which keeps its names.

    What the party that stays does not say of itself is taken from the other one.
    """
    changes: list[Change] = []
    change = changed(stays.table, stays.uid, stays.cells, _filled(stays, goes))
    if change.after:
        changes.append(change)
    changes += _moved(stays, goes)
    changes += [_named(stays.reference, name) for name in goes.names if name not in stays.names]
    for table, uid in goes.about:
        changes.append(changed(table, uid, {"record_uid": goes.uid}, {"record_uid": stays.uid}))
    changes += [deleted("origins", other.uid, {}) for other in goes.other_names]
    changes.append(deleted(goes.table, goes.uid, goes.cells))
    return Edit(EditKind.PARTIES_MERGED, tuple(changes), new_uid())


def with_authority(case: Case, authority: Authority) -> Case:
    """A case under another authority, whose time zone its penalty lines follow where they had the same."""
    before = case.investigation.authority.zone
    terms = tuple(replace(line, zone=authority.zone) if line.zone == before else line for line in case.terms)
    return replace(case, investigation=replace(case.investigation, authority=authority), terms=terms)


def _moved(stays: Party, goes: Party) -> Iterator[Change]:
    """The changes by which all that is tied to one party is tied to the other."""
    there, here = goes.reference, stays.reference
    if goes.table == AUTHORITIES:
        for tie in goes.ties:
            yield changed("investigations", tie.uid, {"authority_id": there}, {"authority_id": here})
        yield from _rezoned(goes.ties, goes.zone, stays.zone)
        return
    known = {tie.investigation for tie in stays.ties}
    for tie in goes.ties:
        if tie.investigation in known:
            yield deleted("investigation_respondents", tie.uid, {})
        else:
            known.add(tie.investigation)
            cells = {"respondent_id": there}, {"respondent_id": here}
            yield changed("investigation_respondents", tie.uid, *cells)
    for child in goes.children:
        if child != stays.uid:
            yield changed(RESPONDENTS, child, {"parent_id": there}, {"parent_id": here})


def _filled(stays: Party, goes: Party) -> dict[str, Cell]:
    """The cells of the party that stays, its gaps filled from the other one."""
    cells = dict(stays.cells)
    if stays.table == RESPONDENTS:
        for name in ("country", "lei", "parent_id"):
            if not cells.get(name):
                cells[name] = goes.cells.get(name)
        if cells["parent_id"] in (stays.reference, goes.reference):
            cells["parent_id"] = None
            parent = goes.cells.get("parent_id")
            if stays.cells.get("parent_id") == goes.reference and parent != stays.reference:
                cells["parent_id"] = parent
    elif not cells.get("regime"):
        cells["regime"] = goes.cells.get("regime", "")
    return cells


def _rezoned(ties: Iterable[Tie], before: str, after: str) -> Iterator[Change]:
    if before != after:
        for tie in ties:
            for line in tie.zones:
                yield changed("penalty_terms", line, {"zone": before}, {"zone": after})


def _named(party: Reference, name: str) -> Change:
    """The addition of another name of a party."""
    cells: Mapping[str, Cell] = {
        "record_table": party.table,
        "record_uid": party.uid,
        "data_set": OTHER_NAMES,
        "external_id": name,
    }
    return added("origins", new_uid(), **cells)
