"""Legal entity identifiers of ISO 17442."""

from __future__ import annotations

import re

_LEI = re.compile(r"[0-9A-Z]{18}[0-9]{2}", re.ASCII)


def is_lei(value: object) -> bool:
    """Whether a value has the form of an LEI, and check digits that fit (ISO 7064, MOD 97-10)."""
    if not isinstance(value, str) or _LEI.fullmatch(value) is None:
        return False
    return int("".join(str(int(sign, 36)) for sign in value)) % 97 == 1
