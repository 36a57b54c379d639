"""How a sum becomes payable: as the entry says, or as its regime has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.penalty import Recovery
from desktop.exchange.calculation.values import one_of

if TYPE_CHECKING:
    from desktop.exchange.calculation.reading import Fields

WAYS = {
    "required": Recovery.LIQUIDATION,
    "ipso_jure": Recovery.BY_LAW,
    "by_law": Recovery.BY_LAW,
    "per_threat": Recovery.THREAT,
    "two_step": Recovery.TWO_STEPS,
    "by_notice": Recovery.BY_NOTICE,
    "title": Recovery.BY_TITLE,
}

# The presets of the regimes, and their countries where all regimes of one agree.
REGIMES = {
    "fr_cnil": Recovery.LIQUIDATION,
    "fr_cpce": Recovery.LIQUIDATION,
    "fr": Recovery.LIQUIDATION,
    "nl_awb": Recovery.BY_LAW,
    "nl_4:17": Recovery.BY_LAW,
    "nl": Recovery.BY_LAW,
    "no_fvl": Recovery.BY_LAW,
    "no": Recovery.BY_LAW,
    "be_jud": Recovery.BY_LAW,
    "be": Recovery.BY_LAW,
    "de_vwvg": Recovery.THREAT,
    "de": Recovery.THREAT,
    "eu_1/2003": Recovery.TWO_STEPS,
    "eu_279": Recovery.TWO_STEPS,
    "eu": Recovery.TWO_STEPS,
    "uk_ca98": Recovery.BY_NOTICE,
    "uk_sch55": Recovery.BY_NOTICE,
    "uk": Recovery.BY_NOTICE,
    "it_614": Recovery.BY_TITLE,
    "it": Recovery.BY_TITLE,
}


def read_recovery(fields: Fields) -> Recovery:
    """The fields `liquidation` and `regime`; without them an authority fixes the sum. Raises InputError."""
    way = fields.get("liquidation", one_of(WAYS))
    regime = fields.get("regime", one_of(REGIMES))
    return way or regime or Recovery.LIQUIDATION
