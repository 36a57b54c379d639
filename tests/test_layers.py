"""The rules of the house, each a function from a folder to its faults; and that each one can fail."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

ROOT = Path(__file__).parents[1]

# Which parts of `desktop` each part may import. A part is a folder, or a module at the top.
DOWN: dict[str, set[str]] = {
    "domain": {"domain"},
    "output": {"domain"},
    "strict": set(),
    "store": {"store", "domain", "output", "strict", "clock"},
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

# The rooms of a layer, floor by floor: a room knows itself, those on lower floors, and no other.
# A module that lies in no room is called by its name; one that is not listed stands above all rooms.
ROOMS: dict[str, tuple[set[str], ...]] = {
    "domain": (
        {"money", "currencies", "source", "faults", "file", "printable", "slices"},
        {"days"},
        {"law"},
        {"case"},
        {"penalty", "typed"},
        {"explanation", "listing", "timeline", "edit"},
        {"importing", "orders"},
        {"page", "prepared", "shared"},
        {"whatif", "overview"},
    ),
    "store": ({"law", "file"}, {"cells"}, {"cases"}, {"side", "index", "edit"}, {"importing"}),
    "exchange": ({"table", "toml_text"}, {"own", "sample", "calculation"}, {"tables", "cases"}),
    "models": (
        {"roles"},
        {"table", "listing", "typed"},
        {"explanation"},
        {"page"},
        {"whatif", "edit", "importing"},
    ),
    "session": (
        {"reader"},
        {"clock", "shown", "trail"},
        {"asking"},
        {"listing", "pages"},
        {"day"},
        {"file"},
        {"live"},
        {"editing"},
        {"edits"},
    ),
    "views": (
        {"parts", "chart", "drawing"},
        {"explanation", "listing", "timeline", "whatif", "mode", "edit", "history"},
        {"importing"},
        {"page", "paper", "problems"},
        {"overview"},
        {"window"},
    ),
}
MOST_FILES = 24  # in a room

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
LEAVES = {ast.Name, ast.Constant, ast.Load, ast.Store, ast.alias}


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


def parsed(folder: Path) -> Iterable[tuple[str, ast.Module]]:
    """Every module below a folder, with its path from there; those of the house itself are read once."""
    return _kept(folder) if folder.is_relative_to(ROOT) else _read(folder)


@cache
def _kept(folder: Path) -> tuple[tuple[str, ast.Module], ...]:
    return tuple(_read(folder))


def _read(folder: Path) -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(folder.rglob("*.py")):
        yield path.relative_to(folder).as_posix(), _tree(path.read_text(encoding="utf-8"))


@cache
def _tree(text: str) -> ast.Module:
    """A module taken apart; each rule looks at the same."""
    return ast.parse(text)


@cache
def _nodes(tree: ast.Module) -> tuple[ast.stmt | ast.expr, ...]:
    """The nodes of a module that any rule looks at."""
    kinds = (ast.Import, ast.ImportFrom, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef, ast.Call)
    found: list[ast.stmt | ast.expr] = []
    ahead: list[ast.AST] = [tree]
    while ahead:  # as ast.walk does, which also looks into names and constants
        node = ahead.pop()
        if isinstance(node, kinds):
            found.append(node)
        for name in node._fields:
            value = getattr(node, name, None)
            if isinstance(value, list):
                ahead += [one for one in value if isinstance(one, ast.AST) and type(one) not in LEAVES]
            elif isinstance(value, ast.AST) and type(value) not in LEAVES:
                ahead.append(value)
    return tuple(found)


@pytest.fixture(autouse=True, scope="module")
def forgotten() -> Iterator[None]:
    """The modules taken apart are many objects, which every collection would search from now on."""
    yield
    for kept in (_kept, _tree, _nodes, _imports_of):
        kept.cache_clear()


def imports(root: Path) -> Iterator[Imported]:
    """Every import of the program, wherever it stands: in functions and for types alone as well."""
    for by, tree in parsed(root / "desktop"):
        yield from _imports_of(by, tree)


@cache
def _imports_of(by: str, tree: ast.Module) -> tuple[Imported, ...]:
    found: list[Imported] = []
    for node in _nodes(tree):
        if isinstance(node, ast.Import):
            found += (Imported(by, node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            origin = _origin(by, node)
            found += (Imported(by, node.lineno, f"{origin}.{alias.name}") for alias in node.names)
    return tuple(found)


def _origin(by: str, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    package = ("desktop", *by.split("/")[:-1])
    return ".".join((*package[: len(package) + 1 - node.level], *filter(None, (node.module,))))


def calls(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Every call of an attribute below a folder: where, of what (its last name), which."""
    for by, tree in parsed(folder):
        for node in _nodes(tree):
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


