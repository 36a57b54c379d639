"""Finding words whatever their accents, and marking them as they are spelled."""

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

# Raised when folding changes: what was folded before is folded anew.
FOLDING = 2

# Letters that no decomposition takes apart.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "\N{LATIN SMALL LETTER DOTLESS I}": "i"}
    | {"þ": "th", "ð": "d", "ħ": "h", "ŧ": "t"}
)
# What stands inside words unseen beside all format characters (soft hyphens, joiners, marks of direction and
# of byte order, spaces without width): the joiner of graphemes and selectors of variants.
_UNSEEN = re.compile("[\u034f\u180b-\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_FORMAT = "Cf"
_KEPT, _LONGEST_KEPT = 8192, 30  # words remembered in their plain form, and letters of the longest
WORD = re.compile(r"[^\W_]+")  # what divides plain texts into words
_BETWEEN, _START, _END = r"[\W_]+", r"(?<![^\W_])", r"(?![^\W_])"
_CUT = "\N{HORIZONTAL ELLIPSIS}"
_SLACK = 24  # characters within which a cut moves to the nearest space


class _Letters(dict[int, str]):
    """The plain form of every letter met so far, by its code."""

    def __missing__(self, code: int) -> str:
        self[code] = plain = _plain_letter(chr(code))
        return plain


class _Words(dict[str, str]):
    """The plain form of words met lately: most words of a text come again."""

    def __missing__(self, word: str) -> str:
        plain = word.lower() if word.isascii() else word.translate(_PLAIN)
        if len(word) <= _LONGEST_KEPT:
            if len(self) >= _KEPT:
                self.clear()
            self[word] = plain
        return plain


def _plain_letter(letter: str) -> str:
    """One letter folded until folding changes it no more."""
    decomposed = unicodedata.normalize("NFKD", letter.casefold())
    bare = "".join(part for part in decomposed if not _is_mark(part))
    plain = _UNSEEN.sub("", bare).translate(_LETTERS)
    return plain if plain == letter else "".join(map(_plain_letter, plain))


def _is_mark(part: str) -> bool:
    """Whether a character is an accent on another one, or is not seen at all."""
    return bool(unicodedata.combining(part)) or unicodedata.category(part) == _FORMAT


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
    """Characters of a text that hold what was looked for: from `start`, `end` not included."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Folded:
    """The plain form of a text, and for each of its characters the place of the one it comes from.

    `offsets` has one place more, the length of the original.
    """

    text: str
    offsets: Sequence[int]

    def original(self, start: int, end: int) -> Mark:
        """The characters of the original that a part of the plain form comes from, whole and with accents."""
        last = self.offsets[end - 1]
        while self.offsets[end] == last:
            end += 1
        return Mark(self.offsets[start], self.offsets[end])


def folded(text: str) -> Folded:
    """The plain form of a text with the way back to it."""
    if text.isascii():
        return Folded(text.lower(), range(len(text) + 1))
    pieces = [_PLAIN[ord(letter)] for letter in text]
    offsets = array("L")
    for place, piece in enumerate(pieces):
        offsets.extend(repeat(place, len(piece)))
    offsets.append(len(text))
    return Folded("".join(pieces), offsets)


def parts(text: str) -> tuple[str, ...]:
    """The words of a text in their plain form, divided at everything that is neither letter nor digit."""
    return tuple(WORD.findall(fold(text)))


def words(text: str) -> tuple[str, ...]:
    """The words of a query in their plain form."""
    return tuple(fold(text).split())


@dataclass(frozen=True, slots=True)
class Wanted:
    """One thing looked for, as patterns over plain text: where words begin with it, and anywhere."""

    beginning: re.Pattern[str]
    inside: re.Pattern[str] | None

    def first(self, plain: str) -> re.Pattern[str] | None:
        """The pattern that the plain text holds, the one at the beginning of words before the other."""
        if self.beginning.search(plain):
            return self.beginning
        return self.inside if self.inside and self.inside.search(plain) else None


@lru_cache(maxsize=64)
def wanted(words: tuple[str, ...], phrases: tuple[tuple[str, ...], ...] = ()) -> tuple[Wanted, ...]:
    """What words (plain; several parts of one divided by spaces) and phrases look for."""
    looked = [Wanted(re.compile(_START + _joined(word.split())), _inside(word)) for word in words]
    looked += [Wanted(re.compile(_START + _joined(phrase) + _END), None) for phrase in phrases]
    return tuple(looked)


def _joined(words: Iterable[str]) -> str:
    return _BETWEEN.join(map(re.escape, words))


def _inside(word: str) -> re.Pattern[str] | None:
    return None if " " in word else re.compile(re.escape(word))


def marks(
    original: str, words: tuple[str, ...], phrases: tuple[tuple[str, ...], ...] = ()
) -> tuple[Mark, ...]:
    """Where a text in its own spelling holds plain words and phrases, in order, never overlapping.

    A word is marked where words begin with it; where none does, inside of words.
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
    """Marks in order; those that overlap or touch become one."""
    merged: list[Mark] = []
    for mark in sorted(found, key=lambda mark: (mark.start, mark.end)):
        if merged and mark.start <= merged[-1].end:
            merged[-1] = Mark(merged[-1].start, max(merged[-1].end, mark.end))
        else:
            merged.append(mark)
    return tuple(merged)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Some of a text on one line, with marks; an ellipsis stands where it was cut."""

    text: str
    marks: tuple[Mark, ...] = ()


def excerpt(
    text: str, words: tuple[str, ...], room: int, phrases: tuple[tuple[str, ...], ...] = ()
) -> Excerpt:
    """The part of a text, at most `room` characters, with most of what is looked for, the first such."""
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
    """Where to begin so that most marks are seen, with some of what stands before the first."""
    lead = room // 4
    ends = [mark.end for mark in found]
    seen = [bisect_right(ends, mark.start + room - lead) - number for number, mark in enumerate(found)]
    best = found[seen.index(max(seen))].start if found else 0
    return max(0, best - lead)


def _tidy(line: str, found: tuple[Mark, ...], start: int, end: int) -> tuple[int, int]:
    """The same stretch of a longer line with room for the ellipses, cut at spaces where one is near."""
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
