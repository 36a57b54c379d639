"""The draft of a new investigation: what was typed and chosen, not yet a part of any case file."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from desktop.domain.law.deadline import GraceUnit, MonthRule, Rollover
from desktop.domain.law.kinds import PartUnit, Recovery, Unit
from desktop.domain.law.regime import FirstDay, Setting
from desktop.domain.source import Confidence

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.domain.case.case import Authority
    from desktop.domain.law.regime import Regime, Rule


class DraftField(StrEnum):
    """A field of the form, by which a problem is shown below it."""

    RESPONDENT = "respondent"
    COUNTRY = "country"
    AUTHORITY = "authority"
    REGIME = "regime"
    REFERENCE = "reference"
    DECIDED = "decided"
    NOTIFIED = "notified"
    ORDER = "order"
    GRACE = "grace"
    FIRST_DAY = "first day"
    PENALTY = "penalty"
    UNIT = "unit"
    STEPS = "steps"
    CAP = "cap"
    MOST_UNITS = "most units"
    RULES = "rules"
    SOURCE = "source"
    LIQUIDATED = "liquidated"
    LIQUIDATION = "liquidation"
    PERIOD = "period"


class GraceKind(StrEnum):
    """The way in which an order gives time to comply."""

    LENGTH = "length"
    LAST_DAY = "last day"
    NONE = "none"


class GraceStart(StrEnum):
    """The day that a grace period runs from, as a case file writes it."""

    NOTIFICATION = "notification"
    DECISION = "decision"


class CapKind(StrEnum):
    """The kind of a cap."""

    NONE = "none"
    SUM = "sum"
    UNITS = "units"
    BOTH = "both"


class RateStart(StrEnum):
    """The way in which a rate begins: on a day, or with the n-th unit."""

    DAY = "day"
    NUMBER = "number"


class Reuse(StrEnum):
    """What was chosen for a respondent whose name is in the file already."""

    OPEN = ""
    LINK = "link"
    APART = "apart"


@dataclass(frozen=True, slots=True)
class DraftLiquidation:
    """A sum fixed since the order: the day, sum and reference of its decision, the period as published."""

    decided: str = ""
    amount: str = ""
    reference: str = ""
    published_from: str = ""
    published_to: str = ""


@dataclass(frozen=True, slots=True)
class DraftStep:
    """A change of the rate: where it begins, and the new amount; `uid` is that of its record, if any."""

    kind: RateStart = RateStart.DAY
    start: str = ""
    amount: str = ""
    uid: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed and chosen so far; `by_hand` are the rules set otherwise than by the regime.

    `first_day` is the first penalty day where the order names it.
    """

    respondent: str = ""
    country: str = ""
    kind: str = "company"
    reuse: Reuse = Reuse.OPEN
    authority: Authority | None = None
    regime: str = ""
    reference: str = ""
    decided: str = ""
    notified: str = ""
    is_notified_known: bool = True
    certainty: Confidence = Confidence.CONFIRMED
    order: str = ""
    grace: GraceKind = GraceKind.LENGTH
    grace_length: str = ""
    grace_unit: GraceUnit = GraceUnit.MONTH
    grace_from: GraceStart = GraceStart.NOTIFICATION
    grace_last_day: str = ""
    amount: str = ""
    currency: str = "EUR"
    unit: Unit = Unit.DAY
    steps: tuple[DraftStep, ...] = ()
    first_day: str = ""
    cap: CapKind = CapKind.NONE
    cap_amount: str = ""
    cap_units: str = ""
    source: str = ""
    source_kind: str = "other"
    by_hand: tuple[tuple[Setting, str], ...] = ()
    liquidation: DraftLiquidation | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed or chosen."""
        return self == Draft()

    def set_rule(self, setting: Setting, value: str) -> Draft:
        """The draft with a rule set by hand."""
        kept = tuple(pair for pair in self.by_hand if pair[0] is not setting)
        return dataclasses.replace(self, by_hand=(*kept, (setting, value)))

    def follow_regime(self, setting: Setting) -> Draft:
        """The draft with a rule as the regime has it."""
        return dataclasses.replace(
            self, by_hand=tuple(pair for pair in self.by_hand if pair[0] is not setting)
        )


class KeptDraft(NamedTuple):
    """A draft under the name that it is kept by."""

    name: str
    draft: Draft


# The values of the settings that a form offers, by their words.
_KINDS: dict[Setting, Callable[[str], object]] = {
    Setting.MONTH_RULE: MonthRule,
    Setting.ROLLOVER: Rollover,
    Setting.FIRST_DAY: FirstDay,
    Setting.COMPLIANCE_DAY_COUNTED: {"counted": True, "not counted": False}.__getitem__,
    Setting.PART_UNIT: PartUnit,
    Setting.RECOVERY: Recovery,
}
CHOICES: dict[Setting, tuple[str, ...]] = {
    Setting.MONTH_RULE: tuple(MonthRule),
    Setting.ROLLOVER: tuple(Rollover),
    Setting.FIRST_DAY: (FirstDay.AFTER_EXPIRY, FirstDay.ON_EXPIRY, FirstDay.ON_EVENT_DAY),
    Setting.COMPLIANCE_DAY_COUNTED: ("not counted", "counted"),
    Setting.PART_UNIT: tuple(PartUnit),
    Setting.RECOVERY: tuple(Recovery),
}
# The values used where neither the regime nor the user has answered.
_USUAL: dict[Setting, object] = {
    Setting.MONTH_RULE: MonthRule.SAME_DATE,
    Setting.ROLLOVER: Rollover.NONE,
    Setting.FIRST_DAY: FirstDay.AFTER_EXPIRY,
    Setting.COMPLIANCE_DAY_COUNTED: False,
    Setting.PART_UNIT: PartUnit.NONE,
    Setting.RECOVERY: Recovery.LIQUIDATION,
}


@dataclass(frozen=True, slots=True)
class DraftRule:
    """A rule of the draft: its value, the regime's own rule, and whether it was set by hand or answered."""

    setting: Setting
    value: object
    rule: Rule[object] | None
    is_by_hand: bool
    is_answered: bool


def draft_rules(draft: Draft, regime: Regime | None) -> tuple[DraftRule, ...]:
    """The rules under which a draft is calculated: those set by hand, else the regime's, else the usual."""
    by_hand = dict(draft.by_hand)
    found = []
    for setting, kind in _KINDS.items():
        rule = None if regime is None else regime.rule(setting)
        held = None if rule is None else rule.value
        chosen = by_hand.get(setting)
        value = held if chosen is None else kind(chosen)
        is_answered = value is not None and value is not FirstDay.ON_DATE
        found.append(
            DraftRule(
                setting,
                value if is_answered else _USUAL[setting],
                rule,
                is_by_hand=chosen is not None and value != held,
                is_answered=is_answered,
            )
        )
    return tuple(found)
