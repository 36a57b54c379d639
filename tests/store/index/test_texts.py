"""Finding investigations by the words of their texts: the same as looking through all of them."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from desktop.domain.asked import Asked
from desktop.domain.cases import Case, CaseId, Decision, Event, EventId, Lane
from desktop.domain.penalty import Confidence
from desktop.domain.period import on_day, parse_date, parse_day
from desktop.domain.query import understood
from desktop.domain.search import fold, parts
from desktop.store.casefile import create_case_file, open_case_file
from desktop.store.hits import hits
from desktop.store.index import documents, full_text, texts_state
from desktop.store.index.matching import beginning, every, wide
from desktop.store.index.opening import open_index
from desktop.store.index.texts import Texts
from desktop.store.index.texts_writing import write_texts
from desktop.store.index.vocabulary import MOST, MOST_SHORT, vocabulary
from tests.benchmarks.generate import write_benchmark_file
from tests.making import case_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from desktop.store.casefile import CaseFile
    from desktop.store.index.opening import Index

TEXTS_OF_ONE = """
SELECT i.title AS text FROM investigations i WHERE i.id = :id
UNION ALL SELECT a.name || '|' || a.short_name || '|' || a.country
            FROM authorities a JOIN investigations i ON i.authority_id = a.id WHERE i.id = :id
UNION ALL SELECT r.name FROM respondents r JOIN investigation_respondents j ON j.respondent_id = r.id
           WHERE j.investigation_id = :id
UNION ALL SELECT r.short_name FROM respondents r JOIN investigation_respondents j ON j.respondent_id = r.id
           WHERE j.investigation_id = :id
UNION ALL SELECT reference FROM investigation_references WHERE investigation_id = :id
UNION ALL SELECT title FROM decisions WHERE investigation_id = :id
UNION ALL SELECT reference FROM decisions WHERE investigation_id = :id
UNION ALL SELECT title FROM events WHERE investigation_id = :id
UNION ALL SELECT description FROM events WHERE investigation_id = :id
"""
NEWEST_FIRST = """
SELECT i.id, (SELECT max(date_start) FROM events e
                WHERE e.investigation_id = i.id AND date_precision <> 'undated') AS newest
  FROM investigations i ORDER BY newest DESC, i.id DESC
"""
COUNTRIES = {
    "FR": "France",
    "DE": "Germany",
    "NL": "Netherlands",
    "IT": "Italy",
    "ES": "Spain",
    "PL": "Poland",
}


def nothing(_done: int, _total: int) -> None:
    """Nobody is told."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("texts") / "made.casefile"
    write_benchmark_file(path, 120)
    return path


@pytest.fixture(scope="module")
def file(made: Path) -> Iterator[CaseFile]:
    with closing(open_case_file(made)) as opened:
        yield opened


def indexed(file: CaseFile, folder: Path, *, plain: bool | None = None) -> Index:
    index = open_index(folder, file)
    write_texts(file, index, nothing, plain=plain)
    return index


