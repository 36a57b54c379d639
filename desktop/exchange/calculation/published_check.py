"""The question `published_check`: a published amount against the days of its published period."""

from __future__ import annotations

from desktop.domain.penalty.settlement import published_check
from desktop.exchange.calculation.reading import Fields
from desktop.exchange.calculation.values import amount, currency, day, signed_amount


def calculate(inputs: object) -> dict[str, object]:
    """The end days charged according to a published amount. Raises InputError and TermsError."""
    fields = Fields(inputs, "inputs")
    fields.get("currency", currency)
    check = published_check(
        fields.need("from", day),
        fields.need("to", day),
        fields.need("rate", signed_amount),
        fields.need("amount", amount),
    )
    fields.close()
    return {
        "inclusive_days": check.inclusive_days,
        "difference_days": check.difference_days,
        "implied_units": check.implied_units,
        "matches": check.match.value,
    }
