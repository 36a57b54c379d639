"""Whether two trees of a case are the same, and where they differ first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.exchange.cases.trees import UIDS
from desktop.strict import shown

if TYPE_CHECKING:
    from collections.abc import Collection


def first_difference(text: object, there: object, given: Collection[str], where: str) -> str:
    """Where a tree of a text differs from that of the file, in words; empty for the same.

    `given` are the uids that the text itself gives: others, which were just made, are not compared.
    """
    if isinstance(text, dict) and isinstance(there, dict):
        names = (*text, *(name for name in there if name not in text))
        found = (_in_key(name, text.get(name), there.get(name), given, where) for name in names)
        return next(filter(None, found), "")
    if isinstance(text, list) and isinstance(there, list):
        pairs = enumerate(zip(text, there, strict=False), 1)
        found = (first_difference(*pair, given, f"{where} {number}") for number, pair in pairs)
        counts = f"{where}: {len(text)} in the text, {len(there)} in the file"
        return next(filter(None, found), counts if len(text) != len(there) else "")
    return "" if text == there else f"{where}: {_words(text)} in the text, {_words(there)} in the file"


def _in_key(name: str, text: object, there: object, given: Collection[str], where: str) -> str:
    if name == UIDS:
        return _of_uids(text, there, given, where)
    if name == "uid" and text not in given:
        return ""
    return first_difference(text, there, given, f"{where}, {name}")


def _of_uids(text: object, there: object, given: Collection[str], where: str) -> str:
    mine = text if isinstance(text, dict) else {}
    others = there if isinstance(there, dict) else {}
    for table, uids in mine.items():
        for uid, other in zip(uids, others.get(table, ()), strict=False):
            if uid in given and uid != other:
                return f"{where}, {UIDS}: {uid} in the text, {other} in the file"
    return ""


def _words(value: object) -> str:
    return "nothing" if value is None else shown(value)
