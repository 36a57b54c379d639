"""The time zones named in a case file; an unknown name falls back to UTC."""

from __future__ import annotations

import re
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

UTC = "UTC"
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*", re.ASCII)


def is_zone(name: object) -> bool:
    """Whether `name` is the name of an IANA time zone."""
    return isinstance(name, str) and _is_known(name)


def known_zone(name: object) -> str:
    """The name of an IANA time zone as given, or UTC for any other value."""
    return name if isinstance(name, str) and _is_known(name) else UTC


@lru_cache(maxsize=1_024)
def _is_known(name: str) -> bool:
    if not _NAME.fullmatch(name):
        return False
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # no such file, a folder, or a file without a zone
        return False
    return True
