"""A case file of more investigations than are prepared at once, each with next to nothing in it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.domain.case.case import Respondent
from desktop.domain.case.ids import CaseId
from desktop.store.cases.writing import create_case_file
from tests.counts import IS_LONG
from tests.making import case_of

if TYPE_CHECKING:
    from pathlib import Path

MANY = 3_000 if IS_LONG else 500
# In the ordinary run the file is small; these limits make it a large one.
LIMITS: dict[str, int] = (
    {} if IS_LONG else {"desktop.session.reader.open_file.FEW": 300, "desktop.session.file.MANY": 200}
)


def write_many(path: Path, count: int = MANY) -> None:
    """Investigations 1 to `count`, named by their numbers."""
    case = case_of()
    create_case_file(
        path,
        [
            replace(
                case,
                investigation=replace(
                    case.investigation,
                    id=CaseId(number),
                    slug=f"case-{number:04}",
                    respondents=(Respondent(f"Name {number:04}", f"Name {number:04}", "FR", "company"),),
                ),
            )
            for number in range(1, count + 1)
        ],
    )
