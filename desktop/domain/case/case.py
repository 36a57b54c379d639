"""Investigations, and the facts in their case files: events, decisions, provisions, fines and orders."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from desktop.domain.case.ids import CaseId as CaseId  # noqa: PLC0414, TC001 - known from here as well
from desktop.domain.case.ids import EventId as EventId  # noqa: PLC0414, TC001 - as above
from desktop.domain.days.period import firm

if TYPE_CHECKING:
    from desktop.domain.case.terms import PenaltyTerms
    from desktop.domain.days.period import UncertainDate
    from desktop.domain.money import Money
    from desktop.domain.source import Confidence, Source


class Lane(StrEnum):
    """The party that acts in an event: a row of the timeline."""

    COMPLAINANTS = "complainants"
    AUTHORITY = "authority"
    RESPONDENT = "respondent"
    COURTS = "courts"


class FineStatus(StrEnum):
    """The status of a fine."""

    PROPOSED = "proposed"
    IMPOSED = "imposed"
    APPEALED = "appealed"
    REDUCED = "reduced"
    ANNULLED = "annulled"
    PAID = "paid"

    @property
    def is_in_force(self) -> bool:
        """Whether a fine of this status is owed or was paid: it is neither proposed only nor annulled."""
        return self not in (FineStatus.PROPOSED, FineStatus.ANNULLED)


class FineStage(StrEnum):
    """A stage in the life of a fine."""

    PROPOSED = "proposed"
    IMPOSED = "imposed"
    REDUCED = "reduced"
    ANNULLED = "annulled"
    APPEALED = "appealed"
    SUSPENDED = "suspended"
    REINSTATED = "reinstated"
    PAID = "paid"


# The stages whose amount is the fine's own.
_WITH_AMOUNT = (FineStage.IMPOSED, FineStage.REDUCED, FineStage.REINSTATED)


class ActorKind(StrEnum):
    """The kind of an actor in an event."""

    PERSON = "person"
    ORGANISATION = "organisation"


class ProvisionFinding(StrEnum):
    """The finding about a provision."""

    BREACHED = "breached"
    ALLEGED = "alleged"
    NOT_BREACHED = "not breached"


@dataclass(frozen=True, slots=True)
class Authority:
    """The authority in charge. `country` is ISO 3166-1 alpha-2 or `EU`, `zone` an IANA time zone."""

    name: str
    short_name: str
    country: str
    zone: str
    regime: str = ""


@dataclass(frozen=True, slots=True)
class Respondent:
    """The party investigated. `short_name` is the everyday name, shared by the companies of one group."""

    name: str
    short_name: str
    country: str
    kind: str


@dataclass(frozen=True, slots=True)
class Provision:
    """An article of a law as written, with its parts where they could be read."""

    text: str
    law: str
    article: str
    finding: ProvisionFinding
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """One dated entry of a timeline."""

    id: EventId
    date: UncertainDate
    kind: str
    lane: Lane
    title: str
    description: str
    actors: tuple[str, ...]
    confidence: Confidence
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision, its three dates kept apart."""

    title: str
    reference: str
    decided: UncertainDate | None
    notified: UncertainDate | None
    published: UncertainDate | None
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class DatedStage:
    """A stage of a fine: its day, when it became known, and the sum it came to, as far as they are known."""

    kind: FineStage
    day: UncertainDate | None = None
    known_on: date | None = None
    amount: Money | None = None
    note: str = ""
    sources: tuple[Source, ...] = ()

    @property
    def since(self) -> date | None:
        """The day from which it counts, as a status does: the last one on which it can have been."""
        return None if self.day is None else self.day.latest


@dataclass(frozen=True, slots=True)
class Fine:
    """A fine. It has the `status` from `status_on` on, and was imposed before.

    The amount, or the day it was imposed, is None where nobody knows it: no sum may take that for zero or
    for no fine. Figures depend on both dates: a date in doubt raises DateError. The `stages` tell how it came
    to its amount and status; of them figures of a day in the past take the amount it had then.
    """

    amount: Money | None
    imposed: UncertainDate | None
    status: FineStatus
    status_on: UncertainDate | None
    status_text: str
    addressee: str
    note: str
    sources: tuple[Source, ...] = ()
    stages: tuple[DatedStage, ...] = ()

    def __post_init__(self) -> None:
        for day in (self.imposed, self.status_on):
            if day is not None:
                firm(day)

    @property
    def currency(self) -> str:
        """The currency of its amount; empty where the amount is not known."""
        return "" if self.amount is None else self.amount.currency

    @property
    def amounts(self) -> tuple[tuple[date | None, Money | None], ...]:
        """The amounts it had, the first one from the beginning, each later one from the day of its stage.

        Without stages that lead to its present amount, it counts as having had that one from the beginning.
        """
        told = [one for one in self.stages if one.kind in _WITH_AMOUNT and one.amount is not None]
        told.sort(key=lambda one: date.min if one.since is None else one.since)
        if not told or any(one.since is None for one in told[1:]) or told[-1].amount != self.amount:
            return ((None, self.amount),)
        if any(one.amount is not None and one.amount.currency != self.currency for one in told):
            return ((None, self.amount),)
        return ((None, told[0].amount), *((one.since, one.amount) for one in told[1:]))

    def as_known(self, known_on: date) -> Fine:
        """The fine with the amount it had on a day."""
        had = [amount for day, amount in self.amounts if day is None or day <= known_on]
        return self if had[-1] == self.amount else replace(self, amount=had[-1])

    def status_known(self, known_on: date, *, is_past: bool) -> FineStatus | None:
        """Its status on a day, or None before it was imposed.

        Without a day it counts as imposed today; on a day in the past (`is_past`) nobody knows, see
        `is_doubtful`.
        """
        has_status = self.status_on is None or self.status_on.latest <= known_on
        if self.imposed is None:
            is_told = self.status_on is not None and has_status
            is_imposed = is_told or not is_past
        else:
            is_imposed = self.imposed.latest <= known_on
        if not is_imposed:
            return None
        return self.status if has_status else FineStatus.IMPOSED

    def is_doubtful(self, known_on: date, *, is_past: bool) -> bool:
        """Whether nobody knows if it was in force on a day, as the day it was imposed is not known."""
        if self.imposed is not None or self.status_known(known_on, is_past=is_past) is not None:
            return False
        return self.status_on is not None or self.status.is_in_force


@dataclass(frozen=True, slots=True)
class Order:
    """An order: the act that must be done."""

    label: str
    text: str
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Investigation:
    """One proceeding of one authority against one or more respondents, without the facts of its file."""

    id: CaseId
    slug: str
    title: str
    authority: Authority
    respondents: tuple[Respondent, ...]
    references: tuple[str, ...]
    opened: UncertainDate | None
    closed: UncertainDate | None
    status: str
    field_of_law: str
    group: str
    note: str
    country_note: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Case:
    """An investigation with all the facts of its case file."""

    investigation: Investigation
    events: tuple[Event, ...] = ()
    provisions: tuple[Provision, ...] = ()
    decisions: tuple[Decision, ...] = ()
    fines: tuple[Fine, ...] = ()
    orders: tuple[Order, ...] = ()
    terms: tuple[PenaltyTerms, ...] = ()
    sources: tuple[Source, ...] = ()

    def as_known(self, known_on: date) -> Case:
        """The case with its fines as they were on a day."""
        fines = tuple(fine.as_known(known_on) for fine in self.fines)
        return self if fines == self.fines else replace(self, fines=fines)
