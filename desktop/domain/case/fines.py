"""The fines that no sum can hold, counted: those of unknown amount, and those of an unknown day."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from desktop.domain.case.case import FineStatus

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from desktop.domain.case.case import Fine


class FinesApart(NamedTuple):
    """The numbers of fines beside a sum: in force with an unknown `amount`, and perhaps in force.

    A fine is perhaps in force on a past day if the `day` it was imposed is not known.
    """

    amount: int = 0
    day: int = 0

    @property
    def number(self) -> int:
        """The number of fines beside the sum."""
        return self.amount + self.day


NO_FINES = FinesApart()


def fines_apart(fines: Iterable[Fine], known_on: date, *, is_past: bool, unpaid: bool = False) -> FinesApart:
    """The fines that the sum of fines in force on a day leaves out; with `unpaid` without those paid."""
    amount = day = 0
    for fine in fines:
        status = fine.status_known(known_on, is_past=is_past)
        day += fine.is_doubtful(known_on, is_past=is_past)
        counts = status is not None and status.is_in_force and not (unpaid and status is FineStatus.PAID)
        amount += fine.amount is None and counts
    return FinesApart(amount, day)
