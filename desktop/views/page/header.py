"""The head of an investigation's page: respondents, authority, references, dates and state."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop import text
from desktop.theme import state_role
from desktop.views.parts.card import ElidedLabel, link_button, plain_label
from desktop.views.parts.flow import FlowLayout
from desktop.views.parts.pill import Chip, Pill
from desktop.views.parts.states import spaced
from desktop.views.parts.tip import set_tip

if TYPE_CHECKING:
    from desktop.domain.case.case import Investigation, Provision
    from desktop.domain.page.page import Page
    from desktop.theme import Look

_CHIP_LETTERS = 16
_CHIP_LETTERS_COMPACT = 14
_MOST_REFERENCES = 2
_REFERENCE_LETTERS = 24


class HeaderView(QWidget):
    """Title, facts, state pill and provision chips; while editing, a link that adds a provision."""

    # A provision is to be added.
    provision_wanted = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page_header")
        self._look = look
        self._compact = False
        self._provisions: tuple[Provision, ...] = ()
        self._title = ElidedLabel(role="title", name="page_title")
        self._facts = ElidedLabel(role="muted", name="page_facts")
        self._facts.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._pill = Pill(look, self)
        self._pill.setObjectName("page_state")
        rows = spaced(QVBoxLayout(self), spacing=4)
        rows.addWidget(self._title)
        self._flow = FlowLayout()
        rows.addLayout(self._flow)
        self._flow.addWidget(self._facts)
        self._flow.addWidget(self._pill)
        self._unsaved = plain_label(self.tr("✎ with your unsaved values"), "unsaved", name="page_unsaved")
        self._flow.addWidget(self._unsaved)
        self._unsaved.hide()
        self._chips: list[Chip] = []
        self._together = QWidget(self)  # chips and link wrap together, none of them alone
        self._row = spaced(QHBoxLayout(self._together), spacing=8)
        self.add_provision = link_button(
            self.tr("+ provision"), "page_add_provision", self.tr("Add a provision")
        )
        self.add_provision.clicked.connect(lambda _checked=False: self.provision_wanted.emit())
        self._row.addWidget(self.add_provision)
        self._flow.addWidget(self._together)
        self.add_provision.hide()
        self._together.hide()

    def follow_editing(self, *, is_on: bool) -> None:
        """Offer to add a provision, or not."""
        self.add_provision.setVisible(is_on)
        self._show_row()

    def show_page(self, page: Page) -> None:
        """Show the head of a page."""
        investigation = page.case.investigation
        self._title.setText(respondents_text(investigation))
        set_tip(self._title, text.printable(investigation.title))
        self._facts.setText(self._facts_text(page, _MOST_REFERENCES))
        set_tip(self._facts, self._facts_text(page, len(investigation.references)))
        self._pill.show_state(text.headline_word(page.headline), state_role(page.headline))
        self._unsaved.setVisible(page.is_unsaved)
        if page.case.provisions != self._provisions:
            self._provisions = page.case.provisions
            self._show_chips()

    def set_compact(self, *, compact: bool) -> None:
        """Show fewer chips, in less room."""
        if compact != self._compact:
            self._compact = compact
            self._show_chips()

    def _show_chips(self) -> None:
        for chip in self._chips:
            self._row.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        names = provision_names(self._provisions)
        letters = _CHIP_LETTERS_COMPACT if self._compact else _CHIP_LETTERS
        sums = accumulate(len(name) for name in names)
        fitting = sum(1 for letters_so_far in sums if letters_so_far <= letters)
        shown = names[: max(1, fitting)]
        self._chips = [Chip(self._look, name, self._together) for name in shown]
        if len(shown) < len(names):
            self._chips.append(Chip(self._look, f"+{len(names) - len(shown)}", self._together))
        tip = "\n".join(text.printable(item.text) for item in self._provisions)
        for place, chip in enumerate(self._chips):
            set_tip(chip, tip)
            self._row.insertWidget(place, chip)
            chip.setVisible(True)  # only now: showing a widget lays out what has a place
        self._show_row()

    def _show_row(self) -> None:
        self._together.setVisible(bool(self._chips) or not self.add_provision.isHidden())

    def _facts_text(self, page: Page, most: int) -> str:
        investigation = page.case.investigation
        authority = investigation.authority
        name = text.printable(authority.short_name or authority.name)
        references = [text.printable(reference) for reference in investigation.references]
        if most < len(references):
            references = [_short(reference) for reference in references]
            most = most if len("".join(references[:most])) <= _REFERENCE_LETTERS else 1
        parts = [f"{name}, {text.country(authority.country)}", *references[:most]]
        if len(references) > most:
            parts[-1] += f" +{len(references) - most}"
        if investigation.opened is not None and not investigation.opened.is_undated:
            parts.append(self.tr("opened {}").format(text.uncertain(investigation.opened)))
        if investigation.closed is not None and investigation.closed.latest <= page.day:
            parts.append(self.tr("closed {}").format(text.uncertain(investigation.closed)))
        return "  ·  ".join(parts)


def respondents_text(investigation: Investigation) -> str:
    """The everyday names of the respondents, each once, else the title."""
    names = dict.fromkeys(item.short_name or item.name for item in investigation.respondents)
    return " · ".join(text.printable(name) for name in names) or text.printable(investigation.title)


def provision_names(provisions: tuple[Provision, ...]) -> tuple[str, ...]:
    """Short names of provisions, each law named once: GDPR 6, 12, 15."""
    names: dict[str, None] = {}
    law = ""
    for provision in provisions:
        article = provision.article.removeprefix("Art. ").removeprefix("Articles ").removeprefix("Article ")
        if not article or not provision.law:
            names[text.printable(provision.text)] = None
        elif provision.law == law:
            names[text.printable(article)] = None
        else:
            names[text.printable(f"{provision.law} {article}")] = None
        law = provision.law
    return tuple(_short(name) for name in names)


def _short(name: str, most: int = 28) -> str:
    return name if len(name) <= most else f"{name[: most - 1].rstrip()}…"
