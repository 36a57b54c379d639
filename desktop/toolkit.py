"""Loading Qt for Python, once and before anything else of it is imported."""

from __future__ import annotations

import builtins
import sys

from desktop.signatures import put_off


def load() -> None:
    """Load Qt's widgets, and leave `import` as it was.

    PySide puts a wrapper around `import` for its optional other spellings, which are not used here: it reads
    the source of every module imported afterwards, which takes as long as importing it.
    """
    plain = builtins.__import__
    with put_off():
        import PySide6.QtWidgets  # noqa: PLC0415 - for what loading it does

    builtins.__import__ = plain
    if sys.version_info < (3, 12) and PySide6.__version_info__[:2] >= (6, 12):
        _keep_constants()


def _keep_constants() -> None:
    """PySide6 6.12.0 drops a reference of None per void call; before Python 3.12 None is not immortal."""
    import ctypes  # noqa: PLC0415 - few have these two together, and every start would wait for it

    for constant in (None, True, False, NotImplemented, Ellipsis, ()):
        ctypes.c_ssize_t.from_address(id(constant)).value += 1 << 40
