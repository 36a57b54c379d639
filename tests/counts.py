"""How many cases a test tries: all in the long run, else a seeded tenth, in a brief run a fiftieth."""

from __future__ import annotations

import os
from random import Random
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

Case = TypeVar("Case")

IS_LONG = bool(os.environ.get("ASTREINTE_LONG"))
IS_BRIEF = bool(os.environ.get("ASTREINTE_BRIEF")) and not IS_LONG
SEED = 20_221_017


def counted(full: int) -> int:
    """The number of cases to try out of `full`: all with ASTREINTE_LONG set, else a share, at least one."""
    return full if IS_LONG else max(1, full // (50 if IS_BRIEF else 10))


def dear(full: int) -> int:
    """The number of cases that cost much, out of `full`: all with ASTREINTE_LONG set, else a thirtieth."""
    return full if IS_LONG else max(1, full // 30)


def some(cases: Sequence[Case]) -> list[Case]:
    """The cases a test tries, in order: all with ASTREINTE_LONG set, else a seeded share, two or more."""
    tried = Random(SEED).sample(range(len(cases)), min(len(cases), max(2, counted(len(cases)))))
    return [cases[place] for place in sorted(tried)]
