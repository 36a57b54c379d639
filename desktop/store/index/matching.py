"""What is asked, as an expression that SQLite's full-text search understands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from desktop.store.index.vocabulary import SHORT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import TypeAlias

    from desktop.domain.listing.asked import Asked
    from desktop.store.index.vocabulary import Meant, Vocabulary

    Meaning: TypeAlias = Callable[[str, int | None], Meant]

MANY = 400  # words beyond which all documents are found sooner by the common beginning
_MANY_PARTS = 10  # words that the last part of a word in parts stands for while typing
# Words that one of one or two letters stands for beside others: fewer where the others are in many documents.
_MANY_SHORT, _LEAST_SHORT, _MOVES = 30, 10, 40_000
FIRST = 60  # results that are enough while typing


@dataclass(frozen=True, slots=True)
class Match:
    """An expression, empty where nothing can be found; `is_cut` where seldom words were left out of it.

    `cost` is how often lists are moved at most while few documents hold several words together.
    """

    expression: str
    is_cut: bool = False
    cost: int = 0


def beginning(asked: Asked, vocabulary: Vocabulary) -> Match:
    """Investigations whose words begin with the words asked, each walked to only when its turn comes."""
    return _match(asked, vocabulary.beginning, vocabulary, _late(asked, vocabulary))


def holding(asked: Asked, vocabulary: Vocabulary) -> Match:
    """The same, and investigations whose words hold the words asked inside."""
    return _match(asked, vocabulary.holding, vocabulary)


def every(asked: Asked, vocabulary: Vocabulary) -> Match:
    """Every investigation whose words begin with the words asked, but for the wide ones; none left out."""
    others = set(asked.words).difference(wide(asked, vocabulary))
    words = [_begun(word, vocabulary) for word in asked.words if word in others]
    return Match(_both(asked, words, vocabulary))


def wide(asked: Asked, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The words asked that are so short that too many others begin with them for one expression."""
    short = (word for word in asked.words if len(word) <= SHORT)
    return tuple(word for word in short if vocabulary.beginning(word, MANY).is_cut)


def waits(word: str) -> bool:
    """Whether a word in parts ends in one or two letters: while typing it is looked for without them."""
    return " " in word and len(word.rpartition(" ")[2]) <= SHORT


def some(terms: Iterable[str]) -> Match:
    """Investigations that hold any of some whole words."""
    return Match(_any(map(_quoted, terms)))


def whole(asked: Asked, vocabulary: Vocabulary) -> Match:
    """Investigations that hold the words asked as whole words."""
    return Match(_both(asked, [_quoted(word) for word in asked.words], vocabulary))


def in_head(match: Match) -> Match:
    """The same within what an investigation is, rather than what happened in it."""
    return Match(f"{{head}} : ({match.expression})" if match.expression else "", match.is_cut)


def unwanted(asked: Asked, vocabulary: Vocabulary) -> Match:
    """Investigations that hold anything excluded."""
    return Match(_any(_unwanted(asked, vocabulary)))


