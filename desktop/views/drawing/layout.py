"""The layout of a timeline: the areas of names, axis, lanes, curve, flag and strip, in pixels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRectF

from desktop import text
from desktop.domain.timeline.density import LANES
from desktop.domain.timeline.timescale import TickStep

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QSize

    from desktop.domain.case.case import Lane
    from desktop.domain.page.page import Page
    from desktop.theme import Look
    from desktop.views.drawing.hand import Hand

MARGIN = 12
LEAST_ROW, MOST_ROW, BARE_ROW, TALL_ROW = 26, 34, 48, 72
LEAST_CURVE = 80
CURVE_SHARE = 0.42
STRIP = 20
_FEW, _BUSY, _BARE = 2, 1.4, 0.85  # most events of a usual lane; the weights of a busy and of a bare lane
_AIR = 16.0
_WIDEST = {
    TickStep.DAY: "28 Mar 2028",
    TickStep.WEEK: "28 Mar 2028",
    TickStep.MONTH: "Mar 2028",
    TickStep.QUARTER: "Mar 2028",
    TickStep.YEAR: "2028",
}


@dataclass(frozen=True, slots=True)
class Frame:
    """The areas of the drawing in pixels; without a curve, `curve_top` is `curve_bottom`.

    A strip of the whole range lies at the foot, from `strip_top` to `height`; 0 without a strip.
    """

    left: float
    width: float
    rows: tuple[float, ...]  # the top of each lane, and the bottom of the last lane
    curve_top: float
    curve_bottom: float
    height: float
    strip_top: float = 0.0

    @property
    def lanes_top(self) -> float:
        """The top of the lanes, beneath the axis."""
        return self.rows[0]

    @property
    def right(self) -> float:
        """The right end of the plot."""
        return self.left + self.width

    @property
    def plot(self) -> QRectF:
        """The area of lanes and curve, without names and strips."""
        return QRectF(self.left, self.lanes_top, self.width, self.curve_bottom - self.lanes_top)

    @property
    def lanes(self) -> QRectF:
        """The area of all lanes, without their names."""
        return QRectF(self.left, self.lanes_top, self.width, self.rows[-1] - self.lanes_top)

    @property
    def has_curve(self) -> bool:
        """Whether the drawing has a curve area."""
        return self.curve_bottom > self.curve_top

    @property
    def strip(self) -> QRectF:
        """The area of the strip of the whole range; empty without a strip."""
        height = self.height - self.strip_top if self.strip_top else 0.0
        return QRectF(self.left, self.strip_top, self.width if height else 0.0, height)

    def row_of(self, lane: Lane) -> QRectF:
        """The row of a lane across the plot."""
        top, bottom = self.rows[LANES.index(lane) : LANES.index(lane) + 2]
        return QRectF(self.left, top, self.width, bottom - top)


@dataclass(frozen=True, slots=True)
class Needs:
    """The needs of a drawing: the number of events in each lane, a curve, a strip, tall rows."""

    counts: tuple[int, ...] = (0, 0, 0, 0)
    curve: bool = False
    strip: bool = False
    tall: bool = False


def frame_of(size: QSize, look: Look, gutter: float, page: Page | None) -> Frame:
    """The areas of a drawing of a page's events; `gutter` is the width of the names."""
    events = page.case.events if page else ()
    counts = tuple(sum(event.lane is lane for event in events) for lane in LANES)
    return framed(size, look, gutter, Needs(counts, page is not None and bool(page.curves)))


def framed(size: QSize, look: Look, gutter: float, needs: Needs) -> Frame:
    """The areas of a drawing of this size: rows shrink before the curve, and busy lanes are higher."""
    width, scale = size.width(), look.size / 13
    strip = look.scaled(STRIP) if needs.strip else 0
    axis, flag, height = look.scaled(24), look.scaled(24), size.height() - strip
    rest = max(height - axis - flag, 1.0)
    if needs.curve:
        wanted = (rest - max(LEAST_CURVE, rest * CURVE_SHARE)) / len(LANES)
        row = min(max(wanted, min(LEAST_ROW * scale, rest / 6)), MOST_ROW * scale)
    else:
        row = min(rest / len(LANES), (TALL_ROW if needs.tall else BARE_ROW) * scale)
    rows = tuple(axis + row * len(LANES) * share for share in _shares(needs))
    bottom = max(height - flag, rows[-1]) if needs.curve else rows[-1]
    top = float(height) if strip else 0.0
    return Frame(gutter, max(width - gutter, 1.0), rows, rows[-1], bottom, size.height(), top)


def _shares(needs: Needs) -> tuple[float, ...]:
    """The edges of the lanes as shares of the whole height: a lane with more events needs a second line."""
    if needs.tall:
        return tuple(place / len(LANES) for place in range(len(LANES) + 1))
    weights = [_BUSY if count > _FEW else 1.0 if count else _BARE for count in needs.counts]
    return tuple(sum(weights[:place]) / sum(weights) for place in range(len(weights) + 1))


def gutter_of(measure: Callable[[str], float]) -> float:
    """The width of the names at the left, in pixels, by a measure of words."""
    names = [text.lane_word(lane) for lane in LANES]
    names.append(QCoreApplication.translate("LaneCanvas", "Accrued penalty"))
    return max(measure(name) for name in names) + MARGIN * 1.5


def room_of(step: TickStep, hand: Hand) -> float:
    """The pixels that a label of a step needs."""
    return hand.measure(_WIDEST[step]) + _AIR
