"""Printable text: characters that hide, reorder or command made visible, and lengths cut."""

from __future__ import annotations

# Marks that reorder or hide the text around them, or break lines, so that a file would show other words than
# it holds.
_HIDING = frozenset(
    "\u061c\u200b\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)
_FIRST_VISIBLE = 0x20
_PICTURES = 0x2400  # the signs that stand for control characters


def printable(text: str) -> str:
    """The text with control characters and marks that reorder or hide text made visible."""
    if text.isprintable() and _HIDING.isdisjoint(text):
        return text
    return text.translate({ord(character): _shown(character) for character in set(text)})


def shortened(text: str, most: int) -> str:
    """The text where it has `most` characters or fewer, else its beginning and an ellipsis."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def on_one_line(text: str) -> str:
    """The text in printable form without line breaks, as a line of a terminal or a list holds it."""
    return " ".join(printable(text).split("\n"))


def short_line(text: str, most: int) -> str:
    """The text on one line, cut to `most` characters; no more of it is looked at."""
    return shortened(on_one_line(text[: most + 1]), most)


def _shown(character: str) -> str:
    code = ord(character)
    if character == "\n":
        return character
    if character in "\t\r":
        return " "
    if code < _FIRST_VISIBLE:
        return chr(_PICTURES + code)
    import unicodedata  # noqa: PLC0415 - few texts need it, and every start would wait for it

    if character in _HIDING or unicodedata.category(character) in {"Cc", "Cs"}:
        return f"[U+{code:04X}]"
    return character
