"""What a program draws on a screen of its own (Xvfb), and when it stops."""

from __future__ import annotations

import mmap
import os
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

EMPTY = Path(__file__).with_name("programs") / "empty_screen.py"
WIDTH, HEIGHT, DEPTH = 1280, 800, 24
TILE = 512  # bytes compared at once
BIG = 0.003  # the share of the screen that a change must pass to be one
CALM = 1.2  # seconds without a big change that end a start
POLL = 0.004
TIMEOUT = 30.0
_WAIT = threading.Event()  # never set: a pause that a test may not take


class ScreenError(RuntimeError):
    """The screen or the program on it did not come up."""


@dataclass(frozen=True, slots=True)
class Screen:
    """A screen without a monitor: its name, and its pixels as bytes."""

    name: str
    pixels: mmap.mmap

    def taken(self) -> bytes:
        """The pixels as they are now."""
        self.pixels.seek(0)
        return self.pixels.read()


def missing() -> str:
    """Why there can be no screen, or nothing."""
    return "" if shutil.which("Xvfb") else "Xvfb is not installed"


@contextmanager
def screen() -> Iterator[Screen]:
    """A new screen, gone afterwards. Raises ScreenError."""
    with tempfile.TemporaryDirectory(prefix="screen-") as folder:
        reading, writing = os.pipe()
        words = ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{WIDTH}x{HEIGHT}x{DEPTH}"]
        words += ["-fbdir", folder, "-nolisten", "tcp", "-noreset"]
        with subprocess.Popen(words, pass_fds=(writing,), stderr=subprocess.DEVNULL) as server:
            os.close(writing)
            try:
                with os.fdopen(reading) as answered:
                    number = answered.readline().strip()
                if not number:
                    raise ScreenError("Xvfb did not start")
                with Path(folder, "Xvfb_screen0").open("rb") as file:
                    yield Screen(f":{number}", mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
            finally:
                server.terminate()


def settled(on: Screen, words: Sequence[str], environment: Mapping[str, str]) -> float:
    """Seconds from the start of a program to its last big change before a calm; it is ended after that.

    Raises ScreenError where it draws nothing, or is never calm.
    """
    before = _calm(on)
    began = time.perf_counter()
    with subprocess.Popen(
        words,
        env={**environment, "DISPLAY": on.name},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        try:
            return _last_change(on, before, began)
        finally:
            end(process)


def _last_change(on: Screen, shown: bytes, began: float) -> float:
    last = 0.0
    while True:
        now = time.perf_counter() - began
        if last and now - last > CALM:
            return last
        if now > TIMEOUT:
            raise ScreenError("the screen was never calm" if last else "nothing was drawn")
        taken = on.taken()
        if taken != shown:
            if _share(shown, taken) > BIG:
                last = now
            shown = taken
        _WAIT.wait(POLL)


def _calm(on: Screen) -> bytes:
    """The screen once the program before is gone from it."""
    shown = on.taken()
    for _ in range(200):
        _WAIT.wait(0.1)
        taken = on.taken()
        if taken == shown:
            return taken
        shown = taken
    raise ScreenError("the screen was never calm")


def _share(one: bytes, other: bytes) -> float:
    """The share of the screen that differs, by tiles."""
    tiles = range(0, len(one), TILE)
    return sum(one[at : at + TILE] != other[at : at + TILE] for at in tiles) / len(tiles)


def end(process: subprocess.Popen[bytes]) -> None:
    """End a program of ours, started in a session of its own, with all it started."""
    os.killpg(process.pid, signal.SIGTERM)
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(5)
