"""Folding: texts in a plain form without accents and case, and the marks of words found in them."""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from itertools import repeat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# Raised when folding changes, so that folded texts are made anew.
FOLDING = 2

# Letters without a decomposition.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "\N{LATIN SMALL LETTER DOTLESS I}": "i"}
    | {"þ": "th", "ð": "d", "ħ": "h", "ŧ": "t"}
)
# Unseen characters inside words: the joiner of graphemes and the selectors of variants. All format characters
# (soft hyphens, joiners, marks of direction and byte order, spaces without width) are unseen as well.
_UNSEEN = re.compile("[\u034f\u180b-\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_FORMAT = "Cf"
_KEPT, _LONGEST_KEPT = 8192, 30  # words remembered in their plain form, and letters of the longest
WORD = re.compile(r"[^\W_]+")  # a word of a plain text
_BETWEEN, _START, _END = r"[\W_]+", r"(?<![^\W_])", r"(?![^\W_])"
_CUT = "\N{HORIZONTAL ELLIPSIS}"
_SLACK = 24  # characters within which a cut moves to the nearest space


class _Letters(dict[int, str]):
    """The plain form of every letter met so far, by code point."""

    def __missing__(self, code: int) -> str:
        self[code] = plain = _plain_letter(chr(code))
        return plain


class _Words(dict[str, str]):
    """The plain form of words met lately, as most words come again."""

    def __missing__(self, word: str) -> str:
        plain = word.lower() if word.isascii() else word.translate(_PLAIN)
        if len(word) <= _LONGEST_KEPT:
            if len(self) >= _KEPT:
                self.clear()
            self[word] = plain
        return plain


def _plain_letter(letter: str) -> str:
    """A letter folded until folding changes it no more."""
    decomposed = unicodedata.normalize("NFKD", letter.casefold())
    bare = "".join(
        part
        for part in decomposed
        if not unicodedata.combining(part) and unicodedata.category(part) != _FORMAT
    )
    plain = _UNSEEN.sub("", bare).translate(_LETTERS)
    return plain if plain == letter else "".join(map(_plain_letter, plain))


_PLAIN, _MET = _Letters(), _Words()


def fold(text: str) -> str:
    """The plain form of a text: no accents, no case, `ß` as ss, `ø` as o, and so on.

    Every letter is folded by itself, so that the parts of a text fold to the parts of its plain form.
    """
    if text.isascii():
        return text.lower()
    return " ".join(map(_MET.__getitem__, text.split(" ")))


@dataclass(frozen=True, slots=True)
class Mark:
    """The characters of a text to mark, from `start` until before `end`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Folded:
    """The plain form of a text, and the place in the original of each of its characters.

    `offsets` has one place more, the length of the original.
    """

    text: str
    offsets: Sequence[int]

    def original(self, start: int, end: int) -> Mark:
        """The whole characters of the original, with accents, behind a part of the plain form."""
        last = self.offsets[end - 1]
        while self.offsets[end] == last:
            end += 1
        return Mark(self.offsets[start], self.offsets[end])


def folded(text: str) -> Folded:
    """The plain form of a text with offsets into the original."""
    if text.isascii():
        return Folded(text.lower(), range(len(text) + 1))
    pieces = [_PLAIN[ord(letter)] for letter in text]
    offsets = array("L")
    for place, piece in enumerate(pieces):
        offsets.extend(repeat(place, len(piece)))
    offsets.append(len(text))
    return Folded("".join(pieces), offsets)


def parts(text: str) -> tuple[str, ...]:
    """The words of a text in plain form, divided at every character but letters and digits."""
    return tuple(WORD.findall(fold(text)))


@dataclass(frozen=True, slots=True)
class Wanted:
    """A word or phrase searched, as patterns over plain text: at the beginning of words, and inside."""

    beginning: re.Pattern[str]
    inside: re.Pattern[str] | None

    def first(self, plain: str) -> re.Pattern[str] | None:
        """The first pattern found in a plain text: at the beginning of words, else inside; or None."""
        if self.beginning.search(plain):
            return self.beginning
        return self.inside if self.inside and self.inside.search(plain) else None


@lru_cache(maxsize=64)
def wanted(words: tuple[str, ...], phrases: tuple[tuple[str, ...], ...] = ()) -> tuple[Wanted, ...]:
    """The patterns of plain words (parts of a word divided by spaces) and of phrases."""
    looked = [
        Wanted(
            re.compile(_START + _joined(word.split())), None if " " in word else re.compile(re.escape(word))
        )
        for word in words
    ]
    looked += [Wanted(re.compile(_START + _joined(phrase) + _END), None) for phrase in phrases]
    return tuple(looked)


def _joined(words: Iterable[str]) -> str:
    return _BETWEEN.join(map(re.escape, words))


def marks(
    original: str, words: tuple[str, ...], phrases: tuple[tuple[str, ...], ...] = ()
) -> tuple[Mark, ...]:
    """The marks of plain words and phrases in a text of its own spelling, in order, never overlapping.

    A word is marked at the beginnings of words or, without any, inside them.
    """
    plain = folded(original)
    found = [
        plain.original(*match.span())
        for one in wanted(words, phrases)
        if (pattern := one.first(plain.text))
        for match in pattern.finditer(plain.text)
    ]
    return _apart(found)


def _apart(found: list[Mark]) -> tuple[Mark, ...]:
    """Marks in order, overlapping or touching ones merged."""
    merged: list[Mark] = []
    for mark in sorted(found, key=lambda mark: (mark.start, mark.end)):
        if merged and mark.start <= merged[-1].end:
            merged[-1] = Mark(merged[-1].start, max(merged[-1].end, mark.end))
        else:
            merged.append(mark)
    return tuple(merged)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A part of a text on one line, with marks; an ellipsis stands at each cut."""

    text: str
    marks: tuple[Mark, ...] = ()


def excerpt(
    text: str, words: tuple[str, ...], room: int, phrases: tuple[tuple[str, ...], ...] = ()
) -> Excerpt:
    """The first part of a text, up to `room` characters, with the most words and phrases searched."""
    line = " ".join(text.split())
    found = marks(line, words, phrases)
    if len(line) <= room:
        return Excerpt(line, found)
    start = _best_start(found, room)
    start, end = _tidy(line, found, start, start + room)
    before, after = _CUT if start else "", _CUT if end < len(line) else ""
    moved = len(before) - start
    kept = tuple(
        Mark(max(mark.start, start) + moved, min(mark.end, end) + moved)
        for mark in found
        if mark.start < end and mark.end > start
    )
    return Excerpt(before + line[start:end] + after, kept)


def _best_start(found: tuple[Mark, ...], room: int) -> int:
    """The start of the stretch with the most marks, with some text before the first of them."""
    lead = room // 4
    ends = [mark.end for mark in found]
    seen = [bisect_right(ends, mark.start + room - lead) - number for number, mark in enumerate(found)]
    best = found[seen.index(max(seen))].start if found else 0
    return max(0, best - lead)


def _tidy(line: str, found: tuple[Mark, ...], start: int, end: int) -> tuple[int, int]:
    """A stretch of a longer line with room for the ellipses, cut at spaces nearby."""
    if end >= len(line):
        start, end = max(0, start - (end - len(line))), len(line)
    if start:
        space = line.find(" ", start, start + _SLACK) + 1
        first = min((mark.start for mark in found if mark.end > start), default=end)
        start = space if 0 < space <= first else start + len(_CUT)
    if end < len(line):
        end -= len(_CUT)
        space = line.rfind(" ", max(start + 1, end - _SLACK), end + 1)
        last = max((mark.end for mark in found if mark.start < end), default=start)
        end = space if space >= last else end
    return start, end
