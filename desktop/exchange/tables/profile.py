"""Profiles as TOML texts: read, and written as they are read."""

from __future__ import annotations

import tomllib
from dataclasses import fields
from typing import TYPE_CHECKING

from desktop.domain.case.case import ProvisionFinding
from desktop.domain.currencies import CURRENCIES
from desktop.domain.importing.profile import Becomes, DateOrder, Profile, RowMeaning, WhenDoubtful
from desktop.exchange.table import TableError, TomlTable, number, text, texts, word
from desktop.exchange.toml_text import as_toml
from desktop.strict import checked

if TYPE_CHECKING:
    from desktop.exchange.table import EnumT
    from desktop.exchange.toml_text import Tree
    from desktop.strict import Kind

_NEEDED = ("name", "date_order", "decimal_sign", "currency")
_PLAIN = tuple(one.name for one in fields(Profile) if one.name not in {"columns", "aliases"})


def read_profile(words: str, place: str) -> Profile:
    """The profile in a TOML text. Raises TableError, with the place, the key and what it must be."""
    try:
        table = TomlTable(tomllib.loads(words), place)
    except tomllib.TOMLDecodeError as error:
        raise TableError(f"{place}: this is not TOML: {error}") from None
    except RecursionError:
        raise TableError(f"{place}: it is nested too deeply") from None
    return table.read(_profile)


def profile_toml(profile: Profile) -> str:
    """The TOML text of a profile, which is read as the same profile."""
    tree: Tree = {
        name: [*value] if isinstance(value, tuple) else value
        for name in _PLAIN
        if (value := getattr(profile, name)) or name in _NEEDED
    }
    tree["columns"] = {fact.value: [*names] for fact, names in profile.columns}
    if profile.aliases:
        aliases: list[Tree] = [{"name": name, "authority": authority} for name, authority in profile.aliases]
        tree["aliases"] = aliases
    return as_toml(tree)


def _profile(table: TomlTable) -> Profile:
    return Profile(
        name=table.need("name", _line),
        data_set=table.get("data_set", text, ""),
        licence=table.get("licence", text, ""),
        rows=table.get("rows", _word(RowMeaning), RowMeaning.INVESTIGATIONS),
        encoding=table.get("encoding", text, ""),
        separator=table.get("separator", _separator, ""),
        sheet=table.get("sheet", text, ""),
        header=table.get("header", _line_number, 0),
        date_order=table.need("date_order", _word(DateOrder)),
        decimal_sign=table.need("decimal_sign", _decimal_sign),
        currency=table.need("currency", _currency),
        no_value=table.get("no_value", texts, ()),
        no_date=table.get("no_date", texts, ()),
        no_amount=table.get("no_amount", texts, ()),
        no_fine=table.get("no_fine", texts, ()),
        unknown_parties=table.get("unknown_parties", texts, ()),
        described_parties=table.get("described_parties", texts, ()),
        respondent_words=table.get("respondent_words", _pattern, "{}"),
        law=table.get("law", text, ""),
        field_of_law=table.get("field_of_law", text, ""),
        finding=table.get("finding", _word(ProvisionFinding), ProvisionFinding.BREACHED),
        number_is_year=table.get("number_is_year", _word(WhenDoubtful), WhenDoubtful.READ),
        wide_rows=table.get("wide_rows", _word(WhenDoubtful), WhenDoubtful.REFUSE),
        country_alone=table.get("country_alone", _word(WhenDoubtful), WhenDoubtful.REFUSE),
        other_country=table.get("other_country", _word(WhenDoubtful), WhenDoubtful.REFUSE),
        columns=table.inner("columns").read(_columns),
        aliases=_aliases(table),
    )


def _columns(table: TomlTable) -> tuple[tuple[Becomes, tuple[str, ...]], ...]:
    return tuple((fact, table.get(fact.value, texts, ())) for fact in Becomes if table.has(fact.value))


def _aliases(table: TomlTable) -> tuple[tuple[str, str], ...]:
    return table.each("aliases", lambda one: (one.need("name", _line), one.need("authority", _line)))


def _word(words: type[EnumT]) -> Kind[EnumT]:
    """The kind of an enumeration's words, with the words in the sentence."""

    def read(value: object, where: str) -> EnumT:
        try:
            return word(words)(value, where)
        except TableError:
            raise
        except ValueError:
            raise TableError(f"{where} must be one of: {', '.join(words)}") from None

    return read


_line = checked(text, lambda value: value.strip(), TableError, "must not be empty")
_line_number = checked(number, lambda value: value >= 0, TableError, "must not be negative")
_separator = checked(
    text,
    lambda value: not value or (len(value) == 1 and value not in '"\r\n'),
    TableError,
    "must be one sign",
)
_decimal_sign = checked(text, lambda value: value in {".", ","}, TableError, "must be a point or a comma")
_currency = checked(text, lambda value: value in CURRENCIES, TableError, "must be a currency of ISO 4217")
_pattern = checked(text, lambda value: value.count("{}") == 1, TableError, "must hold {{}} once")