@pytest.fixture(scope="module", params=["full", "plain"])
def texts(
    file: CaseFile, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[Texts]:
    with closing(indexed(file, tmp_path_factory.mktemp("index"), plain=request.param == "plain")) as index:
        yield Texts(index)


class Slow:
    """All texts in memory, looked through one by one."""

    def __init__(self, file: CaseFile) -> None:
        self.newest_first = [row["id"] for row in file.rows(NEWEST_FIRST)]
        self.texts = {
            number: [
                parts(text)
                for row in file.rows(TEXTS_OF_ONE, {"id": number})
                for text in row["text"].split("|")
            ]
            for number in self.newest_first
        }
        self.lines = {number: self._line(texts) for number, texts in self.texts.items()}

    def _line(self, texts: Sequence[Sequence[str]]) -> str:
        return "".join(f" {' '.join(words)} |" for words in texts)

    def holds(self, number: int, wanted: Sequence[str], *, is_whole: bool) -> bool:
        """Whether one of the texts has these words side by side, the last with any ending unless whole."""
        return f" {' '.join(wanted)}{' ' if is_whole else ''}" in self.lines[number]

    def find(self, asked: Asked) -> set[int]:
        """Those whose words begin with what is asked."""
        return {
            number
            for number in self.newest_first
            if all(self.holds(number, word.split(), is_whole=False) for word in asked.words)
            and all(self.holds(number, phrase, is_whole=True) for phrase in asked.phrases)
            and not any(self.holds(number, word.split(), is_whole=len(word) < 3) for word in asked.excluded)
            and not any(self.holds(number, phrase, is_whole=True) for phrase in asked.excluded_phrases)
        }

    def inside(self, asked: Asked) -> set[int]:
        """Those whose words hold the words asked anywhere."""
        return {
            number
            for number, own in self.texts.items()
            if all(any(word in one for words in own for one in words) for word in asked.words)
        }


@pytest.fixture(scope="module")
def slow(file: CaseFile) -> Slow:
    return Slow(file)


def queries(slow: Slow, number: int) -> list[Asked]:
    """Random queries of one to three things that stand in one text, cut at random."""
    chance = random.Random(number)
    made = []
    for _ in range(40):
        words = chance.choice(slow.texts[chance.choice(slow.newest_first)]) or ("meta",)
        typed = []
        for _ in range(chance.randint(1, 3)):
            place = chance.randrange(len(words))
            word = words[place][: chance.randint(1, 8)]
            two = words[place : place + 2]
            typed.append(
                chance.choice(
                    [word, word, word, f"-{word}", f'"{" ".join(two)}"', "-".join(two), f'-"{" ".join(two)}"']
                )
            )
        made.append(understood(" ".join(typed)))
    return made


@pytest.mark.parametrize("number", range(3))
def test_that_all_that_is_found_is_what_a_slow_search_finds(texts: Texts, slow: Slow, number: int) -> None:
    for asked in queries(slow, number):
        found, expected = texts.find(asked, None), slow.find(asked)
        begun = list(found.ids)[: len(expected)]
        assert set(begun) == expected, asked
        assert found.complete, asked
        assert len(set(found.ids)) == len(found.ids)
        if (
            asked.words
            and not asked.phrases
            and not asked.excluded
            and not any(" " in word for word in asked.words)
        ):
            more = (
                slow.inside(asked)
                if len(expected) < 60 and all(len(word) > 1 for word in asked.words)
                else set()
            )
            assert not more - set(found.ids) or asked.excluded_phrases, asked


@pytest.mark.parametrize("number", range(3))
def test_that_the_first_found_are_the_newest_of_a_slow_search(texts: Texts, slow: Slow, number: int) -> None:
    for asked in queries(slow, number):
        found, expected = texts.find(asked, 60), slow.find(asked)
        if any(" " in word and len(word.split()[-1]) < 3 for word in asked.words):
            continue  # a last part so short waits
        newest = [number for number in slow.newest_first if number in expected]
        assert list(found.ids)[: min(60, len(newest))] == newest[:60], asked
        assert len(found.ids) <= 60


def test_that_what_is_typed_letter_by_letter_is_found(texts: Texts, slow: Slow) -> None:
    for word in ("datenschutz", "strasse", "clearview"):
        for end in range(1, len(word) + 1):
            asked = understood(word[:end])
            holding = slow.find(asked)
            expected = [number for number in slow.newest_first if number in holding]
            assert list(texts.find(asked).ids)[: min(60, len(expected))] == expected[:60]


def event(number: int, day: str, title: str, description: str = "") -> Event:
    day_known, sure = on_day(parse_day(day)), Confidence.CONFIRMED
    return Event(EventId(number), day_known, "note", Lane.AUTHORITY, title, description, (), sure, ())


def case(number: int, title: str, *events: Event, references: tuple[str, ...] = ()) -> Case:
    base = case_of(slug=f"case-{number}")
    known = replace(base.investigation, id=CaseId(number), title=title, references=references, respondents=())
    return replace(base, investigation=known, events=events)


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

Opened = tuple["CaseFile", "Index"]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Callable[..., Opened]]:
    """A new case file of some cases, with its index."""
    both: list[Opened] = []

    def make(*cases: Case, plain: bool = False) -> Opened:
        path = tmp_path / f"made{len(both)}.casefile"
        create_case_file(path, cases)
        file = open_case_file(path)
        both.append((file, indexed(file, tmp_path / "index", plain=plain)))
        return both[-1]

    yield make
    for file, index in both:
        index.close()
        file.close()


