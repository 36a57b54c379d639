"""The live figure of a draft: accrued, curve, first penalty day step by step, other readings, agreement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop import text
from desktop.models.edit.draft_words import missing_words, open_words
from desktop.models.edit.live_words import (
    accrued_title,
    agreement_words,
    citations,
    first_day_words,
    gap_lines,
    reading_lines,
    start_lines,
)
from desktop.models.page.figures import accrued_figure
from desktop.theme import state_role
from desktop.views.chart.chart import CurveChart
from desktop.views.parts.card import AmountLabel, Card, clear_layout, plain_label, selectable
from desktop.views.parts.pill import Pill
from desktop.views.parts.states import set_flag, spaced

if TYPE_CHECKING:
    from desktop.domain.page.drafted import Drafted
    from desktop.theme import Look

_CHART = 150  # pixels high


class LiveFigure(Card):
    """The figure of a draft as of the day; a sentence in its place where there is none."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(name="draft_live", parent=parent)
        self._look = look
        self._title = plain_label(role="caption", name="draft_live_title")
        self._amount = AmountLabel(role="figure", name="draft_live_amount")
        self._sentence = selectable(plain_label(role="doubt", wrap=True, name="draft_live_sentence"))
        self._notes = selectable(plain_label(role="caption", wrap=True, name="draft_live_notes"))
        self._chart = CurveChart(look)
        self._chart.setFixedHeight(_CHART)
        self._rest = QWidget()
        self._column = spaced(QVBoxLayout(self._rest), spacing=6)
        self._pill = Pill(look)
        top = spaced(QHBoxLayout(), spacing=8)
        top.addWidget(self._title, 1)
        top.addWidget(self._pill)
        self.body.addLayout(top)
        for part in (self._amount, self._sentence, self._notes, self._chart, self._rest):
            self.body.addWidget(part)
        self.body.addStretch(1)

    def show_figure(self, drafted: Drafted) -> None:
        """Show the figure of a draft; an old figure never stays."""
        page = drafted.page if drafted.line is not None else None
        figure = None if page is None else accrued_figure(page)
        self._title.setText(self.tr("Accrued") if page is None else accrued_title(drafted))
        self._pill.setVisible(page is not None)
        if page is not None:
            self._pill.show_state(text.headline_word(page.headline), state_role(page.headline))
        self._amount.setText("" if figure is None else "\n".join(figure.values))
        self._amount.setVisible(figure is not None)
        self._amount.setAccessibleName(self._amount.text())
        set_flag(self._amount, "running", on=figure is not None and figure.running)
        sentence = missing_words(drafted) if page is None else ""
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
        notes = () if figure is None else figure.notes
        self._notes.setText("\n".join(notes))
        self._notes.setVisible(bool(notes))
        self._chart.setVisible(page is not None and bool(page.curves))
        if page is not None and page.curves:
            self._chart.show_curve(page.curves, page.day, text.day(page.day), page.bands)
        clear_layout(self._column)
        for words, bounds, details in gap_lines(drafted):
            self._column.addWidget(plain_label(words, "doubt", wrap=True, name="draft_gap"))
            for line in (bounds, *details):
                self._column.addWidget(selectable(plain_label(line, "caption", wrap=True)))
        if page is not None:
            self._show_start(drafted)
            self._show_agreement(drafted)
        self._show_open(drafted)

    def _show_start(self, drafted: Drafted) -> None:
        heading = first_day_words(drafted)
        if not heading:
            return
        self._column.addWidget(plain_label(heading, "heading"))
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        for place, line in enumerate(start_lines(drafted)):
            grid.addWidget(plain_label(line.day), place, 0)
            grid.addWidget(plain_label(line.words, "caption", wrap=True), place, 1)
        self._column.addLayout(grid)
        if cited := citations(drafted):
            self._column.addWidget(selectable(plain_label(cited, "caption", wrap=True)))
        for reading in reading_lines(drafted):
            self._column.addWidget(
                plain_label(self.tr("unsettled: {}").format(reading.words), "doubt", wrap=True)
            )
            self._column.addWidget(selectable(plain_label(reading.figure, wrap=True, name="draft_reading")))
            self._column.addWidget(selectable(plain_label(reading.citation, "caption", wrap=True)))

    def _show_agreement(self, drafted: Drafted) -> None:
        heading, words = agreement_words(drafted)
        if heading:
            self._column.addWidget(plain_label(heading, "heading", wrap=True, name="draft_agreement"))
            self._column.addWidget(selectable(plain_label(words, "caption", wrap=True)))

    def _show_open(self, drafted: Drafted) -> None:
        points = drafted.read.open
        if points:
            self._column.addWidget(plain_label(self.tr("Still open"), "heading"))
        for point in points:
            self._column.addWidget(
                plain_label(f"! {open_words(point)}", "caption", wrap=True, name="draft_open")
            )