def imports_up_the_stairs(root: Path) -> list[str]:
    """Imports from a room of a layer to one that is not on a lower floor."""
    faults = []
    for found in imports(root):
        layer, *inside = found.by.split("/")
        target = found.name.split(".")
        if (
            layer not in ROOMS
            or not found.is_of(f"desktop.{layer}")
            or len(target) < len(("desktop", layer, "x"))
        ):
            continue
        own, other = _floor(layer, inside[0].removesuffix(".py")), _floor(layer, target[2])
        if target[2] != inside[0].removesuffix(".py") and other >= own < len(ROOMS[layer]):
            faults.append(found.fault(f"{target[2]} is on no lower floor"))
    return faults


def _floor(layer: str, room: str) -> int:
    floors = (number for number, rooms in enumerate(ROOMS[layer]) if room in rooms)
    return next(floors, len(ROOMS[layer]))


def circles(root: Path) -> list[str]:
    """Modules that import each other in a circle, for types alone as well."""
    names = {_module(by): by for by, _ in parsed(root / "desktop")}
    arrows: dict[str, set[str]] = defaultdict(set)
    for found in imports(root):
        name = found.name if found.name in names else found.name.rpartition(".")[0]
        if name in names:
            arrows[found.by].add(names[name])
    while leaves := [by for by, after in arrows.items() if not after & arrows.keys()]:
        for by in leaves:
            del arrows[by]
    # What is left lies in a circle, or above one.
    reached = {by: _reached(by, arrows) for by in arrows}
    return [f"{by} is in a circle of imports" for by in sorted(arrows) if by in reached[by]]


def _module(by: str) -> str:
    return ".".join(("desktop", *by.removesuffix(".py").split("/"))).removesuffix(".__init__")


def _reached(by: str, arrows: dict[str, set[str]]) -> set[str]:
    reached: set[str] = set()
    ahead = list(arrows[by])
    while ahead:
        other = ahead.pop()
        if other not in reached:
            reached.add(other)
            ahead += arrows.get(other, ())
    return reached


def breaches_of_the_wall(root: Path) -> list[str]:
    """Imports of Qt, of the worker or of the window's side by what runs on the worker's thread."""
    return [
        found.fault("the reader knows nothing of the window's side")
        for found in imports(root)
        if found.by.startswith("session/reader/")
        and (
            found.is_of("PySide6", "desktop.worker")
            or (found.is_of("desktop.session") and not found.is_of("desktop.session.reader"))
        )
    ]


def full_rooms(root: Path) -> list[str]:
    """Folders with more files than one can look over."""
    count = Counter(path.parent for path in (root / "desktop").rglob("*.py"))
    return [f"{room.name} has {files} files" for room, files in sorted(count.items()) if files > MOST_FILES]


def names_that_stand_twice(root: Path) -> list[str]:
    """Classes called as another one is."""
    found: dict[str, list[str]] = defaultdict(list)
    for by, tree in parsed(root / "desktop"):
        for node in _nodes(tree):
            if isinstance(node, ast.ClassDef):
                found[node.name].append(by)
    return [f"{name} stands in {', '.join(places)}" for name, places in found.items() if len(places) > 1]


def towers(root: Path) -> list[str]:
    """Classes with more than one class of our own above them."""
    bases: dict[str, list[str]] = {}
    for _, tree in parsed(root / "desktop"):
        for node in _nodes(tree):
            if isinstance(node, ast.ClassDef):
                bases[node.name] = [_base_name(base) for base in node.bases]

    def height(name: str) -> int:
        return 1 + max((height(base) for base in bases.get(name, ()) if base in bases), default=-1)

    return [f"{name} stands on {height(name)} classes of our own" for name in bases if height(name) > 1]


def _base_name(node: ast.expr) -> str:
    return _last_name(node.value if isinstance(node, ast.Subscript) else node)


def names_for_tests_alone(root: Path) -> list[str]:
    """Functions, classes and constants that nothing in the program names but their definition."""
    named = Counter(
        word
        for path in (root / "desktop").rglob("*.py")
        for word in re.findall(r"\w+", path.read_text(encoding="utf-8"))
    )
    return [
        f"{by}: nothing uses {name}"
        for by, tree in parsed(root / "desktop")
        for node in tree.body
        for name in _defined(node)
        if named[name] == 1
    ]


