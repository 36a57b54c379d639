"""The way a penalty becomes payable, by the entry or by its regime."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.law.kinds import Recovery
from desktop.exchange.calculation.reading import InputError
from desktop.exchange.calculation.values import one_of, text
from desktop.store.law.rules import UnknownRuleError, regime
from desktop.strict import LONGEST_SHOWN

if TYPE_CHECKING:
    from desktop.exchange.calculation.reading import Fields

WAYS = {
    "required": Recovery.LIQUIDATION,
    "ipso_jure": Recovery.BY_LAW,
    "per_threat": Recovery.THREAT,
    "two_step": Recovery.TWO_STEPS,
    "by_notice": Recovery.BY_NOTICE,
    "title": Recovery.BY_TITLE,
}

# The regime of a country's administrative orders, for an entry that names only the country.
COUNTRIES = {
    "FR": "FR-CNIL",
    "NL": "NL-AWB",
    "NO": "NO-FVL",
    "DE": "DE-VWVG",
    "EU": "EU-1/2003",
    "BE": "BE-JUD",
    "UK": "UK-CA98",
    "IT": "IT-614",
}


def read_recovery(fields: Fields) -> Recovery:
    """The way of recovery by the fields `liquidation` and `regime`; else liquidation. Raises InputError."""
    way, law = fields.get("liquidation", one_of(WAYS)), fields.get("regime", _of_regime)
    return way or law or Recovery.LIQUIDATION


def _of_regime(value: object, where: str) -> Recovery:
    code = text(value, where)
    try:
        return regime(COUNTRIES.get(code, code)[:LONGEST_SHOWN]).recovery.value
    except UnknownRuleError as error:
        raise InputError(f"{where}: {error}") from None
