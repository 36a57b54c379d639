"""Finding words in whatever spelling, phrases, parties; and the best first."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from desktop.domain.case.case import Decision
from desktop.domain.listing.folding import fold, parts
from desktop.domain.listing.query import understood
from desktop.store.index import full_text, texts_state
from desktop.store.index.hits import hits
from desktop.store.index.matching import wide
from desktop.store.index.texts import Texts
from tests.store.index.textfiles import case, event, ids, state_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.store.index.conftest import Opened

WORDS = ["Økland", "Łódź", "Paweł", "Straße", "Ærø", "Đorđe", "Œuvre", "Ελλάδα", "κόσμος", "Úřad", "Société"]
PLAIN = [
    "okland",
    "lodz",
    "pawel",
    "strasse",
    "aero",
    "dorde",
    "oeuvre",
    "ελλαδα",
    "κοσμος",
    "urad",
    "societe",
]
MORE = [("İstanbul", "istanbul"), ("Ñandú", "nandu"), ("Čeština", "cestina"), ("ΚΌΣΜΟΥ", "κοσμου")]


@pytest.mark.parametrize("plain", [False, True])
def test_that_every_spelling_is_found_by_its_plain_form_and_marked_as_spelled(
    opened: Callable[..., Opened], *, plain: bool
) -> None:
    pairs = [*zip(WORDS, PLAIN, strict=True), *MORE]
    cases = [
        case(number, "Case", event(number, "2020-01-01", "Title", f"Of {spelled}, of course"))
        for number, (spelled, _) in enumerate(pairs, 1)
    ]
    file, index = opened(*cases, plain=plain)
    for number, (spelled, plainly) in enumerate(pairs, 1):
        for typed in (plainly, spelled, spelled.upper()):
            assert ids(index, typed) == [number], typed
        assert number in ids(index, plainly[:4])
        (hit,) = hits(file, [number], understood(plainly))
        assert [hit.excerpt[mark.start : mark.end] for mark in hit.marks] == [spelled]


def test_that_the_best_come_first(opened: Callable[..., Opened]) -> None:
    _file, index = opened(
        case(1, "Other", event(1, "2024-01-01", "Orders")),
        case(2, "Other", event(2, "2021-01-01", "Order")),
        case(3, "Orders", event(3, "2020-01-01", "Nothing")),
        case(4, "Order", event(4, "2019-01-01", "Nothing")),
        case(5, "Disorderly", event(5, "2025-01-01", "Nothing")),
        case(6, "Other", event(6, "2023-01-01", "Order")),
    )
    assert ids(index, "order", None) == [4, 3, 6, 2, 1, 5]
    assert ids(index, "order") == [1, 6, 2, 3, 4, 5]
    assert ids(index, "order", 2) == [1, 6]
    assert ids(index, "-order") == [5]
    assert ids(index, "-order -dis", None) == []


def test_that_a_phrase_is_not_found_across_two_texts(opened: Callable[..., Opened]) -> None:
    _file, index = opened(
        case(1, "Case", event(1, "2020-01-01", "Stay of", "execution")),
        case(2, "Case", event(2, "2020-01-01", "Stay\x1eof", "The stay of execution")),
    )
    assert ids(index, '"stay of execution"') == [2]
    assert ids(index, "stay-of-exec", None) == [2]
    assert ids(index, "stay execution") == [2, 1]
    assert ids(index, "stay-of") == [2, 1]
    assert ids(index, "stay-e") == [2, 1]  # the last part waits
    assert ids(index, "stay-e", None) == []


def test_that_an_investigation_is_found_by_its_parties_decisions_and_country(
    opened: Callable[..., Opened],
) -> None:
    decided = replace(
        case(1, "Case", references=("SAN-2022-019",)),
        decisions=(Decision("Délibération", "ECLI:FR:1", None, None, None),),
    )
    file, index = opened(decided, case(2, "Case"))
    for text in ("san-2022-019", "deliberation", "ecli:fr:1"):
        assert ids(index, text) == [1]
    assert ids(index, "france authority") == [2, 1]
    (hit,) = hits(file, [1], understood("san-2022"))
    assert (hit.event_id, hit.date, hit.excerpt, hit.others) == (None, None, "SAN-2022-019", 0)
    assert [(mark.start, mark.end) for mark in hit.marks] == [(0, 8)]


def test_that_nothing_typed_is_taken_for_an_operator(opened: Callable[..., Opened]) -> None:
    _file, index = opened(case(1, "Not near and or head"))
    for text in (
        "NOT",
        "AND",
        "OR",
        "NEAR(",
        "head:",
        "*",
        "^not",
        '"and" OR',
        "{head",
        "a'b\"c",
        "+",
        "\x00",
        "\ud800x",
    ):
        Texts(index).find(understood(text))
        Texts(index).find(understood(text), None)
    assert ids(index, "NOT AND OR NEAR") == [1]


def test_that_a_word_of_very_many_endings_is_found_in_steps(opened: Callable[..., Opened]) -> None:
    cases = [
        case(
            number,
            "Case",
            event(
                number, "2020-01-01", " ".join(f"q{letter}{number * 500 + letter}" for letter in range(500))
            ),
        )
        for number in range(1, 31)
    ]
    cases.append(case(31, "Case", event(31, "2019-01-01", "query")))
    file, index = opened(*cases)
    state = texts_state.load_state(index.connection)
    assert len(state.vocabulary) > 15_000
    assert set(ids(index, "q", None)) == set(range(1, 32))
    assert wide(understood("q"), state.vocabulary) == ("q",)
    assert set(ids(index, "q case", None)) == set(range(1, 32))
    assert ids(index, "q", 5) == [30, 29, 28, 27, 26]
    assert hits(file, [31], understood("q"))[0].excerpt == "query"


def test_that_wide_words_are_found_whole_beside_others(
    opened: Callable[..., Opened], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.store.index.vocabulary._FEW", 0)
    monkeypatch.setattr("desktop.store.index.vocabulary._SELDOM", 0)
    monkeypatch.setattr("desktop.store.index.matching.MANY", 3)
    cases = [
        case(
            number,
            "Case",
            event(number, "2020-01-01", f"q{number} r{number}", "odd" if number % 2 else "even"),
        )
        for number in range(1, 21)
    ]
    _file, index = opened(*cases, case(21, "Case", event(21, "2021-01-01", "Nothing")))
    assert set(ids(index, "q", None)) == set(range(1, 21))
    assert set(ids(index, "q r", None)) == set(range(1, 21))
    assert set(ids(index, "q even", None)) == set(range(2, 21, 2))
    assert set(ids(index, "q -odd", None)) == set(range(2, 21, 2))
    assert set(ids(index, 'q "odd"', None)) == set(range(1, 21, 2))


def test_that_a_single_letter_beside_a_word_waits_for_another(
    opened: Callable[..., Opened], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.store.index.vocabulary._FEW", 0)
    monkeypatch.setattr("desktop.store.index.vocabulary._SELDOM", 0)
    frequent = " ".join(f"p{number}" for number in range(100))
    cases = [case(number, "Case", event(number, "2020-01-01", frequent)) for number in range(1, 11)]
    rare = case(11, "Case", event(11, "2021-01-01", "Gebyr til partene"))
    _file, index = opened(*cases, rare, case(12, "Case", event(12, "2022-01-01", "Gebyr til dem")))
    assert ids(index, "til") == [12, 11]
    assert ids(index, "til p") == [12, 11]
    assert ids(index, "til p", None) == [11]
    assert ids(index, "til pa") == [11]
    assert ids(index, "p case", 3) == [12, 11, 10]
    assert not Texts(index).find(understood("til p")).complete
    assert ids(index, "p d") == []  # letters alone do not wait


def test_that_no_text_is_kept_in_the_full_text_table(opened: Callable[..., Opened]) -> None:
    _file, index = opened(case(1, "Title"))
    assert index.connection.execute("SELECT head, body FROM texts WHERE texts MATCH 'title'").fetchall() == [
        (None, None)
    ]
    assert "content = ''" in full_text.CREATE


def test_that_words_are_divided_as_the_tokenizer_does(opened: Callable[..., Opened]) -> None:
    text = "l’Œuvre SAN-2022_019 a.b Größe½ 個人情報 κόσμος हिन्दी x²"
    _file, index = opened(case(1, text))
    found = {term.decode() for term, _count in state_of(index).vocabulary.items()}
    assert set(parts(fold(text))) <= found
