"""The process is asked to end: in the window, before it, and in a command."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from desktop.interrupts import Interrupts
from tests.benchmarks.children import at_home

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

ROOT = Path(__file__).parents[1]
# The window as it is, telling when everything in it has been made.
WINDOW = """
import sys
from desktop.startup import toolkit
toolkit.load()
from desktop import app
from desktop.__main__ import main
plain = app.build
def build(*given, **named):
    program = plain(*given, **named)
    program.furnishing.finished.connect(lambda: print("complete", flush=True))
    return program
app.build = build
sys.exit(main([sys.argv[1]]))
"""


@pytest.fixture
def heard() -> Iterator[None]:
    """Children hear Ctrl+C, though tests that run in the background were started deaf to it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def interrupts(qtbot: QtBot) -> Iterator[Interrupts]:
    """What listens, and everything as before afterwards."""
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = [signal.signal(number, signal.SIG_DFL) for number in numbers]
    yield Interrupts()
    signal.set_wakeup_fd(-1)
    for number, handler in zip(numbers, before, strict=True):
        signal.signal(number, handler)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_that_a_signal_is_told_of_in_the_event_loop(
    interrupts: Interrupts, qtbot: QtBot, number: signal.Signals
) -> None:
    with qtbot.waitSignal(interrupts.asked):
        os.kill(os.getpid(), number)
    assert interrupts.was_asked
    assert signal.getsignal(number) is signal.SIG_DFL


@pytest.mark.usefixtures("heard")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_that_the_window_ends_and_keeps_what_it_remembers(
    tmp_path: Path, pair_path: Path, number: signal.Signals
) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", WINDOW, pair_path],
        cwd=ROOT,
        env=at_home(tmp_path),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        assert process.stdout is not None
        assert process.stdout.readline() == "complete\n"
        process.send_signal(number)
        _, said = process.communicate(timeout=30)
    assert (process.returncode, "Traceback" in said) == (0, False)
    (settings,) = tmp_path.rglob("settings.json")
    assert '"geometry": ""' not in settings.read_text("utf-8")


@pytest.mark.usefixtures("heard")
def test_that_a_command_ends_without_a_word(tmp_path: Path) -> None:
    fifo = tmp_path / "questions.json"
    os.mkfifo(fifo)
    process = subprocess.Popen(
        [sys.executable, "-m", "desktop", "calculate", fifo], cwd=ROOT, stderr=subprocess.PIPE, text=True
    )
    with process, fifo.open("w", encoding="utf-8"):  # opened once the command reads
        said = None
        while said is None:  # Python misses a signal that comes just before it waits
            process.send_signal(signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                _, said = process.communicate(timeout=3)
    assert (process.returncode, said) == (130, "")
