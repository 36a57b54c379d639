"""What a start loads before the list is painted, and what it leaves alone."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.benchmarks.children import at_home
from tests.filling import write_cases
from tests.making import case_of

ROOT = Path(__file__).parents[1]
PROGRAM = ROOT / "tests" / "benchmarks" / "programs" / "list_window.py"

# Libraries and parts of the program that a first page of the list does without.
HEAVY = {
    *("sqlite_utils", "numpy", "holidays", "dateutil", "asyncio", "babel", "tomllib", "decimal", "fractions"),
    *(
        "desktop.domain.penalty.accrual",
        "desktop.domain.penalty.course",
        "desktop.domain.page.build",
        "desktop.domain.overview.few",
    ),
    *(
        "desktop.domain.case.terms",
        "desktop.domain.case.case",
        "desktop.domain.listing.narrowing",
        "desktop.domain.listing.catalogue",
    ),
    *(
        "desktop.session.reader.listing",
        "desktop.session.reader.pages",
        "desktop.session.scenarios",
        "desktop.exchange",
    ),
    *("desktop.store.cases.cases", "desktop.store.cases.writing", "desktop.store.index.building"),
    *(
        "desktop.views.page.page",
        "desktop.views.page.penalty",
        "desktop.views.timeline.tab",
        "desktop.views.overview.overview",
        "desktop.views.explanation.explaining",
        "desktop.views.window.palette",
    ),
    *(
        "desktop.views.window.about",
        "desktop.views.paper.dialog",
        "desktop.actions.file_menus",
        "desktop.commands",
    ),
    *(
        "desktop.views.window.banner",
        "desktop.views.window.faultbar",
        "desktop.views.window.handlers",
    ),
    *(
        "desktop.domain.explanation.figure",
        "desktop.domain.listing.asked",
        "desktop.models.listing.faults",
        "unicodedata",
    ),
    *("desktop.views.listing.sidebar", "desktop.icons", "PySide6.QtSvg", "dataclasses"),
    *("desktop.store.index.building", "desktop.views.parts.changed", "ctypes"),
}

IMPORTS = """
import builtins
plain = builtins.__import__
from desktop.startup import toolkit
toolkit.load()
print(builtins.__import__ is plain)
"""


def run(*words: object, home: Path) -> str:
    done = subprocess.run(
        [sys.executable, *map(str, words)],
        cwd=ROOT,
        env=at_home(home),
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return done.stdout


@pytest.fixture(scope="module")
def large_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that opens on the list."""
    path = tmp_path_factory.mktemp("large") / "large.casefile"
    write_cases(path, (case_of(slug=f"case-{number}") for number in range(1_001)))
    return path


def test_that_the_list_is_painted_before_anything_heavy_is_loaded(tmp_path: Path, large_path: Path) -> None:
    run(PROGRAM, large_path, home=tmp_path)  # a file of this size is prepared when it is first opened
    printed = run(PROGRAM, large_path, "--modules", home=tmp_path).splitlines()[-1]
    modules = set(json.loads(printed)["modules"])
    assert modules & HEAVY == set()
    assert [name for name in modules if name.partition(".")[0] in HEAVY] == []
    assert "desktop.views.listing.list" in modules


def test_that_qt_leaves_import_as_it_was(tmp_path: Path) -> None:
    assert run("-c", IMPORTS, home=tmp_path) == "True\n"
