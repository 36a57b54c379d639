"""Clean-ups of texts: what web pages and twice-read encodings leave in the cells of a table."""

from __future__ import annotations

import html
import re

from desktop.domain.importing.found import CleanUp

_LOST = "\N{REPLACEMENT CHARACTER}"
_SUSPECT = re.compile(
    "[&<\x00-\x08\x0b-\x1f\x7f-\xa0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ufeff\ufffd\ud800-\udfff]"
    "|[ÃÂâ]|  |\\A\\s|\\s\\Z|\t|\r"
)
_ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,31}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});")
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9]*(?:\s[^<>]{0,2000})?/?>")
_BYTES = {
    letter: bytes((number,))
    for number in range(128, 160)
    if (letter := bytes((number,)).decode("cp1252", "ignore"))
}
# A character that was read twice: the first byte as a letter, its second as a sign.
_TWICE = re.compile(f"[ÂÃâ][\x80-\xbf{''.join(_BYTES)}]{{1,2}}")
_STRAY = re.compile("Â(?=[ \xa0])")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\ufeff\ud800-\udfff]")
_SPACE = re.compile(r"[^\S\n]+")
_BREAK = re.compile(" *(?:\r\n|\r|\n|\u2028|\u2029) *")


def is_clean(words: str) -> bool:
    """Whether a text needs no clean-up."""
    if words.isprintable():  # most texts, and much faster than the search
        if "&" in words or "<" in words or "  " in words or words[:1] == " " or words[-1:] == " ":
            return False
        return words.isascii() or not ("Â" in words or "Ã" in words or "â" in words or _LOST in words)
    return _SUSPECT.search(words) is None


def are_clean(texts: list[str]) -> bool:
    """Whether texts surely need no clean-up: those of most rows, told in one go."""
    words = f"|{'|'.join(texts)}|"
    if not words.isprintable() or "&" in words or "<" in words or "  " in words:
        return False
    if "| " in words or " |" in words:
        return False
    return words.isascii() or not ("Â" in words or "Ã" in words or "â" in words or _LOST in words)


def cleaned(words: str) -> tuple[str, tuple[CleanUp, ...]]:
    """A text without what does not belong in it, and the clean-ups made. Lines stay lines."""
    if is_clean(words):
        return words, ()
    made: list[CleanUp] = []
    if _ENTITY.search(words):
        words = html.unescape(words)
        made.append(CleanUp.ENTITIES)
    if _TAG.search(words):
        words = _TAG.sub(" ", words)
        made.append(CleanUp.TAGS)
    once = _STRAY.sub("", _TWICE.sub(_read_again, words))
    if once != words:
        words = once
        made.append(CleanUp.TWICE)
    bare = _CONTROL.sub("", _BREAK.sub("\n", words)).replace(_LOST, "?")
    if _CONTROL.search(words) or _LOST in words:
        made.append(CleanUp.CONTROLS)
    tidy = _SPACE.sub(" ", bare).strip()
    if tidy != bare:
        made.append(CleanUp.SPACES)
    return tidy, tuple(made)


def _read_again(found: re.Match[str]) -> str:
    """The letters of a text whose bytes were read one by one; as they are where they are no such text."""
    read = b"".join(_BYTES.get(letter) or letter.encode("latin-1", "replace") for letter in found[0])
    for end in (len(read), 2):
        try:
            return read[:end].decode("utf-8") + found[0][end:]
        except UnicodeDecodeError:
            continue
    return found[0]
