"""The declared actions of the menus, and the QActions made from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QAction

    from desktop.actions.spec import ActionSpec


class HandlerError(LookupError):
    """Actions and handlers do not match."""

    def __init__(self, missing: set[str], spare: set[str]) -> None:
        super().__init__(f"actions without a handler: {sorted(missing)}; without an action: {sorted(spare)}")


def declared() -> tuple[ActionSpec, ...]:
    """All actions, in the order of the menus."""
    # Loaded here: a start shows the menus' titles alone.
    from desktop.actions.file_menus import file_actions  # noqa: PLC0415
    from desktop.actions.go_menus import go_actions  # noqa: PLC0415
    from desktop.actions.view_menu import view_actions  # noqa: PLC0415

    return (*file_actions(), *view_actions(), *go_actions())


def make_actions(parent: QObject, handlers: Mapping[str, Callable[[], object]]) -> dict[str, QAction]:
    """A QAction for every declared action, bound to its handler. Raises HandlerError on a mismatch."""
    from PySide6.QtGui import QAction, QKeySequence  # noqa: PLC0415 - as in `declared`

    def made(spec: ActionSpec) -> QAction:
        handler = handlers[spec.id]
        action = QAction(spec.text, parent)
        action.setObjectName(f"action_{spec.id}")
        action.setShortcuts([QKeySequence(key) for key in spec.keys])
        action.setStatusTip(spec.tip)
        action.setToolTip(spec.tip)
        action.setCheckable(spec.checkable)
        action.triggered.connect(lambda _checked=False: handler())
        return action

    specs = {spec.id: spec for spec in declared()}
    if specs.keys() != handlers.keys():
        raise HandlerError(set(specs.keys() - handlers.keys()), set(handlers.keys() - specs.keys()))
    return {spec.id: made(spec) for spec in specs.values()}


def plain_text(spec: ActionSpec) -> str:
    """The text of an action without its mnemonic mark."""
    return spec.text.replace("&", "")
