"""The law as it is shipped: regimes and ceilings of fines, each value with its source.

Public names: regime(code), regimes(), fine_law(code, day), fine_laws(), UnknownRuleError; for tests and tools
read_regime(table), read_fine_law(table) and RuleFileError (rule_tables.py).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, TypeVar

from desktop.domain.law.ceiling import FineLaw, FineTier, Mapped
from desktop.domain.law.history import Dated, History
from desktop.domain.law.regime import Regime, Setting, StatutoryRate
from desktop.store.law.rule_tables import rule_files
from desktop.store.law.rule_values import history, in_order, rule

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from typing import Any

    from desktop.store.law.rule_tables import RuleTable

OneT = TypeVar("OneT")


class UnknownRuleError(ValueError):
    """There is no law of that code."""

    def __init__(self, code: str, known: tuple[str, ...]) -> None:
        super().__init__(f"there is no law {code!r}; there are {', '.join(known)}")


def regime(code: str) -> Regime:
    """The regime of a code, such as "FR-CNIL". Raises UnknownRuleError."""
    for found in regimes():
        if found.code == code:
            return found
    raise UnknownRuleError(code, tuple(found.code for found in regimes()))


@cache
def regimes() -> tuple[Regime, ...]:
    """All regimes. Raises RuleFileError where a file is not as it must be."""
    return tuple(read_regime(table) for table in rule_files("regimes"))


def fine_law(code: str, day: date | None = None) -> FineLaw:
    """The ceilings of fines of a law, such as "GDPR", on a day; without one, the newest.

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
    code, name = table.text("code"), table.text("name")
    jurisdiction, currency = table.text("jurisdiction"), table.text("currency")
    settings: dict[str, Any] = {
        setting.value: rule(table.table(setting.value), setting) for setting in Setting
    }
    maxima = tuple(history(one, lambda row: row.minor("amount", currency)) for one in table.tables("maxima"))
    shares = tuple(history(one, lambda row: row.share("share")) for one in table.tables("shares"))
    rates = None
    if table.has("rates"):
        rates = history(table.table("rates"), lambda row: _steps(row, currency))
    table.done()
    return Regime(code, name, jurisdiction, currency, **settings, maxima=maxima, shares=shares, rates=rates)


def read_fine_law(table: RuleTable) -> History[FineLaw]:
    """The history of one law's ceilings from its file. Raises RuleFileError, naming the file and the key."""
    code, name, currency = table.text("code"), table.text("name"), table.text("currency")
    values = in_order(table, tuple(_fine_law(row, code, name, currency) for row in table.tables("values")))
    table.done()
    return History(code, values)


def _fine_law(row: RuleTable, code: str, name: str, currency: str) -> Dated[FineLaw]:
    starts_on, citation, source, mark = (
        row.day("starts_on"),
        row.text("citation"),
        row.text("source"),
        row.mark(),
    )
    tiers = tuple(
        _read(
            one,
            lambda one: FineTier(
                one.text("name"), one.minor("amount", currency), one.share("share"), one.text("citation")
            ),
        )
        for one in row.tables("tiers")
    )
    names = tuple(tier.name for tier in tiers)
    articles = tuple(_read(one, lambda one: _mapped(one, names)) for one in row.tables("articles"))
    row.done()
    law = FineLaw(code, name, currency, tiers, articles, citation, source, mark)
    return Dated(starts_on, law, citation, source, mark)


def _mapped(row: RuleTable, tiers: tuple[str, ...]) -> Mapped:
    first, _, last = row.text("articles").partition("-")
    tier = row.text("tier")
    if tier not in tiers or not first.isdecimal() or not (last or first).isdecimal():
        raise row.fault("articles", "must be numbers such as 12 or 12-22, with a tier of this file")
    return Mapped(int(first), int(last or first), tier, row.text("citation"), row.numbers("paragraphs"))


def _steps(row: RuleTable, currency: str) -> tuple[StatutoryRate, ...]:
    return tuple(
        _read(one, lambda one: StatutoryRate(one.number("from_unit"), one.minor("amount", currency)))
        for one in row.tables("steps")
    )


def _read(row: RuleTable, read: Callable[[RuleTable], OneT]) -> OneT:
    """What a function reads from a table of which nothing is left."""
    found = read(row)
    row.done()
    return found
