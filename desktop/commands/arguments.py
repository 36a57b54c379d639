"""The arguments of the command line and of every command."""

from __future__ import annotations

import argparse
import re
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from desktop import __version__
from desktop.domain.days.period import DateError, parse_day, within_calendar
from desktop.domain.explanation.figure import FigureKind

if TYPE_CHECKING:
    from datetime import date

COMMANDS = (
    "new", "sample", "import", "export", "accrued", "check", "verify", "calculate", "index",
)  # fmt: skip
TABS = ("overview", "timeline", "penalty", "decision", "related")
FIGURES = tuple(kind.value.replace(" ", "-") for kind in FigureKind)
THEMES = ("system", "light", "dark", "contrast")
SMALLEST, LARGEST = 320, 8000

_SIZE = re.compile(r"(\d{1,5})x(\d{1,5})", re.ASCII)

_WINDOW = """\
Open a case file in the window; without one, the sample.

  astreinte                                     the sample of real cases
  astreinte my.casefile                         a case file of yours
  astreinte my.casefile --screenshot out.png    a picture of the window, without a display
  astreinte new my.casefile                     a new, empty case file
  astreinte sample PATH                         write the sample's case file
  astreinte accrued my.casefile --json          what has accrued, for scripts
  astreinte calculate questions.json            answers to questions in JSON
  astreinte check my.casefile                   rows that hold what they may not
  astreinte import fines.csv my.casefile        the rows of a table into a case file
  astreinte export my.casefile --toml DIR       a case file as text; import reads it again
  astreinte verify my.casefile                  tables that another hand changed
  astreinte index my.casefile                   prepare a large file before it is opened

A file that is called like a command is opened as ./sample."""


class CommandLine(argparse.ArgumentParser):
    """A parser of arguments that reports a fault in a sentence, without the usage text."""

    def error(self, message: str) -> NoReturn:
        """Print the fault and end the process with 2."""
        self.exit(2, f"{self.prog}: {message}. All that can be asked: {self.prog} --help\n")


def near_command(word: str) -> str | None:
    """The question for the command a word is nearly the name of; None for a file's name or a distant word."""
    near = get_close_matches(word, COMMANDS, 1, 0.75)
    if not near or Path(word).exists() or "." in word:
        return None
    return f"There is no command {word!r}, and no file of this name. Did you mean: astreinte {near[0]}?"


