"""What is declared of an action."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One action. `menu` is a path of menu ids; `group` numbers divide a menu by lines."""

    id: str
    text: str
    menu: str
    tip: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    group: int = 0
    checkable: bool = False