def ids(index: Index, text: str, limit: int | None = 60) -> list[int]:
    return list(Texts(index).find(understood(text), limit).ids)


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


def change(file: CaseFile, *statements: str) -> None:
    with closing(sqlite3.connect(file.path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def state_of(index: Index) -> texts_state.TextsState:
    return texts_state.load_state(index.connection)


@pytest.mark.parametrize("plain", [False, True])
def test_that_only_what_differs_is_written_anew(opened: Callable[..., Opened], *, plain: bool) -> None:
    cases = [
        case(number, f"Title {number}", event(number, f"2020-01-{number:02}", "Word"))
        for number in range(1, 21)
    ]
    file, index = opened(*cases, plain=plain)
    texts = Texts(index)
    assert list(texts.find(understood("word"), 2).ids) == [20, 19]
    before = state_of(index).mark
    write_texts(file, index, nothing, plain=plain)
    assert state_of(index).mark == before
    change(file, "UPDATE events SET title = 'Newly written word' WHERE id = 3")
    write_texts(file, index, nothing, plain=plain)
    assert list(texts.find(understood("newly")).ids) == [3]
    assert list(texts.find(understood("word"), 2).ids) == [3, 20]
    assert len(state_of(index).cases) == 22
    change(
        file,
        "CREATE TEMP TABLE one AS SELECT * FROM investigations WHERE id = 1",
        "UPDATE one SET id = 21, slug = 'another', title = 'Another word'",
        "INSERT INTO investigations SELECT * FROM one",
    )
    write_texts(file, index, nothing, plain=plain)
    assert list(texts.find(understood("another word")).ids) == [21]
    change(file, "DELETE FROM investigations WHERE id = 21")
    change(file, "DELETE FROM events WHERE id = 20", "DELETE FROM investigations WHERE id = 20")
    write_texts(file, index, nothing, plain=plain)
    assert list(texts.find(understood("word"), 2).ids) == [3, 19]
    assert list(texts.find(understood("-newly"), 2).ids) == [19, 18]
    assert sorted(texts.find(understood("word"), None).ids) == list(range(1, 20))
    assert len(state_of(index).cases) in {20, 23}


def test_that_all_is_written_anew_where_much_differs(opened: Callable[..., Opened]) -> None:
    file, index = opened(*(case(number, f"Title {number}") for number in range(1, 11)))
    change(file, "UPDATE investigations SET title = 'New ' || id WHERE id < 4")
    write_texts(file, index, nothing)
    assert len(state_of(index).cases) == 11
    assert sorted(ids(index, "new")) == [1, 2, 3]


def test_that_another_folding_or_kind_of_table_writes_all_anew(
    opened: Callable[..., Opened], monkeypatch: pytest.MonkeyPatch
) -> None:
    file, index = opened(case(1, "Title"))
    assert not state_of(index).is_plain
    write_texts(file, index, nothing, plain=True)
    assert state_of(index).is_plain
    monkeypatch.setattr(texts_state, "FOLDING", 99)
    assert Texts(index).find(understood("title")).complete is False
    write_texts(file, index, nothing)
    assert ids(index, "title") == [1]


def test_that_nothing_is_found_before_the_texts_are_written(
    opened: Callable[..., Opened], tmp_path: Path
) -> None:
    file, _index = opened(case(1, "Title"))
    with closing(open_index(tmp_path / "empty", file)) as index:
        found = Texts(index).find(understood("title"))
        assert (list(found.ids), found.complete) == ([], False)
        index.connection.execute("BEGIN")
        write = Texts(index).find(understood("title"))
        assert not write.complete
        index.connection.execute("ROLLBACK")


def test_that_a_search_that_is_interrupted_says_so(file: CaseFile, tmp_path: Path) -> None:
    with closing(indexed(file, tmp_path)) as index:
        texts = Texts(index)
        index.connection.set_progress_handler(lambda: 1, 1)
        with pytest.raises(sqlite3.OperationalError, match="interrupted"):
            texts.find(understood("data"), None)
        index.connection.set_progress_handler(None, 1)
        assert not index.connection.in_transaction
        index.connection.execute("BEGIN")
        index.connection.set_progress_handler(lambda: 1, 1)
        with pytest.raises(sqlite3.OperationalError, match="interrupted"):
            texts.find(understood("data"), None)
        index.connection.set_progress_handler(None, 1)
        index.connection.execute("ROLLBACK")
        assert texts.find(understood("data"), None).complete


def test_that_many_events_are_read_a_few_at_a_time(
    opened: Callable[..., Opened], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "_ONE_READ", 3)
    long = case(2, "Long", *(event(number, "2020-01-01", f"w{number}") for number in range(100, 110)))
    short = [case(number, "Short", event(number, "2021-01-01", f"s{number}")) for number in (1, 3, 4, 5, 6)]
    file, index = opened(short[0], long, *short[1:])
    assert ids(index, "w100 w104 w109") == [2]
    assert [ids(index, f"s{number}") for number in (1, 3, 4, 5, 6)] == [[1], [3], [4], [5], [6]]
    assert [len(one.body) for one in documents.documents(file, documents.outlines(file))] == [
        2,
        20,
        2,
        2,
        2,
        2,
    ]


def test_that_writing_tells_how_far_it_is(opened: Callable[..., Opened]) -> None:
    file, index = opened(case(1, "Title"), case(2, "Title"))
    told: list[tuple[int, int]] = []
    write_texts(file, index, lambda done, total: told.append((done, total)), plain=True)
    assert told == [(2, 2)]


def test_that_a_hit_is_the_event_with_most_words_and_of_these_the_newest(
    opened: Callable[..., Opened],
) -> None:
    file, _index = opened(
        case(
            1,
            "Meta",
            event(1, "2020-01-01", "Order", "Meta must obey"),
            event(2, "2022-03-04", "Order of Meta", "An order"),
            event(3, "2024-01-01", "Order"),
            event(4, "2025-01-01", "Nothing"),
        ),
        case(2, "Nothing here", event(5, "2020-01-01", "Disorder")),
        case(3, "Nothing here", event(6, "2020-01-01", "Nothing")),
    )
    found = hits(file, [3, 1, 2], understood("order meta"))
    assert [(hit.case_id, hit.event_id, hit.excerpt, hit.others) for hit in found] == [
        (1, 2, "Order of Meta · An order", 2),
        (2, 5, "Disorder", 0),
    ]
    assert found[0].date == parse_date("2022-03-04")
    assert [found[0].excerpt[mark.start : mark.end] for mark in found[0].marks] == ["Order", "Meta", "order"]
    assert hits(file, [1], understood("-order country:FR")) == ()


def test_that_no_text_is_kept_in_the_full_text_table(opened: Callable[..., Opened]) -> None:
    _file, index = opened(case(1, "Title"))
    assert index.connection.execute("SELECT head, body FROM texts WHERE texts MATCH 'title'").fetchall() == [
        (None, None)
    ]
    assert "content = ''" in full_text.CREATE


def test_that_questions_about_texts_use_keys(file: CaseFile) -> None:
    for sql in (documents.NEXT, documents.NEWEST, documents.HEADS, documents.BODIES, documents.LONG_BODY):
        known = {"after": 0, "most": 1, "first": 1, "last": 2, "ids": "[1]", "owner": 1}
        plan = [row["detail"] for row in file.rows(f"EXPLAIN QUERY PLAN {sql}", known)]
        assert not [step for step in plan if step.startswith("SCAN") and "json_each" not in step]


def test_that_words_are_divided_as_the_tokenizer_does(opened: Callable[..., Opened]) -> None:
    text = "l’Œuvre SAN-2022_019 a.b Größe½ 個人情報 κόσμος हिन्दी x²"
    _file, index = opened(case(1, text))
    found = {term.decode() for term, _count in state_of(index).vocabulary.items()}
    assert set(parts(fold(text))) <= found
