"""The words that a typed one stands for."""

from __future__ import annotations

from desktop.domain.listing.asked import Asked
from desktop.store.index.matching import beginning, every, wide
from desktop.store.index.vocabulary import MOST, MOST_SHORT, vocabulary


def test_that_very_frequent_beginnings_are_walked_as_words() -> None:
    words = vocabulary([(f"a{number:05}".encode(), 200 if number % 7 else 900) for number in range(3_000)])
    short = words.beginning("a")
    assert len(short.terms) == MOST_SHORT
    assert set(short.terms) <= {f"a{number:05}" for number in range(0, 3_000, 7)}
    assert short.is_cut
    long = words.beginning("a00")
    assert len(long.terms) == 1_000
    assert not long.is_cut
    assert words.beginning("a0000").begun  # ten words of few documents
    assert not words.beginning("a0000").terms
    assert words.beginning("a00001").terms == ("a00001",)
    assert words.beginning("b").terms == ()
    assert wide(Asked(words=("a", "a00")), words) == ("a",)
    assert [len(block) for block in words.blocks("a", 1_000)] == [1_000, 1_000, 1_000]
    assert len(words.beginning("a0", MOST).terms) == MOST
    assert beginning(Asked(words=("a", "zz")), words).expression == ""
    assert '"a" *' not in every(Asked(words=("a00", "a"), phrases=(("b",),)), words).expression


def test_that_words_inside_words_are_looked_for_where_few_begin() -> None:
    words = vocabulary(
        (word.encode(), 1) for word in sorted(["datenschutz", "schutz", "schutzes", "vorschutz"])
    )
    meant = words.holding("schutz")
    assert meant.begun
    assert set(meant.terms) == {"datenschutz", "vorschutz"}
    assert words.holding("s").terms == ()
    assert vocabulary(()).holding("schutz").terms == ()


def test_that_more_words_are_counted_in_order() -> None:
    words = vocabulary([(b"b", 2), (b"d", 1)]).with_more(["a", "b", "b", "z", "ü"])
    assert list(words.items()) == [(b"a", 1), (b"b", 4), (b"d", 1), (b"z", 1), ("ü".encode(), 1)]
    assert words.pieces == type(words)(*words.pieces).pieces
