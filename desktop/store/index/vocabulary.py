"""The vocabulary of the indexed texts: each word with the number of investigations that hold it."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from heapq import merge, nlargest
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MOST = 2_000  # words for one typed word
SHORT, MOST_SHORT, MOST_SHORT_INSIDE = 2, 100, 400  # letters of a short word, and the same for these
_LOOKED_AT = 5_000  # words that contain a part; further words are not searched
# A search opens a list for every word (5 us) and reads little of each, or merges all lists of a common
# beginning (0.2 us for every document in a list), which takes less time with rare words.
_SELDOM = 25  # documents a word
_FEW = 10_000  # documents of all words


@dataclass(frozen=True, slots=True)
class Meant:
    """The words for a typed word: its `terms` and, if `begun`, all words that begin with it.

    `is_cut` tells of further, rarer words; `count` is the greatest number of documents with these words.
    """

    terms: tuple[str, ...]
    begun: bool = False
    is_cut: bool = False
    count: int = 0


class Vocabulary:
    """Words in the order of their UTF-8 bytes, in three pieces of memory whatever their number."""

    def __init__(self, terms: bytes = b"", starts: bytes = b"", counts: bytes = b"") -> None:
        """`terms` ends every word with a line feed; `starts` and `counts` are arrays of one number a word."""
        self._terms = terms
        self._starts, self._counts = array("I", starts), array("I", counts)
        self._short: dict[
            tuple[str, int], Meant
        ] = {}  # the meanings of short words: few words, of many terms

    def __len__(self) -> int:
        return len(self._starts)

    @property
    def pieces(self) -> tuple[bytes, bytes, bytes]:
        """The three arguments of the constructor, to be kept."""
        return self._terms, self._starts.tobytes(), self._counts.tobytes()

    def items(self) -> Iterator[tuple[bytes, int]]:
        """All words with their counts, in order."""
        return zip(self._terms.split(b"\n"), self._counts, strict=False)

    def beginning(self, word: str, most: int | None = None) -> Meant:
        """The words that begin with `word`; of too many words, the most frequent."""
        most = most or (MOST if len(word) > SHORT else MOST_SHORT)
        if len(word) > SHORT:
            return self._beginning(word, most)
        if (word, most) not in self._short:
            self._short[word, most] = self._beginning(word, most)
        return self._short[word, most]

    def _beginning(self, word: str, most: int) -> Meant:
        first, end = self._range(word.encode("utf-8", "ignore"))
        count = sum(self._counts[first:end])
        if end - first > 1 and count <= max(_FEW, _SELDOM * min(end - first, most)):
            return Meant((), begun=True, count=count)
        return self._meant(range(first, end), most)

    def holding(self, word: str, most: int | None = None) -> Meant:
        """The words that begin with `word`, and the words that contain it."""
        most = most or (MOST if len(word) > SHORT else MOST_SHORT_INSIDE)
        begun = self.beginning(word, most)
        if len(begun.terms) == most or (len(word) == 1 and word.isascii()):
            return begun
        inside = self._meant(self._inside(word.encode("utf-8", "ignore")), most - len(begun.terms))
        return Meant(
            (*begun.terms, *inside.terms),
            begun.begun,
            begun.is_cut or inside.is_cut,
            begun.count + inside.count,
        )

    def blocks(self, word: str, size: int) -> Iterator[tuple[str, ...]]:
        """All words that begin with `word`, the most frequent first, in blocks of `size` words."""
        numbers = sorted(range(*self._range(word.encode())), key=self._counts.__getitem__, reverse=True)
        for first in range(0, len(numbers), size):
            yield tuple(self._term(number).decode() for number in numbers[first : first + size])

    def with_more(self, terms: Iterable[str]) -> Vocabulary:
        """The vocabulary with further words counted, each given once for every document that holds it."""
        added: dict[bytes, int] = {}
        for term in terms:
            key = term.encode("utf-8", "ignore")
            added[key] = added.get(key, 0) + 1
        both = merge(self.items(), sorted(added.items()))
        return vocabulary(
            (term, sum(map(itemgetter(1), same))) for term, same in groupby(both, itemgetter(0))
        )

    def _range(self, word: bytes) -> tuple[int, int]:
        every = range(len(self._starts))
        return bisect_left(every, word, key=self._term), bisect_left(every, word + b"\xff", key=self._term)

    def _term(self, number: int) -> bytes:
        start = self._starts[number]
        return self._terms[start : self._terms.index(b"\n", start)]

    def _meant(self, numbers: Iterable[int], most: int) -> Meant:
        every = list(numbers)
        chosen = every if len(every) <= most else nlargest(most, every, key=self._counts.__getitem__)
        terms = tuple(self._term(number).decode() for number in chosen)
        count = sum(map(self._counts.__getitem__, chosen))
        return Meant(terms, is_cut=len(every) > most, count=count)

    def _inside(self, word: bytes) -> list[int]:
        """The places of the words that contain `word` after their beginning."""
        first, end = self._range(word)
        found: list[int] = []
        place = self._terms.find(word)
        while place >= 0 and len(found) < _LOOKED_AT:
            number = bisect_right(self._starts, place) - 1
            if not first <= number < end:
                found.append(number)
            place = self._terms.find(word, self._terms.index(b"\n", place))
        return found


def vocabulary(items: Iterable[tuple[bytes, int]]) -> Vocabulary:
    """The vocabulary of words in order, each with its count."""
    terms, starts, counts = bytearray(), array("I"), array("I")
    for term, count in items:
        starts.append(len(terms))
        terms += term + b"\n"
        counts.append(count)
    return Vocabulary(bytes(terms), starts.tobytes(), counts.tobytes())
