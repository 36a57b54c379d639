"""The strip of counts: the equation of the rows, what they lack, the progress of a run, and its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QSizePolicy,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from desktop.models.importing.counts import Counted, equation, lack_counts, read_words
from desktop.views.parts.card import Card, clear_layout, link_button, plain_label
from desktop.views.parts.flow import FlowLayout
from desktop.views.parts.states import make_button, spaced

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QPushButton

    from desktop.domain.importing.found import DryRun

_PARTS = 1_000  # of the bar
_NARROW = 1_120  # pixels
_BETWEEN = 14  # pixels between two counts


class CountStrip(Card):
    """The counts of the last dry run, or how far a run has come."""

    # Names of authorities are to be listed.
    names_wanted = Signal()
    # A run that was cancelled is to begin again.
    again_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "import_counts", parent)
        self._shown: tuple[tuple[Counted, ...], tuple[Counted, ...], *tuple[bool, ...]] | None = None
        self._is_narrow = False
        self._counts, self._progress, self._said = QWidget(), QWidget(), QWidget()
        self._line = spaced(QHBoxLayout(self._counts), spacing=12)
        self._read = plain_label(name="import_progress")
        self._bar = QProgressBar()
        self._bar.setObjectName("import_bar")
        self._bar.setAccessibleName(self.tr("Rows read"))
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(6)
        self._bar.setRange(0, _PARTS)
        running = spaced(QHBoxLayout(self._progress), spacing=16)
        running.addWidget(self._read)
        running.addWidget(self._bar, 1)
        running.addWidget(plain_label(self.tr("Esc cancels"), "caption"))
        self._sentence = plain_label(role="", wrap=True, name="import_said")
        self._again = make_button(self.tr("Read it again"), self.again_wanted.emit, self._said)
        said = spaced(QHBoxLayout(self._said), spacing=16)
        said.addWidget(self._sentence, 1)
        said.addWidget(self._again)
        self._pages = QStackedLayout()
        self.body.addLayout(self._pages)
        for page in (self._counts, self._progress, self._said):
            self._pages.addWidget(page)
        self.setMinimumHeight(66)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def show_dry_run(self, dry: DryRun) -> None:
        """Show the equation of the rows, and what those lack that will be imported."""
        rows, imported, refused = equation(dry)
        others = lack_counts(dry)
        self._show((rows, imported, refused), others, bool(dry.names))
        sum_ = f"{_spoken(rows)} = {_spoken(imported)} + {_spoken(refused)}."
        self.setAccessibleName(" ".join((sum_, *(f"{_spoken(one)}." for one in others))))

    def show_done(self, counts: tuple[Counted, ...]) -> None:
        """Show what was written."""
        self._show((), counts)
        self.setAccessibleName(" ".join(f"{_spoken(one)}." for one in counts))

    def show_progress(self, read: int, total: int, *, is_writing: bool) -> None:
        """Show how far a run has come."""
        self._read.setText(read_words(read, total, is_writing=is_writing))
        self._bar.setValue(_PARTS * read // max(total, 1))
        self.setAccessibleName(self._read.text())
        self._pages.setCurrentWidget(self._progress)

    def show_sentence(self, words: str, *, can_repeat: bool = False) -> None:
        """Show a sentence in the place of counts."""
        self._sentence.setText(words)
        self._again.setVisible(can_repeat)
        self.setAccessibleName(words)
        self._pages.setCurrentWidget(self._said)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the counts in a smaller form where they have no room."""
        super().resizeEvent(event)
        if self._is_narrow is not (self.width() < _NARROW) and self._shown is not None:
            self._show(*self._shown)

    def _show(self, equation_: tuple[Counted, ...], others: tuple[Counted, ...], *names: bool) -> None:
        self._shown, self._is_narrow = (equation_, others, *names), self.width() < _NARROW
        clear_layout(self._line)
        top = Qt.AlignmentFlag.AlignTop
        for place, one in enumerate(equation_):
            if place:
                sign = plain_label("+" if place > 1 else "=", "muted")
                sign.setContentsMargins(0, 3, 0, 0)
                self._line.addWidget(sign, 0, top)
            self._line.addWidget(_counted(one), 0, top)
        if equation_:
            between = QFrame()
            between.setObjectName("import_between")
            between.setFrameShape(QFrame.Shape.VLine)
            self._line.addWidget(between)
        link = self._names_link() if any(names) else None
        if self._is_narrow and equation_:
            words = " · ".join(_spoken(one) for one in others)
            self._line.addWidget(plain_label(words, "caption", wrap=True), 1)
            if link is not None:
                self._line.addWidget(link, 0, top)
        else:
            self._line.addWidget(_flow(others, link), 1)
        if self._pages.currentWidget() is not self._counts:
            self._pages.setCurrentWidget(self._counts)

    def _names_link(self) -> QPushButton:
        link = link_button(self.tr("Review"), "import_names", self.tr("Review the names of authorities"))
        link.clicked.connect(lambda _checked=False: self.names_wanted.emit())
        return link


def _flow(counts: tuple[Counted, ...], link: QWidget | None) -> QWidget:
    """Counts beside each other, a link at the last of them."""
    flow = QWidget()
    items = FlowLayout(flow)
    items.setSpacing(_BETWEEN)
    for place, one in enumerate(counts):
        is_last = place == len(counts) - 1
        items.addWidget(_counted(one, link if is_last else None))
    return flow


def _counted(one: Counted, link: QWidget | None = None) -> QWidget:
    """A number above its words, perhaps with a link beside it."""
    box = QWidget()
    column = spaced(QVBoxLayout(box), spacing=0)
    line = spaced(QHBoxLayout(), spacing=8)
    number = plain_label(one.number, "figure")
    number.setProperty("tone", one.tone)
    line.addWidget(number)
    line.addStretch(1)
    if link is not None:
        line.addWidget(link)
    column.addLayout(line)
    column.addWidget(plain_label(one.words, "caption"))
    return box


def _spoken(one: Counted) -> str:
    return f"{one.number} {one.words}"
