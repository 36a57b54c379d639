"""The chart widget of accrued curves: solid to the as-of day, dashed beyond, the cap as a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.views.chart.paint import ChartPainter
from desktop.views.chart.plan import ChartDrawing, Layer, Plan, arrange
from desktop.views.chart.words import description, drawn, reading, with_what_if

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent

    from desktop.domain.page.page import Band
    from desktop.domain.penalty.curve import Curve
    from desktop.theme import Look
    from desktop.views.chart.label_places import ChartLabel

_STEPS: dict[int, int] = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_PageUp: -30,
    Qt.Key.Key_PageDown: 30,
}


class CurveChart(QWidget):
    """Draws accrued curves of a single currency over days; pointer or arrow keys read off single days."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("curve_chart")
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Accrued penalties over time"))
        self._look = look
        self._drawing: ChartDrawing | None = None
        self._record: ChartDrawing | None = None
        self._what_if: tuple[tuple[Curve, ...], str, str] = ((), "", "")
        self._plan: Plan | None = None
        self._empty = self.tr("Nothing has accrued.")
        self._read: date | None = None
        look.changed.connect(self._on_look_changed)

    def show_curve(
        self,
        curves: tuple[Curve, ...],
        day: date,
        label: str,
        bands: tuple[Band, ...] = (),
        *,
        role: str = "running",
    ) -> None:
        """Show the curves in the currency of the first; several currencies never share an axis."""
        same = tuple(curve for curve in curves if curve.currency == curves[0].currency)
        self.show_layers(tuple((curve, role, self.tr("Accrued")) for curve in same), day, label, bands)

    def show_layers(
        self, layers: tuple[tuple[Curve, str, str], ...], day: date, label: str, bands: tuple[Band, ...] = ()
    ) -> None:
        """Show curves of a single currency with their colour roles and names, from back to front."""
        shown = tuple(Layer(*layer) for layer in layers if layer[0].points or layer[0].projected)
        if not shown:
            self.show_empty(self._empty)
            return
        self._show(drawn(shown, day, label, bands))

    def show_what_if(self, curves: tuple[Curve, ...], label: str, mark: str) -> None:
        """Show a scenario's curves beside the record; the mark tells them from the record."""
        self._what_if = (curves, label, mark)
        if self._record is not None:
            self._show(self._record)

    def hide_what_if(self) -> None:
        """Show the record alone."""
        self.show_what_if((), "", "")

    def show_empty(self, sentence: str) -> None:
        """Show a sentence in place of a chart."""
        self._record, self._drawing, self._empty = None, None, sentence
        self._renew()

    def labels(self) -> tuple[ChartLabel, ...]:
        """Every label with its place at the size of the widget."""
        plan = self.plan()
        return plan.labels if plan else ()

    def plan(self) -> Plan | None:
        """The layout at the size of the widget; None without curves."""
        if self._plan is None and self._drawing is not None:
            metrics = QFontMetricsF(self._look.font(11, bold=True))
            self._plan = arrange(self._drawing, QSizeF(self.size()), metrics)
        return self._plan

    def read_day(self, day: date | None) -> None:
        """Read off a day; None ends the reading."""
        self._read = day
        self.update()

    @property
    def read_on(self) -> date | None:
        """The day being read off, or None."""
        return self._read

    def reading(self) -> str:
        """The day being read off and its amounts, in words; empty without a day."""
        return reading(self._drawing, self._read) if self._drawing and self._read else ""

    def _show(self, record: ChartDrawing) -> None:
        curves, label, mark = self._what_if
        currency = record.layers[0].curve.currency
        others = tuple(Layer(item, "stayed", label, True) for item in curves if item.currency == currency)
        self._record = record
        self._drawing = with_what_if(record, others, mark) if others else record
        self._renew()

    def _renew(self) -> None:
        self._plan, self._read = None, None
        self.setAccessibleDescription(description(self._drawing) if self._drawing else self._empty)
        self.update()

    def _on_look_changed(self) -> None:
        self._plan = None
        self.update()

    def sizeHint(self) -> QSize:
        """The preferred size in pixels."""
        return QSize(640, self._look.scaled(230))

    def minimumSizeHint(self) -> QSize:
        """The least size in pixels that shows an axis."""
        return QSize(240, self._look.scaled(140))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the chart, or the sentence in its place."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        plan = self.plan()
        if plan is None or self._drawing is None:
            painter.setPen(self._look.theme.colour("muted"))
            wrapped = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect(), int(wrapped), self._empty)
        else:
            chart = ChartPainter(painter, self._look, self._drawing, plan)
            chart.paint()
            if self._read is not None:
                chart.paint_reading(self._read, self.reading())
        if self.hasFocus():
            painter.setPen(QPen(self._look.theme.colour("accent"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out anew for the size."""
        self._plan = None
        super().resizeEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Read off the day under the pointer."""
        plan = self.plan()
        if plan:
            inside = plan.scale.plot.adjusted(-4, -100, 4, 100).contains(event.position())
            self.read_day(plan.scale.day_at(event.position().x()) if inside else None)

    def leaveEvent(self, event: QEvent) -> None:
        """End the reading once the pointer leaves."""
        self.read_day(None)
        super().leaveEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """End the reading once the focus leaves."""
        self.read_day(None)
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows read off the day before or after, Page keys thirty days, Home and End the ends."""
        plan, key = self.plan(), event.key()
        if plan is None or self._drawing is None:
            super().keyPressEvent(event)
            return
        first, last = plan.scale.first, plan.scale.last
        start = self._read or self._drawing.day
        if key in _STEPS:
            day = min(max(start.toordinal() + _STEPS[key], first.toordinal()), last.toordinal())
            self.read_day(type(first).fromordinal(day))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.read_day(first if key == Qt.Key.Key_Home else last)
        elif key == Qt.Key.Key_Escape and self._read is not None:
            self.read_day(None)
        else:
            super().keyPressEvent(event)
