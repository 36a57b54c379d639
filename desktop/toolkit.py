"""Loading Qt for Python, once and before anything else of it is imported."""

from __future__ import annotations

import builtins


def load() -> None:
    """Load Qt's widgets, and leave `import` as it was.

    PySide puts a wrapper around `import` for its optional other spellings, which are not used here: it reads
    the source of every module imported afterwards, which takes as long as importing it.
    """
    plain = builtins.__import__
    import PySide6.QtWidgets  # noqa: F401, PLC0415 - for what loading it does

    builtins.__import__ = plain
