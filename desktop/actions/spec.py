"""What is declared of an action and of a menu."""

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


@dataclass(frozen=True, slots=True)
class MenuSpec:
    """One menu: its path, its title, and for a menu within a menu the action it stands below."""

    path: str
    title: str
    after: str = ""


def plain_text(spec: ActionSpec) -> str:
    """The words of an action without the mark of its mnemonic."""
    return spec.text.replace("&", "")
