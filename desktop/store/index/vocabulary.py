"""All words of the indexed texts with the number of investigations that hold each."""

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

MOST = 2_000  # words that one typed word may stand for
SHORT, MOST_SHORT, MOST_SHORT_INSIDE = 2, 100, 400  # letters of a short word, and the same for these
_LOOKED_AT = 5_000  # words holding a part, the rest of which is not looked at
# A search opens a list for every word (5 us) and walks few of each, or merges all lists of a common beginning
# (0.2 us for every document in one): with seldom words that is less.
_SELDOM = 25  # documents a word
_FEW = 10_000  # documents of all words


@dataclass(frozen=True, slots=True)
class Meant:
    """The words that a typed one stands for: `terms`, and where `begun` all that begin with it.

    `is_cut` tells that there are more, seldomer ones; `count` how many documents hold them, at most.
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
        self._starts, self._counts = array("I"), array("I")
        self._starts.frombytes(starts)
        self._counts.frombytes(counts)
        self._short: dict[tuple[str, int], Meant] = {}  # what short words mean: there are few, of many terms

    def __len__(self) -> int:
        return len(self._starts)

    @property
    def pieces(self) -> tuple[bytes, bytes, bytes]:
        """What it is made of, to be kept and given to the constructor."""
        return self._terms, self._starts.tobytes(), self._counts.tobytes()

    def items(self) -> Iterator[tuple[bytes, int]]:
        """Every word and its count, in order."""
        return zip(self._terms.split(b"\n"), self._counts, strict=False)

    def beginning(self, word: str, most: int | None = None) -> Meant:
        """The words that begin with one, the most frequent where they are too many."""
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
        """The words that begin with one, and those that hold it inside."""
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
        """All words that begin with one, the most frequent first, a number of them at a time."""
        numbers = sorted(range(*self._range(word.encode())), key=self._counts.__getitem__, reverse=True)
        for first in range(0, len(numbers), size):
            yield tuple(self._term(number).decode() for number in numbers[first : first + size])

    def with_more(self, terms: Iterable[str]) -> Vocabulary:
        """The vocabulary with each word (one for every document that holds it) counted as well."""
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
        """The words that hold another after their beginning."""
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
    """A vocabulary of words in order, each with its count."""
    terms, counts = bytearray(), array("I")
    starts = array("I")
    for term, count in items:
        starts.append(len(terms))
        terms += term
        terms += b"\n"
        counts.append(count)
    return Vocabulary(bytes(terms), starts.tobytes(), counts.tobytes())