def window_parser() -> CommandLine:
    """The arguments of `astreinte [CASEFILE]`."""
    parser = CommandLine(
        prog="astreinte", description=_WINDOW, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--version", action="version", version=f"astreinte {__version__}")
    parser.add_argument("casefile", nargs="?", type=Path, metavar="CASEFILE", help="the file to open")
    parser.add_argument("--theme", choices=THEMES, help="the colours, for this time")
    parser.add_argument("--screenshot", type=Path, metavar="OUT.png", help="save a picture and leave")
    parser.add_argument("--case", metavar="SLUG", help="with --screenshot: the investigation to show")
    parser.add_argument("--tab", choices=TABS, help="with --screenshot: the tab to show")
    parser.add_argument("--as-of", type=day, metavar="DATE", help="with --screenshot: the day, as 2023-02-08")
    parser.add_argument(
        "--explain",
        choices=FIGURES,
        metavar="FIGURE",
        help="with --screenshot: also how a figure is made: " + ", ".join(FIGURES),
    )
    parser.add_argument("--size", type=size, metavar="WxH", help="with --screenshot: pixels, as 1440x900")
    return parser


def sample_parser() -> CommandLine:
    """The arguments of `astreinte sample`."""
    parser = CommandLine(
        prog="astreinte sample", description="Write the case file of the sample: astreinte sample my.casefile"
    )
    parser.add_argument("path", type=Path, metavar="PATH", help="the file to write; it must not exist yet")
    return parser


def new_parser() -> CommandLine:
    """The arguments of `astreinte new`."""
    parser = CommandLine(
        prog="astreinte new",
        description="Write a new case file without an investigation: astreinte new my.casefile. Exit code 0:"
        " done; 2: it could not be written, and nothing was.",
    )
    parser.add_argument("path", type=Path, metavar="FILE", help="the file to write; it must not exist yet")
    parser.add_argument("--json", action="store_true", help="an object with path and id, for scripts")
    return parser


def index_parser() -> CommandLine:
    """The arguments of `astreinte index`."""
    parser = CommandLine(
        prog="astreinte index",
        description="Prepare a large case file, so that the window lists and searches it at once. The window"
        " does this by itself; done before, it need not.",
    )
    parser.add_argument("casefile", type=Path, metavar="CASEFILE", help="the file to prepare")
    parser.add_argument(
        "--folder",
        type=Path,
        metavar="DIR",
        help="where the index is kept; by default with the user's caches",
    )
    parser.add_argument("--check", action="store_true", help="also check the whole file for damage")
    return parser


def accrued_parser() -> CommandLine:
    """The arguments of `astreinte accrued`."""
    parser = CommandLine(
        prog="astreinte accrued",
        description="What has accrued, one row per penalty term: "
        "astreinte accrued my.casefile --as-of 2023-02-08",
    )
    parser.add_argument("casefile", type=Path, metavar="CASEFILE")
    parser.add_argument("--as-of", type=day, metavar="DATE", help="the day; without it today, where it is")
    parser.add_argument("--known-on", type=day, metavar="DATE", help="the day whose knowledge is used")
    parser.add_argument("--json", action="store_true", help="a list of objects, amounts in minor units")
    return parser


def check_parser() -> CommandLine:
    """The arguments of `astreinte check`."""
    parser = CommandLine(
        prog="astreinte check",
        description="Read a whole case file and list the rows that hold what they may not: "
        "astreinte check my.casefile. Exit code 0: sound; 1: problems are listed; 2: it cannot be read.",
    )
    parser.add_argument("casefile", type=Path, metavar="CASEFILE", help="the file to check")
    parser.add_argument("--json", action="store_true", help="an object with a list of problems, for scripts")
    return parser


def export_parser() -> CommandLine:
    """The arguments of `astreinte export`."""
    parser = CommandLine(
        prog="astreinte export",
        description="Write a case file as text, one TOML file for each investigation: astreinte export"
        " my.casefile --toml DIR. Nothing is written over but an earlier export of the same case file. Exit"
        " code 0: done; 1: done, and rows that hold what they may not are listed; 2: it was not written.",
    )
    parser.add_argument("casefile", type=Path, metavar="FILE", help="the case file")
    parser.add_argument("--toml", type=Path, metavar="DIR", required=True, help="the folder for the texts")
    parser.add_argument("--json", action="store_true", help="an object with counts and problems, for scripts")
    return parser


def import_parser() -> CommandLine:
    """The arguments of `astreinte import`."""
    parser = CommandLine(
        prog="astreinte import",
        description="Import the rows of a table (CSV, TSV, XLSX, XLS, ODS, JSON, NDJSON, a page of GDPRhub)"
        " into a case file: astreinte import fines.csv my.casefile. Rows in = imported + refused. Or"
        " investigations written as text (TOML), a file or a folder: astreinte import DIR my.casefile, which"
        " makes the case file where it is not there. The same again changes nothing. Exit code 0: done;"
        " 1: done, but rows were refused, or an investigation in the file differs; 2: it cannot be used, and"
        " nothing was written.",
    )
    parser.add_argument("file", type=Path, metavar="FILE", help="the table, or the text or folder of texts")
    parser.add_argument("into", type=Path, metavar="INTO", help="the case file")
    parser.add_argument(
        "--profile",
        metavar="P",
        help="how the table is read: the name of a profile, or a TOML file; by default the one that fits",
    )
    parser.add_argument("--dry-run", action="store_true", help="count, and write nothing")
    parser.add_argument(
        "--replace",
        action="store_true",
        help="what differs in the case file is replaced: rows that changed since, investigations",
    )
    parser.add_argument("--refused", type=Path, metavar="OUT.csv", help="write the refused rows")
    parser.add_argument(
        "--taken-on", type=day, metavar="DATE", help="the day on which the table was taken; by default today"
    )
    parser.add_argument("--json", action="store_true", help="the count as an object, for scripts")
    return parser


def verify_parser() -> CommandLine:
    """The arguments of `astreinte verify`."""
    parser = CommandLine(
        prog="astreinte verify",
        description="Compare a case file with its seals, which each edit keeps up, and name the tables that"
        " another hand changed: astreinte verify my.casefile. Exit code 0: all as it was left; 1: changed; 2:"
        " it cannot be read, or has no seal yet.",
    )
    parser.add_argument("casefile", type=Path, metavar="CASEFILE", help="the file to verify")
    parser.add_argument("--json", action="store_true", help="an object with the tables, for scripts")
    return parser


def calculate_parser() -> CommandLine:
    """The arguments of `astreinte calculate`."""
    parser = CommandLine(
        prog="astreinte calculate",
        description="Answer questions written as JSON, each {id, kind, inputs}, with JSON: "
        "astreinte calculate questions.json",
    )
    parser.add_argument("file", type=Path, metavar="FILE", help="the questions; - reads standard input")
    return parser


def day(words: str) -> date:
    """An ISO day within the calendar. Raises argparse.ArgumentTypeError with a sentence."""
    try:
        read = parse_day(words)
    except DateError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
    if within_calendar(read) != read:
        raise argparse.ArgumentTypeError(f"{words!r} is too near the end of the calendar to calculate with")
    return read


def size(words: str) -> tuple[int, int]:
    """A window size, width and height in pixels. Raises argparse.ArgumentTypeError with a sentence."""
    match = _SIZE.fullmatch(words)
    if match is None:
        raise argparse.ArgumentTypeError(f"{words!r} is not a size written like 1440x900")
    width, height = int(match[1]), int(match[2])
    if not (SMALLEST <= width <= LARGEST and SMALLEST <= height <= LARGEST):
        raise argparse.ArgumentTypeError(
            f"{words!r} is out of reach: each side from {SMALLEST} to {LARGEST} pixels"
        )
    return width, height
