"""Every amount a window paints, and whether something explains it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QLabel, QWidget

from desktop import text
from desktop.domain.explanation.figure import FigureKeys
from desktop.models.roles import EXPLAIN_ROLE
from desktop.views.chart.chart import CurveChart
from desktop.views.explanation.window import ExplanationWindow
from desktop.views.parts.explained import keys_at_index, keys_of
from desktop.views.timeline.canvas import LaneCanvas

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.domain.explanation.explanation import Explanation
    from desktop.domain.explanation.figure import FigureKey

AMOUNT = re.compile(r"(?:[€£$]|\b(?:EUR|GBP|USD|NOK|SEK|CAD|AUD)\b)\s?\d[\d,.]*")
# Full amounts, not shortened ones such as €143.5M.
FULL = re.compile(r"(?:[€£$]|\b(?:EUR|GBP|USD|NOK|SEK|CAD|AUD)\s)\d[\d,]*(?:\.\d\d)?(?![\d,.]*[KMB\d])")


@dataclass(frozen=True, slots=True)
class Painted:
    """A text with an amount: where it stands, and the figures it leads to; `own` words are the program's."""

    where: str
    words: str
    keys: tuple[FigureKey, ...]
    own: bool


def painted(window: QWidget) -> Iterator[Painted]:
    """Every text of the window that holds an amount, shown or ready to be shown."""
    for widget in window.findChildren(QWidget):
        if isinstance(widget.window(), ExplanationWindow):
            continue
        if isinstance(widget, QAbstractItemView):
            yield from _cells(widget)
        elif isinstance(widget, QLabel) and AMOUNT.search(widget.text()):
            yield Painted(_path(widget), widget.text(), keys_of(widget), _is_figure(widget))
        elif isinstance(widget, CurveChart | LaneCanvas) and AMOUNT.search(widget.accessibleDescription()):
            yield Painted(_path(widget), widget.accessibleDescription(), keys_of(widget), own=False)


def amounts_of(explanations: tuple[Explanation, ...]) -> set[str]:
    """Every amount the explanations name, as the window writes them."""
    found = set()
    for one in explanations:
        found.add(text.money(one.figure))
        for step in one.steps:
            found |= {text.money(amount) for amount in (step.amount, step.rate) if amount is not None}
        found |= {text.money(reading.amount) for reading in one.readings if reading.amount is not None}
        bounds = [bound for gap in one.gaps for bound in (gap.lowest, gap.highest) if bound is not None]
        found |= {text.money(bound.amount) for bound in bounds if bound.amount is not None}
    return found


def _cells(view: QAbstractItemView) -> Iterator[Painted]:
    model = view.model()
    if model is None:
        return
    for row in range(model.rowCount()):
        for column in range(1 if isinstance(model, QAbstractListModel) else model.columnCount()):
            index = model.index(row, column)
            words = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
            if AMOUNT.search(words):
                own = isinstance(index.data(EXPLAIN_ROLE), FigureKeys)
                keys = keys_at_index(index) or keys_of(view)
                yield Painted(f"{_path(view)}[{row}, {column}]", words, keys, own)


def _is_figure(label: QLabel) -> bool:
    """Whether a label stands on a card of key figures."""
    around: QWidget | None = label
    while around is not None and not around.objectName().startswith("figure_"):
        around = around.parentWidget()
    return around is not None


def _path(widget: QWidget) -> str:
    names = []
    at: QWidget | None = widget
    while at is not None:
        names.append(at.objectName() or type(at).__name__)
        at = at.parentWidget()
    return " > ".join(reversed(names[:4]))
