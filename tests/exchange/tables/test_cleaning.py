"""Clean-ups of cells, and what they leave alone."""

from __future__ import annotations

from random import Random

import pytest

from desktop.domain.importing.found import CleanUp
from desktop.exchange.tables.cleaning import cleaned, is_clean
from tests.counts import SEED, counted


@pytest.mark.parametrize(
    ("words", "tidy", "made"),
    [
        ("R&amp;D &#8217;", "R&D ’", {CleanUp.ENTITIES}),
        ('<a href="https://x.org/5.htm">Art. 5 GDPR</a>', "Art. 5 GDPR", {CleanUp.TAGS, CleanUp.SPACES}),
        ("Art.Â 6 GDPR", "Art. 6 GDPR", {CleanUp.TWICE}),
        ("Art.Â\xa06 GDPR", "Art. 6 GDPR", {CleanUp.TWICE, CleanUp.SPACES}),
        ("EspaÃ±a", "España", {CleanUp.TWICE}),
        ("â€œjaâ€\x9d", "“ja”", {CleanUp.TWICE}),
        (" a  b\t", "a b", {CleanUp.SPACES}),
        ("a\x00b\u200b", "ab", {CleanUp.CONTROLS}),
        ("lost \ufffd", "lost ?", {CleanUp.CONTROLS}),
    ],
)
def test_that_a_cell_is_cleaned_and_the_clean_up_named(words: str, tidy: str, made: set[CleanUp]) -> None:
    assert cleaned(words) == (tidy, tuple(kind for kind in CleanUp if kind in made))


@pytest.mark.parametrize(
    "words", ["AT&T", "x < y and z > a", "Âge d'or", "România", "château", "two\nlines", ""]
)
def test_that_sound_texts_stay_as_they_are(words: str) -> None:
    assert cleaned(words) == (words, ())


def test_that_a_cleaned_text_is_clean_whatever_it_was() -> None:
    random = Random(SEED)
    signs = "aÂÃâ€ &;<>/#x\xa0\t\n\r\x00\x85\ufffd\ud800éb1"
    for _ in range(counted(20_000)):
        words = "".join(random.choice(signs) for _ in range(random.randrange(12)))
        tidy, made = cleaned(words)
        assert tidy.isprintable() or "\n" in tidy
        assert "\ufffd" not in tidy
        assert bool(made) or tidy.split() == words.split()
        if is_clean(words):
            assert tidy == words


def test_that_a_blank_of_any_width_is_a_space() -> None:
    for blank in "\t\xa0\u1680\u2000\u2003\u2009\u202f\u205f\u3000":
        assert cleaned(f"52{blank}500 EUR") == ("52 500 EUR", (CleanUp.SPACES,)), hex(ord(blank))
