"""A dry run to put into words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.domain.case.case import Authority, ProvisionFinding
from desktop.domain.days.period import parse_date
from desktop.domain.edit.imported import ImportedCase, ImportedFine, Key, Taken
from desktop.domain.importing.found import (
    CleanUp,
    DryRun,
    Lack,
    RefusedRow,
    RowFault,
    SampleRow,
    TableFound,
)
from desktop.domain.importing.profile import Becomes
from desktop.exchange.tables.profiles import shipped_profiles

if TYPE_CHECKING:
    from desktop.domain.importing.profile import Profile

ROW = ImportedCase(
    key=Key(7, "6", "digest"),
    title="Vreau Credit (ANSPDCP, 2019)",
    authority=Authority("ANSPDCP", "ANSPDCP", "RO", "Europe/Bucharest"),
    is_abroad=False,
    respondent="Vreau Credit SRL",
    description="",
    references=(),
    opened=None,
    decided=parse_date("2019-10-09"),
    published=None,
    fine=ImportedFine(2_000_000, "EUR"),
    provisions=(("GDPR", "32"), ("GDPR", "33")),
    finding=ProvisionFinding.BREACHED,
    sources=("https://www.dataprotection.ie/x",),
    field_of_law="data protection",
    note="Sent",
)
COLUMNS = (
    "id",
    "name",
    "authority",
    "controller",
    "date",
    "price",
    "articleViolated",
    "source",
    "summary",
    "x",
)
WRITTEN = (
    "6",
    "Romania",
    "ANSPDCP",
    "Vreau",
    "10/09/2019",
    "20000",
    "Art. 32",
    "https://x",
    "Sent",
    "y\u202ez",
)
FAULT = RowFault(
    "authority", "CNL", "No authority has this name.", Becomes.AUTHORITY, ("CNIL (FR)",), ("A (FR)",)
)


def fines() -> Profile:
    return next(profile for profile in shipped_profiles() if profile.name == "Generic fines list")


def dry_run(**other: object) -> DryRun:
    found = DryRun(
        table=TableFound("fines.csv", 1_283_112, COLUMNS, "utf-8", ","),
        profile=fines(),
        taken=Taken("fines.csv", "none stated", "2026-11-30"),
        missing="",
        total=1_701,
        rows=1_701,
        imported=1_670,
        refused=31,
        listed=(RefusedRow(90, (FAULT,)),),
        corrected=(),
        lacks=((Lack.NO_SOURCE, 1_416), (Lack.NO_AMOUNT, 77)),
        clean_ups=((CleanUp.TAGS, 9), (CleanUp.ENTITIES, 110)),
        cleaned=(),
        names=(("CNIL", "CNIL", 4),),
        there=0,
        changed=(),
        sample=SampleRow(7, WRITTEN, ROW, parse_date("2019-09-10")),
    )
    return replace(found, **other)  # type: ignore[arg-type]
