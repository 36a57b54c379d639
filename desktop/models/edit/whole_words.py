"""Whole investigations in words: what goes with one that is deleted, the title of a copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop import text

if TYPE_CHECKING:
    from collections.abc import Mapping

translate = QCoreApplication.translate

_FACTS = ("stays", "compliance", "findings", "occurrences", "tallies", "liquidations", "payments")


def contents_words(contents: Mapping[str, int]) -> str:
    """What belongs to an investigation: 12 events, 2 orders, 3 facts; empty for nothing."""
    counts = {
        "events": contents.get("events", 0),
        "decisions": contents.get("decisions", 0),
        "fines": contents.get("fines", 0),
        "orders": contents.get("orders", 0),
        "penalties": contents.get("penalty_terms", 0),
        "facts": sum(contents.get(table, 0) for table in _FACTS),
        "documents": contents.get("documents", 0),
    }
    words = _words()
    return ", ".join(
        (one if counts[name] == 1 else many).format(text.count(counts[name]))
        for name, (one, many) in words.items()
        if counts[name]
    )


def copy_title(title: str) -> str:
    """The title of a copy of an investigation."""
    return translate("whole", "{} (copy)").format(title)


def _words() -> dict[str, tuple[str, str]]:
    """The names of one thing and of several, by kind."""
    return {
        "events": (translate("whole", "{} event"), translate("whole", "{} events")),
        "decisions": (translate("whole", "{} decision"), translate("whole", "{} decisions")),
        "fines": (translate("whole", "{} fine"), translate("whole", "{} fines")),
        "orders": (translate("whole", "{} order"), translate("whole", "{} orders")),
        "penalties": (translate("whole", "{} penalty"), translate("whole", "{} penalties")),
        "facts": (translate("whole", "{} fact"), translate("whole", "{} facts")),
        "documents": (translate("whole", "{} document"), translate("whole", "{} documents")),
    }
