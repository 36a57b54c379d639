"""The rules of the house, each a function from a folder to its faults; and that each one can fail."""

from __future__ import annotations

import ast
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parents[1]

# Which parts of `desktop` each part may import. A part is a folder, or a module at the top.
DOWN: dict[str, set[str]] = {
    "domain": {"domain"},
    "output": {"domain"},
    "strict": set(),
    "store": {"store", "domain", "output", "strict"},
    "exchange": {"exchange", "store", "domain", "output", "strict"},
    "worker": set(),
    "clock": set(),
    "assets": set(),
    "actions": {"actions"},
    "datewords": {"domain"},
    "text": {"domain", "datewords"},
    "settings": {"domain", "output"},
    "theme": {"assets", "domain"},
    "icons": {"assets"},
    "session": {"session", "worker", "clock", "store", "exchange", "domain"},
    "models": {"models", "domain", "text", "theme", "icons", "assets"},
    "views": {
        "views",
        "models",
        "session",
        "domain",
        "text",
        "theme",
        "settings",
        "actions",
        "icons",
        "output",
    },
    "commands": {"commands", "exchange", "store", "domain", "clock", "text", "places", "output"},
    "places": set(),
    "processes": {"domain"},
    "startup": {"startup", "views", "worker"},
    "app": {
        *("views", "models", "session", "worker", "clock", "store", "domain", "theme", "settings"),
        *("interrupts", "output", "places", "processes", "startup"),
    },
    "interrupts": set(),
    "streams": set(),
    "__main__": {"app", "commands", "places", "startup", "store", "streams"},
    "__init__": set(),
}
# One command shows the window; the others do without Qt.
BESIDES = {"commands/screenshot.py": {"app", "settings"}}

WITH_QT = {
    "actions",
    "app",
    "datewords",
    "icons",
    "interrupts",
    "models",
    "processes",
    "session",
    "settings",
    "startup",
    "text",
    "theme",
    "views",
    "worker",
}
SQL = ("sqlite3", "sqlite_utils", "apsw", "pysqlite3")
THREADS = ("threading", "_thread", "concurrent", "multiprocessing", "asyncio", "PySide6.QtConcurrent")
QT_THREADS = {"QThread", "QThreadPool", "QRunnable"}
NETWORK = ("socket", "ssl", "http", "ftplib", "smtplib", "urllib", "requests", "httpx")
QT_ELSEWHERE = ("PySide6.QtNetwork", "PySide6.QtSql", "PySide6.QtWebEngineCore", "PySide6.QtWebEngineWidgets")
# Taking an address apart is not a call.
HARMLESS = "urllib.parse"

CLOCKS = {
    **{key: {"now", "utcnow", "today"} for key in ("datetime", "date")},
    "time": {"time", "time_ns", "localtime", "gmtime"},
    **{key: {"currentDate", "currentTime", "currentDateTime"} for key in ("QDate", "QTime", "QDateTime")},
}
STATIC_BOXES = {"about", "aboutQt", "critical", "information", "question", "warning"}
LONGEST_MODULE, LONGEST_FUNCTION = 400, 50


@dataclass(frozen=True, slots=True)
class Imported:
    """One imported name, in full, and the file that imports it, from `desktop` on."""

    by: str
    line: int
    name: str

    @property
    def part(self) -> str:
        """The part of the importing file."""
        return self.by.split("/")[0].removesuffix(".py")

    def is_of(self, *modules: str) -> bool:
        """Whether the name is one of the modules or within one."""
        return any(self.name == module or self.name.startswith(f"{module}.") for module in modules)

    def fault(self, words: str) -> str:
        return f"{self.by}:{self.line} imports {self.name}: {words}"