def _match(
    asked: Asked, meaning: Meaning, vocabulary: Vocabulary, late: frozenset[str] = frozenset()
) -> Match:
    meant = [_meant(word, meaning, None) for word in asked.words if len(word) > SHORT]
    seldomest = min((one.count for one in meant), default=0)
    is_alone = len(asked.words) + len(asked.phrases) == 1
    most = None if is_alone else max(_LEAST_SHORT, min(_MANY_SHORT, _MOVES // (seldomest + 1)))
    meant += [_meant(word, meaning, most) for word in asked.words if len(word) <= SHORT and word not in late]
    meant.sort(key=lambda one: one.count)  # the seldomest decides how far the others go
    return Match(
        _both(asked, [one.expression for one in meant], vocabulary),
        bool(late) or any(one.is_cut for one in meant),
        meant[0].count * sum(one.lists for one in meant[1:]) if meant else 0,
    )


def _late(asked: Asked, vocabulary: Vocabulary) -> frozenset[str]:
    """Single letters beside other words, which wait for a second one: nearly every text has a word so begun.

    The most frequent of these words would not do instead: they may all be of another language.
    """
    letters = [word for word in asked.words if len(word) == 1]
    if len(letters) == len(asked.words) and not asked.phrases:
        return frozenset()
    return frozenset(word for word in letters if vocabulary.beginning(word, _MANY_SHORT).is_cut)


@dataclass(frozen=True, slots=True)
class _Meant:
    """A word as an expression, and what it means in documents and lists."""

    expression: str
    count: int
    lists: int
    is_cut: bool


def _meant(word: str, meaning: Meaning, most: int | None) -> _Meant:
    """What a word stands for. Of one in parts, a last part of one or two letters waits to be longer."""
    *before, last = word.split(" ")
    if waits(word):
        return _Meant(_quoted(" ".join(before)), 0, 1, is_cut=True)
    one = meaning(last, _MANY_PARTS if before else most)
    return _Meant(_any(_meaning(word, one)), one.count, len(one.terms) + one.begun, one.is_cut)


def _both(asked: Asked, words: list[str], vocabulary: Vocabulary) -> str:
    """All of the words and phrases and nothing excluded; empty where one of them is nowhere."""
    wanted = [*words, *(_quoted(" ".join(phrase)) for phrase in asked.phrases)]
    if not wanted or not all(wanted):
        return ""
    unwanted = _any(_unwanted(asked, vocabulary))
    expression = " AND ".join(wanted)
    return f"({expression}) NOT {unwanted}" if unwanted else expression


def _unwanted(asked: Asked, vocabulary: Vocabulary) -> list[str]:
    """What is excluded: words with their endings, those of one or two letters and phrases as they stand."""
    words = (_begun(word, vocabulary) if len(word) > SHORT else _quoted(word) for word in asked.excluded)
    return [*filter(None, words), *(_quoted(" ".join(phrase)) for phrase in asked.excluded_phrases)]


def _begun(word: str, vocabulary: Vocabulary) -> str:
    """All words that begin with one, or all phrases; empty where there is none."""
    meant = vocabulary.beginning(word.rpartition(" ")[2], MANY)
    return f"({_quoted(word)} *)" if meant.is_cut else _any(_meaning(word, meant))


def _meaning(word: str, meant: Meant) -> Iterator[str]:
    if meant.begun:
        yield f"{_quoted(word)} *"
    yield from (_after(word, term) for term in meant.terms)


def _after(word: str, term: str) -> str:
    """A term in the place of the last part of a word."""
    return _quoted(" ".join((*word.split(" ")[:-1], term)))


def _any(expressions: Iterable[str]) -> str:
    joined = " OR ".join(expressions)
    return f"({joined})" if joined else ""


def _quoted(text: str) -> str:
    """A text as a phrase: words between quotes are never taken for operators."""
    return f'"{text.replace(chr(34), "")}"'


@dataclass(frozen=True, slots=True)
class DocumentWalk:
    """Documents by number, the newest first, none dead; `is_cut` where seldom words were left out.

    `cost` is how often lists are moved at most while few documents hold several words together.
    """

    documents: Iterator[int] = field(default_factory=lambda: iter(()))
    is_cut: bool = False
    cost: int = 0


class Search(Protocol):
    """A way to find documents."""

    def beginning(self, asked: Asked) -> DocumentWalk:
        """Those whose words begin with the words asked; of very many words the most frequent count."""

    def holding(self, asked: Asked) -> DocumentWalk:
        """The same, and those whose words hold the words asked inside."""

    def every(self, asked: Asked) -> DocumentWalk:
        """All whose words begin with the words asked, none left out."""

    def better(self, asked: Asked) -> tuple[DocumentWalk, ...]:
        """Some of these that stand before the others, the best first."""

    def unwanted(self, asked: Asked) -> DocumentWalk:
        """Those that hold what is excluded."""
