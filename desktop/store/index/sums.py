"""The sums over all investigations, kept in the index file."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from desktop.domain.overview.curves import curves_from, curves_to_bytes
from desktop.domain.overview.day_sums import day_sums_from
from desktop.domain.overview.exposure import exposure_from
from desktop.domain.overview.holdings import Holdings, Sides
from desktop.store.file.transaction import writing

if TYPE_CHECKING:
    from desktop.domain.slices import Slices
    from desktop.store.index.opening import Index

_MARK, _LATEST, _IMPOSED = "sums_of", "sums_latest", "sums_imposed"
_SIDES = ("known", "hindsight")


def save_holdings(index: Index, holdings: Holdings, mark: bytes) -> None:
    """Keep sums with the mark of their figures."""
    with writing(index.connection):
        index.keep(_LATEST, holdings.latest.isoformat().encode())
        index.keep(_IMPOSED, holdings.imposed.to_bytes())
        for name, side in zip(_SIDES, (holdings.known, holdings.hindsight), strict=True):
            index.keep(f"sums_{name}", side.exposure.to_bytes())
            index.keep(f"sums_{name}_curves", curves_to_bytes(side.curves))
        index.keep(_MARK, mark)


def loading_holdings(index: Index) -> Slices[Holdings | None]:
    """The sums, loaded in slices; None if they are missing or damaged."""
    try:
        latest = date.fromisoformat(_blob(index, _LATEST).decode())
        known = yield from _side(index, _SIDES[0])
        hindsight = yield from _side(index, _SIDES[1])
        return Holdings(latest, known, hindsight, day_sums_from(_blob(index, _IMPOSED)))
    except ValueError:
        return None


def holdings_mark(index: Index) -> bytes:
    """The mark of the figures behind the kept sums; empty without sums."""
    return index.blob(_MARK) or b""


def _side(index: Index, name: str) -> Slices[Sides]:
    exposure = exposure_from(_blob(index, f"sums_{name}"))
    yield
    curves = curves_from(_blob(index, f"sums_{name}_curves"))
    yield
    return Sides(exposure, curves)


def _blob(index: Index, name: str) -> bytes:
    """The bytes kept under a name. Raises ValueError if there are none."""
    data = index.blob(name)
    if data is None:
        raise ValueError(f"nothing is kept under {name}")
    return data
