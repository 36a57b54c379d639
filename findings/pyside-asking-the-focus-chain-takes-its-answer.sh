#!/usr/bin/env bash
# PySide6 Essentials 6.11.3: QWidget.nextInFocusChain() only tells which widget Tab would come to.
# Expected: a question changes nothing; whatever is asked, a widget that is deleted takes only its own children along.
# Seen: the answer becomes a child, for Python alone, of the widget that was asked. When that one is deleted, Python
# holds what Qt made inside the answer (the viewport of a scroll area, the OK button of a box) for deleted, although it
# lives on: every use of it raises RuntimeError. previousInFocusChain() and focusProxy() do the same.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/env"
"$work/env/bin/pip" install -q PySide6-Essentials==6.11.3
QT_QPA_PLATFORM=offscreen "$work/env/bin/python" - <<'PY'
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLineEdit, QVBoxLayout, QWidget

application = QApplication([])


def button_after(ask: bool) -> tuple[bool, int]:
    """Whether Python has a valid OK button once the line before it is deleted, and how many buttons Qt has."""
    window, line = QWidget(), QLineEdit()
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok)
    rows = QVBoxLayout(window)
    rows.addWidget(line)
    rows.addWidget(box)
    (button,) = box.buttons()
    if ask:
        there = line.nextInFocusChain()
        while there is not line:
            there = there.nextInFocusChain()
    line.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return shiboken6.isValid(button), len(box.buttons())


not_asked, asked = button_after(ask=False), button_after(ask=True)
print("valid button, buttons of Qt: not asked", not_asked, "asked", asked)
assert not_asked == (True, 1)
assert asked == (False, 1)
PY
echo "as seen"
