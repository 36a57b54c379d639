"""Where the texts of a case file lie in a folder: cases, what they share, and documents."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.printable import on_one_line
from desktop.exchange.cases.case_shapes import COMMON
from desktop.exchange.table import TableError, TomlTable, text, texts
from desktop.output import FileKind

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.exchange.toml_text import Tree

SUFFIX = ".toml"
CASES, DOCUMENTS, ORDER = "cases", "documents", f"casefile{SUFFIX}"
MOST_BYTES = 50_000_000  # of one text
TEXT = FileKind("a text that Astreinte exported", b"# Astreinte: ")
FIRST_LINE = "# Astreinte: a case file as text\n\n"
DIGEST_SIGNS = 16  # of a document's SHA-256, at the beginning of its file's name
_SAFE = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}", re.ASCII)
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])", re.ASCII)
_LONGEST = 60  # letters of a name that is made of another


def stem_of(slug: str, uid: str) -> str:
    """The name of a case's text: its slug where any disk takes it, else one near it with the uid."""
    if _SAFE.fullmatch(slug) and not _RESERVED.fullmatch(slug):
        return slug
    near = _UNSAFE.sub("-", slug).lower()[:_LONGEST].strip("-.")
    return f"{near or 'case'}-{_UNSAFE.sub('', uid)[:13]}"


def document_name(digest: str, name: str) -> str:
    """The name of a document's file: the beginning of its SHA-256, and what the document is called."""
    return f"{digest[:DIGEST_SIGNS]}-{_UNSAFE.sub('-', name)[-_LONGEST:].strip('-.') or 'document'}"


@dataclass(frozen=True, slots=True)
class CaseTexts:
    """The texts of an import: the folder they lie in, those of shared rows by table, and the cases in order.

    `is_whole` if they are a folder: every shared row comes along, not only those that a case names.
    """

    base: Path
    shared: tuple[tuple[str, Path], ...]
    cases: tuple[Path, ...]
    is_whole: bool


def is_text(path: Path) -> bool:
    """Whether a path names texts of cases: a folder, or a file that ends as they do."""
    return path.is_dir() or path.suffix.lower() == SUFFIX


def texts_at(path: Path) -> CaseTexts:
    """The texts in a folder, or a case's text with what lies beside it. Raises TableError."""
    if path.is_dir():
        inner = path / CASES
        folder = inner if inner.is_dir() else path
        cases, base = _cases_in(folder), path
    elif path.is_file():
        folder, base, cases = path.parent, path.parent, (path,)
    else:
        raise TableError(f"{path.name}: there is no such file or folder here")
    if folder.name == CASES and not any((base / f"{table}{SUFFIX}").is_file() for table in COMMON):
        base = folder.resolve().parent
    shared = tuple((table, base / f"{table}{SUFFIX}") for table in COMMON)
    found = tuple((table, one) for table, one in shared if one.is_file())
    if not cases and not found:
        raise TableError(f"{path.name}: there is no case in this folder: no file ends in {SUFFIX}")
    return CaseTexts(base, found, cases, path.is_dir())


def tree_in(path: Path) -> Tree:
    """The tree of a text. Raises TableError."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
        tree: Tree = tomllib.loads(data.decode("utf-8-sig")) if len(data) <= MOST_BYTES else {}
    except OSError as error:
        raise TableError(f"{path.name}: cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise TableError(f"{path.name}: is not text in UTF-8: save it as such") from None
    except ValueError as error:
        raise TableError(f"{path.name}: is not TOML: {on_one_line(str(error))}") from None
    except RecursionError:
        raise TableError(f"{path.name}: is not a case: lists stand in lists too deep") from None
    if len(data) > MOST_BYTES:
        raise TableError(f"{path.name}: is too large for a text: at most {MOST_BYTES:,} bytes are read")
    return tree


def order_in(folder: Path) -> tuple[str, tuple[str, ...]]:
    """What an export noted in its folder: the case file's uid, and its cases in order. Raises TableError."""
    path = folder / ORDER
    table = TomlTable(tree_in(path) if path.is_file() else {}, ORDER)
    uid, cases = table.get("case_file", text, ""), table.get("cases", texts) or ()
    table.close()
    return uid, tuple(dict.fromkeys(cases))


def _cases_in(folder: Path) -> tuple[Path, ...]:
    """The cases of a folder: first those that an export noted, in its order, then the others by name."""
    others = {f"{table}{SUFFIX}" for table in COMMON} | {ORDER}
    there = {one.stem: one for one in folder.iterdir() if one.suffix == SUFFIX and one.name not in others}
    listed = order_in(folder.resolve().parent if folder.name == CASES else folder)[1]
    missing = [stem for stem in listed if stem not in there]
    if missing:
        raise TableError(f"{ORDER}: cases: there is no “{missing[0]}{SUFFIX}” in “{folder.name}”")
    rest = sorted(there.keys() - set(listed))
    return tuple(there[stem] for stem in (*listed, *rest))
