"""The authorities and respondents of the open file: found, changed, and two of them merged."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Signal

from desktop.domain.case.case import Authority
from desktop.domain.edit.change import Reference
from desktop.domain.page.build import build_page
from desktop.domain.shared.parties import (
    AUTHORITIES,
    RESPONDENTS,
    MovedCase,
    Party,
    PartyChoices,
    merged,
    with_authority,
)
from desktop.session.edits.deeds import EditDeeds
from desktop.store.cases.parties import find_parties, load_party, parties_of, party_named
from desktop.store.law.authorities import authority_directory
from desktop.store.law.laws import laws_of
from desktop.store.law.rules import regimes

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from desktop.domain.days.asof import AsOf
    from desktop.domain.edit.change import Edit
    from desktop.domain.money import Money
    from desktop.domain.page.page import Page
    from desktop.session.asking import Asking
    from desktop.session.editing import Editing
    from desktop.session.reader.reader import Reader
    from desktop.store.file.casefile import CaseFile

MOST_FIGURES = 20  # investigations whose figures are set beside each other


class OpenedParty(NamedTuple):
    """A party, None for one that is gone, and what its form offers."""

    party: Party | None
    choices: PartyChoices


class Parties(EditDeeds):
    """The verbs of parties; `change` and `merge` answer done or refused, the others what they are asked."""

    # tuple[PartyNamed, ...]: the parties found.
    found = Signal(object)

    def __init__(self, asking: Asking, editing: Editing) -> None:
        super().__init__(asking, editing, "party")

    @property
    def is_on(self) -> bool:
        """Whether parties can be changed now."""
        return self._editing.is_on

    @property
    def today(self) -> date:
        """The day on which a form is read."""
        return self._editing.today

    def find(self, table: str, words: str) -> None:
        """Find the parties of a table with words in a name; answers found."""
        reader = self._asking.reader
        self._asking.submit(
            "parties",
            lambda: find_parties(reader.file, table, words) if reader.file is not None else (),
            self.found.emit,
        )

    def open(self, table: str, uid: str, answer: Callable[[OpenedParty], None]) -> None:
        """Read a party, with what its form offers."""
        reader = self._asking.reader
        self._asking.submit(
            f"party {uid}",
            lambda: _opened(reader.file, table, uid),
            answer,
        )

    def ask_for_listed(
        self, name: str, country: str, answer: Callable[[tuple[Authority, ...]], None]
    ) -> None:
        """The authorities of the shipped directory with this name, else those with the names most like it."""

        def listed() -> tuple[Authority, ...]:
            directory = authority_directory()
            found = directory.named(name, country) or directory.suggestions(name, country)
            return tuple(entry.authority for entry in found)

        self._asking.submit("listed", listed, answer)

    def ask_for_regimes(self, answer: Callable[[PartyChoices], None]) -> None:
        """What the form of a new authority offers."""
        self._asking.submit("regimes", lambda: PartyChoices(regimes=regimes()), answer)

    def of_case(self, table: str, answer: Callable[[str], None]) -> None:
        """The uid of the first party of the investigation shown; empty without one."""
        page, reader = self._asking.shown.page, self._asking.reader

        def first() -> str:
            if page is None or reader.file is None:
                return ""
            return next(iter(parties_of(reader.file, table, page.case.investigation.id)), "")

        self._asking.submit("party of case", first, answer)

    def change(self, edit: Edit) -> None:
        """Make the edit of a form."""
        self.make("changed", lambda _file: edit)

    def merge(self, stays: Party, goes: Party) -> None:
        """Merge two parties into the one that stays: one step."""

        def made(file: CaseFile) -> Edit | None:
            here, there = (load_party(file, one.table, one.uid) for one in (stays, goes))
            return None if here is None or there is None else merged(here, there)

        self.make("merged", made)

    def ask_for_figures(
        self, stays: Party, goes: Party, answer: Callable[[tuple[MovedCase, ...]], None]
    ) -> None:
        """What the investigations of an authority that goes accrue in either time zone, where it differs."""
        as_of, reader = self._asking.shown.as_of, self._asking.reader
        if stays.table == AUTHORITIES and stays.zone != goes.zone:
            self._asking.submit("merge", lambda: _moved(reader, as_of, stays, goes), answer)
        else:
            answer(())


def _opened(file: CaseFile | None, table: str, uid: str) -> OpenedParty:
    party = load_party(file, table, uid) if file is not None else None
    if file is None or party is None:
        return OpenedParty(None, PartyChoices())
    if table == AUTHORITIES:
        return OpenedParty(party, PartyChoices(regimes=regimes()))
    parents, parent = find_parties(file, RESPONDENTS, ""), party.cells["parent_id"]
    if isinstance(parent, Reference) and parent.uid not in {one.uid for one in parents}:
        parents = (*party_named(file, RESPONDENTS, parent.uid), *parents)
    return OpenedParty(party, PartyChoices(parents=parents))


def _moved(reader: Reader, as_of: AsOf, stays: Party, goes: Party) -> tuple[MovedCase, ...]:
    names = ("name", "short_name", "country", "zone", "regime")
    authority = Authority(*(str(stays.cells[name]) for name in names))
    found = []
    for tie in goes.ties[:MOST_FIGURES]:
        now = reader.page(tie.slug, as_of)
        if now is not None:
            then = build_page(with_authority(now.case, authority), as_of, laws_of(authority.regime))
            if _accrued(now) != _accrued(then):
                title = now.case.investigation.title
                found.append(MovedCase(title, _accrued(now), _accrued(then)))
    return tuple(found)


def _accrued(page: Page) -> tuple[Money, ...]:
    return tuple(amounts.accrued for amounts in page.amounts)
