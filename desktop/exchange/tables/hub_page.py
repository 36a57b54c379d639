"""A saved page of GDPRhub, as Markdown or HTML: one row, with the fields of its box as columns."""

from __future__ import annotations

import html
import re
from itertools import pairwise
from typing import TYPE_CHECKING

from desktop.exchange.tables.content import Content, TableLine, UnreadableTableError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_LARGEST = 16_000_000  # bytes
_FIELDS = (
    "Authority", "Court", "Jurisdiction", "Relevant Law", "Type", "Outcome", "Started", "Decided",
    "Published", "Fine", "Parties", "National Case Number/Name", "European Case Law Identifier", "Appeal",
    "Original Language(s)", "Original Source",
)  # fmt: skip
_WRITTEN = re.compile(r"^\*\*([^*\n]{1,60}):\*\*[ \t]*(.*)$", re.MULTILINE)
_HEAD = re.compile(r"^# +(.+)$", re.MULTILINE)
_CELL = re.compile(r"<t[dh]\b[^>]*>(.*?)</t[dh]\s*>", re.DOTALL | re.IGNORECASE)
_ROW = re.compile(r"<tr\b[^>]*>(.*?)</tr\s*>", re.DOTALL | re.IGNORECASE)
_LINK = re.compile(r'<a\b[^>]*\bhref="(https?://[^"]+)"', re.IGNORECASE)
_WEB_LINK = re.compile(r"\]\((https?://[^)\s]+)")
_TITLE = re.compile(r"<title>(.*?)(?: - GDPRhub)?</title>", re.DOTALL | re.IGNORECASE)
_ADDRESS = re.compile(r'<link rel="canonical" href="(https?://[^"]+)"', re.IGNORECASE)
_BREAK = re.compile(r"<(?:br|/p|/li|/div)\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")
_FEWEST = 4  # fields that make a page one of GDPRhub


def open_page(path: Path, size: int) -> Content:
    """The content of a page: one line. Raises UnreadableTableError."""
    if size > _LARGEST:
        raise UnreadableTableError("too-large", path.name, f"{_LARGEST // 1_000_000} MB of a page")
    try:
        words = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableTableError("encoding", path.name, "UTF-8") from None
    found = _of_markdown(words) if path.suffix.lower() == ".md" else _of_html(words)
    if sum(name in found for name in _FIELDS) < _FEWEST:
        raise UnreadableTableError("not-a-table", path.name)
    columns = ("Page", *_FIELDS, "Link")
    line = TableLine(1, tuple(found.get(column) or None for column in columns))

    def lines() -> Iterator[TableLine]:
        yield line

    return Content(path.name, size, columns, 1, lines)


def _of_markdown(words: str) -> dict[str, str]:
    head = _HEAD.search(words)
    found = {name: value.strip() for name, value in _WRITTEN.findall(words) if name in _FIELDS}
    link = _WEB_LINK.search(found.get("Original Source", ""))
    return {**found, "Page": head[1].strip() if head else "", "Link": link[1] if link else ""}


def _of_html(words: str) -> dict[str, str]:
    found: dict[str, str] = {}
    link = ""
    for row in _ROW.findall(words):
        cells = _CELL.findall(row)
        for label, value in pairwise(cells):
            name = _plain(label).rstrip(":")
            if name in _FIELDS and name not in found:
                found[name] = _plain(value)
                if name == "Original Source" and (links := _LINK.search(value)):
                    link = html.unescape(links[1])
    title, address = _TITLE.search(words), _ADDRESS.search(words)
    found["Page"] = _plain(title[1]) if title else ""
    return {**found, "Link": link or (html.unescape(address[1]) if address else "")}


def _plain(words: str) -> str:
    return " ".join(html.unescape(_TAG.sub("", _BREAK.sub(" ", words))).split())
