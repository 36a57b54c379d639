"""The JSON files of a user's scenarios and saved views: their places, bounds and format."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from desktop.exchange.table import TableError, TomlTable, number, text
from desktop.strict import TwiceError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def own_path(folder: Path, identity: str) -> Path:
    """The path of the JSON file of a case file; `identity` is the case file's id, of any characters."""
    return folder / f"{hashlib.sha256(identity.encode('utf-8', 'replace')).hexdigest()[:32]}.json"


def read_bounded(path: Path, largest: int) -> bytes:
    """The bytes of a file, up to a byte more than `largest`. Raises OSError."""
    if path.exists() and not path.is_file():
        raise OSError(f"{path} is not a file")
    with path.open("rb") as file:
        return file.read(largest + 1)


def read_table(
    words: str | bytes,
    place: str,
    largest: int,
    *,
    pairs: Callable[[list[tuple[str, object]]], object] | None = None,
    constant: Callable[[str], object] | None = None,
) -> TomlTable:
    """The table in a JSON text of at most `largest` bytes; `pairs` and `constant` are `json.loads` hooks.

    Raises TableError.
    """
    if len(words) > largest:
        raise TableError(f"the file is larger than {largest // 1_000_000} MB")
    try:
        return TomlTable(json.loads(words, object_pairs_hook=pairs, parse_constant=constant), place)
    except TableError:
        raise
    except (json.JSONDecodeError, UnicodeDecodeError):
        raise TableError("it is not JSON") from None
    except RecursionError:
        raise TableError("it is nested too deeply") from None
    except TwiceError:
        raise TableError("a key stands twice in one object") from None
    except ValueError:  # Python's own limit of digits
        raise TableError("it holds a number of too many digits") from None


def check_format(table: TomlTable, form: str, content: str, version: int) -> None:
    """Refuse a file of another format or version. Raises TableError."""
    if table.get("format", text, "") != form:
        raise TableError(f"it does not say that it holds {content}: “format” must be “{form}”")
    found = table.get("version", lambda value, where: None if value is None else number(value, where))
    if found != version:
        raise TableError(f"its version is {found}, and this program reads version {version}")
