"""What PySide tells of signatures is the same, and told later."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import shiboken6

from desktop.startup.signatures import TRIED

ROOT = Path(__file__).parents[2]

PLAIN = "import PySide6.QtWidgets"
PUT_OFF = "from desktop.startup import toolkit; toolkit.load()"
WRONG_CALLS = """
from PySide6.QtCore import QObject, QSize
from PySide6.QtWidgets import QApplication, QLabel
application = QApplication([])
label = QLabel("x")
calls = (
    lambda: label.setText(3), lambda: label.resize("a"), lambda: QLabel(nonsense=3), lambda: QSize("a", 1),
    lambda: label.setGeometry(1, 2, 3), lambda: QObject.tr(3), lambda: label.nonsense, lambda: label.show(1),
)
for call in calls:
    try:
        call()
    except Exception as error:
        print(type(error).__name__, error)
print(QLabel.setText.__doc__, QLabel.__doc__)
from PySide6.support import signature
print(signature.get_signature(QLabel.setText))
"""
LOADED = """
import sys
print(sorted({"inspect", "tempfile", "textwrap", "shibokensupport.signature.parser"} & set(sys.modules)))
print([finder for finder in sys.meta_path if finder.__class__.__module__ == "desktop.startup.signatures"])
print(compile.__class__.__name__)
import tempfile, textwrap, traceback
print(textwrap.dedent(" x"), bool(tempfile.gettempdir()), traceback.format_exc().strip())
"""


def told(*lines: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", "\n".join(lines)],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return done.stdout


def test_that_errors_and_signatures_are_told_in_the_same_words() -> None:
    plain = told(PLAIN, WRONG_CALLS)
    assert "Supported signatures" in plain
    assert told(PUT_OFF, WRONG_CALLS) == plain


@pytest.mark.skipif(shiboken6.__version__ not in TRIED, reason="another PySide loads as it always did")
def test_that_they_are_not_loaded_before() -> None:
    assert told(PUT_OFF, LOADED).splitlines() == [
        "[]",
        "[]",
        "builtin_function_or_method",
        "x True NoneType: None",
    ]


def test_that_a_version_that_was_not_tried_loads_as_it_always_did() -> None:
    other = "from desktop.startup import signatures; signatures.TRIED.clear()"
    assert "shibokensupport.signature.parser" in told(other, PUT_OFF, LOADED)
    assert told(other, PUT_OFF, WRONG_CALLS) == told(PLAIN, WRONG_CALLS)
