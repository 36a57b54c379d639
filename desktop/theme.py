"""The theme of the window: colours by role, palette, style sheet, font and text size."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette

from desktop.assets import read_text
from desktop.domain.penalty.headline import Headline

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from desktop.domain.penalty.stretch import State

CHOICES = ("system", "light", "dark", "contrast")
BASE_SIZE = 13
SMALLEST_STEP, LARGEST_STEP = -3, 13  # 26 px is 200 %

_ROLES = {
    Headline.RUNNING: "running",
    Headline.UNCALCULATED: "uncalculated",
    Headline.GRACE: "grace",
    Headline.STAYED: "stayed",
    Headline.COMPLIED: "settled",
    Headline.ENDED: "settled",
    Headline.LIQUIDATED: "settled",
    Headline.PAID: "settled",
}
_SIZE = re.compile(r"\b(\d+)sp\b")
_BEFORE_ORDER = "not_ordered"  # the only state of a penalty that is no headline


class Theme(NamedTuple):
    """The colours of the window by role."""

    name: str
    dark: bool
    colours: tuple[tuple[str, str], ...]

    def colour(self, role: str) -> QColor:
        """The colour of a role; an unknown role raises KeyError."""
        return QColor(dict(self.colours)[role])


def load_theme(name: str) -> Theme:
    """The shipped theme of this name."""
    # Read line by line: a reader of all of TOML would cost every start several ms.
    lines = (line.partition(" = ") for line in read_text(f"themes/{name}.toml").splitlines())
    entries = {key: value.strip('"') for key, sign, value in lines if sign}
    return Theme(entries.pop("name"), entries.pop("dark") == "true", tuple(entries.items()))


def state_role(state: Headline | State) -> str:
    """The colour role of a state: red only for a running penalty."""
    name = "none" if state.value == _BEFORE_ORDER else state.value
    return _ROLES.get(Headline(name), "neutral")


def palette(theme: Theme) -> QPalette:
    """The palette of a theme, for the Fusion style."""
    made = QPalette()
    for part, role in _PALETTE:
        made.setColor(part, theme.colour(role))
    for part in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, part, theme.colour("faint"))
    return made


def style_sheet(theme: Theme, size: int) -> str:
    """The shipped style sheet with the theme's colours, and sizes for a base text of `size` pixels."""
    coloured = read_text("themes/style.qss")
    for role, colour in sorted(theme.colours, reverse=True):  # `accent_soft` before `accent`
        coloured = coloured.replace(f"@{role}", colour)
    return _SIZE.sub(lambda found: f"{round(int(found[1]) * size / BASE_SIZE)}px", coloured)


def base_font(size: int) -> QFont:
    """The text font in pixels, with figures of one width."""
    font = QFont()
    # Qt takes the first family it has; a look-up would list all fonts of the system.
    font.setFamilies(["Inter", QGuiApplication.font().family()])
    font.setPixelSize(size)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


class Look(QObject):
    """The theme and text size in use; `dress` applies them to the application."""

    # The theme or the text size has changed.
    changed = Signal()

    def __init__(self, choice: str = "light", step: int = 0, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._choice = choice if choice in CHOICES else "system"
        self._step = max(SMALLEST_STEP, min(LARGEST_STEP, step))
        self._theme = load_theme(self._name())
        self._application: QApplication | None = None
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)

    @property
    def theme(self) -> Theme:
        """The colours in use."""
        return self._theme

    @property
    def choice(self) -> str:
        """The user's choice: system, light, dark or contrast."""
        return self._choice

    @property
    def step(self) -> int:
        """The pixels by which the text is larger than usual."""
        return self._step

    @property
    def size(self) -> int:
        """The size of the base text in pixels."""
        return BASE_SIZE + self._step

    def scaled(self, pixels: int) -> int:
        """A length that was designed for the base text, for the text in use."""
        return round(pixels * self.size / BASE_SIZE)

    def font(self, pixels: int = BASE_SIZE, *, bold: bool = False) -> QFont:
        """The text font at a size designed for the base text."""
        font = base_font(self.scaled(pixels))
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        return font

    def choose(self, choice: str) -> None:
        """Use a theme, or follow the system's."""
        self._choice = choice if choice in CHOICES else "system"
        self._theme = load_theme(self._name())
        self.changed.emit()

    def enlarge(self, by: int) -> None:
        """Make the text larger or smaller; 0 returns to the usual size."""
        step = self._step + by if by else 0
        self._step = max(SMALLEST_STEP, min(LARGEST_STEP, step))
        self.changed.emit()

    def dress(self, application: QApplication) -> None:
        """Apply the look to the application, now and after every change."""
        self._application = application
        self.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        application = self._application
        if application is None:
            return
        application.setStyleSheet("")  # one in the place of another takes eight times as long
        application.setPalette(palette(self._theme))
        application.setFont(base_font(self.size))
        application.setStyleSheet(style_sheet(self._theme, self.size))

    def _name(self) -> str:
        if self._choice != "system":
            return self._choice
        dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return "dark" if dark else "light"

    def _on_scheme_changed(self) -> None:
        if self._choice == "system":
            self.choose("system")


_PALETTE = (
    (QPalette.ColorRole.Window, "window"),
    (QPalette.ColorRole.WindowText, "text"),
    (QPalette.ColorRole.Base, "surface"),
    (QPalette.ColorRole.AlternateBase, "sunken"),
    (QPalette.ColorRole.ToolTipBase, "surface"),
    (QPalette.ColorRole.ToolTipText, "text"),
    (QPalette.ColorRole.Text, "text"),
    (QPalette.ColorRole.Button, "surface"),
    (QPalette.ColorRole.ButtonText, "text"),
    (QPalette.ColorRole.BrightText, "running"),
    (QPalette.ColorRole.Link, "accent"),
    (QPalette.ColorRole.LinkVisited, "accent"),
    (QPalette.ColorRole.Highlight, "accent_soft"),
    (QPalette.ColorRole.HighlightedText, "text"),
    (QPalette.ColorRole.PlaceholderText, "muted"),
    (QPalette.ColorRole.Light, "surface"),
    (QPalette.ColorRole.Midlight, "window"),
    (QPalette.ColorRole.Mid, "border"),
    (QPalette.ColorRole.Dark, "border"),
    (QPalette.ColorRole.Shadow, "border"),
    (QPalette.ColorRole.Accent, "accent"),
)
