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
        for name in (*text, *(name for name in there if name not in text)):
            mine, other = text.get(name), there.get(name)
            if name == "uid" and mine not in given:
                continue
            if name == UIDS:
                if found := _of_uids(mine, other, given, where):
                    return found
                continue
            if found := first_difference(mine, other, given, f"{where}, {name}"):
                return found
        return ""
    if isinstance(text, list) and isinstance(there, list):
        for number, (mine, other) in enumerate(zip(text, there, strict=False), 1):
            if found := first_difference(mine, other, given, f"{where} {number}"):
                return found
        if len(text) != len(there):
            return f"{where}: {len(text)} in the text, {len(there)} in the file"
        return ""
    return "" if text == there else f"{where}: {_words(text)} in the text, {_words(there)} in the file"


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
