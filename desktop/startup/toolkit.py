"""The loading of Qt for Python, before any other import of PySide, and the making of the application."""

from __future__ import annotations

import builtins
import os
import sys
from typing import TYPE_CHECKING

from desktop.startup.graphics import no_display
from desktop.startup.signatures import put_off

if TYPE_CHECKING:
    from PySide6.QtCore import QMessageLogContext, QtMsgType
    from PySide6.QtWidgets import QApplication


def load() -> None:
    """Load Qt's widgets, and restore Python's own `import`.

    PySide wraps `import` for its optional other spellings, which are unused here: the wrapper reads the
    source of every module imported afterwards, which takes as long as importing that module.
    """
    plain = builtins.__import__
    with put_off():
        import PySide6.QtWidgets  # noqa: PLC0415 - for what loading it does

    builtins.__import__ = plain
    if sys.version_info < (3, 12) and PySide6.__version_info__[:2] >= (6, 12):
        _keep_constants()


def application(words: list[str]) -> QApplication:
    """The application. Where no display answers, print a sentence instead of Qt's message and end with 2.

    Qt itself would abort the process.
    """
    from PySide6.QtCore import QtMsgType, qInstallMessageHandler  # noqa: PLC0415 - not before it is loaded
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - as above

    said: list[tuple[QtMsgType, QMessageLogContext, str]] = []

    def listen(kind: QtMsgType, context: QMessageLogContext, sentence: str) -> None:
        if kind is QtMsgType.QtFatalMsg:
            sys.stderr.write(f"{no_display(os.environ)}\n")
            sys.stderr.flush()
            os._exit(2)
        said.append((kind, context, sentence))

    heard = qInstallMessageHandler(listen)
    made = QApplication(words)
    qInstallMessageHandler(heard)
    for kind, context, sentence in said:
        if heard is not None:
            heard(kind, context, sentence)
        else:
            sys.stderr.write(f"{sentence}\n")
    return made


def _keep_constants() -> None:
    """Raise the reference counts of constants: PySide6 6.12.0 drops a reference of None per void call."""
    import ctypes  # noqa: PLC0415 - few have these two together, and every start would wait for it

    # Constants are immortal from Python 3.12 on.

    for constant in (None, True, False, NotImplemented, Ellipsis, ()):
        ctypes.c_ssize_t.from_address(id(constant)).value += 1 << 40
