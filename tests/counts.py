"""How many cases a test tries: all in the long run, else a seeded tenth, in a brief run a fiftieth."""

from __future__ import annotations

import os

IS_LONG = bool(os.environ.get("ASTREINTE_LONG"))
IS_BRIEF = bool(os.environ.get("ASTREINTE_BRIEF")) and not IS_LONG
SEED = 20_221_017


def counted(full: int) -> int:
    """The number of cases to try out of `full`: all with ASTREINTE_LONG set, else a share, at least one."""
    return full if IS_LONG else max(1, full // (50 if IS_BRIEF else 10))
