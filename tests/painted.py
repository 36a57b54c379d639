"""What a timeline's drawing says beside its events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.views.drawing.axis import playhead_words
from desktop.views.drawing.curve import value_words

if TYPE_CHECKING:
    from desktop.views.timeline.canvas import LaneCanvas


def playhead_text(canvas: LaneCanvas) -> str:
    """The words in the flag of the playhead; empty where nothing is drawn."""
    return playhead_words(canvas.scene) if canvas.scene else ""


def curve_text(canvas: LaneCanvas) -> str:
    """The amount at the playhead; empty where there is no curve."""
    return value_words(canvas.scene) if canvas.scene else ""
