"""The writing of files: whole or not at all, and never over a file of another kind."""

from __future__ import annotations

import errno
import os
import re
import stat
import sys
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from desktop.domain.file import Problem

CASE_FILE_ID = 0x41535452  # "ASTR"
_SQLITE = b"SQLite format 3\0"
_ID_AT = slice(68, 72)
_HEAD = 4_096  # bytes that tell what a file is
_CASE_FILE_NAME = re.compile(r"\.casefile(-journal|-wal|-shm)?$", re.IGNORECASE)
_PART = re.compile(r"\.(?:astreinte-)?(\d+)(?:-[0-9a-f]+)?\.part(-journal|-wal|-shm)?$")
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}
_NO_FOLDER = {errno.ENOENT, errno.ENOTDIR}
_SENTENCES = {
    "case-file": "“{name}” is a case file, and Astreinte never writes over one. Choose another name.",
    "case-file-name": "“{name}” is the name of a case file, not of {kind}. Choose another name.",
    "folder": "“{name}” is a folder. Name a file inside it.",
    "not-a-file": "“{name}” is not an ordinary file, so nothing is written to it. Choose another name.",
    "other-kind": "“{name}” is there already and is not {kind}: it was left as it is. Choose another name.",
    "protected": "“{name}” is write-protected: it was left as it is. Choose another name.",
    "no-room": "“{name}” could not be written: there is no room for it on the disk. Make room, or choose a"
    " folder on another disk.",
    "forbidden": "“{name}” could not be written: you may not write in “{folder}”. Choose another folder.",
    "no-folder": "“{name}” could not be written: there is no folder “{folder}”. Make it first, or choose"
    " another one.",
    "long-name": "“{name}” could not be written: the name is too long. Choose a shorter one.",
    "not-written": "“{name}” could not be written: the disk refused it. Choose a folder on another disk.",
}


class FileKind(NamedTuple):
    """A kind of file by its first bytes: `begins` at the very start, `holds` soon after."""

    name: str  # with its article
    begins: bytes
    holds: bytes = b""

    def is_kind_of(self, head: bytes) -> bool:
        """True where a file with these first bytes is of the kind; an empty file is of every kind."""
        return not head or (head.startswith(self.begins) and self.holds in head)


PICTURE = FileKind("a picture (PNG)", b"\x89PNG\r\n\x1a\n")
PDF = FileKind("a PDF", b"%PDF-")
SCENARIOS = FileKind("a file of scenarios", b"{", b'"astreinte scenarios"')


class OutputError(Exception):
    """A file that could not or may not be written; `problem` names file, reason and remedy."""

    def __init__(self, code: str, path: Path, kind: FileKind | None = None) -> None:
        words = _SENTENCES[code].format(
            name=_printable(path.name or str(path)),
            folder=_printable(str(path.parent)),
            kind=kind.name if kind is not None else "",
        )
        self.problem = Problem(code, words)
        super().__init__(words)


def is_case_file(head: bytes) -> bool:
    """True where a file with these first bytes is a case file, of any version."""
    return head.startswith(_SQLITE) and head[_ID_AT] == CASE_FILE_ID.to_bytes(4, "big")


def check_place(path: Path, kind: FileKind, *, case_file: Path | None = None) -> Path:
    """The place where a file of a kind would be written, with links followed. Raises OutputError.

    `case_file` is the open case file: its status is compared, since opening it would drop its locks.
    """
    try:
        if _CASE_FILE_NAME.search(path.name) and not os.path.lexists(path):
            raise OutputError("case-file-name", path, kind)
        target = Path(os.path.realpath(path))
        status = _status(target)
        if status is not None:
            _check_kind(path, target, status, kind, case_file)
    except OSError as error:
        raise OutputError(_code(error), path) from error
    except ValueError:  # a name with a null byte
        raise OutputError("not-written", path) from None
    return target


def write_whole(path: Path, data: bytes, kind: FileKind, *, case_file: Path | None = None) -> None:
    """Write a file named by the user, new or over a file of the same kind. Raises OutputError."""
    target = check_place(path, kind, case_file=case_file)
    remove_parts(target.parent)
    try:
        status = _status(target)
        _put(target, data, 0o600 if status is None else stat.S_IMODE(status.st_mode), is_new=status is None)
    except FileExistsError:  # made a moment ago by another program
        raise OutputError("other-kind", path, kind) from None
    except OSError as error:
        raise OutputError(_code(error), path) from error