def parsed(folder: Path) -> Iterator[tuple[str, ast.Module]]:
    """Every module below a folder, with its path from there."""
    for path in sorted(folder.rglob("*.py")):
        yield path.relative_to(folder).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def imports(root: Path) -> Iterator[Imported]:
    """Every import of the program, wherever it stands: in functions and for types alone as well."""
    for by, tree in parsed(root / "desktop"):
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                yield from (Imported(by, node.lineno, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                origin = _origin(by, node)
                yield from (Imported(by, node.lineno, f"{origin}.{alias.name}") for alias in node.names)


def _origin(by: str, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    package = ("desktop", *by.split("/")[:-1])
    return ".".join((*package[: len(package) + 1 - node.level], *filter(None, (node.module,))))


def calls(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Every call of an attribute below a folder: where, of what (its last name), which."""
    for by, tree in parsed(folder):
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                yield f"{by}:{node.lineno}", _last_name(node.func.value), node.func.attr


def _last_name(node: ast.expr) -> str:
    if isinstance(node, ast.Name):
        return node.id
    return node.attr if isinstance(node, ast.Attribute) else ""


def upward_imports(root: Path) -> list[str]:
    """Imports of the program's own parts that do not point down."""
    faults = []
    for found in imports(root):
        if not found.is_of("desktop") or found.name == "desktop.__version__":
            continue
        if found.part not in DOWN:
            faults.append(f"{found.by}: {found.part} has no place in the house")
            continue
        target = [*found.name.split("."), "__init__"][1]
        if target not in DOWN[found.part] | BESIDES.get(found.by, set()):
            faults.append(found.fault("that does not point down"))
    return faults


def foreign_imports_in_domain(root: Path) -> list[str]:
    """What domain imports besides itself and the standard library."""
    known = ("desktop.domain", *sys.stdlib_module_names)
    inside = (found for found in imports(root) if found.part == "domain")
    return [found.fault("not the standard library") for found in inside if not found.is_of(*known)]


def sql_outside_store(root: Path) -> list[str]:
    """Imports of a database outside store."""
    wrong = (found for found in imports(root) if found.is_of(*SQL) and found.part != "store")
    return [found.fault("only store knows SQL") for found in wrong]


def threads_outside_worker(root: Path) -> list[str]:
    """Imports of threads outside worker."""
    return [
        found.fault("only worker knows threads")
        for found in imports(root)
        if found.part != "worker"
        and (found.is_of(*THREADS) or (found.is_of("PySide6") and found.name.split(".")[-1] in QT_THREADS))
    ]


def qt_where_none_belongs(root: Path) -> list[str]:
    """Imports of Qt in the parts that do without it."""
    return [
        found.fault("this part does without Qt")
        for found in imports(root)
        if found.is_of("PySide6") and found.part not in WITH_QT and found.by not in BESIDES
    ]


def network_imports(root: Path) -> list[str]:
    """Imports of anything that could reach a network, and of a second SQLite."""
    return [
        found.fault("the program reaches nothing outside")
        for found in imports(root)
        if found.is_of(*NETWORK, *QT_ELSEWHERE) and not found.is_of(HARMLESS)
    ]


def clock_readings(root: Path) -> list[str]:
    """Questions for the present moment outside clock."""
    return [
        f"{where} calls {owner}.{name}: only clock knows the time"
        for where, owner, name in calls(root / "desktop")
        if name in CLOCKS.get(owner, ()) and not where.startswith("clock.py:")
    ]


def forbidden_calls(root: Path) -> list[str]:
    """Calls that open a browser, stop the program for a box, or let events in between."""
    return [
        f"{where} calls {owner}.{name}"
        for where, owner, name in calls(root / "desktop")
        if name in {"openUrl", "processEvents"} or (owner == "QMessageBox" and name in STATIC_BOXES)
    ]


def waits_in_tests(root: Path) -> list[str]:
    """Tests that wait for time to pass."""
    return [
        f"{where} calls {owner}.{name}: wait for what happens, never for time"
        for where, owner, name in calls(root / "tests")
        if (owner, name) in {("qtbot", "wait"), ("time", "sleep"), ("QTest", "qWait"), ("QTest", "qSleep")}
    ]


def long_code(root: Path) -> list[str]:
    """Modules and functions that have grown too long."""
    faults = []
    for path in sorted((root / "desktop").rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        if (lines := len(text.splitlines())) > LONGEST_MODULE:
            faults.append(f"{path.name} has {lines} lines")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > LONGEST_FUNCTION:
                    faults.append(f"{path.name}: {node.name} has {lines} lines")
    return faults


def packages_not_as_listed(root: Path) -> list[str]:
    """Packages that pyproject.toml lists and the tree has not, or the other way round."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    listed = set(project["tool"]["setuptools"]["packages"])
    folders = [path.parent for path in sorted((root / "desktop").rglob("*.py"))]
    there = {".".join(folder.relative_to(root).parts) for folder in folders} | {"desktop.resources"}
    bare = {folder for folder in folders if not (folder / "__init__.py").is_file()}
    return [
        *(f"{name} is in only one of pyproject.toml and the tree" for name in sorted(listed ^ there)),
        *(f"{folder.name} has no __init__.py" for folder in sorted(bare)),
    ]


# Each rule, and small files that break it.
BREACHES: list[tuple[Callable[[Path], list[str]], str, str]] = [
    (upward_imports, "desktop/domain/a.py", "from desktop.store.cases.cases import load_cases"),
    (upward_imports, "desktop/domain/a.py", "def late():\n    import desktop.app"),
    (upward_imports, "desktop/store/a.py", "from desktop import exchange"),
    (upward_imports, "desktop/store/a.py", "from ..views import window"),
    (upward_imports, "desktop/exchange/a.py", "import desktop.session.session"),
    (upward_imports, "desktop/models/a.py", "from desktop.session.session import Session"),
    (upward_imports, "desktop/models/a.py", "from desktop.worker import Worker"),
    (upward_imports, "desktop/session/a.py", "from desktop.models.listing.cases import CasesModel"),
    (upward_imports, "desktop/views/a.py", "from desktop.store.file.errors import CaseFileError"),
    (upward_imports, "desktop/views/parts/a.py", "from desktop.worker import Worker"),
    (
        upward_imports,
        "desktop/views/a.py",
        "if TYPE_CHECKING:\n    from desktop.exchange.sample.sample import x",
    ),
    (upward_imports, "desktop/views/a.py", "from desktop.app import run"),
    (upward_imports, "desktop/commands/a.py", "from desktop.views.window.window import Window"),
    (upward_imports, "desktop/commands/accrued.py", "from desktop.app import build"),
    (upward_imports, "desktop/commands/screenshot.py", "from desktop.models.listing.cases import CasesModel"),
    (upward_imports, "desktop/manager.py", "from desktop.domain.money import Money"),
    (foreign_imports_in_domain, "desktop/domain/a.py", "from PySide6.QtCore import QDate"),
    (foreign_imports_in_domain, "desktop/domain/a.py", "import sqlite_utils"),
    (sql_outside_store, "desktop/exchange/a.py", "import sqlite3"),
    (sql_outside_store, "desktop/session/a.py", "from sqlite_utils.db import Table"),
    (threads_outside_worker, "desktop/session/a.py", "import threading"),
    (threads_outside_worker, "desktop/store/a.py", "from concurrent.futures import Future"),
    (threads_outside_worker, "desktop/views/a.py", "from PySide6.QtCore import QObject, QThread"),
    (qt_where_none_belongs, "desktop/store/a.py", "from PySide6.QtCore import QDate"),
    (qt_where_none_belongs, "desktop/commands/accrued.py", "from PySide6.QtCore import QDate"),
    (network_imports, "desktop/views/a.py", "from PySide6 import QtNetwork"),
    (network_imports, "desktop/store/a.py", "from PySide6.QtSql import QSqlDatabase"),
    (network_imports, "desktop/exchange/a.py", "from urllib.request import urlopen"),
    (network_imports, "desktop/exchange/a.py", "import http.client"),
    (network_imports, "desktop/worker.py", "import socket"),
    (clock_readings, "desktop/session/a.py", "at = datetime.now(UTC)"),
    (clock_readings, "desktop/domain/a.py", "day = datetime.date.today()"),
    (clock_readings, "desktop/store/a.py", "import time\nat = time.time()"),
    (clock_readings, "desktop/views/a.py", "day = QtCore.QDate.currentDate()"),
    (forbidden_calls, "desktop/views/a.py", "QDesktopServices.openUrl(url)"),
    (forbidden_calls, "desktop/views/a.py", "QMessageBox.warning(self, 'no', 'no')"),
    (forbidden_calls, "desktop/app.py", "app.processEvents()"),
    (waits_in_tests, "tests/views/test_a.py", "def test_that(qtbot):\n    qtbot.wait(100)"),
    (waits_in_tests, "tests/test_a.py", "import time\ntime.sleep(1)"),
    (long_code, "desktop/app.py", "\n" * (LONGEST_MODULE + 1)),
    (long_code, "desktop/app.py", "def long():\n" + "    pass\n" * LONGEST_FUNCTION),
    (packages_not_as_listed, "desktop/fresh/__init__.py", ""),
    (packages_not_as_listed, "desktop/domain/deep/a.py", ""),
]
RULES = tuple(dict.fromkeys(rule for rule, _, _ in BREACHES))


def named(value: object) -> str | None:
    return getattr(value, "__name__", None)


@pytest.mark.parametrize("rule", RULES, ids=named)
def test_that_the_house_keeps(rule: Callable[[Path], list[str]]) -> None:
    assert rule(ROOT) == []


@pytest.mark.parametrize(("rule", "place", "code"), BREACHES)
def test_that_a_breach_is_caught(
    rule: Callable[[Path], list[str]], place: str, code: str, tmp_path: Path
) -> None:
    build_house(tmp_path)
    assert rule(tmp_path) == []
    path = tmp_path / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(code, encoding="utf-8")
    assert len(rule(tmp_path)) >= 1


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ("desktop/commands/screenshot.py", "from desktop.app import build"),
        ("desktop/views/parts/a.py", "from urllib.parse import urlsplit"),
        ("desktop/views/a.py", "from desktop import __version__"),
        ("desktop/clock.py", "moment = datetime.now(UTC)"),
        ("desktop/session/a.py", "moment = self._clock.now()"),
        ("desktop/worker.py", "import threading"),
        ("desktop/store/a.py", "import sqlite3"),
        ("desktop/app.py", "def enough():\n" + "    pass\n" * (LONGEST_FUNCTION - 1)),
    ],
)
def test_that_what_is_right_passes(place: str, code: str, tmp_path: Path) -> None:
    build_house(tmp_path)
    (tmp_path / place).write_text(code, encoding="utf-8")
    assert [fault for rule in RULES for fault in rule(tmp_path)] == []


def test_that_no_rule_looks_at_an_empty_house() -> None:
    assert len({found.by for found in imports(ROOT)}) > 50
    assert {found.part for found in imports(ROOT)} <= set(DOWN)
    assert sum(1 for _ in calls(ROOT / "tests")) > 500


def build_house(root: Path) -> None:
    """An empty house in which everything is in order."""
    folders = ["domain", "store", "exchange", "session", "models", "views", "views/parts", "commands"]
    for folder in ("", *folders):
        (root / "desktop" / folder).mkdir(parents=True, exist_ok=True)
        (root / "desktop" / folder / "__init__.py").write_text("", encoding="utf-8")
    (root / "tests").mkdir()
    packages = ["desktop.resources", "desktop", *(f"desktop.{name.replace('/', '.')}" for name in folders)]
    (root / "pyproject.toml").write_text(f"[tool.setuptools]\npackages = {packages}\n", encoding="utf-8")
