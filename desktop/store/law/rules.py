"""The shipped law: regimes and ceilings of fines, each value with its source.

Public names: regime(code), regimes(), regime_codes(), fine_law(code, day), fine_laws(), UnknownRuleError; for
tests and tools read_regime(table), read_fine_law(table) and RuleFileError (rule_tables.py).
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from desktop.domain.law.ceiling import FineLaw, FineTier, Mapped
from desktop.domain.law.history import Dated, History
from desktop.domain.law.regime import Regime, Setting, StatutoryRate
from desktop.store.law.rule_tables import (
    RuleFileError,
    day,
    mark,
    minor,
    number,
    numbers,
    read_rules,
    rule_files,
    rule_texts,
    share,
    text,
)
from desktop.store.law.rule_values import history, in_order, rule

if TYPE_CHECKING:
    from datetime import date
    from typing import Any

    from desktop.store.law.rule_tables import RuleTable


_CODE = re.compile('code = "([^"]+)"\n')


class UnknownRuleError(ValueError):
    """A code that no shipped law bears."""

    def __init__(self, code: str, known: tuple[str, ...]) -> None:
        super().__init__(f"there is no law {code!r}; there are {', '.join(known)}")


@cache
def regime(code: str) -> Regime:
    """The regime of a code, such as "FR-CNIL"; no other is read. Raises UnknownRuleError, RuleFileError."""
    texts = _regime_texts()
    if code not in texts:
        raise UnknownRuleError(code, tuple(texts))
    place, found = texts[code]
    return read_regime(read_rules(found, place))


@cache
def regime_codes() -> frozenset[str]:
    """The codes of all shipped regimes. Raises RuleFileError for a file that does not begin with its code."""
    return frozenset(_regime_texts())


def regimes() -> tuple[Regime, ...]:
    """All shipped regimes, by file. Raises RuleFileError for a faulty file."""
    return tuple(regime(code) for code in _regime_texts())


@cache
def _regime_texts() -> dict[str, tuple[str, str]]:
    """The place and text of every regime, unread, by the code in its first line."""
    return {_code_of(text, place): (place, text) for place, text in rule_texts("regimes")}


def _code_of(text: str, place: str) -> str:
    found = _CODE.match(text)
    if found is None:
        raise RuleFileError(f'{place}: must begin with its code, such as code = "FR-CNIL"')
    return found[1]


def fine_law(code: str, day: date | None = None) -> FineLaw:
    """The ceilings of fines of a law, such as "GDPR", on a day; by default the newest.

    Raises UnknownRuleError, and TermsError for a day outside its history.
    """
    for found in fine_laws():
        if found.name == code:
            return found.values[-1].value if day is None else found.at(day).value
    raise UnknownRuleError(code, tuple(found.name for found in fine_laws()))


@cache
def fine_laws() -> tuple[History[FineLaw], ...]:
    """The histories of the laws that limit fines, each named by its code. Raises RuleFileError."""
    return tuple(read_fine_law(table) for table in rule_files("fines"))


def read_regime(table: RuleTable) -> Regime:
    """A regime from its file. Raises RuleFileError, naming the file and the key."""
    code, name = table.need("code", text), table.need("name", text)
    jurisdiction, currency = table.need("jurisdiction", text), table.need("currency", text)
    settings: dict[str, Any] = {
        setting.value: table.inner(setting.value).read(rule, setting) for setting in Setting
    }
    found = Regime(
        code,
        name,
        jurisdiction,
        currency,
        **settings,
        maxima=table.each("maxima", history, lambda row: row.need("amount", minor(currency))),
        shares=table.each("shares", history, lambda row: row.need("share", share)),
        rates=table.maybe("rates", lambda row: history(row, lambda one: one.each("steps", _step, currency))),
        preset=table.need("preset", text),
        term=table.need("term", text),
    )
    table.close()
    return found


def read_fine_law(table: RuleTable) -> History[FineLaw]:
    """The history of one law's ceilings from its file. Raises RuleFileError, naming the file and the key."""
    code, name, currency = (table.need(key, text) for key in ("code", "name", "currency"))
    values = in_order(table, table.each("values", _fine_law, code, name, currency))
    table.close()
    return History(code, values)


def _fine_law(row: RuleTable, code: str, name: str, currency: str) -> Dated[FineLaw]:
    starts_on, citation = row.need("starts_on", day), row.need("citation", text)
    source, support = row.need("source", text), row.need("mark", mark)
    tiers = row.each("tiers", _tier, currency)
    articles = row.each("articles", _mapped, [tier.name for tier in tiers])
    law = FineLaw(code, name, currency, tiers, articles, citation, source, support)
    return Dated(starts_on, law, citation, source, support)


def _tier(row: RuleTable, currency: str) -> FineTier:
    return FineTier(
        row.need("name", text),
        row.need("amount", minor(currency)),
        row.need("share", share),
        row.need("citation", text),
    )


def _mapped(row: RuleTable, tiers: list[str]) -> Mapped:
    first, _, last = row.need("articles", text).partition("-")
    tier = row.need("tier", text)
    if tier not in tiers or not first.isdecimal() or not (last or first).isdecimal():
        raise row.fault("articles", "must be numbers such as 12 or 12-22, with a tier of this file")
    citation = row.need("citation", text)
    return Mapped(int(first), int(last or first), tier, citation, row.get("paragraphs", numbers, ()))


def _step(row: RuleTable, currency: str) -> StatutoryRate:
    return StatutoryRate(row.need("from_unit", number), row.need("amount", minor(currency)))
