"""Profiles: how a table is read, column by column. Every setting is a choice; none is guessed for a value."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from desktop.domain.case.case import ProvisionFinding

if TYPE_CHECKING:
    from collections.abc import Mapping


class RowMeaning(StrEnum):
    """The meaning of a row: an investigation with its decision and fine, or an event of one."""

    INVESTIGATIONS = "investigations"
    EVENTS = "events"


class DateOrder(StrEnum):
    """The order of day, month and year in a date of figures. ISO dates are read in every order."""

    DAY_FIRST = "day month year"
    MONTH_FIRST = "month day year"
    YEAR_FIRST = "year month day"


class WhenDoubtful(StrEnum):
    """The choice between refusing a row and reading it in the one way that the profile says."""

    REFUSE = "refuse"
    READ = "read"


class Becomes(StrEnum):
    """The facts that a column may become; a column that no profile names is not imported."""

    EXTERNAL_ID = "external_id"
    COUNTRY = "country"
    AUTHORITY = "authority"
    RESPONDENT = "respondent"
    DECISION_DAY = "decision_day"
    DECISION_YEAR = "decision_year"
    OPENED = "opened"
    PUBLISHED = "published"
    FINE = "fine"
    CURRENCY = "currency"
    PROVISIONS = "provisions"
    SOURCE = "source"
    DESCRIPTION = "description"
    TITLE = "title"
    REFERENCE = "reference"
    INVESTIGATION = "investigation"
    DAY = "day"
    KIND = "kind"
    LANE = "lane"


_NEEDED = {
    RowMeaning.INVESTIGATIONS: (Becomes.DECISION_DAY,),
    RowMeaning.EVENTS: (Becomes.INVESTIGATION, Becomes.DAY, Becomes.TITLE),
}
_WORDS = {
    Becomes.DECISION_DAY: "the day of the decision",
    Becomes.INVESTIGATION: "the investigation",
    Becomes.DAY: "the day",
    Becomes.TITLE: "the title",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A profile. Empty settings of the file (encoding, separator, sheet, header) are proposed on opening.

    `columns` names, for each fact, the headings under which it stands; the first one in the file is read.
    `unknown_parties` name nobody; `described_parties` are words such as “Bank” that strangers share: neither
    makes a respondent. The marks (`no_date` and so on) are compared without regard to case.

    Where a row is doubtful it is refused, or read: `number_is_year` reads a number from 1700 on as a year;
    `wide_rows` leaves cells beyond the headings out; `country_alone` takes a row without a column of
    authorities as one of an authority of its country that is not named; `other_country` takes a row of
    another country than that of its authority as one of its authority.
    """

    name: str
    data_set: str = ""
    licence: str = ""
    rows: RowMeaning = RowMeaning.INVESTIGATIONS
    encoding: str = ""
    separator: str = ""
    sheet: str = ""
    header: int = 0
    date_order: DateOrder = DateOrder.DAY_FIRST
    decimal_sign: str = "."
    currency: str = "EUR"
    no_value: tuple[str, ...] = ()
    no_date: tuple[str, ...] = ()
    no_amount: tuple[str, ...] = ()
    no_fine: tuple[str, ...] = ()
    unknown_parties: tuple[str, ...] = ()
    described_parties: tuple[str, ...] = ()
    respondent_words: str = "{}"
    law: str = ""
    field_of_law: str = ""
    finding: ProvisionFinding = ProvisionFinding.BREACHED
    number_is_year: WhenDoubtful = WhenDoubtful.READ
    wide_rows: WhenDoubtful = WhenDoubtful.REFUSE
    country_alone: WhenDoubtful = WhenDoubtful.REFUSE
    other_country: WhenDoubtful = WhenDoubtful.REFUSE
    columns: tuple[tuple[Becomes, tuple[str, ...]], ...] = ()
    aliases: tuple[tuple[str, str], ...] = ()

    def missing(self, headings: tuple[str, ...]) -> str:
        """The words for a needed fact without a column among the headings; empty where none is missing."""
        found = self.places(headings)
        for fact in _NEEDED[self.rows]:
            if fact not in found:
                return _WORDS[fact]
        if self.rows is RowMeaning.INVESTIGATIONS and Becomes.AUTHORITY not in found:
            is_enough = self.country_alone is WhenDoubtful.READ and Becomes.COUNTRY in found
            return "" if is_enough else "the authority"
        return ""

    def places(self, headings: tuple[str, ...]) -> Mapping[Becomes, int]:
        """The place of each fact's column among the headings."""
        plain: dict[str, int] = {}
        for place, heading in enumerate(headings):
            plain.setdefault(plain_heading(heading), place)
        found: dict[Becomes, int] = {}
        for fact, names in self.columns:
            known = [plain[name] for name in map(plain_heading, names) if name in plain]
            if known:
                found[fact] = known[0]
        return found

    def becoming(self, heading: str, fact: Becomes | None) -> Profile:
        """The same profile, in which the column under a heading becomes a fact, or is not imported."""
        plain = plain_heading(heading)
        found = {
            one: tuple(name for name in names if plain_heading(name) != plain) for one, names in self.columns
        }
        if fact is not None:
            found[fact] = (heading, *found.get(fact, ()))
        return replace(self, columns=tuple((one, found[one]) for one in Becomes if found.get(one)))


def plain_heading(words: str) -> str:
    """A heading for comparison: without case, and with single spaces."""
    return " ".join(words.casefold().split())
