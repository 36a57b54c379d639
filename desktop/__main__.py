"""The command `astreinte`: open a window, or run a command without one."""

from __future__ import annotations

import gc
import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from desktop import places, streams
from desktop.startup import graphics, toolkit
from desktop.store.file.errors import CaseFileError
from desktop.store.file.opening import check_header, check_kind

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

# Environment variables that would load foreign code or another look into Qt.
_FOREIGN = (
    "QT_PLUGIN_PATH",
    "QT_STYLE_OVERRIDE",
    "QT_QPA_PLATFORMTHEME",
    "QML_IMPORT_PATH",
    "QML2_IMPORT_PATH",
)
_STOPPED = 128 + signal.SIGINT  # the return code shells give an interrupted command
# The system's folder of time zones: without it, Python loads its build settings to find the folder.
_ZONES = "/usr/share/zoneinfo"


def main(words: Sequence[str] | None = None) -> int:
    """Run the command line; 0 is success, 2 is input that cannot be used."""
    _keep_private()
    streams.prepare()
    places.find_home(os.environ)
    signal.signal(signal.SIGTERM, _leave)
    words = sys.argv[1:] if words is None else words
    try:
        try:
            return _run(words)
        finally:
            sys.stdout.flush()
    except CaseFileError as error:
        return _refuse(error.problem.sentence)
    except BrokenPipeError:  # the reader left
        streams.drop_output()
        return 0
    except OSError as error:
        if error.errno not in streams.OUT_OF_ROOM:
            raise
        streams.drop_output()
        return _refuse("There is no room left where the output is written. Make room, then start again.")
    except KeyboardInterrupt:
        return _STOPPED


def _keep_private() -> None:
    """Files for this user alone, and no picture of the memory on disk after a crash."""
    os.umask(0o077)
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _run(words: Sequence[str]) -> int:  # noqa: PLR0911 - one return for each command
    """Run a command. Each command imports only its own needs; the window alone needs Qt."""
    match words:
        case ["new", *rest]:
            from desktop.commands import new

            return new.run(rest)
        case ["sample", *rest]:
            from desktop.commands import sample

            return sample.run(rest)
        case ["accrued", *rest]:
            from desktop.commands import accrued

            return accrued.run(rest)
        case ["calculate", *rest]:
            from desktop.commands import calculate

            return calculate.run(rest)
        case ["check", *rest]:
            from desktop.commands import check

            return check.run(rest)
        case ["verify", *rest]:
            from desktop.commands import verify

            return verify.run(rest)
        case ["index", *rest]:
            from desktop.commands import index

            return index.run(rest)
        case ["export", *rest]:
            from desktop.commands import case_texts

            return case_texts.run(rest)
        case ["import", *rest]:
            from desktop.commands import importing

            return importing.run(rest)
        case _:
            return _show(words)


def _leave(number: int, _: object) -> None:
    """End on a signal as on an error, so that half-written files are cleared away."""
    sys.exit(128 + number)


def _end_as_it_is() -> None:
    """Let signals end the process at once: Qt prints an exception raised within its calls, and goes on."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)


def _show(words: Sequence[str]) -> int:
    """Open the window, or take its picture. Raises CaseFileError."""
    for name in _FOREIGN:
        os.environ.pop(name, None)
    if Path(_ZONES).is_dir():
        os.environ.setdefault("PYTHONTZPATH", _ZONES)
    match words:
        case []:
            return _window(None)
        case [path] if not path.startswith("-") and Path(path).exists():
            return _window(Path(path))
    # Loaded here: most starts have no arguments to parse.
    from desktop.commands.arguments import near_command, window_parser

    meant = near_command(words[0])
    if meant is not None:
        return _refuse(meant)
    asked = window_parser().parse_args(words)
    if asked.screenshot is not None:
        return _picture(asked)
    if asked.case or asked.tab or asked.as_of or asked.size:
        return _refuse("--case, --tab, --as-of and --size go with --screenshot OUT.png.")
    return _window(asked.casefile, theme=asked.theme)


def _window(path: Path | None, *, theme: str | None = None) -> int:
    """Open the window, which itself reports faults inside the file. Raises CaseFileError."""
    if path is not None:
        check_kind(path)
        check_header(path)
    _end_as_it_is()  # until the window listens
    # The modules loaded now stay: searching them for garbage would take longer than the list.
    gc.disable()
    fault = _qt_fault()
    if fault is not None:
        return _refuse(fault)
    from desktop.app import run

    return run(path, theme=theme)


def _qt_fault() -> str | None:
    """Load Qt; the sentence about missing libraries or a missing display, or None."""
    try:
        toolkit.load()
    except ImportError:
        fault = graphics.fault(os.environ)
        if fault is None:
            raise
        return fault
    return graphics.fault(os.environ, has_qt=True)


def _picture(asked: argparse.Namespace) -> int:
    """Take a picture of the window. Raises CaseFileError."""
    from desktop.store.file.casefile import open_case_file

    _end_as_it_is()
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    if asked.casefile is not None:
        open_case_file(asked.casefile).close()
    fault = _qt_fault()
    if fault is not None:
        return _refuse(fault)
    from desktop.commands import screenshot

    return screenshot.run(asked)


def _refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
