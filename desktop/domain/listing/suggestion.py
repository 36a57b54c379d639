"""An investigation that may be the one that is looked for by its name."""

from __future__ import annotations

from typing import NamedTuple


class Suggestion(NamedTuple):
    """What tells one investigation from another in a short list."""

    slug: str
    name: str
    authority: str
    reference: str
    title: str
