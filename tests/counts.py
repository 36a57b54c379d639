"""How many cases a test tries: all of them in the long run, a seeded tenth otherwise."""

from __future__ import annotations

import os

IS_LONG = bool(os.environ.get("ASTREINTE_LONG"))
SEED = 20_221_017


def counted(full: int) -> int:
    """The number of cases to try out of `full`: all with ASTREINTE_LONG set, else a tenth, at least one."""
    return full if IS_LONG else max(1, full // 10)
