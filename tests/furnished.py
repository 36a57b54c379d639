"""A window with everything in it that comes after the first paint."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.views.window.window import MainWindow


def furnished(window: MainWindow) -> MainWindow:
    """The same window, its page, Overview, actions and the rest made now."""
    while window.furnish():
        pass
    return window
