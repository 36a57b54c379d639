"""The dialog by which an authority that is in no list is written, for a new investigation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop import text
from desktop.domain.shared.parties import PartyChoices
from desktop.domain.shared.party_form import authority_form
from desktop.models.edit.party_words import shown_party
from desktop.views.edit.small_form import FormFoot, SmallForm
from desktop.views.parts.card import clear_layout, link_button, plain_label
from desktop.views.parts.states import spaced

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.domain.case.case import Authority
    from desktop.domain.edit.change import Cell
    from desktop.session.edits.parties import Parties

_WIDTH = 520  # pixels
_LEAST = 3  # letters of a name that is looked up


class AuthorityDialog(QDialog):
    """Asks for a name, a country, a time zone and a regime; one of the directory is offered first."""

    def __init__(self, parties: Parties, choose: Callable[[Authority], object], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("authority_dialog")
        self.setWindowTitle(self.tr("Add authority"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._parties, self._choose = parties, choose
        self._open, self._choices = authority_form(), PartyChoices()
        self.form, self._foot = SmallForm("authority_form"), FormFoot("authority_foot")
        self._offers = spaced(QVBoxLayout(), spacing=2)
        self.setMinimumWidth(_WIDTH)
        column = spaced(QVBoxLayout(self), margins=(20, 16, 20, 12), spacing=10)
        column.addWidget(self.form)
        column.addLayout(self._offers)
        column.addStretch(1)
        column.addWidget(self._foot)
        self._foot.follow(self.form)
        self.form.edited.connect(self._on_edited)
        self.form.save_wanted.connect(self._save)
        self.form.left.connect(self.reject)
        parties.ask_for_regimes(self._on_choices)
        self.form.show()
        self._show()
        self.form.focus_first()

    def _on_choices(self, choices: PartyChoices) -> None:
        self._choices = choices
        self._show()

    def _show(self) -> None:
        self.form.show_form(shown_party(self._open, self._open.read(self._parties.today), self._choices))

    def _on_edited(self, name: str, value: Cell) -> None:
        self._open = self._open.put(name, value)
        self._show()
        words = self._open.form.words("name") or self._open.form.words("short_name")
        if name in {"name", "short_name", "country"}:
            if len(words) < _LEAST:
                self._on_listed(())
            else:
                country = str(self._open.form.typed.get("country") or "")
                self._parties.ask_for_listed(words, country, self._on_listed)

    def _on_listed(self, listed: tuple[Authority, ...]) -> None:
        """Offer authorities of the directory."""
        clear_layout(self._offers)
        for one in listed:
            words = self.tr("In the directory: {}, {}").format(
                text.printable(one.name), text.country(one.country)
            )
            use = link_button(self.tr("Use it"), "authority_use", self.tr("Use {}").format(words))
            use.clicked.connect(lambda _checked=False, one=one: self._take(one))
            row = spaced(QHBoxLayout(), spacing=12)
            row.addWidget(plain_label(words, "caption", wrap=True), 1)
            row.addWidget(use)
            self._offers.addLayout(row)

    def _save(self) -> None:
        self._take(self._open.authority(self._open.read(self._parties.today)))

    def _take(self, authority: Authority | None) -> None:
        if authority is not None:
            self.accept()
            self._choose(authority)
