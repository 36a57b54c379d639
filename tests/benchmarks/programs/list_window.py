"""The program on a file, gone after the first painting of a row of its list; the eye on it costs nothing."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from desktop import __main__
from desktop.startup import toolkit

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem

    from desktop.views.listing.row import CaseRowDelegate

    Index = QModelIndex | QPersistentModelIndex

MODULES, EAGER = "--modules", "--eager"
FAILED = 70
SLUG_ROLE = 0x0100 + 2  # as the list's model has it: a row that was not read yet has none


def main() -> None:
    load = toolkit.load

    def load_and_watch() -> None:
        load()
        sys.excepthook = _fail
        if EAGER in sys.argv:
            _load_all()
        if MODULES in sys.argv:
            _wait_for_the_list()
        _watch()

    # Between Qt and the program, so that both are loaded as the command loads them.
    toolkit.load = load_and_watch
    code = __main__.main([sys.argv[1]])
    os._exit(code)


def _load_all() -> None:
    """What a window is furnished with after its first painting: the control has it before."""
    from importlib import import_module  # noqa: PLC0415 - only the control needs it

    from desktop.startup.furnishing import MODULES as LATER  # noqa: PLC0415 - as above

    for name in LATER:
        import_module(name)


def _wait_for_the_list() -> None:
    """A busy machine may have no list to paint yet when a window without one is made complete."""
    from desktop.startup import furnishing  # noqa: PLC0415 - as late as the command itself loads it

    furnishing.PATIENCE = 60_000


def _watch() -> None:
    from PySide6.QtCore import QTimer  # noqa: PLC0415 - as late as the command itself loads it

    from desktop.views.listing import row as caserow  # noqa: PLC0415 - as above

    paint = caserow.CaseRowDelegate.paint
    painted: list[None] = []

    def seen(
        delegate: CaseRowDelegate, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        paint(delegate, painter, option, index)
        if not painted and index.data(SLUG_ROLE):
            painted.append(None)
            QTimer.singleShot(0, _leave)

    caserow.CaseRowDelegate.paint = seen  # type: ignore[method-assign, assignment]  # the eye


def _leave() -> None:
    if MODULES in sys.argv:
        import json  # noqa: PLC0415 - what is measured does without

        words = json.dumps({"modules": sorted(sys.modules)})
    else:
        with open("/proc/self/status", encoding="ascii") as status:  # noqa: PTH123 - nothing more is loaded
            sizes = [line.split()[1] for line in status if line.startswith(("VmHWM", "VmRSS"))]
        words = f'{{"peak": {sizes[0]}, "resident": {sizes[1]}}}'
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()
    os._exit(0)


def _fail(*what: object) -> None:
    """End at once on an error that nobody expected, in a slot as well."""
    sys.__excepthook__(*what)  # type: ignore[arg-type]
    sys.stderr.flush()
    os._exit(FAILED)


if __name__ == "__main__":
    main()
