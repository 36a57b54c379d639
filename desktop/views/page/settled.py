"""The card of settled matters: liquidations, payments, findings and annulment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop import text
from desktop.domain.explanation.figure import FigureKind
from desktop.models.page.settled import settled_entries
from desktop.views.parts.card import Card, ElidedLabel, plain_label, selectable, set_style
from desktop.views.parts.explained import mark
from desktop.views.parts.sources import copy_button, publisher_of
from desktop.views.parts.states import spaced
from desktop.views.parts.tip import set_tip

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.penalty.lines import PenaltyLine
    from desktop.domain.source import Source
    from desktop.models.page.settled import SettledEntry


class SettledCard(Card):
    """Liquidations, payments, findings and annulment; entries after the knowledge day are dimmed.

    While the file is edited they are listed among the facts, and the card keeps to liquidations: whether the
    calculation agrees with each.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(name="settled", parent=parent)
        self.set_heading(self.tr("Settled by the authority"))
        self._shown: tuple[SettledEntry, ...] | None = None
        self._is_edited = False

    def follow_editing(self, *, is_on: bool) -> None:
        """Keep to liquidations, or not; shown from the next penalty line on."""
        self._is_edited, self._shown = is_on, None
        usual = self.tr("Settled by the authority")
        self.set_heading(self.tr("Liquidated and calculated") if is_on else usual)

    def show_penalty(self, penalty: PenaltyLine, known_on: date, slug: str = "") -> None:
        """Show the settled matters of a penalty line with the knowledge of a day."""
        entries = settled_entries(penalty, known_on, slug)
        if self._is_edited:
            entries = tuple(one for one in entries if one.keys[0].kind is FigureKind.LIQUIDATION)
        self.setVisible(bool(entries) or not self._is_edited)
        if entries == self._shown:
            return
        self._shown = entries
        self.clear_body()
        for entry in entries:
            self.body.addWidget(self._entry(entry, known_on))
        if not entries:
            words = self.tr("No liquidation, payment or finding recorded.")
            self.body.addWidget(plain_label(words, "muted", wrap=True))

    def _entry(self, entry: SettledEntry, known_on: date) -> QWidget:
        box = QWidget(self)
        box.setObjectName("settled_entry")
        mark(box, *entry.keys)
        rows = spaced(QVBoxLayout(box), margins=(0, 0, 0, 6), spacing=4)
        head = QHBoxLayout()
        when, amount = plain_label(entry.when, "caption"), plain_label(entry.amount, wrap=True)
        amount.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        head.addWidget(when, 0, Qt.AlignmentFlag.AlignTop)
        amount.setVisible(bool(entry.amount))
        head.addWidget(amount, 1)
        rows.addLayout(head)
        sentences = " ".join(_closed(sentence) for sentence in entry.sentences)
        if entry.later:
            sentences += " " + self.tr("Not known yet on {}.").format(text.day(known_on))
        words = selectable(plain_label(sentences, "caption", wrap=True))
        rows.addWidget(words)
        if entry.sources:
            rows.addLayout(self._links(entry.sources))
        if entry.later:
            for label in (when, amount, words):
                set_style(label, tone="dim")
        return box

    def _links(self, sources: tuple[Source, ...]) -> QVBoxLayout:
        links = QVBoxLayout()
        links.setSpacing(0)
        for source in sources:
            publisher = publisher_of(source)
            name = ElidedLabel(publisher, "caption")
            set_tip(name, text.printable(source.url))
            line = QHBoxLayout()
            line.setSpacing(8)
            line.addWidget(name, 1)
            line.addWidget(copy_button(source.url, publisher))
            links.addLayout(line)
        return links


def _closed(sentence: str) -> str:
    return sentence if sentence.endswith((".", "!", "?", ":")) else f"{sentence}."
