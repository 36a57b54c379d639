"""The card of the stretches that make a penalty line's accrued figure, with the reason for its start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from desktop import text
from desktop.domain.explanation.figure import FigureKind, line_key
from desktop.domain.law.kinds import Unit
from desktop.models.page.asides import aside_sentences
from desktop.models.page.limitation import limitation_note
from desktop.models.page.lines import terms_name
from desktop.models.page.settled import state_note
from desktop.models.page.stretches import (
    StretchRow,
    as_markdown,
    as_tsv,
    reported_notes,
    stretch_columns,
    stretch_rows,
)
from desktop.models.page.terms import start_reason
from desktop.models.table import TableModel
from desktop.views.parts.card import Card, link_button, plain_label, selectable
from desktop.views.parts.explained import mark
from desktop.views.parts.fitted import make_fitted_table
from desktop.views.parts.sources import SourceList, copy_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QPushButton, QWidget

    from desktop.domain.page.page import Page
    from desktop.domain.penalty.lines import PenaltyLine
    from desktop.theme import Look

_ANSWER_MS = 1500


class StretchesCard(Card):
    """The accrued figure of a penalty line as a table of stretches, with notes, start and sources."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(name="stretches", parent=parent)
        self.set_heading(self.tr("How this figure is made"))
        self._unit = Unit.DAY
        self._stamp = ""
        self._model: TableModel[StretchRow] = TableModel(stretch_columns(Unit.DAY), self)
        self._table = make_fitted_table(self._model, look, (3, 1), self)
        self._table.setObjectName("stretches_table")
        self._table.setAccessibleName(self.tr("Stretches of the penalty"))
        self._table.setSortingEnabled(False)
        self._note = selectable(plain_label(wrap=True, name="state_note"))
        self._why = plain_label(role="heading", wrap=True, name="start_headline")
        self._because = selectable(plain_label(role="muted", wrap=True, name="start_reason"))
        self._asides = selectable(plain_label(role="muted", wrap=True, name="asides"))
        self._sources = SourceList(self)
        self.add_table(self._table)
        self.body.addWidget(self._note)
        self.body.addSpacing(6)
        for widget in (self._why, self._because, self._asides, self._sources):
            self.body.addWidget(widget)
        self._add_copy(self.tr("Copy"), "copy_table", as_tsv)
        self._add_copy(self.tr("Copy as Markdown"), "copy_markdown", as_markdown)

    def show_penalty(self, penalty: PenaltyLine, page: Page) -> None:
        """Show a penalty line as of the day of its page."""
        self._unit = penalty.terms.unit
        self._stamp = stamp(penalty, page)
        self._model.columns = stretch_columns(self._unit)
        slug = page.case.investigation.slug
        rows = stretch_rows(penalty, slug)
        self._model.set_rows(rows)
        mark(self, line_key(FigureKind.ACCRUED, slug, penalty.terms))
        self._table.set_stamp(self._stamp)
        notes = (reported_notes(rows), state_note(penalty, page), limitation_note(penalty, page))
        note = " ".join(words for words in notes if words)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        reason = start_reason(penalty)
        self._why.setText(reason.headline)
        self._because.setText(" ".join(reason.sentences))
        asides = aside_sentences(penalty, page)
        self._asides.setText("\n".join(asides))
        self._asides.setVisible(bool(asides))
        self._sources.show_sources(penalty.terms.sources)

    def _add_copy(
        self, words: str, name: str, made: Callable[[tuple[StretchRow, ...], Unit, str], str]
    ) -> None:
        button = link_button(words, name)
        button.clicked.connect(lambda: self._copy(made(self._model.rows, self._unit, self._stamp), button))
        self.add_action(button)

    def _copy(self, words: str, button: QPushButton) -> None:
        copy_text(words)
        usual = button.accessibleName()
        button.setText(self.tr("Copied"))
        QTimer.singleShot(_ANSWER_MS, button, lambda: button.setText(usual))


def stamp(penalty: PenaltyLine, page: Page) -> str:
    """The line under a copied table: investigation, penalty line, days, and whether values are unsaved."""
    title = text.printable(page.case.investigation.title)
    parts = [title, terms_name(penalty), f"as of {page.day.isoformat()}"]
    if page.known_on != page.day:
        parts.append(f"with what was known on {page.known_on.isoformat()}")
    if page.is_unsaved:
        parts.append("with unsaved values, not the record")
    return ", ".join(part for part in parts if part)
