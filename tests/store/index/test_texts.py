"""Finding investigations by the words of their texts: the same as looking through all of them."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from desktop.domain.listing.folding import parts
from desktop.domain.listing.query import understood
from desktop.store.cases import reading
from desktop.store.file.casefile import open_case_file
from desktop.store.index import documents
from desktop.store.index.texts import Texts
from tests.benchmarks.generate import write_benchmark_file
from tests.store.index.textfiles import indexed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from desktop.domain.listing.asked import Asked
    from desktop.store.file.casefile import CaseFile

pytestmark = pytest.mark.costly

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


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("texts") / "made.casefile"
    write_benchmark_file(path, 120)
    return path


@pytest.fixture(scope="module")
def file(made: Path) -> Iterator[CaseFile]:
    with closing(open_case_file(made)) as opened:
        yield opened


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


def test_that_questions_about_texts_use_keys(file: CaseFile) -> None:
    for sql in (reading.NEXT, documents.NEWEST, documents.HEADS, documents.BODIES, documents.LONG_BODY):
        known = {"after": 0, "most": 1, "first": 1, "last": 2, "ids": "[1]", "owner": 1}
        plan = [row["detail"] for row in file.rows(f"EXPLAIN QUERY PLAN {sql}", known)]
        assert not [step for step in plan if step.startswith("SCAN") and "json_each" not in step]
