"""Narrowing and sorting the list of investigations."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class FacetKind(StrEnum):
    """The properties the sidebar narrows by."""

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


class Choice(NamedTuple):
    """One chosen value of one facet."""

    kind: FacetKind
    value: str


class Facet(NamedTuple):
    """One value of a facet with the number of investigations that have it under all other choices.

    The number is None where it was not counted yet.
    """

    kind: FacetKind
    value: str
    label: str
    number: int | None


class Query(NamedTuple):
    """What the list shows: words, chosen facet values (of one kind any, of several all), and the order.

    While words are looked for and it is `ranked`, the best matches come first, whatever the order.
    """

    text: str = ""
    section: Section = Section.ALL
    choices: tuple[Choice, ...] = ()
    sort: SortBy = SortBy.ACCRUED
    descending: bool = True
    ranked: bool = True


def provision_value(law: str, article: str) -> str:
    """The value that an article narrows by: the law and the article without its paragraphs."""
    return f"{law} {article.partition('(')[0].strip()}".strip()
