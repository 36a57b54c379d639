"""The wheel holds everything the program reads, and the program runs from it alone."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.counts import IS_LONG

ROOT = Path(__file__).parents[1]
PICTURE = "resources/pictures/planted.png"

FROM_THE_WHEEL = """
from pathlib import Path

import desktop
from desktop.assets import read_text
from desktop.exchange.sample.sample import sample_cases

print(Path(desktop.__file__).parents[1])
print(len(sample_cases()))
print(all(read_text(f"themes/{name}") for name in ("light.toml", "dark.toml", "contrast.toml", "style.qss")))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel, built from a copy of the tree."""
    if not IS_LONG:
        pytest.skip("a wheel is built: in the long run")
    folder = tmp_path_factory.mktemp("wheel")
    copy = folder / "tree"
    for name in ("desktop", "resources"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md"):
        shutil.copy(ROOT / name, copy)
    (copy / PICTURE).parent.mkdir(exist_ok=True)
    (copy / PICTURE).write_bytes(b"a picture of the README")
    words = ("wheel", "-q", "--no-deps", "--no-build-isolation", "--wheel-dir", folder, copy)
    done = subprocess.run(
        [sys.executable, "-m", "pip", *words], capture_output=True, text=True, timeout=100, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def names(wheel: Path) -> set[str]:
    """The files in the wheel."""
    with zipfile.ZipFile(wheel) as file:
        return set(file.namelist())


def test_that_the_wheel_holds_every_module(names: set[str]) -> None:
    modules = {path.relative_to(ROOT).as_posix() for path in (ROOT / "desktop").rglob("*.py")}
    assert not modules - names
    assert "desktop/py.typed" in names


def test_that_the_wheel_holds_every_resource(names: set[str]) -> None:
    folders = ("icons", "rules", "samples", "themes")
    paths = (path for folder in folders for path in (ROOT / "resources" / folder).rglob("*"))
    resources = {f"desktop/{path.relative_to(ROOT).as_posix()}" for path in paths if path.is_file()}
    assert not resources - names
    cases = [name for name in names if re.fullmatch(r"desktop/resources/samples/cases/[^/]+\.toml", name)]
    assert len(cases) == 53
    assert "desktop/resources/samples/authorities.toml" in names


def test_that_the_wheel_holds_nothing_that_the_program_does_not_read(names: set[str]) -> None:
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"desktop"}
    assert not [name for name in names if "pictures" in name]


def test_that_the_program_runs_from_the_wheel_alone(wheel: Path, tmp_path: Path) -> None:
    unpacked, elsewhere = tmp_path / "unpacked", tmp_path / "elsewhere"
    elsewhere.mkdir()
    with zipfile.ZipFile(wheel) as file:
        file.extractall(unpacked)
    done = subprocess.run(
        [sys.executable, "-P", "-c", FROM_THE_WHEEL],
        cwd=elsewhere,
        env={**os.environ, "PYTHONPATH": str(unpacked)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [str(unpacked), "53", "True"]


def test_that_the_readme_and_the_checks_run_the_same_tests() -> None:
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = re.findall(r"&& (QT_QPA_PLATFORM=.+ -m pytest .+)\n", readme)
    assert len(commands) == 1
    assert commands[0] in lines


def test_that_every_picture_of_the_readme_is_there() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    pictures = re.findall(r"!\[[^]]*\]\(([^)]+)\)", readme)
    assert pictures
    assert not [name for name in pictures if not (ROOT / name).is_file()]
