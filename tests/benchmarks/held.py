"""What the worker holds of a file in memory, loaded from its index."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from desktop.domain.days.asof import AsOf
from desktop.domain.listing.catalogue_day import day_of
from desktop.store.index.catalogue import load_catalogue
from desktop.store.index.figures import load_book
from tests.benchmarks.bench import indexed

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.domain.listing.catalogue import Catalogue
    from desktop.domain.listing.catalogue_day import CatalogueDay
    from desktop.domain.overview.book import Book

AS_OF = AsOf(date(2026, 11, 1))


@dataclass(frozen=True, slots=True)
class Held:
    """The catalogue, the figures of all orders, and where they stand today."""

    catalogue: Catalogue
    book: Book
    day: CatalogueDay


def held_of(path: Path, home: Path) -> Held:
    """What is held of a file. Raises LookupError where its index is not ready."""
    with closing(indexed(path, home)) as index:
        catalogue, book = load_catalogue(index), load_book(index)
    if catalogue is None or book is None:
        raise LookupError("the index is not ready")
    return Held(catalogue, book, day_of(catalogue, book.sheet(AS_OF)))
