"""What stands beside a line's figure: other readings of the law, and bounds where facts are missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.explanation.bounds import gaps
from desktop.domain.explanation.readings import accrued_readings
from desktop.domain.penalty.stretch import State

if TYPE_CHECKING:
    from desktop.domain.case.terms import TermsId
    from desktop.domain.explanation.explanation import Gap, Reading
    from desktop.domain.explanation.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Aside:
    """The readings of one line that come to another figure, and what is missing to know it."""

    terms_id: TermsId
    readings: tuple[Reading, ...]
    gaps: tuple[Gap, ...]


def asides_of(ledger: Ledger) -> tuple[Aside, ...]:
    """The asides of all lines of a case that have any."""
    found = (
        Aside(
            line.terms.id,
            accrued_readings(line),
            gaps(line, ledger),
        )
        for line in ledger.lines
        if line.accrual.state is not State.ANNULLED
    )
    return tuple(aside for aside in found if aside.readings or aside.gaps)
