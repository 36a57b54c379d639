"""Child processes: what they answer, and what they cost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

PROGRAMS = Path(__file__).with_name("programs")
TIMEOUT = 120.0
CACHES = "caches"


class ChildError(RuntimeError):
    """A child process failed or took too long."""


@dataclass(frozen=True, slots=True)
class Child:
    """A child process that ended well: its CPU and wall seconds, and the last line it printed."""

    cpu: float
    wall: float
    last: str

    @property
    def answer(self) -> dict[str, Any]:
        """The last line, read as JSON. Raises ChildError."""
        try:
            found: dict[str, Any] = json.loads(self.last)
        except ValueError:
            raise ChildError(f"no answer but {self.last!r}") from None
        return found


def run_program(name: str, *words: str, home: Path, timeout: float = TIMEOUT) -> Child:
    """Run one of our programs for measuring, its own files kept in a folder. Raises ChildError."""
    return run_child([sys.executable, str(PROGRAMS / f"{name}.py"), *words], at_home(home), timeout)


def at_home(home: Path) -> dict[str, str]:
    """The environment of a user whose settings and caches lie in a folder, drawing to no screen.

    Python keeps what it compiled, as it does for every user.
    """
    places = {"XDG_CACHE_HOME": CACHES, "XDG_CONFIG_HOME": "settings", "XDG_DATA_HOME": "data"}
    kept = {name: str(home / place) for name, place in places.items()}
    root = str(Path(__file__).parents[2])
    usual = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**usual, **kept, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": root}


def run_child(words: Sequence[str], environment: Mapping[str, str], timeout: float = TIMEOUT) -> Child:
    """Run a child to its end. Raises ChildError where it fails or takes too long."""
    began = time.perf_counter()
    with subprocess.Popen(
        words, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL
    ) as process:
        watch = threading.Timer(timeout, process.kill)
        watch.start()
        said, complaint = _heard(process)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        watch.cancel()
    if process.returncode != 0:
        raise ChildError(f"{words[1]} ended with {process.returncode}: {complaint.decode()[-2000:]}")
    lines = said.decode().strip().splitlines()
    return Child(used.ru_utime + used.ru_stime, wall, lines[-1] if lines else "")


def _heard(process: subprocess.Popen[bytes]) -> tuple[bytes, bytes]:
    """All that it prints until it closes both streams; it is not waited for."""
    heard: dict[str, bytes] = {}

    def read(name: str) -> None:
        heard[name] = getattr(process, name).read()

    other = threading.Thread(target=read, args=("stderr",))
    other.start()
    read("stdout")
    other.join()
    return heard["stdout"], heard["stderr"]


@contextmanager
def beside(
    name: str, *words: str, home: Path, timeout: float = TIMEOUT
) -> Iterator[Callable[[], dict[str, Any]]]:
    """One of our programs running beside others; what is given reads the next line it prints, as JSON.

    It is ended afterwards, and killed where it takes too long. Raises ChildError where it ends by itself.
    """
    command = [sys.executable, str(PROGRAMS / f"{name}.py"), *words]
    with (
        tempfile.TemporaryFile() as complaints,
        subprocess.Popen(
            command, env=at_home(home), stdout=subprocess.PIPE, stderr=complaints, stdin=subprocess.DEVNULL
        ) as process,
    ):
        watch = threading.Timer(timeout, process.kill)
        watch.start()

        def ended() -> ChildError:
            process.wait()
            complaints.seek(0)
            return ChildError(f"{name} ended by itself: {complaints.read().decode()[-2000:]}")

        def told() -> dict[str, Any]:
            said = process.stdout.readline() if process.stdout else b""
            if not said:
                raise ended()
            return Child(0, 0, said.decode()).answer

        try:
            yield told
            if process.poll() is not None:
                raise ended()
        finally:
            watch.cancel()
            process.kill()
