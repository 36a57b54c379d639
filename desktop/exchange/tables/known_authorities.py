"""The authorities whose names are known to an import."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from desktop.domain.case.case import Authority
from desktop.exchange.table import TomlTable, text, texts
from desktop.exchange.tables.names import AuthorityNames


@cache
def known_authorities() -> AuthorityNames:
    """The names of authorities, as shipped."""
    words = (files("desktop.resources") / "profiles" / "authorities.toml").read_text(encoding="utf-8")
    return AuthorityNames(TomlTable(tomllib.loads(words), "authorities").each("authorities", _authority))


def _authority(table: TomlTable) -> tuple[Authority, tuple[str, ...]]:
    authority = Authority(
        name=table.need("name", text),
        short_name=table.need("short_name", text),
        country=table.need("country", text),
        zone=table.need("zone", text),
    )
    return authority, table.get("aliases", texts, ())
