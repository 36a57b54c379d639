"""The live figure of a draft: accrued, curve, first penalty day step by step, other readings, agreement."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

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
    waits_for_holidays,
)
from desktop.models.page.figures import accrued_figure
from desktop.theme import state_role
from desktop.views.chart.chart import CurveChart
from desktop.views.parts.card import (
    MARGIN,
    AmountLabel,
    Card,
    clear_layout,
    link_button,
    plain_label,
    ruler,
    selectable,
)
from desktop.views.parts.pill import Pill
from desktop.views.parts.states import set_flag, spaced

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QResizeEvent

    from desktop.domain.page.drafted import Drafted
    from desktop.theme import Look

_CHART = 150  # pixels high
_NARROW_CHART = 200  # pixels of width


class LiveFigure(Card):
    """The figure of a draft as of the day; a sentence in its place where there is none."""

    # The figure waits for public holidays of a year.
    holidays_wanted = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(name="draft_live", parent=parent)
        self._look = look
        self._title = plain_label(role="caption", wrap=True, name="draft_live_title")
        self._amount = AmountLabel(role="figure", name="draft_live_amount")
        self._sentence = selectable(plain_label(role="doubt", wrap=True, name="draft_live_sentence"))
        self._notes = plain_label(role="caption", wrap=True, name="draft_live_notes")
        self._chart = CurveChart(look)
        self._chart.setFixedHeight(_CHART)
        self._chart.setMinimumWidth(_NARROW_CHART)
        self._column = LineColumn()
        self._pill = Pill(look)
        self._top = spaced(QBoxLayout(QBoxLayout.Direction.LeftToRight), spacing=8)
        self._top.addWidget(self._amount, 1)
        self._top.addWidget(self._pill)
        head = QWidget()
        column = spaced(QVBoxLayout(head), spacing=6)
        column.addWidget(self._title)
        column.addLayout(self._top)
        self._holidays = link_button(self.tr("Add holidays…"), "draft_holidays")
        self._holidays.clicked.connect(lambda _checked=False: self.holidays_wanted.emit())
        self._holidays.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        for part in (self._sentence, self._holidays, self._notes, self._chart):
            column.addWidget(part)
        self.hold_sections(head)
        self.body.addWidget(self._column)
        self.body.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the state beside the sum, or below it where there is no room."""
        super().resizeEvent(event)
        self._fit_top()

    def _fit_top(self) -> None:
        metrics = self._amount.fontMetrics()
        widest = max(metrics.horizontalAdvance(line) for line in self._amount.text().split("\n"))
        room = self.width() - 2 * MARGIN - self._pill.sizeHint().width() - self._top.spacing()
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._top.setDirection(beside if widest <= room else below)

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
        self._fit_top()
        set_flag(self._amount, "running", on=figure is not None and figure.running)
        sentence = missing_words(drafted) if page is None else ""
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
        self._holidays.setVisible(waits_for_holidays(drafted))
        notes = () if figure is None else figure.notes
        self._notes.setText("\n".join(notes))
        self._notes.setVisible(bool(notes))
        self._chart.setVisible(page is not None and bool(page.curves))
        if page is not None and page.curves:
            self._chart.show_curve(page.curves, page.day, text.day(page.day), page.bands)
        self._column.show_lines((*self._lines(drafted, has_figure=page is not None), *_open_lines(drafted)))

    def _lines(self, drafted: Drafted, *, has_figure: bool) -> Iterator[ColumnLine]:
        """What is not known, the start step by step, other readings, agreement with the fixed sum."""
        for words, bounds, details in gap_lines(drafted):
            yield ColumnLine(words, "doubt", "draft_gap")
            yield from (ColumnLine(line, "caption") for line in (bounds, *details))
        heading = first_day_words(drafted) if has_figure else ""
        if heading:
            yield _RULER
            yield ColumnLine(heading, "heading")
            yield from (ColumnLine(line.words, "caption", before=line.day) for line in start_lines(drafted))
            if cited := citations(drafted):
                yield ColumnLine(cited, "caption")
            for reading in reading_lines(drafted):
                yield ColumnLine(self.tr("unsettled: {}").format(reading.words), "doubt")
                yield ColumnLine(reading.figure, "", "draft_reading")
                yield ColumnLine(reading.citation, "caption")
        agreement, words = agreement_words(drafted)
        agrees = drafted.settlement is not None and bool(drafted.settlement.agrees)
        if has_figure and agreement:
            yield _RULER
            mark = ("✓", "agreed") if agrees else ("≠", "doubt")
            yield ColumnLine(agreement, "heading", "draft_agreement", *mark)
            yield ColumnLine(words, "caption")


class ColumnLine(NamedTuple):
    """A line of a column: its words, their role, the name of its label, and a day or a mark before them."""

    words: str
    role: str
    name: str = ""
    before: str = ""
    mark: str = ""


_RULER = ColumnLine("", "ruler")


class LineColumn(QWidget):
    """Lines below each other; their labels are kept while only the words change."""

    def __init__(self) -> None:
        super().__init__()
        self._column = spaced(QVBoxLayout(self), spacing=6)
        self._shape: tuple[tuple[str, str, bool, str], ...] = ()
        self._labels: list[tuple[QLabel | None, QLabel | None]] = []

    def show_lines(self, lines: tuple[ColumnLine, ...]) -> None:
        """Show lines in place of those before."""
        shape = tuple((line.role, line.name, bool(line.before), line.mark) for line in lines)
        if shape != self._shape:
            clear_layout(self._column)
            self._shape, self._labels = shape, [self._added(line) for line in lines]
        for (label, before), line in zip(self._labels, lines, strict=True):
            for one, words in ((label, line.words), (before, line.before)):
                if one is not None and one.text() != words:
                    one.setText(words)
        days = [before for (_, before), line in zip(self._labels, lines, strict=True) if not line.mark]
        widest = max((one.sizeHint().width() for one in days if one is not None), default=0)
        for one in days:
            if one is not None:
                one.setMinimumWidth(widest)

    def _added(self, line: ColumnLine) -> tuple[QLabel | None, QLabel | None]:
        if line.role == _RULER.role:
            self._column.addWidget(ruler())
            return None, None
        label = plain_label(role=line.role, wrap=True, name=line.name)
        before = plain_label(role=line.mark) if line.before else None
        row = spaced(QHBoxLayout(), margins=(MARGIN - 1, 0, MARGIN - 1, 0), spacing=6 if line.mark else 12)
        if before is not None:
            row.addWidget(before, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label, 1)
        self._column.addLayout(row)
        return label, before


def _open_lines(drafted: Drafted) -> Iterator[ColumnLine]:
    translate = QCoreApplication.translate
    if drafted.read.open:
        yield _RULER
        yield ColumnLine(translate("LiveFigure", "Still open"), "heading")
    for point in drafted.read.open:
        yield ColumnLine(open_words(point), "caption", "draft_open", "!", "doubt")
