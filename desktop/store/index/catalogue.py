"""The catalogue in the index file: built from the rows of the list, kept as bytes, loaded in one read."""

from __future__ import annotations

import json
import struct
from array import array
from datetime import date
from typing import TYPE_CHECKING, Any

from desktop.domain.listing.catalogue import Catalogue, Values, ranks_of, totals_of, values_of
from desktop.domain.listing.facets import FacetKind, SortBy, provision_value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from desktop.store.index.opening import Index

_BLOB = "catalogue"
_KINDS = (FacetKind.RESPONDENT, FacetKind.AUTHORITY, FacetKind.PROVISION, FacetKind.COUNTRY, FacetKind.YEAR)
_SORTS = tuple(
    (sort, way) for sort in (SortBy.RESPONDENT, SortBy.AUTHORITY, SortBy.OPENED) for way in (False, True)
)
ALL = """
SELECT id, authority, country, since, respondents, provisions, name_key, authority_key, slug
  FROM listed
 ORDER BY id
"""
_Row = tuple[int, str, str, str | None, str, str, str, str, str]


def save_catalogue(index: Index) -> None:
    """Build the catalogue from the rows of the list, and keep it."""
    rows: list[_Row] = index.connection.execute(ALL).fetchall()
    parts = (part for piece in _pieces(rows) for part in (struct.pack("<Q", len(piece)), piece))
    index.keep(_BLOB, b"".join(parts))


def load_catalogue(index: Index) -> Catalogue | None:
    """The catalogue as kept; None if it is missing or damaged."""
    data = index.blob(_BLOB)
    try:
        return None if data is None else _catalogue(_unpacked(data))
    except (ValueError, struct.error, StopIteration, UnicodeDecodeError):
        return None


def _pieces(rows: Sequence[_Row]) -> Iterator[bytes]:
    """The pieces of the catalogue, in the order in which `_catalogue` reads them."""
    size = len(rows)
    named = sorted(range(size), key=lambda place: (rows[place][6], rows[place][8]))
    since = [date.fromisoformat(row[3]).toordinal() if row[3] else 0 for row in rows]
    keys: dict[SortBy, Sequence[Any]] = {
        SortBy.RESPONDENT: [row[6] for row in rows],
        SortBy.AUTHORITY: [row[7] for row in rows],
        SortBy.OPENED: since,
    }
    yield array("q", (row[0] for row in rows)).tobytes()
    yield array("i", since).tobytes()
    yield array("I", named).tobytes()
    for sort, descending in _SORTS:
        key = keys[sort].__getitem__
        yield array("I", sorted(named, key=key, reverse=descending)).tobytes()
    for kind in _KINDS:
        yield from _value_pieces(values_of((_values(kind, row) for row in rows), size), size)
    articles = ([(f"{law}\n{article}", "") for law, article in json.loads(row[5])] for row in rows)
    yield from _value_pieces(values_of(articles, size), size)


def _values(kind: FacetKind, row: _Row) -> Iterable[tuple[str, str]]:
    """The values of an investigation in one facet, each with its label."""
    _, authority, country, since, respondents, provisions, *_ = row
    match kind:
        case FacetKind.RESPONDENT:
            return ((name, name) for name in json.loads(respondents))
        case FacetKind.PROVISION:
            return ((value, value) for value in (provision_value(*pair) for pair in json.loads(provisions)))
        case FacetKind.AUTHORITY:
            return ((authority, f"{country} · {authority}"),)
        case FacetKind.COUNTRY:
            return ((country, country),)
    return ((since[:4].lstrip("0"), since[:4].lstrip("0")),) if since else ()


def _value_pieces(values: Values, size: int) -> Iterator[bytes]:
    yield json.dumps([values.names, values.labels], ensure_ascii=False).encode("utf-8", "surrogatepass")
    yield values.owners.tobytes()
    yield values.codes.tobytes()
    yield b"".join(bits.to_bytes(_width(size), "little") for bits in values.bits)


def _width(size: int) -> int:
    return (size + 7) // 8


def _unpacked(data: bytes) -> Iterator[bytes]:
    """The pieces of packed bytes. Raises ValueError if the end is missing."""
    place = 0
    while place < len(data):
        (length,) = struct.unpack_from("<Q", data, place)
        place += 8 + length
        if place > len(data):
            raise ValueError("the catalogue is cut off")
        yield data[place - length : place]


def _catalogue(pieces: Iterator[bytes]) -> Catalogue:
    ids, since, named = array("q", next(pieces)), array("i", next(pieces)), array("I", next(pieces))
    orders = {order: array("I", next(pieces)) for order in _SORTS}
    values = {kind: _read_values(pieces, len(ids)) for kind in _KINDS}
    articles = _read_values(pieces, len(ids))
    if any(len(column) != len(ids) for column in (since, named, *orders.values())):
        raise ValueError("the columns of the catalogue differ in length")
    return Catalogue(ids, since, named, ranks_of(named), orders, values, articles)


def _read_values(pieces: Iterator[bytes], size: int) -> Values:
    names, labels = json.loads(next(pieces).decode("utf-8", "surrogatepass"))
    owners, codes, packed = array("I", next(pieces)), array("I", next(pieces)), next(pieces)
    width = _width(size)
    bits = tuple(
        int.from_bytes(packed[place : place + width], "little") for place in range(0, len(packed), width or 1)
    )
    return Values(tuple(names), tuple(labels), owners, codes, bits, totals_of(codes))
