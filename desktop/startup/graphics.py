"""The system libraries that Qt needs, and the sentences about missing libraries and displays."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

# The libraries of any window, and those of a window under X besides, each with its Debian package.
ALWAYS = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
UNDER_X = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}


def loads(library: str) -> bool:
    """True where a shared library can be loaded."""
    # Loaded here: a start asks only where Qt did not load, or under X.
    import ctypes  # noqa: PLC0415

    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def fault(
    environment: Mapping[str, str],
    *,
    can_load: Callable[[str], bool] = loads,
    platform: str = sys.platform,
    has_qt: bool = False,
) -> str | None:
    """The sentence about missing libraries or a missing display, or None (`has_qt`: Qt is loaded)."""
    if not platform.startswith("linux"):
        return None
    chosen = environment.get("QT_QPA_PLATFORM", "")
    needed = {} if has_qt else dict(ALWAYS)  # Qt is linked to all of these
    if chosen.startswith("xcb") or (not chosen and environment.get("DISPLAY")):
        needed |= UNDER_X
    missing = [package for library, package in needed.items() if not can_load(library)]
    if missing:
        line = f"apt-get install -y --no-install-recommends {' '.join(missing)}"
        return f"The graphics libraries of the system are missing. Install them, then start again:\n  {line}"
    if not (chosen or environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")):
        return no_display(environment)
    return None


def no_display(environment: Mapping[str, str]) -> str:
    """The sentence about a display that is missing or does not answer."""
    chosen = environment.get("QT_QPA_PLATFORM", "")
    kind = f" QT_QPA_PLATFORM asks for {chosen!r}: unset it where that is not wanted." if chosen else ""
    return (
        "There is no display to open a window on. Start from a desktop, or use a command that needs"
        f" none: astreinte accrued CASEFILE, astreinte CASEFILE --screenshot OUT.png.{kind}"
    )
