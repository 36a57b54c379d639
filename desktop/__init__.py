"""Astreinte: a case-file viewer for enforcement investigations."""

from __future__ import annotations

import sys

if sys.version_info < (3, 12):
    # PySide6 6.12.0 drops a reference of None per void call; before 3.12 None is not immortal.
    import ctypes

    for _constant in (None, True, False, NotImplemented, Ellipsis, ()):
        ctypes.c_ssize_t.from_address(id(_constant)).value += 1 << 40

__version__ = "0.1.0"
