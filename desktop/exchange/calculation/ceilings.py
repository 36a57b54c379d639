"""The questions `fine_ceiling` and `turnover_cap`: the highest fine and the highest penalty per day."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.law.ceiling import ceiling, turnover_cap
from desktop.exchange.calculation.reading import Fields, InputError
from desktop.exchange.calculation.values import currency, day, flag, items, one_of, rate, signed_amount
from desktop.store.law.rules import fine_law
from desktop.strict import shown

LAWS = {"eu": "GDPR", "gdpr": "GDPR", "uk": "UK GDPR", "uk_gdpr": "UK GDPR"}


@dataclass(frozen=True, slots=True)
class _Group:
    """Articles breached by the same or linked operations, and the turnover that counts, in minor units."""

    articles: tuple[str, ...]
    undertaking: bool
    turnover: int | None


def calculate_fine(inputs: object) -> dict[str, object]:
    """The highest fine for groups of articles, whose ceilings add up. Raises InputError and TermsError."""
    fields = Fields(inputs, "inputs")
    law = fine_law(fields.get("law", one_of(LAWS)) or fields.get("regime", one_of(LAWS)) or "GDPR")
    fields.get("currency", currency)
    groups = _groups(fields)
    fields.close("law", "regime")
    found = [
        ceiling((group.articles,), law, undertaking=group.undertaking, turnover=group.turnover)
        for group in groups
    ]
    gravest = max((one.tier for one in found if one.tier is not None), key=law.tiers.index, default=None)
    unmapped = [article for one in found for article in one.unmapped]
    return {
        "ceiling": sum(one.minor for one in found),
        "tier": None if gravest is None else gravest.name,
        "lower_bound_only": any(one.lower_bound_only for one in found),
        "unmapped": list(dict.fromkeys(unmapped)),
        "currency": law.currency,
        "by_group": [
            {"ceiling": one.minor, "tier": None if one.tier is None else one.tier.name, "law": law.code}
            for one in found
        ],
    }


def calculate_cap(inputs: object) -> dict[str, object]:
    """The highest penalty per day as a share of the daily turnover. Raises InputError and TermsError."""
    fields = Fields(inputs, "inputs")
    fields.get("currency", currency)
    turnover = fields.need("turnover", signed_amount)
    first, last = fields.need("year_start", day), fields.need("year_end", day)
    share = fields.need("pct", _share)
    fields.close()
    found = turnover_cap(turnover, first, last, share)
    return {"daily_average": found.daily_average, "ceiling_per_day": found.per_day}


def _groups(fields: Fields) -> tuple[_Group, ...]:
    """The groups of articles of an entry, or its only list of articles as a group."""
    undertaking = fields.get("undertaking", flag)
    turnover = fields.get("turnover", signed_amount)
    articles = fields.get("articles", items(_article))

    def group(value: object, where: str) -> _Group:
        one = Fields(value, where)
        own = one.get("undertaking", flag)
        counted = undertaking if own is None else own
        sum_made = one.get("turnover", signed_amount) if one.is_named("turnover") else turnover
        read = one.need("articles", items(_article))
        one.close("id", "note")
        if counted is None:
            raise InputError(
                "inputs.undertaking is missing; say whether it is an undertaking, true or false."
            )
        return _Group(read, counted, sum_made)

    groups = fields.get("groups", items(group))
    if (groups is None) is (articles is None):
        raise InputError(
            "inputs needs groups, each with its articles, or one list of articles, and not both."
        )
    if groups is None:
        groups = (group({"articles": list(articles or ())}, "inputs"),)
    if not groups:
        raise InputError("inputs.groups is empty; list at least one group of articles.")
    return groups


def _article(value: object, where: str) -> str:
    """An article as a text, such as "6(1)", or its whole number."""
    if type(value) is int:
        return str(value)
    if not isinstance(value, str) or not value.strip():
        raise InputError(f'{where} must be an article such as "6(1)", not {shown(value)}.')
    return value


def _share(value: object, where: str) -> str:
    """A share from 0 to 1, as written."""
    if not 0 <= rate(value, where) <= 1:
        raise InputError(f'{where} must be a share from 0 to 1, such as "0.05", not {shown(value)}.')
    return str(value)