def _defined(node: ast.stmt) -> list[str]:
    match node:
        case ast.FunctionDef() | ast.ClassDef() if not node.decorator_list or isinstance(node, ast.ClassDef):
            return [node.name]
        case ast.Assign():
            return [target.id for target in node.targets if isinstance(target, ast.Name)]
    return []


def wall_clocks_in_tests(root: Path) -> list[str]:
    """Tests that measure time by the clock on the wall, which a busy machine moves; benchmarks may."""
    return [
        f"{where} calls {owner}.{name}: count, or take the CPU's time"
        for where, owner, name in calls(root / "tests")
        if owner == "time"
        and name in {"perf_counter", "perf_counter_ns", "monotonic", "monotonic_ns", "time"}
        and not where.startswith(("benchmarks/", "test_gates.py:"))
    ]


def modules_without_a_test(root: Path) -> list[str]:
    """Modules that neither a test file of their name runs nor one that tests/covered.toml names for them."""
    listed = root / "tests" / "covered.toml"
    named = tomllib.loads(listed.read_text(encoding="utf-8")) if listed.is_file() else {}
    covered = {f"{room}/{module}.py": test for room, tests in named.items() for module, test in tests.items()}
    mirrored = {
        f"desktop/{by}": root / "tests" / by.removesuffix(Path(by).name) / f"test_{Path(by).name}"
        for by, _ in parsed(root / "desktop")
        if not by.endswith("__init__.py")
    }
    bare = {by for by, test in mirrored.items() if not test.is_file()}
    return [
        *(f"{by} has no test, and tests/covered.toml names none" for by in sorted(bare - covered.keys())),
        *(f"tests/covered.toml names {by}, which needs it no more" for by in sorted(covered.keys() - bare)),
        *(f"there is no {test}" for test in sorted({*covered.values()}) if not (root / test).is_file()),
    ]


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
    """Calls that open a browser, stop the program for a box, let events in between, or move wrappers about.

    Of these last ones PySide6 makes the answer a child, for Python, of the widget that is asked.
    """
    asked = {"nextInFocusChain", "previousInFocusChain", "focusProxy"}
    return [
        f"{where} calls {owner}.{name}"
        for where, owner, name in calls(root / "desktop")
        if name in {"openUrl", "processEvents"} | asked or (owner == "QMessageBox" and name in STATIC_BOXES)
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
        for node in _nodes(_tree(text)):
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
    (imports_up_the_stairs, "desktop/domain/days/a.py", "from desktop.domain.law.deadline import deadline"),
    (imports_up_the_stairs, "desktop/domain/penalty/a.py", "from desktop.domain.page.page import Page"),
    (imports_up_the_stairs, "desktop/domain/page/a.py", "from desktop.domain.prepared.legs import Leg"),
    (imports_up_the_stairs, "desktop/domain/money.py", "from desktop.domain import days"),
    (imports_up_the_stairs, "desktop/views/parts/a.py", "from desktop.views.window.window import MainWindow"),
    (
        circles,
        "desktop/domain/days/a.py",
        "from desktop.domain.days import b\nfrom desktop.domain.days.a import x",
    ),
    (breaches_of_the_wall, "desktop/session/reader/a.py", "from PySide6.QtCore import QDate"),
    (breaches_of_the_wall, "desktop/session/reader/a.py", "from desktop.session.shown import Shown"),
    (names_that_stand_twice, "desktop/domain/a.py", "class Day: ...\nclass Days:\n    class Day: ..."),
    (towers, "desktop/views/a.py", "class A: ...\nclass B(A): ...\nclass C(B[int]): ...\nC()"),
    (names_for_tests_alone, "desktop/domain/a.py", "def unused() -> None: ..."),
    (names_for_tests_alone, "desktop/domain/a.py", "UNUSED = 1"),
    (wall_clocks_in_tests, "tests/test_a.py", "import time\nbegan = time.perf_counter()"),
    (modules_without_a_test, "desktop/domain/a.py", ""),
    (modules_without_a_test, "tests/covered.toml", '["desktop"]\ngone = "tests/test_gone.py"'),
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
    (forbidden_calls, "desktop/views/a.py", "form.nextInFocusChain()"),
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


def test_that_every_room_can_be_looked_over(tmp_path: Path) -> None:
    assert full_rooms(ROOT) == []
    room = tmp_path / "desktop" / "views"
    room.mkdir(parents=True)
    for number in range(MOST_FILES + 1):
        (room / f"a{number}.py").touch()
    assert full_rooms(tmp_path) == ["views has 25 files"]


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
    rules = [rule for rule in RULES if rule not in (names_for_tests_alone, modules_without_a_test)]
    assert [fault for rule in rules for fault in rule(tmp_path)] == []


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
