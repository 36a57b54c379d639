"""Finding words whatever their accents."""

from __future__ import annotations

import pytest

from desktop.domain.search import fold, holds_all, words


@pytest.mark.parametrize(
    ("spelling", "plain"),
    [
        ("Økland", "okland"),
        ("Łódź", "lodz"),
        ("Paweł", "pawel"),
        ("Straße", "strasse"),
        ("Ærø", "aero"),
        ("Đorđe", "dorde"),
        ("Œuvre", "oeuvre"),
        ("Ελλάδα", "ελλαδα"),
        ("κόσμος", "κοσμοσ"),
        ("Úřad", "urad"),
        ("Société", "societe"),
        ("İstanbul", "istanbul"),
        ("Ñandú", "nandu"),
        ("Čeština", "cestina"),
    ],
)
def test_that_every_spelling_is_found_by_its_plain_form(spelling: str, plain: str) -> None:
    assert fold(spelling) == fold(plain)


def test_that_all_words_must_be_there_in_any_order() -> None:
    folded = fold("Autorité de protection des données v. IAB Europe")
    assert holds_all(folded, words("europe Donnees"))
    assert not holds_all(folded, words("europe meta"))
    assert holds_all(folded, words("  "))
