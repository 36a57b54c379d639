"""The words of a chart of accrued curves: labels, readings of a day, and its description."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop import text
from desktop.domain.days.period import DAY
from desktop.domain.page.page import BandKind
from desktop.domain.penalty.curve import amount_on
from desktop.views.chart.plan import ChartDrawing, Layer

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.page.page import Band
    from desktop.domain.penalty.curve import Curve

translate = QCoreApplication.translate

MOST_POINTS = 1_500  # most points drawn of a curve


def drawn(layers: tuple[Layer, ...], day: date, label: str, bands: tuple[Band, ...]) -> ChartDrawing:
    """A drawing with the words of its cap and its bands."""
    cap = layers[0].curve.cap
    cap_label = translate("chart", "Cap %1").replace("%1", text.short_money(cap)) if cap else ""
    names = tuple(band_name(band) for band in bands)
    layers = tuple(dataclasses.replace(layer, thinned=thin(layer.curve)) for layer in layers)
    return ChartDrawing(layers, day, text.printable(label), bands, cap_label, names)


def thin(curve: Curve) -> Curve | None:
    """A curve thinned to the width of a screen, its last point kept; None for a curve of few points."""
    step = -(-max(len(curve.points), len(curve.projected)) // MOST_POINTS)
    if step <= 1:
        return None
    points, projected = ((*some[:-1:step], *some[-1:]) for some in (curve.points, curve.projected))
    return dataclasses.replace(curve, points=points, projected=projected)


def with_what_if(record: ChartDrawing, layers: tuple[Layer, ...], mark: str) -> ChartDrawing:
    """A drawing of the record with curves of a scenario, and the mark that names the scenario."""
    return dataclasses.replace(record, layers=(*record.layers, *layers), mark=text.printable(mark))


def band_name(band: Band) -> str:
    """The word of a band: a grace period or a stay."""
    return translate("chart", "Grace") if band.kind is BandKind.GRACE else translate("chart", "Stay")


def reading(drawing: ChartDrawing, day: date) -> str:
    """A day and the amount of each curve on that day."""
    amounts = [text.money(amount_on(layer.curve, day)) for layer in drawing.layers]
    if len(amounts) > 1:
        amounts = [f"{layer.label} {amount}" for layer, amount in zip(drawing.layers, amounts, strict=True)]
    later = [translate("chart", "if nothing changes")] if day > drawing.day else []
    return " · ".join([text.day(day), *amounts, *later])


def description(drawing: ChartDrawing) -> str:
    """The contents of a chart, as sentences."""
    parts = [drawing.mark] if drawing.mark else []
    parts += [drawing.label, *(_curve_words(layer) for layer in drawing.layers)]
    parts += [_band_words(band) for band in drawing.bands]
    parts += [drawing.cap_label] if drawing.cap_label else []
    return ". ".join(parts) + "."


def _curve_words(layer: Layer) -> str:
    points, projected = layer.curve.points, layer.curve.projected
    told = {point.day for point in (*points[:1], *points[-1:])}
    figures = [_on(layer, day) for day in sorted(told)]
    if projected and projected[-1].day not in told:
        figures.append(f"{_on(layer, projected[-1].day)} {translate('chart', 'if nothing changes')}")
    return f"{layer.label}: {', '.join(figures)}"


def _on(layer: Layer, day: date) -> str:
    on = translate("chart", "%1 on %2").replace("%1", text.money(amount_on(layer.curve, day)))
    return on.replace("%2", text.day(day))


def _band_words(band: Band) -> str:
    if band.end is None:
        since = translate("chart", "since %1").replace("%1", text.day(band.start))
        return f"{band_name(band)}: {since}"
    return f"{band_name(band)}: {text.stretch(band.start, band.end - DAY)}"
