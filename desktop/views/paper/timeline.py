"""The printed timeline of an investigation: the drawing over sheets side by side, then the chronology."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPen

from desktop import __version__, text
from desktop.domain.timeline.chronicle import reach
from desktop.domain.timeline.timescale import Scale, fit
from desktop.models.page.figures import accrued_figure
from desktop.models.timeline import undated_words
from desktop.models.whatif.whatif import mark
from desktop.views.drawing.drawing import draw_up
from desktop.views.drawing.layers import paint_scene
from desktop.views.drawing.layout import frame_of, gutter_of
from desktop.views.drawing.marks import MARK
from desktop.views.drawing.picture import Scene
from desktop.views.paper.chronology import PLAIN, QUIET, Lettering, blocks_of, filled, paint_lines, write
from desktop.views.paper.legend import LEGEND_HEIGHT, paint_legend
from desktop.views.paper.pdf import Imprint, PaperSize, PrintLook, pdf_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPainter

    from desktop.domain.page.page import Page
    from desktop.theme import Look

MOST_WIDE = 24  # sheets side by side
_EDGE = 40.0  # the white edge of a sheet
_HEAD, _FOOT = 58.0, 24.0
_LINES = (0, 22, 38)  # the lines of the head, from its top
_PATIENCE = 20_000  # most events laid out to find the fewest sheets


@dataclass(frozen=True, slots=True)
class PrintOrder:
    """An order to print an investigation on a size of paper, `wide` sheets side by side.

    With 0 sheets, as many are taken as every label needs. `scenario` names the scenario whose figures the
    page shows, and is empty for the record.
    """

    page: Page
    size: PaperSize = PaperSize.A4
    wide: int = 0
    scenario: str = ""


def timeline_pdf(order: PrintOrder) -> bytes:
    """The timeline as a PDF; the same order gives the same bytes."""
    look = PrintLook()
    body = _area(order.size).adjusted(0, _HEAD, 0, -_FOOT)
    scenes = scenes_of(order, look, body)
    lists = filled(blocks_of(order.page, look, body.width()), body.height())
    bodies: list[Callable[[QPainter], None]] = [
        *(partial(_paint_drawing, scene=scene, box=body) for scene in scenes),
        *(partial(paint_lines, lines=lines, look=look, box=body) for lines in lists if lines),
    ]
    sheets = [
        partial(_paint_sheet, order=order, look=look, inside=inside, place=(number, len(bodies)))
        for number, inside in enumerate(bodies, 1)
    ]
    title = text.printable(order.page.case.investigation.title)
    return pdf_of(sheets, order.size, Imprint(title, f"Astreinte {__version__}", order.page.day))


def scenes_of(order: PrintOrder, look: Look, box: QRectF) -> tuple[Scene, ...]:
    """The drawing cut into sheets that follow each other without a gap."""
    if order.wide:
        return _cut(order.page, look, box, order.wide)
    most = min(MOST_WIDE, max(1, _PATIENCE // (len(order.page.case.events) + 1)))
    best = _cut(order.page, look, box, 1)
    for wide in range(2, most + 1):
        if not unlabelled(best):
            break
        more = _cut(order.page, look, box, wide)
        best = more if unlabelled(more) < unlabelled(best) else best
    return best


def unlabelled(scenes: tuple[Scene, ...]) -> int:
    """The number of drawn events without a label on any sheet."""
    lanes = [lane for scene in scenes for lane in scene.drawing.lanes]
    drawn = {event.id for lane in lanes for cluster in lane.clusters for event in cluster.events}
    return len(drawn - {lane.clusters[label.index].lead.id for lane in lanes for label in lane.labels})


def _cut(page: Page, look: Look, box: QRectF, wide: int) -> tuple[Scene, ...]:
    size = QSize(int(box.width()), int(box.height() - LEGEND_HEIGHT))
    frame = frame_of(size, look, gutter_of(QFontMetricsF(look.font(11)).horizontalAdvance), page)
    air = look.scaled(MARK) * 2
    whole = fit(reach(page.case.events, page.day), frame.width * wide, air, air * 3)
    starts = (whole.start + sheet * frame.width / whole.per_day for sheet in range(wide))
    scales = [Scale(start, whole.per_day, frame.width) for start in starts]
    return tuple(
        Scene(page, page.day, False, None, frame, scale, draw_up(page, frame, scale, look), look)
        for scale in scales
    )


def _area(size: PaperSize) -> QRectF:
    """The printed area of a sheet, in pixels."""
    return QRectF(0, 0, size.pixels.width(), size.pixels.height()).adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)


def _paint_drawing(painter: QPainter, *, scene: Scene, box: QRectF) -> None:
    painter.save()
    painter.translate(box.topLeft())
    paint_scene(painter, scene)
    painter.restore()
    legend = QRectF(box.left(), box.bottom() - LEGEND_HEIGHT, box.width(), LEGEND_HEIGHT)
    paint_legend(painter, scene.page.case.events, scene.look, legend)


def _paint_sheet(
    painter: QPainter,
    *,
    order: PrintOrder,
    look: Look,
    inside: Callable[[QPainter], None],
    place: tuple[int, int],
) -> None:
    area = _area(order.size)
    if order.scenario:
        _paint_watermark(painter, mark(order.scenario), look, area)
    _paint_head(painter, order, look, area)
    inside(painter)
    painter.setFont(look.font(11))
    painter.setPen(look.theme.colour("muted"))
    foot = QRectF(area.left(), area.bottom() - _FOOT, area.width(), _FOOT)
    bottom = Qt.AlignmentFlag.AlignBottom
    words = QCoreApplication.translate("Print", "Page {0} of {1}").format(*place)
    painter.drawText(foot, int(bottom | Qt.AlignmentFlag.AlignRight), words)
    painter.drawText(foot, int(bottom), undated_words(order.page.case.events))


def _paint_head(painter: QPainter, order: PrintOrder, look: Look, area: QRectF) -> None:
    """Paint the head: title, authority, references and doubt at the left, as-of day at the right."""
    investigation = order.page.case.investigation
    authority = investigation.authority
    right = area.right()
    for number, words in enumerate(stamp_words(order)):
        hand = Lettering(12, bold=not number)
        left = area.right() - (QFontMetricsF(hand.font(look)).horizontalAdvance(words) + 2)
        right = min(right, left)
        write(painter, QPointF(left, area.top() + 18 * number), words, hand, look)
    room = right - area.left() - 24
    known = [f"{authority.name}, {text.country(authority.country)}", *investigation.references]
    lines = (
        (Lettering(15, bold=True), investigation.title),
        (QUIET, " · ".join(known)),
        (PLAIN, doubt_words(order.page)),
    )
    for top, (hand, words) in zip(_LINES, lines, strict=True):
        whole = " ".join(text.printable(words).split())
        shown = QFontMetricsF(hand.font(look)).elidedText(whole, Qt.TextElideMode.ElideRight, room)
        write(painter, QPointF(area.left(), area.top() + top), shown, hand, look)


def doubt_words(page: Page) -> str:
    """The accrued sum with its gaps, if a part cannot be calculated or is unknown; else empty."""
    if not page.left_out:
        return ""
    figure = accrued_figure(page)
    sums = f"{figure.title}: {' · '.join(figure.values)}"
    return " · ".join((sums, *figure.notes))


def stamp_words(order: PrintOrder) -> tuple[str, ...]:
    """The as-of day, the knowledge day, and the mark of a scenario."""
    translate, page = QCoreApplication.translate, order.page
    if page.as_of.live:
        known = translate("Print", "all that the file knows")
    elif page.as_of.hindsight:
        known = translate("Print", "with what is known on {day}").format(day=text.day(page.known_on))
    else:
        known = translate("Print", "as known on that day")
    stamp = translate("Print", "As of {day}").format(day=text.day(page.day))
    return (stamp, known, mark(order.scenario)) if order.scenario else (stamp, known)


def _paint_watermark(painter: QPainter, words: str, look: Look, area: QRectF) -> None:
    """Paint the mark of a scenario across the sheet, so pale that all else stays readable."""
    painter.save()
    painter.translate(area.center())
    painter.rotate(-24)
    font = look.font(64, bold=True)
    wide = QFontMetricsF(font).horizontalAdvance(words)
    font.setPixelSize(max(12, round(font.pixelSize() * min(1.0, area.width() * 0.9 / max(wide, 1)))))
    painter.setFont(font)
    painter.setPen(QPen(look.theme.colour("neutral_soft")))
    box = QRectF(-area.width(), -60, 2 * area.width(), 120)
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), words)
    painter.restore()
