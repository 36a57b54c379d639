"""The keys of the text as the page on it lists them, from the shapes that the reader reads by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.exchange.cases.case_shapes import CASE, ORIGINS, SHARED
from desktop.exchange.cases.shapes import NEEDED, Form, Same
from desktop.store.cells import kinds
from desktop.store.cells.rows import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.exchange.cases.shapes import TextKey, TextShape

_SHORT = {
    **dict.fromkeys((kinds.LINE.words, kinds.SLUG.words, kinds.MAYBE_LINE.words), "one line"),
    **dict.fromkeys((kinds.TEXT.words, kinds.PAGE.words), "a text of any lines"),
    kinds.DAY.words: "a day",
    kinds.UID.words: "a uid",
}
_SAME = {
    "place": "its place in the list, from 0",
    "stem": "the name of the file",
    "name": "the name",
    "zone": "that of the authority",
    "currency": "that of the terms",
}


def key_lines() -> list[str]:
    """Every list and table of the text with its keys, as Markdown."""
    lines = []
    for title, shape in _places():
        lines += [f"### {title}", "", "| Key | Holds | Left out |", "| --- | --- | --- |"]
        lines += (_line(shape, key, key.name) for key in shape.keys)
        for group in shape.groups:
            lines += (_line(shape, key, f"{group.name}.{key.name}") for key in group.keys)
            if group.given:
                lines.append(
                    f"| `{group.name}.given` | `true` or `false` | `true` where `{group.name}` stands |"
                )
        if shape.table == "documents":
            lines.append("| `file` | the place of its bytes, from the folder of the texts | none are kept |")
        lines += ["| `uid` | a uid | a new one |", ""]
    return lines


def _places() -> Iterator[tuple[str, TextShape]]:
    """Each shape once, under the names of the lists that lead to it."""
    yield "The case", CASE
    seen: set[str] = set()
    for name, shape in _inner(CASE, ""):
        kind = "sources" if shape.links == "sources" else shape.table
        if kind not in seen:
            seen.add(kind)
            yield ("`sources`, of the case and of any fact" if kind == "sources" else f"`{name}`"), shape
    yield "`origins`, of any record", ORIGINS
    for shape in SHARED:
        yield f"`{shape.name}`, in `{shape.name}.toml`", shape


def _inner(shape: TextShape, before: str) -> Iterator[tuple[str, TextShape]]:
    for inner in shape.inner:
        yield f"{before}{inner.name}", inner
        yield from _inner(inner, f"{before}{inner.name}.")


def _line(shape: TextShape, key: TextKey, name: str) -> str:
    return f"| `{name}` | {_holds(shape, key)} | {_left_out(key)} |"


def _holds(shape: TextShape, key: TextKey) -> str:
    if key.form is Form.LINK:
        return f"one of `{shape.links}`, by name, or a table with its keys"
    if key.form is Form.DATE:
        return "a date"
    if key.form is Form.AMOUNT:
        return "an amount"
    if key.form is Form.FLAG:
        return "`true` or `false`"
    words = next(column.kind.words for column in TABLES[shape.table].columns if column.name == key.column)
    return _SHORT.get(words, words).replace("|", "\\|")


def _left_out(key: TextKey) -> str:
    match key.default:
        case Same(name):
            return _SAME.get(name, f"the {name}")
        case None:
            return "not known"
        case "":
            return "nothing"
        case default:
            shown = (
                {0: "`false`"}.get(int(default), "")
                if key.form is Form.FLAG and default == 0
                else f"`{default}`"
            )
            return "**needed**" if default is NEEDED else shown
