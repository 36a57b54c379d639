"""Finding words whatever their accents."""

from __future__ import annotations

import unicodedata

# Letters that no decomposition takes apart.
_PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "\N{LATIN SMALL LETTER DOTLESS I}": "i"}
    | {"þ": "th", "ð": "d"}
)


def fold(text: str) -> str:
    """The plain form of a text: no accents, no case, `ß` as ss, `ø` as o, and so on."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return bare.translate(_PLAIN)


def words(text: str) -> tuple[str, ...]:
    """The words of a query in their plain form."""
    return tuple(fold(text).split())


def holds_all(folded: str, wanted: tuple[str, ...]) -> bool:
    """Whether a folded text holds every wanted word, as a part of a word too."""
    return all(word in folded for word in wanted)
