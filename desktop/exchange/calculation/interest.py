"""The question `interest`: simple interest, a line per rate, each line rounded down once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.faults import Fault, TermsError
from desktop.domain.law.interest import InterestLine, YearBasis, YearlyRate, interest
from desktop.exchange.calculation.reading import Fields, InputError
from desktop.exchange.calculation.values import amount, currency, day, items, rate
from desktop.strict import shown

if TYPE_CHECKING:
    from fractions import Fraction

BASES = {"360": YearBasis.ACT_360, "365": YearBasis.ACT_365, "366": YearBasis.ACT_366}
BASES |= {f"act/{word}": basis for word, basis in BASES.items()} | {"act/act": YearBasis.ACT_ACT}


def calculate(inputs: object) -> dict[str, object]:
    """Interest on a principal for a period, both ends counted. Raises InputError and TermsError."""
    fields = Fields(inputs, "inputs")
    fields.get("currency", currency)
    first, last = fields.need("from", day), fields.need("to", day)
    table, alone = fields.get("rates", items(_dated)), fields.get("rate", rate)
    if (table is None) is (alone is None):
        raise InputError(
            'inputs needs a rate such as "0.06", or rates with the day each starts, and not both.'
        )
    if last < first:
        raise TermsError(Fault.SPAN_INVERTED, f"the period ends on {last}, before it starts on {first}")
    rates = table if table is not None else (YearlyRate(first, alone),) if alone is not None else ()
    principal, basis = fields.need("principal", amount), fields.need("basis", _basis)
    fields.close()
    lines = interest(principal, rates, first, last, basis)
    return {
        "days": sum(line.days for line in lines),
        "amount": sum(line.amount for line in lines),
        "lines": [_line(line) for line in lines],
    }


def _line(line: InterestLine) -> dict[str, object]:
    return {
        "from": line.first.isoformat(),
        "to": line.last.isoformat(),
        "days": line.days,
        "rate": _written(line.rate),
        "amount": line.amount,
    }


def _written(share: Fraction) -> str:
    """A share as a decimal, exact for up to 18 decimals, the most that are read."""
    scaled = share * 10**18
    whole, rest = divmod(int(scaled), 10**18)
    return f"{whole}.{rest:018d}".rstrip("0").rstrip(".")


def _dated(value: object, where: str) -> YearlyRate:
    fields = Fields(value, where)
    read = YearlyRate(fields.need("from", day), fields.need("rate", rate))
    fields.close("source", "note")
    return read


def _basis(value: object, where: str) -> YearBasis:
    word = str(value).lower() if type(value) is int or isinstance(value, str) else ""
    if word not in BASES:
        raise InputError(f'{where} must be 360, 365, 366 or "act/act", not {shown(value)}.')
    return BASES[word]
