"""Writing texts: only what differs, a few at a time, and telling how far it is."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from desktop.domain.listing.query import understood
from desktop.store.index import documents, texts_state
from desktop.store.index.opening import open_index
from desktop.store.index.texts import Texts
from desktop.store.index.texts_writing import write_texts
from tests.store.index.textfiles import case, change, event, ids, nothing, state_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.store.index.conftest import Opened


@pytest.mark.parametrize("plain", [False, True])
def test_that_only_what_differs_is_written_anew(opened: Callable[..., Opened], *, plain: bool) -> None:
    cases = [
        case(number, f"Title {number}", event(number, f"20{number}-01-01", "Word"))
        for number in range(20, 60)
    ]
    file, index = opened(*cases, plain=plain)
    texts = Texts(index)
    assert list(texts.find(understood("word"), 2).ids) == [59, 58]
    before = state_of(index).mark
    write_texts(file, index, nothing, plain=plain)
    assert state_of(index).mark == before
    change(file, "UPDATE events SET title = 'Newly written word' WHERE id = 33")
    write_texts(file, index, nothing, plain=plain)
    assert list(texts.find(understood("newly")).ids) == [33]
    assert list(texts.find(understood("word"), 2).ids) == [33, 59]
    assert len(state_of(index).cases) == 42
    change(
        file,
        "CREATE TEMP TABLE one AS SELECT * FROM investigations WHERE id = 20",
        "UPDATE one SET id = 61, uid = 'one', slug = 'another', title = 'Another word'",
        "INSERT INTO investigations SELECT * FROM one",
    )
    write_texts(file, index, nothing, plain=plain)
    assert list(texts.find(understood("another word")).ids) == [61]
    change(file, "DELETE FROM investigations WHERE id = 61")
    change(file, "DELETE FROM events WHERE id = 59", "DELETE FROM investigations WHERE id = 59")
    write_texts(file, index, nothing, plain=plain)
    assert list(texts.find(understood("word"), 2).ids) == [33, 58]
    assert list(texts.find(understood("-newly"), 2).ids) == [58, 57]
    assert sorted(texts.find(understood("word"), None).ids) == list(range(20, 59))
    assert len(state_of(index).cases) == 43


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
    assert told == [(0, 2), (2, 2)]
