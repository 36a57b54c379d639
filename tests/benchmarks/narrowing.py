"""Facets and order of the list, against the bare statements that count and sort the same in the case file."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from desktop.domain.listing.asked import Asked
from desktop.domain.listing.facets import Choice, FacetKind, Query, SortBy
from desktop.domain.listing.narrowing import answer
from tests.benchmarks.bench import opened
from tests.benchmarks.held import held_of
from tests.benchmarks.table import Line, compared
from tests.benchmarks.timing import alternate, ratio_of, spoken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.benchmarks.bench import Bench

MOST = 1.5
COUNTRY = "DE"
SORTED = """
SELECT id FROM investigations INDEXED BY investigations_by_opening ORDER BY opened_start DESC
"""
COUNTED = (
    """
SELECT a.country, count(*)
  FROM investigations i JOIN authorities a ON a.id = i.authority_id
 GROUP BY a.country
""",
    "SELECT authority_id, count(*) FROM investigations GROUP BY authority_id",
    "SELECT substr(opened_start, 1, 4) AS year, count(*) FROM investigations GROUP BY year",
    "SELECT respondent_id, count(*) FROM investigation_respondents GROUP BY respondent_id",
    """
SELECT provision_id, count(DISTINCT investigation_id) FROM investigation_provisions GROUP BY provision_id
""",
)
COUNTED_OF_COUNTRY = (
    """
SELECT i.authority_id, count(*)
  FROM investigations i JOIN authorities a ON a.id = i.authority_id
 WHERE a.country = :country
 GROUP BY i.authority_id
""",
    """
SELECT j.respondent_id, count(*)
  FROM investigations i JOIN authorities a ON a.id = i.authority_id
  JOIN investigation_respondents j ON j.investigation_id = i.id
 WHERE a.country = :country
 GROUP BY j.respondent_id
""",
)


def lines(bench: Bench) -> Iterator[Line]:
    """Sorting, all facets, and all facets under a choice: ours each time, ids and sections with them."""
    held = held_of(bench.file, bench.home)
    with closing(opened(bench.file)) as file:

        def asked(query: Query) -> object:
            return answer(held.catalogue, held.day, query, Asked(), None)

        def bare(*statements: str) -> list[int]:
            return [len(file.rows(one, {"country": COUNTRY})) for one in statements]

        by_opening = Query(sort=SortBy.OPENED, descending=True)
        of_country = Query(sort=SortBy.OPENED, choices=(Choice(FacetKind.COUNTRY, COUNTRY),))
        rows = (
            ("sorted and counted by all facets", by_opening, (SORTED, *COUNTED)),
            ("  the same, narrowed to one country", of_country, COUNTED_OF_COUNTRY),
        )
        for name, query, statements in rows:
            ours, floor = alternate(
                (lambda q=query: asked(q), lambda s=statements: bare(*s)),  # type: ignore[misc]
                rounds=bench.rounds,
            )
            yield compared(
                f"{name}, CPU", spoken(ours.median), spoken(floor.median), ratio_of(ours, floor), MOST
            )
