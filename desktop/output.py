"""Every file the program makes: written whole or not at all, and never over what is not its own kind."""

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
    """A kind of file by its first bytes: what it begins with, and what is found soon after."""

    name: str  # with its article
    begins: bytes
    holds: bytes = b""

    def is_kind_of(self, head: bytes) -> bool:
        """Whether a file that begins like this is of the kind; an empty one is of every kind."""
        return not head or (head.startswith(self.begins) and self.holds in head)


PICTURE = FileKind("a picture (PNG)", b"\x89PNG\r\n\x1a\n")
PDF = FileKind("a PDF", b"%PDF-")
SCENARIOS = FileKind("a file of scenarios", b"{", b'"astreinte scenarios"')


class OutputError(Exception):
    """A file could not be written, or may not be; `problem` says which, why and what to do."""

    def __init__(self, code: str, path: Path, kind: FileKind | None = None) -> None:
        words = _SENTENCES[code].format(
            name=_printable(path.name or str(path)),
            folder=_printable(str(path.parent)),
            kind=kind.name if kind is not None else "",
        )
        self.problem = Problem(code, words)
        super().__init__(words)


def is_case_file(head: bytes) -> bool:
    """Whether a file that begins like this is a case file, whatever its version."""
    return head.startswith(_SQLITE) and head[_ID_AT] == CASE_FILE_ID.to_bytes(4, "big")


def check_place(path: Path, kind: FileKind, *, case_file: Path | None = None) -> Path:
    """Where a file of a kind would be written: the path, or what it leads to. Raises OutputError.

    `case_file` is the one in use: it is known by what it is and not opened, which would drop its locks.
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
    """Write a file someone named, in the place of one of the same kind or of none. Raises OutputError."""
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
    """Write a file of the program's own, for its user alone; its folder is made. Raises OutputError."""
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


def part_of(path: Path) -> Path:
    """A name beside a path to write under until all is written; it tells whose process it was."""
    return path.with_name(f".astreinte-{os.getpid()}-{os.urandom(4).hex()}.part")


def put_in_place(part: Path, path: Path, *, is_new: bool) -> None:
    """Let what is written whole appear under its name. Raises OSError, and FileExistsError for a new one."""
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
    """Remove what processes that are gone left half written in a folder."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            found = _PART.search(entry.name)
            if found is not None and not _is_alive(int(found[1])):
                with suppress(OSError):
                    Path(entry.path).unlink()


def remove_all_parts(folder: Path) -> None:
    """Remove what processes that are gone left half written below a folder of the program's own."""
    for place, _, _ in os.walk(folder):
        remove_parts(Path(place))


def put_aside(path: Path) -> Path | None:
    """Keep a damaged file under another name, which is given back; None where it could not be moved."""
    number = 1
    while (aside := path.with_name(f"{path.stem}.damaged-{number}{path.suffix}")).exists():
        number += 1
    try:
        path.rename(aside)
    except OSError:
        return None
    return aside


def _put(target: Path, data: bytes, mode: int, *, is_new: bool) -> None:
    """Raises OSError."""
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
    """Refuse what is in the place already and is not to be replaced. Raises OutputError and OSError."""
    if case_file is not None and _is_same(status, case_file):
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


def _is_same(status: os.stat_result, case_file: Path) -> bool:
    other = _status(case_file)
    return other is not None and os.path.samestat(status, other)


def _status(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except FileNotFoundError:
        return None


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_HEAD)


def _sync_folder(folder: Path) -> None:
    """Wait until the name is on the disk as well; a system that cannot is not asked."""
    if sys.platform == "win32":
        return
    with suppress(OSError):
        place = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(place)
        finally:
            os.close(place)


def _is_alive(process: int) -> bool:
    if process == os.getpid():
        return True
    if sys.platform == "win32":
        return True  # to ask would end it
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True


def _printable(words: str) -> str:
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in words)


def _code(error: OSError) -> str:
    for code, numbers in (("no-room", _NO_ROOM), ("forbidden", _FORBIDDEN), ("no-folder", _NO_FOLDER)):
        if error.errno in numbers:
            return code
    return "long-name" if error.errno == errno.ENAMETOOLONG else "not-written"
