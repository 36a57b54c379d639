"""Finding words whatever their accents, and marking them as they are spelled."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.listing.folding import (
    Excerpt,
    Mark,
    excerpt,
    fold,
    folded,
    marks,
    parts,
)

# A word as it is spelled, and the plain form that it is found by.
SPELLINGS = [
    ("Økland", "okland"),
    ("Łódź", "lodz"),
    ("Paweł", "pawel"),
    ("Straße", "strasse"),
    ("Ærø", "aero"),
    ("Đorđe", "dorde"),
    ("Œuvre", "oeuvre"),
    ("Ελλάδα", "ελλαδα"),
    ("κόσμος", "κοσμος"),
    ("ΚΟΣΜΟΣ", "κόσμος"),
    ("Úřad", "urad"),
    ("Société", "societe"),
    ("Socie\N{COMBINING ACUTE ACCENT}te\N{COMBINING ACUTE ACCENT}", "societe"),
    ("İstanbul", "istanbul"),
    ("Iğdır", "igdir"),
    ("Ñandú", "nandu"),
    ("Čeština", "cestina"),
    ("Þingvellir", "thingvellir"),
    ("Ħaż-Żebbuġ", "haz-zebbug"),
    ("\N{LATIN SMALL LIGATURE FI}ne", "fine"),
    ("STRASSE", "straße"),
    ("Персональный", "персональныи"),
    ("Daten\N{SOFT HYPHEN}schutz", "datenschutz"),
    ("\N{FULLWIDTH LATIN CAPITAL LETTER C}\N{FULLWIDTH LATIN CAPITAL LETTER N}IL", "cnil"),
    ("Marque\N{TRADE MARK SIGN}", "marquetm"),
    ("ᾳ", "α\N{COMBINING GREEK YPOGEGRAMMENI}"),
]


@pytest.mark.parametrize(("spelling", "plain"), SPELLINGS)
def test_that_every_spelling_is_found_by_its_plain_form(spelling: str, plain: str) -> None:
    assert fold(spelling) == fold(plain)
    assert fold(fold(spelling)) == fold(spelling)


@pytest.mark.parametrize(("spelling", "plain"), SPELLINGS)
def test_that_the_original_spelling_is_what_is_marked(spelling: str, plain: str) -> None:
    text = f"Vor {spelling}; danach"
    assert [text[mark.start : mark.end] for mark in marks(text, (fold(plain),))] == [spelling]


def test_that_words_are_divided_at_everything_that_is_neither_letter_nor_digit() -> None:
    assert parts("SAN-2022_019, l’Œuvre (tweakers.net)") == (
        "san", "2022", "019", "l", "oeuvre", "tweakers", "net",
    )  # fmt: skip


def test_that_more_words_than_are_remembered_fold_the_same() -> None:
    text = " ".join(f"é{number}" for number in range(20_000))
    assert fold(text) == text.replace("é", "e")
    assert fold("é" * 100) == "e" * 100


def slowly_folded(text: str) -> str:
    """One letter after the other, until nothing changes."""
    last = None
    while last != text:
        last = text
        decomposed = unicodedata.normalize("NFKD", "".join(letter.casefold() for letter in text))
        text = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
        for letter, plain in [
            *zip("øłđœæıþðħŧ", ["o", "l", "d", "oe", "ae", "i", "th", "d", "h", "t"], strict=True)
        ]:
            text = text.replace(letter, plain)
        text = "".join(letter for letter in text if not is_unseen(letter))
    return text


def is_unseen(letter: str) -> bool:
    """Whether a letter takes no room of its own."""
    code = ord(letter)
    variants = code in {0x34F, 0x180B, 0x180C, 0x180D, 0x180F} or 0xE0100 <= code <= 0xE01EF
    return unicodedata.category(letter) == "Cf" or variants or 0xFE00 <= code <= 0xFE0F


UNSEEN = "\u00ad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202c\u202e\u2060\u2066\u2069\ufeff\ufe0f"


@pytest.mark.parametrize("unseen", UNSEEN)
def test_that_what_is_not_seen_hides_no_word(unseen: str) -> None:
    text = f"Clear{unseen}view AI"
    assert fold(text) == "clearview ai"
    assert parts(text) == ("clearview", "ai")
    assert marks(text, ("clearview",)) == (Mark(0, 10),)
    assert fold(f"Dero\u0301{unseen}ga") == "deroga"


LETTERS = st.text(
    st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from("ßœﬁİıσςΣé\u0301\u00ad aA1-"))
)


@given(LETTERS)
def test_that_folding_is_what_folding_slowly_gives(text: str) -> None:
    assert fold(text) == slowly_folded(text)


@given(LETTERS)
def test_that_every_plain_letter_leads_back_to_the_letter_it_comes_from(text: str) -> None:
    plain = folded(text)
    assert plain.text == fold(text)
    assert len(plain.offsets) == len(plain.text) + 1
    assert plain.offsets[-1] == len(text)
    assert list(plain.offsets) == sorted(plain.offsets)
    for place, letter in enumerate(plain.text):
        assert letter in fold(text[plain.offsets[place]])


@given(LETTERS, LETTERS, st.sampled_from([word for word, _plain in SPELLINGS]))
def test_that_what_is_marked_folds_to_what_was_looked_for(before: str, after: str, word: str) -> None:
    text = f"{before} {word} {after}"
    plain = fold(word)
    found = marks(text, (plain,))
    assert any(text[mark.start : mark.end].startswith(word) for mark in found)
    assert all(plain in fold(text[mark.start : mark.end]) for mark in found)
    assert all(first.end < second.start for first, second in pairwise(found))


def test_that_a_word_is_marked_where_words_begin_with_it() -> None:
    assert marks("Part of an article", ("art",)) == (Mark(11, 14),)


def test_that_a_word_that_no_word_begins_with_is_marked_inside() -> None:
    assert marks("Vereinsdatenschutz", ("datensch",)) == (Mark(7, 15),)
    assert marks("Nothing of it", ("datensch",)) == ()


def test_that_a_letter_of_two_plain_ones_is_marked_whole() -> None:
    text = "Die Straße"
    assert marks(text, ("stras",)) == (Mark(4, 9),)
    assert text[4:9] == "Straß"


def test_that_phrases_are_marked_as_whole_words_whatever_stands_between() -> None:
    text = "Mise en demeure; mise - en demeure, mises en demeure"
    found = marks(text, (), (("mise", "en", "demeure"),))
    assert [text[mark.start : mark.end] for mark in found] == ["Mise en demeure", "mise - en demeure"]


def test_that_the_last_part_of_a_word_in_parts_may_go_on() -> None:
    assert marks("délibération SAN-2022-019", ("san 2022 0",)) == (Mark(13, 23),)
    assert marks("SAN-12022-019", ("2022 0",)) == ()


def test_that_marks_that_touch_become_one() -> None:
    assert marks("Datenschutz", ("dat", "datens", "nschutz")) == (Mark(0, 11),)


def shown(part: Excerpt) -> list[str]:
    return [part.text[mark.start : mark.end] for mark in part.marks]


def test_that_a_short_text_is_its_own_excerpt_on_one_line() -> None:
    assert excerpt("The\n  Œuvre", ("oeuvre",), 40) == Excerpt("The Œuvre", (Mark(4, 9),))


def test_that_an_excerpt_shows_the_first_hit_between_ellipses() -> None:
    text = "word " * 40 + "the société here " + "word " * 40
    part = excerpt(text, ("societe",), 60)
    assert len(part.text) <= 60
    assert part.text.startswith("…word ")
    assert part.text.endswith("word…")
    assert shown(part) == ["société"]


def test_that_an_excerpt_is_where_most_is_found() -> None:
    text = "order " + "word " * 40 + "an order of Meta " + "word " * 40
    assert shown(excerpt(text, ("order", "meta"), 60)) == ["order", "Meta"]


def test_that_a_quarter_of_an_excerpt_stands_before_what_is_found() -> None:
    part = excerpt("-" * 100 + "meta" + "-" * 100, ("meta",), 40)
    assert part == Excerpt("…" + "-" * 9 + "meta" + "-" * 25 + "…", (Mark(10, 14),))


def test_that_an_excerpt_without_hits_is_the_beginning() -> None:
    part = excerpt("word " * 40, ("meta",), 23)
    assert part == Excerpt("word word word word…")


def test_that_an_excerpt_at_the_end_of_a_text_is_as_long_as_there_is_room() -> None:
    part = excerpt("word " * 40 + "meta", ("meta",), 40)
    assert part.text.startswith("…word")
    assert part.text.endswith("word meta")
    assert 30 < len(part.text) <= 40


@given(LETTERS, st.integers(8, 60), st.sampled_from([word for word, _plain in SPELLINGS]), LETTERS)
def test_that_an_excerpt_has_room_and_holds_what_is_found(
    before: str, room: int, word: str, after: str
) -> None:
    text = f"{before * 3} {word} {after * 3}"
    part = excerpt(text, (fold(word),), room)
    assert len(part.text) <= max(room, 0)
    assert part.marks
    assert part.text.strip("…") in " ".join(text.split())
    assert all(0 <= mark.start < mark.end <= len(part.text) for mark in part.marks)


def test_that_a_hit_longer_than_the_room_is_cut() -> None:
    part = excerpt("x" * 100, ("x" * 90,), 20)
    assert len(part.text) == 20
    assert part.marks == (Mark(0, 19),)
