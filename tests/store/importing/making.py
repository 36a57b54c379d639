"""Rows to import, made up."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from desktop.domain.case.case import Authority, ProvisionFinding
from desktop.domain.days.period import parse_date
from desktop.domain.edit.imported import ImportedCase, ImportedFine, Key, Taken
from desktop.store.importing.importer import Written, import_rows

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from desktop.domain.edit.imported import ImportedRow

CNIL = Authority("Commission nationale de l'informatique et des libertés", "CNIL", "FR", "Europe/Paris")
TAKEN = Taken("list.csv", "CC BY 4.0", "2026-11-30")
MOMENT = datetime(2026, 11, 30, 12, 0, tzinfo=UTC)


def case(number: int, **other: object) -> ImportedCase:
    row = ImportedCase(
        key=Key(number + 1, f"ETid-{number}", f"digest {number}"),
        title=f"Acme {number} (CNIL, 2019)",
        authority=CNIL,
        is_abroad=False,
        respondent=f"Acme {number % 7}",
        description="",
        references=(f"SAN-{number}",),
        opened=None,
        decided=parse_date("2019" if number % 3 else "2019-05-24"),
        published=None,
        fine=ImportedFine(None if number % 2 else number * 100, "EUR"),
        provisions=(("GDPR", "5(1)(a)"), ("GDPR", str(number % 5 + 6))),
        finding=ProvisionFinding.BREACHED,
        sources=(f"https://example.org/{number % 11}",),
        field_of_law="data protection",
        note="A note",
    )
    return replace(row, **other)  # type: ignore[arg-type]


def imported(
    path: Path, rows: Iterable[ImportedRow], taken: Taken = TAKEN, *, overwrite: bool = False
) -> Written:
    return import_rows(path, rows, taken, author="You", overwrite=overwrite, now=lambda: MOMENT)
