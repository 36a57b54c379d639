"""Amounts of money as people type them, in whole minor units."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.money import Money, exponent, from_major


class AmountFault(StrEnum):
    """The reason that an amount is refused."""

    NOT_READ = "not read"
    TWO_WAYS = "two ways"  # 52.500: in groups of three, or with decimals
    TOO_FINE = "too fine"  # more decimals than the currency has


@dataclass(frozen=True, slots=True)
class NoAmount:
    """The reason that a typed amount is refused; `whole` and `decimal` are its readings, where it has two."""

    fault: AmountFault
    typed: str
    currency: str
    whole: Money | None = None
    decimal: Money | None = None


_SPACES = re.compile(r"[\s\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}'\N{RIGHT SINGLE QUOTATION MARK}]")
_SYMBOLS = {"EUR": "\N{EURO SIGN}", "GBP": "\N{POUND SIGN}", "USD": "$"}
_GROUPED = re.compile(r"[0-9]{1,3}(?:([.,])[0-9]{3})(?:\1[0-9]{3})*", re.ASCII)
_PLAIN = re.compile(r"(-?[0-9]{1,15})(?:\.([0-9]+))?", re.ASCII)
_GROUP = 3  # digits


def read_amount(typed: str, currency: str) -> Money | NoAmount:
    """The amount typed in a currency: 100000, €100,000 or 1 250,50.

    A single point before three digits could be either mark, and so could a comma where the currency has three
    decimals; another single comma before three digits divides groups, as the window writes them.
    """
    digits = _SPACES.sub("", typed).replace("\N{MINUS SIGN}", "-")
    for sign in (currency, currency.lower(), _SYMBOLS.get(currency, currency)):
        digits = digits.removeprefix(sign).removesuffix(sign)
    sign, body = ("-", digits[1:]) if digits.startswith("-") else ("", digits)
    mark, places = _single_mark(body), exponent(currency)
    if mark:
        whole, decimals = body.split(mark)
        grouped, pointed = f"{sign}{whole}{decimals}", f"{sign}{whole}.{decimals}"
        if whole.startswith("0"):
            return _plain(pointed, typed, currency)
        if places and (mark == "." or places == _GROUP):
            return _two_ways(typed, currency, grouped, pointed)
        return _plain(grouped, typed, currency)
    plain = _without_groups(body)
    if plain is None:
        return NoAmount(AmountFault.NOT_READ, typed, currency)
    return _plain(sign + plain, typed, currency)


def _single_mark(body: str) -> str:
    """The only mark of an amount, where three digits follow it, and one to three stand before it."""
    marks = [sign for sign in body if sign in ".,"]
    if len(marks) != 1 or _GROUPED.fullmatch(body) is None:
        return ""
    return marks[0]


def _two_ways(typed: str, currency: str, grouped: str, pointed: str) -> NoAmount:
    readings = (_plain(plain, typed, currency) for plain in (grouped, pointed))
    whole, decimal = (reading if isinstance(reading, Money) else None for reading in readings)
    return NoAmount(AmountFault.TWO_WAYS, typed.strip(), currency, whole, decimal)


def _plain(plain: str, typed: str, currency: str) -> Money | NoAmount:
    if _PLAIN.fullmatch(plain) is None:
        return NoAmount(AmountFault.NOT_READ, typed, currency)
    try:
        return from_major(plain, currency)
    except ValueError:
        return NoAmount(AmountFault.TOO_FINE, typed.strip(), currency)


def _without_groups(body: str) -> str | None:
    """The digits with a point before the decimals; None if their marks are misplaced."""
    whole, decimals = body, ""
    last = max(body.rfind("."), body.rfind(","))
    if last >= 0 and body.count(body[last]) == 1:
        whole, decimals = body[:last], "." + body[last + 1 :]
    if "," in whole or "." in whole:
        if _GROUPED.fullmatch(whole) is None:
            return None
        whole = whole.replace(",", "").replace(".", "")
    return f"{whole}{decimals}"
