"""The ways to an explanation: Ctrl+E and the pointer's menu find a figure and open its window."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QMenu

from desktop.domain.explanation.figure import FigureKind, currency_keys
from desktop.views.chart.chart import CurveChart
from desktop.views.explanation.window import ExplanationWindow
from desktop.views.parts.explained import keys_in, keys_under

if TYPE_CHECKING:
    from PySide6.QtGui import QContextMenuEvent
    from PySide6.QtWidgets import QWidget

    from desktop.domain.explanation.explanation import Explanation
    from desktop.domain.explanation.figure import FigureKey
    from desktop.session.session import Session
    from desktop.theme import Look

translate = QCoreApplication.translate


class Explaining:
    """Opens the single window of explanations of a main window."""

    def __init__(self, session: Session, look: Look, window: QWidget) -> None:
        self._session, self._look, self._window = session, look, window
        self._shown: ExplanationWindow | None = None

    @property
    def window(self) -> ExplanationWindow:
        """The window of explanations, made at its first use."""
        if self._shown is None:
            self._shown = ExplanationWindow(self._session, self._look, self._window)
        return self._shown

    @property
    def opened(self) -> ExplanationWindow | None:
        """The window of explanations while open, else None."""
        return self._shown if self._shown is not None and self._shown.isVisible() else None

    def explain_focus(self) -> None:
        """Explain the figure in focus, or else the main figure of the page or Overview."""
        focus = QApplication.focusWidget()
        self.explain(_on_read_day(focus, keys_in(focus)) or self.main_keys())

    def explain(self, keys: tuple[FigureKey, ...]) -> None:
        """Explain figures, the first in front; without figures nothing happens."""
        if keys:
            self.window.ask(keys)
            self._bring()

    def show_explanations(self, explanations: tuple[Explanation, ...]) -> None:
        """Show finished explanations."""
        self.window.show_explanations(explanations)
        self._bring()

    def main_keys(self) -> tuple[FigureKey, ...]:
        """The accrued penalty (or fines) of the investigation shown, or of all running penalties."""
        page, overview = self._session.page, self._session.overview
        if page is not None:
            slug = page.case.investigation.slug
            lines = currency_keys(slug, (it.terms.currency for it in page.penalties), FigureKind.ACCRUED)
            return lines or currency_keys(slug, page.fine_currencies, FigureKind.FINES)
        if overview is None or self._session.selected is not None:
            return ()
        return currency_keys("", (amount.currency for amount in overview.running), FigureKind.RUNNING)

    def show_menu(self, event: QContextMenuEvent) -> None:
        """Offer to explain the figure under the pointer, and to copy the words selected there."""
        spot = self._window.childAt(event.pos())
        if spot is None:
            return
        menu = QMenu(self._window)
        menu.setObjectName("figure_menu")
        keys = _on_read_day(spot, keys_under(spot, spot.mapFrom(self._window, event.pos())))
        if keys:
            menu.addAction(translate("Explaining", "Explain this figure"), lambda: self.explain(keys))
        if isinstance(spot, QLabel) and spot.hasSelectedText():
            words, clipboard = spot.selectedText(), QGuiApplication.clipboard()
            menu.addAction(translate("Explaining", "Copy"), lambda: clipboard.setText(words))
        if menu.actions():
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(event.globalPos())

    def _bring(self) -> None:
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()
        self.window.list.setFocus()


def _on_read_day(widget: QWidget | None, keys: tuple[FigureKey, ...]) -> tuple[FigureKey, ...]:
    """The same figures on the day read off a chart."""
    if not isinstance(widget, CurveChart) or widget.read_on is None:
        return keys
    return tuple(dataclasses.replace(key, day=widget.read_on) for key in keys)
