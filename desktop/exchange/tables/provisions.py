"""Articles of laws as lists of fines write them: “Art. 5 (1) a), b) GDPR, Art. 6 GDPR”."""

from __future__ import annotations

import re
from typing import NamedTuple

from desktop.domain.importing.found import CleanUp

_START = re.compile(r"\bArt(?:icles?|s?\.|\b)\s*", re.IGNORECASE)
_NUMBER = re.compile(r"\s*(\d{1,3}[a-z]?)\b(?!\))", re.ASCII)
_PARAGRAPH = re.compile(r"\s*,?\s*(?:\((\d{1,2})\)|para(?:graph)?\.?\s*(\d{1,2}))", re.ASCII)
_POINT = re.compile(r"\s*(?:,|and|&)?\s*(?:\(([a-z])\)|([a-z])\))", re.ASCII)
_NEXT = re.compile(r"\s*(?:,|and|&)\s*(?=\d)", re.ASCII)
_LAW = re.compile(r"\s*,?\s*(?:of the |of |, )?([^\W\d_][^,;]*)")
_MISSPELT = {"GPDR": "GDPR", "GDP": "GDPR", "GDRP": "GDPR", "DSGVO": "GDPR", "DS-GVO": "GDPR", "RGPD": "GDPR"}
_TRANSLATED = {"DSGVO", "DS-GVO", "RGPD"}
_GLUED = re.compile(r"(?<=[A-Za-z)])(?=Art(?:icle|\.)\s*\d)")
_BARE = re.compile(r"\d{1,3}(?:\s*,\s*\d{1,3})*", re.ASCII)
_AND = re.compile(r"(?:^| )(?:and|or|&)$")
_LONGEST_LAW = 120
_MOST = 200  # provisions of a cell


class WrittenProvision(NamedTuple):
    """An article as read: its law, empty where none is named, and its article such as 5(1)(a)."""

    law: str
    article: str


def read_provisions(words: str, law: str) -> tuple[tuple[WrittenProvision, ...], tuple[CleanUp, ...]]:
    """The provisions in a text, each once and in order, with clean-ups; `law` is that of bare articles."""
    made: dict[CleanUp, None] = {}
    if _BARE.fullmatch(words.strip()):
        return tuple(dict.fromkeys(WrittenProvision(law, one.strip()) for one in words.split(","))), ()
    text = _apart(words, made)
    starts = list(_START.finditer(text))
    found: list[WrittenProvision] = []
    waiting: list[str] = []
    for place, start in enumerate(starts):
        end = starts[place + 1].start() if place + 1 < len(starts) else len(text)
        articles, named = _segment(text[start.end() : end])
        waiting += articles
        if named or place + 1 == len(starts) or not articles:
            bare = _MISSPELT.get(named.upper(), named)
            if bare != named and named.upper() not in _TRANSLATED:
                made[CleanUp.LAWS] = None
            found += (WrittenProvision(bare or law, article) for article in waiting)
            waiting = []
    return tuple(dict.fromkeys(found))[:_MOST], tuple(made)


def _apart(words: str, made: dict[CleanUp, None]) -> str:
    """The text with articles that ran together divided: “GDPRArticle 12”."""
    divided = _GLUED.sub(", ", words)
    if divided != words:
        made[CleanUp.GLUED] = None
    return divided


def _segment(words: str) -> tuple[list[str], str]:
    """The articles of a text behind “Art.”, and the law named behind them."""
    found: list[str] = []
    place = 0
    while match := _NUMBER.match(words, place):
        parts, place = _parts(words, match.end())
        found += [f"{match[1]}{part}" for part in parts]
        following = _NEXT.match(words, place)
        if following is None:
            break
        place = following.end()
    if not found:
        return [], ""
    law = _LAW.match(words, place)
    named = _AND.sub("", " ".join(law[1].split()).rstrip(" .;-)")) if law else ""
    return found, named if len(named) <= _LONGEST_LAW else ""


def _parts(words: str, place: int) -> tuple[list[str], int]:
    """The paragraphs and points behind an article's number, and the place where they end."""
    found: list[str] = []
    paragraph = ""
    is_open = False  # a paragraph or the article itself without a point yet
    while True:
        if match := _PARAGRAPH.match(words, place):
            if is_open:
                found.append(paragraph)
            paragraph, is_open = f"({match[1] or match[2]})", True
        elif match := _POINT.match(words, place):
            found.append(f"{paragraph}({match[1] or match[2]})")
            is_open = False
        else:
            break
        place = match.end()
    if is_open:
        found.append(paragraph)
    return found or [""], place
