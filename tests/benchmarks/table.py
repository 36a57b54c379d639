"""The table that the benchmarks print: a line for each thing measured."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.benchmarks.timing import Ratio


class Verdict(StrEnum):
    """What came of a line."""

    TOLD = ""  # no goal is set
    MET = "ok"
    MISSED = "MISSED"
    VOID = "VOID"  # the bad control was not bad enough: the line says nothing
    BROKEN = "BROKEN"  # it could not be measured, and should have been
    SKIPPED = "skipped"


HEADINGS = ("name", "ours", "floor or peer", "ratio [95 % CI]", "goal", "verdict")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table, in words; `why` says what a verdict leaves open."""

    name: str
    ours: str = ""
    other: str = ""
    ratio: str = ""
    goal: str = ""
    verdict: Verdict = Verdict.TOLD
    why: str = ""

    @property
    def is_bad(self) -> bool:
        """Whether it must not go unnoticed."""
        return self.verdict in (Verdict.MISSED, Verdict.VOID, Verdict.BROKEN)

    @property
    def cells(self) -> tuple[str, ...]:
        """Its words by column."""
        verdict = f"{self.verdict} ({self.why})" if self.why else self.verdict.value
        return (self.name, self.ours, self.other, self.ratio, self.goal, verdict)


def verdict(*, is_met: bool) -> Verdict:
    """The verdict on a goal."""
    return Verdict.MET if is_met else Verdict.MISSED


def compared(name: str, ours: str, other: str, found: Ratio, at_most: float) -> Line:
    """A line that sets a ratio against a goal."""
    met = verdict(is_met=found.median <= at_most)
    return Line(name, ours, other, found.spoken, f"<= {at_most:g} x", met)


def skipped(name: str, why: str) -> Line:
    """A line for what is not here to be measured."""
    return Line(name, verdict=Verdict.SKIPPED, why=why)


def printed(lines: Iterable[Line]) -> str:
    """The lines in columns, under their headings."""
    rows = [HEADINGS, *(line.cells for line in lines)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS) - 1)]
    ruled = [" | ".join(_padded(row, widths)).rstrip() for row in rows]
    return "\n".join(
        [ruled[0], "-+-".join("-" * width for width in (*widths, len(HEADINGS[-1]))), *ruled[1:]]
    )


def _padded(row: tuple[str, ...], widths: list[int]) -> tuple[str, ...]:
    return (*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[-1])