def write_own(path: Path, data: bytes) -> None:
    """Write a file of the program's own, readable for its user alone, with its folder. Raises OutputError."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        target = Path(os.path.realpath(path))
        status = _status(target)
        if status is not None:
            _check_ordinary(path, status)
            if is_case_file(_head(target)):
                raise OutputError("case-file", path)
        _put(target, data, 0o600, is_new=False)
    except OSError as error:
        raise OutputError(_code(error), path) from error


def make_folder(path: Path) -> None:
    """Make a folder named by the user, in one that is there, unless it is there. Raises OutputError."""
    try:
        path.mkdir(exist_ok=True)
    except FileExistsError:
        raise OutputError("no-folder", path / path.name) from None
    except OSError as error:
        raise OutputError(_code(error), path) from error
    except ValueError:  # a name with a null byte
        raise OutputError("not-written", path) from None


def part_of(path: Path) -> Path:
    """The temporary name beside a path to write under; it holds the number of the process."""
    return path.with_name(f".astreinte-{os.getpid()}-{os.urandom(4).hex()}.part")


def put_in_place(part: Path, path: Path, *, is_new: bool) -> None:
    """Move a whole file to its name. Raises OSError; FileExistsError where a new name is taken."""
    if is_new and sys.platform != "win32":
        try:
            os.link(part, path)
        except OSError as error:
            if isinstance(error, FileExistsError):
                raise
            part.replace(path)  # a disk without links
    else:
        part.replace(path)
    _sync_folder(path.parent)


def remove_parts(folder: Path) -> None:
    """Remove the half-written files of ended processes in a folder."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            found = _PART.search(entry.name)
            if found is not None and not _is_alive(int(found[1])):
                with suppress(OSError):
                    Path(entry.path).unlink()


def remove_all_parts(folder: Path) -> None:
    """Remove the half-written files of ended processes anywhere below a folder of the program's own."""
    for place, _, _ in os.walk(folder):
        remove_parts(Path(place))


def put_aside(path: Path) -> Path | None:
    """Rename a damaged file and return its new path; None where the file could not be moved."""
    number = 1
    while (aside := path.with_name(f"{path.stem}.damaged-{number}{path.suffix}")).exists():
        number += 1
    try:
        path.rename(aside)
    except OSError:
        return None
    return aside


def _put(target: Path, data: bytes, mode: int, *, is_new: bool) -> None:
    """Write a file under a temporary name and move it to its place. Raises OSError."""
    part = part_of(target)
    try:
        with os.fdopen(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.chmod(mode)
        put_in_place(part, target, is_new=is_new)
    finally:
        with suppress(OSError):
            part.unlink()


def _check_kind(
    path: Path, target: Path, status: os.stat_result, kind: FileKind, case_file: Path | None
) -> None:
    """Refuse to replace a file of another kind. Raises OutputError and OSError."""
    in_use = None if case_file is None else _status(case_file)
    if in_use is not None and os.path.samestat(status, in_use):
        raise OutputError("case-file", path)
    _check_ordinary(path, status)
    head = _head(target)
    if is_case_file(head):
        raise OutputError("case-file", path)
    if not kind.is_kind_of(head) or (not head and _CASE_FILE_NAME.search(target.name)):
        raise OutputError("other-kind", path, kind)
    if not os.access(target, os.W_OK):
        raise OutputError("protected", path)


def _check_ordinary(path: Path, status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise OutputError("folder", path)
    if not stat.S_ISREG(status.st_mode):
        raise OutputError("not-a-file", path)


def _status(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except FileNotFoundError:
        return None


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_HEAD)


def _sync_folder(folder: Path) -> None:
    """Wait until the file's name is on the disk, on systems that can wait for it."""
    if sys.platform == "win32":
        return
    with suppress(OSError):
        place = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(place)
        finally:
            os.close(place)


def _is_alive(process: int) -> bool:
    if process == os.getpid() or sys.platform == "win32":  # on Windows, to ask would end it
        return True
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        pass
    return True


def _printable(words: str) -> str:
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in words)


def _code(error: OSError) -> str:
    for code, numbers in (("no-room", _NO_ROOM), ("forbidden", _FORBIDDEN), ("no-folder", _NO_FOLDER)):
        if error.errno in numbers:
            return code
    return "long-name" if error.errno == errno.ENAMETOOLONG else "not-written"
