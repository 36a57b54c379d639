"""The bar above the page for a picked as-of day: no figure below it is today's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QSizePolicy, QWidget

from desktop import text
from desktop.icons import icon
from desktop.views.parts.states import make_button, plain_label, spaced

if TYPE_CHECKING:
    from desktop.domain.days.asof import AsOf
    from desktop.session.session import Session
    from desktop.theme import Look


class DayBanner(QFrame):
    """Names the picked day, with the choice of hindsight and the way back to Live."""

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self._look = look
        self._words = plain_label("", self, name="banner_words")
        self._words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._hindsight = QCheckBox(self.tr("Use what is known today"), self)
        self._hindsight.setObjectName("hindsight")
        self._hindsight.setAccessibleName(self._hindsight.text())
        self._hindsight.setToolTip(
            self.tr("Apply annulments, liquidations and other facts from after this day")
        )
        self._hindsight.toggled.connect(session.day.use_hindsight)
        row = spaced(QHBoxLayout(self), margins=(14, 5, 14, 5), spacing=14)
        row.addWidget(self._words, 1)
        row.addWidget(self._hindsight)
        row.addWidget(make_button(self.tr("Return to live"), session.day.go_live, self))
        look.changed.connect(self._show_tick)
        self.show_day(session.as_of)

    def show_day(self, as_of: AsOf) -> None:
        """Name the picked day; hidden when live."""
        self.setVisible(not as_of.live)
        self._hindsight.blockSignals(True)
        self._hindsight.setChecked(as_of.hindsight)
        self._hindsight.blockSignals(False)
        self._show_tick()
        if as_of.hindsight:
            sentence = self.tr("Figures as of {0}, with what is known today — not today's figures")
        else:
            sentence = self.tr("Figures as of {0}, as known on that day — not today")
        words = sentence.format(text.day(as_of.day))
        self._words.setText(words)
        self._words.setToolTip(words)
        self.setAccessibleName(words)

    def _show_tick(self) -> None:
        # The style's own box cannot be seen on the accent.
        name = "box_checked" if self._hindsight.isChecked() else "box"
        self._hindsight.setIcon(icon(name, self._look.theme.colour("surface")))
