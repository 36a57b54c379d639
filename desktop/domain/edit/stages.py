"""The stages of a fine as records, and what the newest of them makes of the fine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.case.case import FineStage, FineStatus
from desktop.domain.days.edtf import from_stored
from desktop.domain.days.period import parse_day
from desktop.domain.edit.change import Reference, added, changed, new_uid
from desktop.domain.edit.record_form import date_cells

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from desktop.domain.case.case import DatedStage
    from desktop.domain.days.period import UncertainDate
    from desktop.domain.edit.change import Cell, Cells, Change

STAGES = "fine_stages"
# The status that a stage gives its fine; the others leave it as it is.
_STATUS: Mapping[str, FineStatus] = {
    FineStage.REDUCED.value: FineStatus.REDUCED,
    FineStage.ANNULLED.value: FineStatus.ANNULLED,
    FineStage.APPEALED.value: FineStatus.APPEALED,
    FineStage.PAID.value: FineStatus.PAID,
}


def stage_cells(stage: DatedStage) -> dict[str, Cell]:
    """The cells by which the record of a stage is found among those of its fine."""
    return {
        "kind": stage.kind.value,
        **date_cells("day", stage.day),
        "known_on": None if stage.known_on is None else stage.known_on.isoformat(),
        "amount": None if stage.amount is None else stage.amount.minor,
        "note": stage.note,
    }


def fine_follows(stage: Cells, fine: tuple[str, Cells], others: Iterable[DatedStage]) -> tuple[Change, ...]:
    """The changes that a new stage brings to its fine, by uid and cells: none where it is not the newest.

    A sum that is reduced is kept as the one that was imposed.
    """
    (uid, before), others = fine, tuple(others)
    status, day = _STATUS.get(str(stage.get("kind"))), stored_date(stage, "day")
    if status is None or day is None:
        return ()
    known = [one.day for one in others] + [stored_date(before, name) for name in ("imposed", "status_on")]
    if any(each is not None and each.latest > day.latest for each in known):
        return ()
    after: dict[str, Cell] = {"status": status.value, **date_cells("status_on", day)}
    kept: tuple[Change, ...] = ()
    if status is FineStatus.REDUCED and stage.get("amount") is not None:
        after |= {name: stage.get(name) for name in ("amount", "currency")}
        if before.get("amount") is not None and all(one.kind is not FineStage.IMPOSED for one in others):
            kept = (_imposed(uid, before),)
    change = changed("fines", uid, before, after)
    return (*((change,) if change.after else ()), *kept)


def stored_date(cells: Cells, name: str) -> UncertainDate | None:
    """A date in its three cells; None where it is not known."""
    first, last, code = (cells.get(f"{name}_{end}") for end in ("start", "end", "precision"))
    if not (isinstance(first, str) and isinstance(last, str) and isinstance(code, str)):
        return None
    return from_stored(parse_day(first), parse_day(last), code)


def _imposed(uid: str, fine: Cells) -> Change:
    """The stage in which a fine was imposed."""
    day = {f"day_{end}": fine.get(f"imposed_{end}") for end in ("start", "end", "precision")}
    return added(
        STAGES,
        new_uid(),
        fine_id=Reference("fines", uid),
        kind=FineStage.IMPOSED.value,
        **day,
        known_on=None,
        amount=fine.get("amount"),
        currency=fine.get("currency"),
        note="",
    )
