"""The query of the list: its facets, sections and sort orders."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class FacetKind(StrEnum):
    """The properties by which the sidebar narrows the list."""

    RESPONDENT = "respondent"
    AUTHORITY = "authority"
    STATE = "state"
    PROVISION = "provision"
    COUNTRY = "country"
    YEAR = "year"


class SortBy(StrEnum):
    """The orders of the list."""

    ACCRUED = "accrued"
    RESPONDENT = "respondent"
    AUTHORITY = "authority"
    OPENED = "opened"
    STATE = "state"


class Section(StrEnum):
    """The fixed entries on top of the sidebar."""

    OVERVIEW = "overview"
    ALL = "all"
    RUNNING = "running"
    DEADLINES = "deadlines"
    PROBLEMS = "problems"  # the rows that could not be read, beside all investigations


class Choice(NamedTuple):
    """A chosen value of a facet."""

    kind: FacetKind
    value: str


class Facet(NamedTuple):
    """A value of a facet with the number of investigations that have it under the choices of other kinds.

    The number is None until it is counted.
    """

    kind: FacetKind
    value: str
    label: str
    number: int | None


class Query(NamedTuple):
    """The words, chosen facet values (any of one kind, all kinds together) and sort order of the list.

    With words and `ranked`, the best matches come first, whatever the order.
    """

    text: str = ""
    section: Section = Section.ALL
    choices: tuple[Choice, ...] = ()
    sort: SortBy = SortBy.ACCRUED
    descending: bool = True
    ranked: bool = True


def provision_value(law: str, article: str) -> str:
    """The facet value of an article: its law and its number without paragraphs."""
    return f"{law} {article.partition('(')[0].strip()}".strip()
