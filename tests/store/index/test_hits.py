"""Where investigations hold what was looked for."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from desktop.domain.days.period import parse_date
from desktop.domain.listing.query import understood
from desktop.store.cases.writing import create_case_file
from desktop.store.file.casefile import open_case_file
from desktop.store.index.hits import hits
from tests.store.index.textfiles import case, event

if TYPE_CHECKING:
    from pathlib import Path


def test_that_a_hit_is_the_event_with_most_words_and_of_these_the_newest(tmp_path: Path) -> None:
    cases = (
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
    path = tmp_path / "made.casefile"
    create_case_file(path, cases)
    with closing(open_case_file(path)) as file:
        found = hits(file, [3, 1, 2], understood("order meta"))
        assert [(hit.case_id, hit.event_id, hit.excerpt, hit.others) for hit in found] == [
            (1, 2, "Order of Meta · An order", 2),
            (2, 5, "Disorder", 0),
        ]
        assert found[0].date == parse_date("2022-03-04")
        assert [found[0].excerpt[mark.start : mark.end] for mark in found[0].marks] == [
            "Order",
            "Meta",
            "order",
        ]
        assert hits(file, [1], understood("-order country:FR")) == ()
