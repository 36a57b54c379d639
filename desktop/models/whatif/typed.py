"""Amounts of money read as people type them."""

from __future__ import annotations

import re

from desktop.domain.money import Money, exponent, from_major

_SPACES = re.compile(r"[\s\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}'\N{RIGHT SINGLE QUOTATION MARK}]")
_SYMBOLS = {"EUR": "\N{EURO SIGN}", "GBP": "\N{POUND SIGN}", "USD": "$"}
_GROUPED = re.compile(r"[0-9]{1,3}(?:([.,])[0-9]{3})(?:\1[0-9]{3})*", re.ASCII)
_PLAIN = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,3})?", re.ASCII)


def read_amount(typed: str, currency: str) -> Money | None:
    """The amount typed in a currency: 100000, €100,000 or 1 250,50; None for any other text.

    A single mark before three digits divides groups, unless the currency has three decimals: then it is
    refused, since it could be either.
    """
    digits = _SPACES.sub("", typed).replace("\N{MINUS SIGN}", "-")
    for sign in (currency, currency.lower(), _SYMBOLS.get(currency, currency)):
        digits = digits.removeprefix(sign).removesuffix(sign)
    plain = _without_groups(digits, exponent(currency))
    if plain is None or _PLAIN.fullmatch(plain) is None:
        return None
    try:
        return from_major(plain, currency)
    except ValueError:
        return None


def _without_groups(digits: str, places: int) -> str | None:
    """The digits with a point before the decimals; None if the decimals are in doubt."""
    sign, body = ("-", digits[1:]) if digits.startswith("-") else ("", digits)
    whole, decimals = body, ""
    last = max(body.rfind("."), body.rfind(","))
    if last >= 0:
        mark = body[last]
        if body.count(mark) == 1 and (len(body) - last - 1 != 3 or "." in body[:last] or "," in body[:last]):  # noqa: PLR2004
            whole, decimals = body[:last], "." + body[last + 1 :]
        elif body.count(mark) == 1 and places == 3:  # noqa: PLR2004
            return None
    if "," in whole or "." in whole:
        if _GROUPED.fullmatch(whole) is None:
            return None
        whole = whole.replace(",", "").replace(".", "")
    return f"{sign}{whole}{decimals}"
