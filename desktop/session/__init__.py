"""The only changeable state: the open file, the as-of day, the query and the selection."""

from __future__ import annotations

from desktop.session.session import Session

__all__ = ["Session"]
