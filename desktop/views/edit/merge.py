"""The card by which a party is merged with another one: which one stays, and what moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QRadioButton, QSizePolicy, QVBoxLayout

from desktop import text
from desktop.domain.printable import shortened
from desktop.models.edit.party_words import merge_words, moved_words, party_words, zone_words
from desktop.views.edit.fields import Chooser
from desktop.views.parts.card import Card, clear_layout, plain_label
from desktop.views.parts.states import make_button, spaced
from desktop.views.parts.tip import set_tip

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.domain.shared.parties import MovedCase, Party, PartyNamed
    from desktop.session.edits.parties import OpenedParty, Parties

_LETTERS = 48  # of a name


class MergeCard(Card):
    """Chooses another party, then the one of both that stays."""

    # Party, Party: the one that stays and the one that goes.
    done = Signal(object, object)

    def __init__(self, parties: Parties, parent: QWidget | None = None) -> None:
        super().__init__(name="merge_card", parent=parent)
        self.set_heading(self.tr("Merge with another one"))
        self._parties = parties
        self._both: tuple[Party, Party] | None = None
        self._party: Party | None = None
        hint = self.tr("Choose the same one, named otherwise")
        self.other = Chooser("merge_other", self.tr("Merge with"), hint)
        self.stays = (QRadioButton(), QRadioButton())
        self._words = plain_label(role="caption", wrap=True, name="merge_words")
        self._figures = spaced(QVBoxLayout(), spacing=2)
        self.merge_button = make_button(self.tr("Merge"), self._merge, self)
        self.merge_button.setObjectName("merge_now")
        for number, radio in enumerate(self.stays):
            radio.setObjectName(f"merge_stays_{number}")
            radio.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            radio.toggled.connect(self._on_toggled)
        foot = spaced(QHBoxLayout(), spacing=8)
        foot.addStretch(1)
        foot.addWidget(self.merge_button)
        for part in (self.other, *self.stays, self._words):
            self.body.addWidget(part)
        self.body.addLayout(self._figures)
        self.body.addLayout(foot)
        self.other.chosen.connect(self._on_other_chosen)

    def show_party(self, party: Party, others: tuple[PartyNamed, ...]) -> None:
        """Offer others to be merged with a party."""
        self._party, self._both = party, None
        self.other.show_choices(tuple((one, party_words(one)) for one in others), None)
        self._show()

    def _on_other_chosen(self, chosen: PartyNamed) -> None:
        self._parties.open(chosen.table, chosen.uid, self._on_opened)

    def _on_opened(self, opened: OpenedParty) -> None:
        if self._party is None or opened.party is None or opened.party.uid == self._party.uid:
            return
        both = self._party, opened.party
        self._both = None
        # The one with more investigations stays, unless another one is chosen.
        first = int(len(both[1].ties) > len(both[0].ties))
        for radio, party in zip(self.stays, both, strict=True):
            name = text.printable(party.name)
            radio.setText(self.tr("Keep {}").format(shortened(name, _LETTERS).replace("&", "&&")))
            set_tip(radio, name)
        self.stays[first].setChecked(True)
        self._both = both
        self._show()

    def _on_toggled(self, is_on: bool) -> None:  # noqa: FBT001 - Qt's signal
        if is_on and self._both is not None:
            self._show()

    def _chosen(self) -> tuple[Party, Party] | None:
        """The party that stays and the one that goes."""
        if self._both is None:
            return None
        first, second = self._both
        return (first, second) if self.stays[0].isChecked() else (second, first)

    def _show(self) -> None:
        clear_layout(self._figures)
        chosen = self._chosen()
        for part in (*self.stays, self._words, self.merge_button):
            part.setVisible(chosen is not None)
        if chosen is None:
            self._words.clear()
            return
        words = (merge_words(*chosen), zone_words(*chosen))
        self._words.setText(" ".join(part for part in words if part))
        self._parties.ask_for_figures(*chosen, self._show_figures)

    def _show_figures(self, moved: tuple[MovedCase, ...]) -> None:
        """Show what investigations accrue in either time zone, where that differs."""
        clear_layout(self._figures)
        for case in moved:
            words = moved_words(case.title, case.before, case.after)
            self._figures.addWidget(plain_label(words, "doubt", wrap=True, name="merge_figure"))

    def _merge(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self.done.emit(*chosen)
