"""Rows of an imported table, read: each an investigation with its decision and fine, or an event of one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from desktop.domain.case.case import Authority, Lane, ProvisionFinding
    from desktop.domain.days.period import UncertainDate


class Key(NamedTuple):
    """The place of a row in its data set: its line, its id there, and the digest of its cells.

    The id is empty where the data set gives none; the digest stands in its place.
    """

    line: int
    external_id: str
    digest: str


@dataclass(frozen=True, slots=True)
class ImportedFine:
    """A fine; `amount` is in minor units, None where it is not known."""

    amount: int | None
    currency: str


@dataclass(frozen=True, slots=True)
class ImportedCase:
    """An investigation with one decision; provisions are pairs of law and article, sources are links.

    `respondent` is a name, empty where `description` says who it was without a name, or where nothing does.
    `is_abroad` marks a row of another country than that of its authority.
    """

    key: Key
    title: str
    authority: Authority
    is_abroad: bool
    respondent: str
    description: str
    references: tuple[str, ...]
    opened: UncertainDate | None
    decided: UncertainDate
    published: UncertainDate | None
    fine: ImportedFine | None
    provisions: tuple[tuple[str, str], ...]
    finding: ProvisionFinding
    sources: tuple[str, ...]
    field_of_law: str
    note: str


@dataclass(frozen=True, slots=True)
class ImportedEvent:
    """An event of the investigation with a slug."""

    key: Key
    slug: str
    date: UncertainDate
    kind: str
    lane: Lane
    title: str
    description: str
    sources: tuple[str, ...]


ImportedRow: TypeAlias = ImportedCase | ImportedEvent


class Taken(NamedTuple):
    """The data set that rows are taken from, its licence, and the day on which it was taken (ISO)."""

    data_set: str
    licence: str
    on: str
