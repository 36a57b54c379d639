"""Writing TOML: the same text for the same tree, in lines that a person can read and change.

tomli-w is not used: it writes a list of tables in one of two ways, by the length of its lines, so that one
letter more may change a whole record, and its texts of several lines lose carriage returns.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Leaf: TypeAlias = "str | int | list[str]"
Tree: TypeAlias = "dict[str, Leaf | Tree | list[Tree]]"

_BARE = re.compile(r"[A-Za-z0-9_-]+", re.ASCII)
_QUOTES = re.compile(r'"(?="|\Z)')  # before another one, and at the end
_WIDTH = 110
_SHORT = {"\\": "\\\\", "\t": "\\t", "\r": "\\r", "\b": "\\b", "\f": "\\f"}
# The categories of letters that cannot be seen: controls, formats, halves, private, unassigned, separators.
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def as_toml(tree: Mapping[str, Leaf | Tree | list[Tree]]) -> str:
    """The TOML text of a tree, in the order of its keys, with every list of tables after the plain values."""
    return "".join(_lines(tree, ())).lstrip("\n")


def _lines(tree: Mapping[str, Leaf | Tree | list[Tree]], path: tuple[str, ...]) -> Iterator[str]:
    inner: list[tuple[str, Tree, bool]] = []
    for name, value in tree.items():
        match value:
            case dict():
                inner.append((name, value, False))
            case [dict(), *_]:
                inner += ((name, one, True) for one in value if isinstance(one, dict))
            case _:
                yield f"{_key(name)} = {_value(value, len(name) + 3)}\n"
    for name, table, is_listed in inner:
        place = ".".join(_key(part) for part in (*path, name))
        yield f"\n[[{place}]]\n" if is_listed else f"\n[{place}]\n"
        yield from _lines(table, (*path, name))


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else _text(name)


def _value(value: object, before: int) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case str():
            return _long_text(value) if "\n" in value else _text(value)
        case list():
            parts = [_text(str(part)) for part in value]
            line = f"[{', '.join(parts)}]"
            if before + len(line) <= _WIDTH:
                return line
            return "".join(("[\n", *(f"  {part},\n" for part in parts), "]"))
        case _:
            raise TypeError(f"{type(value).__name__} has no place in the text")


def _text(text: str) -> str:
    if text.isprintable() and '"' not in text and "\\" not in text:
        return f'"{text}"'
    return '"' + "".join(_sign(sign) for sign in text).replace("\n", "\\n").replace('"', '\\"') + '"'


def _long_text(text: str) -> str:
    """A text of several lines between three quotes; the line break after the first three does not count."""
    signs = "".join(sign if sign == "\n" else _sign(sign) for sign in text)
    return '"""\n' + _QUOTES.sub(r'\\"', signs) + '"""'


def _sign(sign: str) -> str:
    if sign in _SHORT:
        return _SHORT[sign]
    if sign == "\n" or unicodedata.category(sign) not in _UNSEEN:
        return sign
    number = ord(sign)
    return f"\\u{number:04x}" if number <= 0xFFFF else f"\\U{number:08x}"  # noqa: PLR2004 - four digits
