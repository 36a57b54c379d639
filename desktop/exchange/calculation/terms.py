"""The terms of a penalty line, read from the fields of an entry."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.case.terms import Occurrence, PenaltyTerms, TermsId
from desktop.domain.faults import Caution
from desktop.domain.law.kinds import CapMode, MonthStay, PartUnit, Unit
from desktop.exchange.calculation.deadlines import read_rule
from desktop.exchange.calculation.facts import (
    EARLY,
    annulment,
    compliance_of,
    day_counted,
    has_moments,
    last_day,
    rates_of,
    stay,
    utc_compliance,
)
from desktop.exchange.calculation.instants import civil_day
from desktop.exchange.calculation.starts import first_day_of
from desktop.exchange.calculation.values import amount, at_least_one, currency, items, one_of, text, zone

if TYPE_CHECKING:
    from datetime import date

    from desktop.exchange.calculation.reading import Fields

UNITS = {
    "day": Unit.DAY,
    "working_day": Unit.WORKING_DAY,
    "week": Unit.WEEK,
    "two_weeks": Unit.TWO_WEEKS,
    "month": Unit.MONTH,
    "half_year": Unit.HALF_YEAR,
    "year": Unit.YEAR,
    "event": Unit.OCCURRENCE,
    "occurrence": Unit.OCCURRENCE,
    "once": Unit.ONCE,
}
PARTS = {"none": PartUnit.NONE, "full": PartUnit.FULL, "pro_rata": PartUnit.PRO_RATA}
CAP_MODES = {"truncate": CapMode.TRUNCATE, "last_full_unit": CapMode.LAST_FULL_UNIT}
MONTH_STAYS = {
    "prorate": MonthStay.PRORATE,
    "pro_rata": MonthStay.PRORATE,
    "restart": MonthStay.RESTART,
    "ignore": MonthStay.IGNORE,
}


@dataclass(frozen=True, slots=True)
class TermsRead:
    """The terms of a penalty line; `in_utc` has moments of compliance wrongly taken for days in UTC."""

    terms: PenaltyTerms
    in_utc: PenaltyTerms | None
    cautions: tuple[Caution, ...]


@dataclass(frozen=True, slots=True)
class Usual:
    """The assumptions for an entry without first penalty day or rates."""

    first_day: date | None = None
    needs_rate: bool = True


def read_terms(fields: Fields, usual: Usual | None = None) -> TermsRead:
    """The terms of the penalty in the fields of an entry. Raises InputError and TermsError."""
    usual = usual or Usual()
    tz = fields.get("tz", zone)
    unit = fields.get("unit", one_of(UNITS)) or Unit.DAY
    rule = read_rule(fields)
    start = first_day_of(fields, tz, rule.rule, usual.first_day)
    is_counted = day_counted(fields)
    compliance = fields.get("compliance", compliance_of(tz))
    utc = fields.get("compliance", utc_compliance) if fields.get("compliance", has_moments) else None
    maximum = fields.get("statutory_max", amount)
    terms = PenaltyTerms(
        id=TermsId(1),
        label="",
        local_name="",
        currency=fields.get("currency", currency) or "",
        unit=unit,
        rates=rates_of(fields, is_needed=usual.needs_rate),
        first_day=start.first_day,
        notified_on=start.notified,
        compliance_day_counted=is_counted or False,
        compliance=compliance or (),
        stays=fields.get("stays", items(stay)) or (),
        last_day=fields.get("last_day", last_day),
        annulment=fields.get("annulled", annulment),
        occurrences=tuple(Occurrence(on, EARLY) for on in fields.get("events", items(civil_day(tz))) or ()),
        working_days=rule.rule.working_days,
    )
    terms = _with_limits(fields, terms)
    cautions = []
    if rule.is_assumed and (unit is Unit.WORKING_DAY or start.needs_holidays):
        cautions.append(Caution.HOLIDAYS_NOT_GIVEN)
    if compliance and is_counted is None:
        cautions.append(Caution.ENDPOINT_UNSETTLED)
    if maximum is not None and any(rate.minor > maximum for rate in terms.rates):
        cautions.append(Caution.RATE_ABOVE_STATUTORY_MAX)
    in_utc = dataclasses.replace(terms, compliance=utc) if utc else None
    return TermsRead(terms, in_utc, tuple(cautions))


def _with_limits(fields: Fields, terms: PenaltyTerms) -> PenaltyTerms:
    """The terms with their settings on parts of units, caps and stays of months."""
    return dataclasses.replace(
        terms,
        label=fields.get("id", text) or "",
        part_unit=fields.get("partial_unit", one_of(PARTS)) or PartUnit.NONE,
        month_stay=fields.get("month_stay", one_of(MONTH_STAYS)),
        cap=fields.get("cap", amount),
        cap_mode=fields.get("cap_mode", one_of(CAP_MODES)) or CapMode.TRUNCATE,
        max_units=fields.get("max_units", at_least_one),
        multiplier=fields.get("multiplier", at_least_one) or 1,
    )
