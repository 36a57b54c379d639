"""What a screen reader is told by the program itself, over AT-SPI, on a screen and a bus of their own."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.benchmarks.children import at_home
from tests.benchmarks.framebuffer import end, screen
from tests.counts import IS_LONG

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

READER = Path(__file__).with_name("reader.py")
PYTHON = "/usr/bin/python3"  # the system's, which has `gi`
TOOLS = ("Xvfb", "dbus-daemon", "dbus-send", PYTHON)
FIND_BUS = ("--dest=org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus.GetAddress")
SCENES = 13  # the overview, four tabs, six menus, two dialogs
TIMEOUT = 600
FAULTS = ("nameless", "tagged", "numbers")


@contextmanager
def running(words: list[str], environment: Mapping[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """A program in a session of its own, ended afterwards with all it started there."""
    with subprocess.Popen(
        words,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        try:
            yield process
        finally:
            if process.poll() is None:
                end(process)


@contextmanager
def bus(usual: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """The environment of programs on a new session bus, with the bus of accessibility found on it."""
    with tempfile.TemporaryDirectory(prefix="bus-") as folder:
        environment = {**usual, "XDG_RUNTIME_DIR": folder, "HOME": folder}
        words = [
            "dbus-daemon",
            "--session",
            "--nofork",
            f"--address=unix:path={folder}/bus",
            "--print-address",
        ]
        try:
            with running(words, environment) as daemon:
                assert daemon.stdout is not None
                environment["DBUS_SESSION_BUS_ADDRESS"] = daemon.stdout.readline().decode().strip()
                subprocess.run(
                    ["dbus-send", "--print-reply", *FIND_BUS],
                    env=environment,
                    capture_output=True,
                    check=True,
                    timeout=60,
                )
                yield environment
        finally:
            for number in started_in(folder):
                os.kill(number, signal.SIGKILL)


def started_in(folder: str) -> list[int]:
    """The processes that still run in a session bus of ours, by its folder: the bus starts some itself."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            named = (process / "environ").read_bytes()
        except (FileNotFoundError, ProcessLookupError, PermissionError):  # ended just now, or another's
            continue
        if f"XDG_RUNTIME_DIR={folder}\0".encode() in named:
            found.append(int(process.name))
    return found


def read(environment: Mapping[str, str]) -> list[dict[str, Any]]:
    """What the reader hears on a bus, scene by scene."""
    done = subprocess.run(
        [PYTHON, "-W", "ignore", str(READER)],
        env=environment,
        capture_output=True,
        timeout=TIMEOUT,
        check=False,
    )
    assert done.returncode == 0, (done.stdout, done.stderr.decode()[-2000:])
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.skipif(not IS_LONG, reason="a screen and a bus of its own: in the long run")
@pytest.mark.timeout(900)
def test_that_a_screen_reader_is_told_everything_in_words(tmp_path: Path, sample_path: Path) -> None:
    assert [tool for tool in TOOLS if shutil.which(tool) is None] == []
    with screen() as on, bus({**at_home(tmp_path), "DISPLAY": on.name}) as environment:
        words = [sys.executable, "-m", "desktop", str(sample_path)]
        spoken = {**environment, "QT_QPA_PLATFORM": "xcb", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
        with running(words, spoken) as program:
            heard = read(environment)
            assert program.poll() is None
    assert started_in(environment["XDG_RUNTIME_DIR"]) == []
    faults = {kind: [(one["scene"], one[kind]) for one in heard if one[kind]] for kind in FAULTS}
    total = {kind: sum(one[kind] for one in heard) for kind in ("shown", "takers")}
    stops = sum(len(one["stops"]) for one in heard)
    faulty = {kind: sum(len(one[kind]) for one in heard) for kind in FAULTS}
    sys.stdout.write(
        f"{total['shown']} things read over AT-SPI in {len(heard)} scenes, {total['takers']} that take the"
        f" focus, {stops} stops of Tab, the same both ways: {faulty['nameless']} nameless,"
        f" {faulty['tagged']} with markup, {faulty['numbers']} headers that are numbers\n"
    )
    assert len(heard) == SCENES
    assert all(one["stops"] for one in heard[:5])
    assert any(one["headers"] for one in heard)
    assert faults == {"nameless": [], "tagged": [], "numbers": []}
