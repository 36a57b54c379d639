"""The words asked as expressions of SQLite's full-text search, and the walks over documents found."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from desktop.store.index.vocabulary import SHORT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import TypeAlias

    from desktop.domain.listing.asked import Asked
    from desktop.store.index.vocabulary import Meant, Vocabulary

    Meaning: TypeAlias = Callable[[str, int | None], Meant]

MANY = 400  # words beyond which a search by their common beginning is faster
_MANY_PARTS = 10  # words for the last part of a word in parts while typing
# Words for a word of one or two letters beside other words: fewer if those are in many documents.
_MANY_SHORT, _LEAST_SHORT, _MOVES = 30, 10, 40_000
FIRST = 60  # investigations that are enough while typing


@dataclass(frozen=True, slots=True)
class Match:
    """An expression, empty if no document can match; `is_cut` if it leaves out seldom words.

    `cost` is the greatest number of moves in lists of documents while few documents hold all words.
    """

    expression: str
    is_cut: bool = False
    cost: int = 0


def beginning(asked: Asked, vocabulary: Vocabulary) -> Match:
    """The match of investigations with words that begin with the words asked."""
    return _match(asked, vocabulary.beginning, vocabulary, _late(asked, vocabulary))


def holding(asked: Asked, vocabulary: Vocabulary) -> Match:
    """The same match, and investigations with words that contain the words asked."""
    return _match(asked, vocabulary.holding, vocabulary)


def every(asked: Asked, vocabulary: Vocabulary) -> Match:
    """The match of all investigations with words that begin with the words asked, wide words apart."""
    others = set(asked.words).difference(wide(asked, vocabulary))
    words = [_begun(word, vocabulary) for word in asked.words if word in others]
    return Match(_both(asked, words, vocabulary))


def wide(asked: Asked, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The words asked that are short, and begin too many words for one expression."""
    short = (word for word in asked.words if len(word) <= SHORT)
    return tuple(word for word in short if vocabulary.beginning(word, MANY).is_cut)


def waits(word: str) -> bool:
    """Whether a word in parts ends in one or two letters, which are left out of the search while typing."""
    return " " in word and len(word.rpartition(" ")[2]) <= SHORT


def some(terms: Iterable[str]) -> Match:
    """The match of investigations with any of the given whole words."""
    return Match(_any(map(_quoted, terms)))


def whole(asked: Asked, vocabulary: Vocabulary) -> Match:
    """The match of investigations with the words asked as whole words."""
    return Match(_both(asked, [_quoted(word) for word in asked.words], vocabulary))


def in_head(match: Match) -> Match:
    """The same match within the heads of documents alone."""
    return Match(f"{{head}} : ({match.expression})" if match.expression else "", match.is_cut)


def unwanted(asked: Asked, vocabulary: Vocabulary) -> Match:
    """The match of investigations with an excluded word or phrase."""
    return Match(_any(_unwanted(asked, vocabulary)))


def _match(
    asked: Asked, meaning: Meaning, vocabulary: Vocabulary, late: frozenset[str] = frozenset()
) -> Match:
    meant = [_meant(word, meaning, None) for word in asked.words if len(word) > SHORT]
    seldomest = min((one.count for one in meant), default=0)
    is_alone = len(asked.words) + len(asked.phrases) == 1
    most = None if is_alone else max(_LEAST_SHORT, min(_MANY_SHORT, _MOVES // (seldomest + 1)))
    meant += [_meant(word, meaning, most) for word in asked.words if len(word) <= SHORT and word not in late]
    meant.sort(key=lambda one: one.count)  # the rarest word bounds the walk
    return Match(
        _both(asked, [one.expression for one in meant], vocabulary),
        bool(late) or any(one.is_cut for one in meant),
        meant[0].count * sum(one.lists for one in meant[1:]) if meant else 0,
    )


def _late(asked: Asked, vocabulary: Vocabulary) -> frozenset[str]:
    """The single letters beside other words, which wait for a second letter: nearly all texts have these.

    The most frequent of these words would not do instead: they may all be of another language.
    """
    letters = [word for word in asked.words if len(word) == 1]
    if len(letters) == len(asked.words) and not asked.phrases:
        return frozenset()
    return frozenset(word for word in letters if vocabulary.beginning(word, _MANY_SHORT).is_cut)


@dataclass(frozen=True, slots=True)
class _Meant:
    """A word as an expression, with its numbers of documents and lists."""

    expression: str
    count: int
    lists: int
    is_cut: bool


def _meant(word: str, meaning: Meaning, most: int | None) -> _Meant:
    """The meaning of a word. A last part of one or two letters waits until it is longer."""
    *before, last = word.split(" ")
    if waits(word):
        return _Meant(_quoted(" ".join(before)), 0, 1, is_cut=True)
    one = meaning(last, _MANY_PARTS if before else most)
    return _Meant(_any(_meaning(word, one)), one.count, len(one.terms) + one.begun, one.is_cut)


def _both(asked: Asked, words: list[str], vocabulary: Vocabulary) -> str:
    """The expression for all words and phrases, without the excluded; empty if a word is in no text."""
    wanted = [*words, *(_quoted(" ".join(phrase)) for phrase in asked.phrases)]
    if not wanted or not all(wanted):
        return ""
    unwanted = _any(_unwanted(asked, vocabulary))
    expression = " AND ".join(wanted)
    return f"({expression}) NOT {unwanted}" if unwanted else expression


def _unwanted(asked: Asked, vocabulary: Vocabulary) -> list[str]:
    """The excluded words with all endings, and short words and phrases as they stand."""
    words = (_begun(word, vocabulary) if len(word) > SHORT else _quoted(word) for word in asked.excluded)
    return [*filter(None, words), *(_quoted(" ".join(phrase)) for phrase in asked.excluded_phrases)]


def _begun(word: str, vocabulary: Vocabulary) -> str:
    """The expression for all words that begin with `word`; empty if there are none."""
    meant = vocabulary.beginning(word.rpartition(" ")[2], MANY)
    return f"({_quoted(word)} *)" if meant.is_cut else _any(_meaning(word, meant))


def _meaning(word: str, meant: Meant) -> Iterator[str]:
    if meant.begun:
        yield f"{_quoted(word)} *"
    before = word.split(" ")[:-1]
    yield from (_quoted(" ".join((*before, term))) for term in meant.terms)


def _any(expressions: Iterable[str]) -> str:
    joined = " OR ".join(expressions)
    return f"({joined})" if joined else ""


def _quoted(text: str) -> str:
    """A text as a phrase in quotes, so that no word of it is an operator."""
    return f'"{text.replace(chr(34), "")}"'


@dataclass(frozen=True, slots=True)
class DocumentWalk:
    """The numbers of living documents, newest first; `is_cut` and `cost` as in Match."""

    documents: Iterator[int] = field(default_factory=lambda: iter(()))
    is_cut: bool = False
    cost: int = 0
