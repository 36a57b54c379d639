"""The command as a process: what it keeps private, what it lets in, and that the README tells the truth."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.startup.graphics import ALWAYS, UNDER_X
from tests.commands.test_commands import told
from tests.counts import some

ROOT = Path(__file__).parents[1]

LIMITS = """
import os, resource, sys
from desktop.__main__ import main

main(["sample", sys.argv[1]])
print(resource.getrlimit(resource.RLIMIT_CORE), oct(os.umask(0)))
"""

LEFT_OVER = """
import os, sys
from desktop.__main__ import main

main(["none.casefile"])
print([name for name in sys.argv[1:] if name in os.environ])
"""


def run(*words: object, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *map(str, words)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        stdin=subprocess.DEVNULL,
    )


def test_that_nothing_is_left_for_others_to_read(tmp_path: Path) -> None:
    done = run("-c", LIMITS, "my.casefile", folder=tmp_path)
    assert done.stdout.splitlines() == ["Wrote the sample to my.casefile.", "(0, 0) 0o77"]


def test_that_a_file_named_like_a_command_can_be_opened(tmp_path: Path, pair_path: Path) -> None:
    shutil.copy(pair_path, tmp_path / "sample")
    done = run("-m", "desktop", "./sample", "--screenshot", "out.png", folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "out.png").stat().st_mode & 0o077 == 0


def test_that_a_foreign_style_is_not_even_looked_for(tmp_path: Path, pair_path: Path) -> None:
    words = ("-m", "desktop", pair_path, "--screenshot", "out.png")
    done = run(*words, folder=tmp_path, QT_STYLE_OVERRIDE="nonsense")
    assert (done.returncode, done.stderr) == (0, "")


def test_that_qt_is_not_told_where_foreign_code_lies(tmp_path: Path) -> None:
    names = ("QT_PLUGIN_PATH", "QT_QPA_PLATFORMTHEME", "QML_IMPORT_PATH", "QML2_IMPORT_PATH")
    done = run("-c", LEFT_OVER, *names, folder=tmp_path, **dict.fromkeys(names, str(tmp_path)))
    assert done.stdout == "[]\n"


def test_that_qt_may_speak_until_the_process_has_ended(tmp_path: Path, pair_path: Path) -> None:
    words = ("-m", "desktop", pair_path, "--screenshot", "out.png")
    done = run(*words, folder=tmp_path, QT_DEBUG_PLUGINS="1")
    assert done.returncode == 0
    assert "unloaded" in done.stderr


def test_that_the_module_and_the_command_are_the_same(tmp_path: Path) -> None:
    command = Path(sys.executable).with_name("astreinte")
    told = subprocess.run([command, "--help"], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert run("-m", "desktop", "--help", folder=tmp_path).stdout == told.stdout


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems have one display")
@pytest.mark.parametrize(
    "named",
    some(
        [
            {"QT_QPA_PLATFORM": "none"},
            {"QT_QPA_PLATFORM": "xcb", "DISPLAY": "none.invalid.:9"},
            {"QT_QPA_PLATFORM": "", "DISPLAY": "nonsense"},
            {"QT_QPA_PLATFORM": "", "DISPLAY": ":9876"},
            {"QT_QPA_PLATFORM": "", "DISPLAY": "", "WAYLAND_DISPLAY": "none"},
            {"QT_QPA_PLATFORM": "", "DISPLAY": ":9876", "WAYLAND_DISPLAY": "none"},
            {"QT_QPA_PLATFORM": "", "DISPLAY": "", "WAYLAND_DISPLAY": ""},
        ]
    ),
)
def test_that_a_display_that_answers_nothing_is_told_in_a_sentence(
    tmp_path: Path, sample_path: Path, named: dict[str, str]
) -> None:
    done = run("-m", "desktop", sample_path, folder=tmp_path, **named)
    assert done.returncode == 2
    # Where the libraries of X are missing, that is said first.
    assert done.stderr.startswith(("There is no display to open a window on.", "The graphics libraries"))
    assert done.stderr.count("\n") == 1 or "apt-get" in done.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["acrued", "my.casefile"], "There is no command 'acrued', and no file of this name. Did you mean: "),
        (["acrued"], "There is no command 'acrued', and no file of this name. Did you mean: "),
        (["--index"], "There is no command '--index', and no file of this name. Did you mean: "),
        (["my.casefile", "--tone"], "astreinte: unrecognized arguments: --tone. "),
        (["accrued"], "astreinte accrued: the following arguments are required: CASEFILE. "),
        (["accrued", "my.casefile", "--as-of", "2023-02-30"], "astreinte accrued: argument --as-of: "),
    ],
)
def test_that_a_slip_of_the_command_line_is_told_in_a_sentence(
    tmp_path: Path, words: list[str], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = told(*words)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert done.stderr.startswith(said)
    assert list(tmp_path.iterdir()) == []


def test_that_the_readme_shows_what_accrued_prints(sample_path: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    found = re.search(r"\$ astreinte accrued my\.casefile --as-of (\S+) \| grep .*\n((?:.+\n)+?)```", readme)
    assert found is not None
    printed = told("accrued", sample_path, "--as-of", found[1]).stdout
    assert found[2].count("\n") > 2
    lines = [line.split() for line in printed.splitlines()]
    assert not [line for line in found[2].splitlines() if line.split() not in lines]


def test_that_the_readme_names_every_package_that_the_program_names() -> None:
    (line,) = re.findall(r"^apt-get install .+$", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
    assert {*ALWAYS.values(), *UNDER_X.values()} <= set(line.split())
