"""Drafts of investigations for tests: that of the drawing, and random ones."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from desktop.domain.case.case import Authority
from desktop.domain.edit.draft import CapKind, Draft, DraftLiquidation, GraceKind, GraceStart
from desktop.domain.edit.draft_reading import DraftRead, read_draft
from desktop.domain.edit.records import FileRecords
from desktop.domain.law.deadline import GraceUnit
from desktop.domain.law.kinds import Unit
from desktop.domain.law.regime import Setting
from desktop.domain.source import Confidence
from desktop.domain.typed.dates import DayOrder
from desktop.store.law.laws import laws_of
from desktop.store.law.rules import regimes

if TYPE_CHECKING:
    from random import Random

CNIL = Authority(
    "Commission nationale de l'informatique et des libertés", "CNIL", "FR", "Europe/Paris", "FR-CNIL"
)
# The order of the CNIL against Clearview AI (SAN-2022-019), and the sum of SAN-2023-005.
CLEARVIEW = Draft(
    respondent="Clearview AI, Inc.",
    country="US",
    authority=CNIL,
    regime="FR-CNIL",
    reference="SAN-2022-019",
    decided="Mon 17 Oct 2022",
    notified="Tue 18 Oct 2022",
    certainty=Confidence.INFERRED,
    order="Stop collecting data of people in France without a legal basis\nDelete it",
    grace_length="2",
    amount="100,000",
    source="gdprhub.eu/index.php?title=CNIL_(France)_-_SAN-2022-019",
    liquidation=DraftLiquidation("13 Apr 2023", "5,200,000", "SAN-2023-005", "19 Dec 2022", "9 Feb 2023"),
)


def with_changes(draft: Draft = CLEARVIEW, **changes: Any) -> Draft:
    """A draft with other fields."""
    return dataclasses.replace(draft, **changes)


def read(draft: Draft, records: FileRecords | None = None) -> DraftRead:
    """A draft as read under the shipped law."""
    return read_draft(draft, laws_of(draft.regime), records or FileRecords(), DayOrder.DAY_FIRST)


def random_draft(random: Random) -> Draft:
    """A draft of a random order under a random regime, without faults."""
    regime = random.choice(("", *(found.code for found in regimes())))
    year, month, day = random.randint(2012, 2025), random.randint(1, 12), random.randint(1, 28)
    grace = random.choice((GraceKind.LENGTH, GraceKind.LENGTH, GraceKind.LAST_DAY, GraceKind.NONE))
    units = (GraceUnit.DAY, GraceUnit.WEEK, GraceUnit.MONTH, GraceUnit.YEAR, GraceUnit.WORKING_DAY)
    draft = Draft(
        respondent="Respondent",
        country="NL",
        authority=dataclasses.replace(CNIL, regime=regime),
        regime=regime,
        decided=f"{year}-{month:02}-{day:02}",
        notified=f"{year}-{month:02}-{day:02}",
        grace=grace,
        grace_length=str(random.randint(1, 20)),
        grace_unit=random.choice(units),
        grace_from=random.choice(tuple(GraceStart)),
        grace_last_day=f"{year + 1}-{month:02}-{day:02}",
        amount=f"{random.randint(1, 900_000)}",
        unit=random.choice((Unit.DAY, Unit.DAY, Unit.WEEK, Unit.MONTH, Unit.WORKING_DAY, Unit.ONCE)),
        cap=random.choice(tuple(CapKind)),
        cap_amount=str(random.randint(100_000, 90_000_000)),
        cap_units=str(random.randint(1, 400)),
    )
    if random.random() < 0.3:
        draft = draft.set_rule(Setting.ROLLOVER, random.choice(("none", "next working day")))
    if random.random() < 0.3:
        draft = draft.set_rule(Setting.MONTH_RULE, random.choice(("same date", "eve of date")))
    if random.random() < 0.3:
        draft = draft.set_rule(Setting.FIRST_DAY, random.choice(("after expiry", "on event day")))
    if random.random() < 0.3:
        draft = draft.set_rule(Setting.PART_UNIT, random.choice(("none", "full", "pro rata")))
    return draft
