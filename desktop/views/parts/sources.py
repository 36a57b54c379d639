"""A list of sources with a copy button for each address; no address is ever opened."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from PySide6.QtCore import QCoreApplication, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop import text
from desktop.views.parts.card import ElidedLabel, clear_layout, link_button, plain_label
from desktop.views.parts.states import spaced
from desktop.views.parts.tip import set_tip

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton

    from desktop.domain.source import Source

translate = QCoreApplication.translate

_ANSWER_MS = 1500


def copy_text(words: str) -> None:
    """Put plain text on the clipboard."""
    QGuiApplication.clipboard().setText(words)


def publisher_of(source: Source) -> str:
    """The publisher of a source as noted, else the host of its address."""
    if source.publisher:
        return text.printable(source.publisher)
    try:
        host = urlsplit(source.url).hostname or source.url
    except ValueError:
        host = source.url
    return text.printable(host.removeprefix("www."))


def copy_button(url: str, publisher: str) -> QPushButton:
    """A button that copies the address of a source, and shows for a moment that it is copied."""
    words = translate("sources", "Copy link")
    button = link_button(words, "copy_link", translate("sources", "Copy link to {}").format(publisher))

    def copy() -> None:
        copy_text(url)
        button.setText(translate("sources", "Copied"))
        QTimer.singleShot(_ANSWER_MS, button, lambda: button.setText(words))

    button.clicked.connect(copy)
    return button


class SourceList(QWidget):
    """A line per source: publisher, address, and a button that copies the address."""

    # str: the address that was copied.
    link_copied = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sources")
        self._lines = spaced(QVBoxLayout(self), spacing=2)

    def show_sources(self, sources: tuple[Source, ...]) -> None:
        """Show each address once, in order."""
        clear_layout(self._lines)
        unique = {source.url: source for source in reversed(sources)}
        seen = [unique.pop(source.url) for source in sources if source.url in unique]
        for source in seen:
            self._lines.addWidget(self._line(source))
        if not seen:
            self._lines.addWidget(plain_label(self.tr("No source is noted."), "muted"))

    def _line(self, source: Source) -> QWidget:
        line = QWidget(self)
        row = spaced(QHBoxLayout(line), spacing=8)
        publisher = publisher_of(source)
        row.addWidget(plain_label(publisher))
        address = ElidedLabel(text.printable(source.url), "caption")
        set_tip(address, text.printable(source.url))
        row.addWidget(address, 1)
        copy = copy_button(source.url, publisher)
        copy.clicked.connect(lambda: self.link_copied.emit(source.url))
        row.addWidget(copy)
        return line
