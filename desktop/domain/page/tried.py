"""An edit that is not made yet, tried on the page of an investigation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from desktop.domain.edit.change import Cell, Edit
    from desktop.domain.page.page import Page


class CellConflict(NamedTuple):
    """A cell that another program changed while a form was open: as the form read it, typed it, and now."""

    table: str
    uid: str
    column: str
    before: Cell
    after: Cell
    now: Cell


@dataclass(frozen=True, slots=True)
class Tried:
    """The page of the file now, and the page that an edit would lead to; None where it leads to none.

    The values of the edit stand against `conflicts`, which bar saving until one side is chosen. `problem`
    says in a sentence why the edit cannot be made; `is_gone` if a record of it was deleted.
    """

    edit: Edit
    now: Page
    then: Page | None = None
    conflicts: tuple[CellConflict, ...] = ()
    problem: str = ""
    is_gone: bool = False
