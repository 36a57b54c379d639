"""The warning about a file in a synchronised or network folder, in words."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop import text

if TYPE_CHECKING:
    from desktop.domain.file import SharedPlace

translate = QCoreApplication.translate


def place_warning(place: SharedPlace) -> str:
    """What may happen to a file in its place, and what to do."""
    name = text.printable(PurePath(place.path).name)
    if place.program:
        words = translate(
            "place",
            "“{0}” lies in a folder that {1} synchronises. Edit it on one computer at a time, and let {1}"
            " finish before you open it on another one, or keep it in a folder that is not synchronised.",
        )
        return words.format(name, place.program)
    words = translate(
        "place",
        "“{0}” lies on a network drive ({1}). Edit it on one computer at a time, or keep it on a drive of"
        " this computer: a connection that breaks in the middle of a change can damage the file.",
    )
    return words.format(name, text.printable(place.drive))
