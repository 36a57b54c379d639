"""The Overview: sums, curve, running orders and deadlines of all investigations as of the day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QScrollArea, QStackedLayout, QWidget

from desktop import text
from desktop.domain.explanation.figure import FigureKind, currency_keys
from desktop.domain.file import Stage
from desktop.domain.listing.facets import Section
from desktop.models.overview import (
    as_of_line,
    day_label,
    deadline_columns,
    imposed_figure,
    knowledge_words,
    layers_of,
    liquidated_figure,
    more_words,
    order_columns,
    running_figure,
)
from desktop.models.preparing_words import waiting_words
from desktop.models.problems import left_out_words
from desktop.models.table import TableModel
from desktop.views.chart.chart import CurveChart
from desktop.views.overview.nextchange import NextChangeCard
from desktop.views.page.figures import FigureCard
from desktop.views.parts.card import Card, link_button, plain_label
from desktop.views.parts.explained import mark
from desktop.views.parts.states import StateView, spaced
from desktop.views.parts.table import make_table

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from desktop.domain.overview.overview import Overview
    from desktop.models.table import Column
    from desktop.session.session import Session
    from desktop.theme import Look

RowT = TypeVar("RowT")

WIDE = 980
MOST_ROWS = 8


class OverviewView(QWidget):
    """Key figures, accrued curve, running orders and deadlines; or the reason for their absence."""

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("overview")
        self._session = session
        self.body = OverviewBody(session, look)
        self.state = StateView(self)
        area = QScrollArea(self)
        area.setObjectName("overview_area")
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self.body)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.state)
        self._stack.addWidget(area)
        session.overview_changed.connect(self._renew)
        session.indexing_changed.connect(self._on_preparing_changed)
        session.preparing_failed.connect(self._on_preparing_changed)
        session.file_opened.connect(self._renew)
        session.file_closed.connect(self._renew)
        self._renew()

    def _on_preparing_changed(self, _: object) -> None:
        if self._session.overview is None:
            self._renew()

    def _renew(self, _: object = None) -> None:
        overview = self._session.overview
        if self._session.info is None:
            self.state.show_state(
                self.tr("No case file is open"), self.tr("Open one to see its investigations.")
            )
        elif overview is None:
            self._show_waiting()
        else:
            self.body.show_overview(overview)
        self._stack.setCurrentIndex(0 if self._session.info is None or overview is None else 1)

    def _show_waiting(self) -> None:
        """Show the progress of the sums, or why they failed."""
        session = self._session
        if session.progress is None and session.unprepared is None:
            self.state.show_state(self.tr("Reading the case file…"))
            return
        words = waiting_words(Stage.FIGURES, session.progress, session.unprepared)
        again = (self.tr("Try again"), session.file.prepare_again)
        self.state.show_state(*words, *(() if session.unprepared is None else (again,)))


class OverviewBody(QWidget):
    """The cards of the Overview, in fewer columns in a narrow window."""

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("overview_body")
        self._look = look
        self._title = plain_label(self.tr("Overview"), "title")
        self._line = plain_label(role="muted", wrap=True, name="overview_line")
        self._unread = link_button("", "overview_unread")
        self._unread.clicked.connect(lambda _=False: session.show_section(Section.PROBLEMS))
        self._unread.hide()
        self.figures = tuple(FigureCard(name, self) for name in ("running", "imposed", "liquidated"))
        self.next_change = NextChangeCard(session.clock, self)
        self.chart = ChartCard(look)
        self.orders = TableCard(
            self.tr("Running orders"),
            "orders",
            self.tr("No penalty is running on this day."),
            order_columns(),
            look,
        )
        self.deadlines = TableCard(
            self.tr("Deadlines"),
            "deadlines",
            self.tr("No deadline is ahead on this day."),
            deadline_columns(),
            look,
        )
        for card, section in ((self.orders, Section.RUNNING), (self.deadlines, Section.DEADLINES)):
            card.table.row_activated.connect(lambda row: session.select(row.slug))
            card.more.clicked.connect(lambda _=False, section=section: session.show_section(section))
        self._grid = spaced(QGridLayout(self), margins=(24, 20, 24, 20), spacing=14)
        self._wide: bool | None = None
        self._arrange(wide=True)
        look.changed.connect(self._fit)

    def show_overview(self, overview: Overview) -> None:
        """Show everything as of the overview's day."""
        line = as_of_line(overview.as_of)
        self._line.setText(line)
        figures = (running_figure(overview), imposed_figure(overview), liquidated_figure(overview))
        for card, figure in zip(self.figures, figures, strict=True):
            card.show_figure(figure)
        self.next_change.show_change(overview.next_change, live=overview.as_of.live)
        self.chart.show_overview(overview)
        self.orders.show_rows(overview.running_orders, line, overview.running_count)
        self.deadlines.show_rows(overview.deadlines, line, overview.deadline_count)

    def warn(self, rows: int) -> None:
        """Say that the sums leave out what some rows hold; nothing without such rows."""
        self._unread.setText(f"\N{WARNING SIGN} {left_out_words(rows)}")
        self._unread.setAccessibleName(left_out_words(rows))
        self._unread.setVisible(bool(rows))

    def _fit(self, width: int | None = None) -> None:
        """Choose the columns for a width in pixels and the size of the text."""
        self._arrange(wide=(self.width() if width is None else width) >= self._look.scaled(WIDE))

    def _arrange(self, *, wide: bool) -> None:
        """Put the cards into a grid of twenty thin columns, which suit cards of different widths."""
        if wide == self._wide:
            return
        self._wide = wide
        cards = (*self.figures, self.next_change)
        spans = (6, 5, 5, 4) if wide else (10, 10, 10, 10)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom
        self._line.setAlignment(right if wide else Qt.AlignmentFlag.AlignLeft)
        self._put(self._title, 0, 0, 6 if wide else 20)
        self._put(self._line, 0 if wide else 1, 6 if wide else 0, 14 if wide else 20)
        for number, (card, span) in enumerate(zip(cards, spans, strict=True)):
            row, column = (3, sum(spans[:number])) if wide else (3 + number // 2, 10 * (number % 2))
            self._put(card, row, column, span)
        self._put(self._unread, 2, 0, 20)
        self._put(self.chart, 5, 0, 20)
        self._put(self.orders, 6, 0, 12 if wide else 20)
        self._put(self.deadlines, 6 if wide else 7, 12 if wide else 0, 8 if wide else 20)
        for column in range(20):
            self._grid.setColumnStretch(column, 1)
        self._grid.setRowStretch(5, 3)
        self._grid.setRowStretch(6, 2)
        self._grid.setRowStretch(7, 0 if wide else 2)

    def _put(self, widget: QWidget, row: int, column: int, span: int) -> None:
        self._grid.removeWidget(widget)
        side = Qt.AlignmentFlag.AlignLeft if widget is self._unread else Qt.AlignmentFlag(0)
        self._grid.addWidget(widget, row, column, 1, span, side)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the columns for the new width."""
        self._fit(event.size().width())
        super().resizeEvent(event)


class ChartCard(Card):
    """The accrued curve of a currency, with a choice among several currencies."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__("", "chart_card", parent)
        self.set_heading(self.tr("Accrued penalties"))
        self._overview: Overview | None = None
        self.chart = CurveChart(look)
        self.chart.setMinimumHeight(210)
        self.knowledge = plain_label(role="muted", wrap=True, name="overview_knowledge")
        self.currency = QComboBox()
        self.currency.setObjectName("overview_currency")
        self.currency.setAccessibleName(self.tr("Currency of the chart"))
        self.currency.currentIndexChanged.connect(self._on_currency_chosen)
        self.add_action(self.currency)
        self.body.addWidget(self.chart, 1)
        self.body.addWidget(self.knowledge)

    def show_overview(self, overview: Overview) -> None:
        """Show the chosen currency again if still present, else the largest."""
        self._overview = overview
        self.knowledge.setText(knowledge_words(overview))
        self.knowledge.setVisible(bool(overview.curves) and overview.has_days_as_known)
        chosen = self.currency.currentText()
        names = [text.printable(curve.currency) for curve in overview.curves]
        self.currency.blockSignals(True)
        self.currency.clear()
        self.currency.addItems(names)
        self.currency.setCurrentIndex(names.index(chosen) if chosen in names else min(0, len(names) - 1))
        self.currency.blockSignals(False)
        self.currency.setVisible(len(names) > 1)
        self._on_currency_chosen(self.currency.currentIndex())

    def _on_currency_chosen(self, place: int) -> None:
        overview = self._overview
        if overview is None:
            return
        if not 0 <= place < len(overview.curves):
            self.chart.show_empty(self.tr("No penalty has accrued on this day."))
            return
        curve = overview.curves[place]
        mark(self.chart, *currency_keys("", (curve.currency,), FigureKind.ACCRUED, FigureKind.ESTABLISHED))
        self.chart.show_layers(layers_of(overview, curve), overview.as_of.day, day_label(overview, curve))


class TableCard(Card, Generic[RowT]):
    """A table in a card, or a sentence without rows; a link tells of rows beyond the listed."""

    def __init__(
        self, heading: str, name: str, none: str, columns: tuple[Column[RowT], ...], look: Look
    ) -> None:
        super().__init__(heading, f"{name}_card")
        self.model = TableModel(columns, self)
        self.table = make_table(self.model, look, self)
        self.table.setObjectName(name)
        self.table.setAccessibleName(heading)
        self.none = plain_label(none, "muted", wrap=True, name=f"{name}_none")
        self.none.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self.none)
        self.body.addWidget(self.table, 1)
        self.more = link_button("", f"{name}_more")
        self.body.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(0)

    def show_rows(self, rows: tuple[RowT, ...], stamp: str, total: int) -> None:
        """Show rows of a `total`; `stamp` goes under copied rows."""
        self.model.set_rows(rows)
        words = more_words(total, len(rows))
        self.more.setText(words)
        self.more.setAccessibleName(f"{self.accessibleName()}: {words}")
        self.more.setVisible(bool(words))
        self.table.set_stamp(stamp)
        self.table.setVisible(bool(rows))
        self.none.setVisible(not rows)
        self.table.setMinimumHeight(self.table.content_height(MOST_ROWS))
