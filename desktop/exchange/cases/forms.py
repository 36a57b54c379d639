"""The forms of cells in the text: dates as EDTF, amounts in major units, days as they are."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from desktop.domain.days.edtf import from_stored, parse_edtf, precision_code, stored_days
from desktop.domain.days.period import DateError, parse_day
from desktop.domain.money import exponent
from desktop.exchange.cases.shapes import Form
from desktop.exchange.table import TableError, flag, number
from desktop.strict import exactly, shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.exchange.cases.shapes import TextKey
    from desktop.exchange.toml_text import Leaf, Tree
    from desktop.store.cases.whole_rows import Row

_AMOUNT = re.compile(r"(-?)([0-9]{1,20})(?:\.([0-9]{1,4}))?", re.ASCII)
_PARTS = ("start", "end", "precision")
_text = exactly(str, TableError, "must be a text, not {}")


def written(key: TextKey, row: Row, currency: str) -> Leaf | Tree | None:
    """A cell, or the three of a date, as the text has it; None for an empty one."""
    if key.form is Form.DATE:
        return _date_text(*(row[column] for column in key.columns))
    value = row[key.column]
    if value is None or key.form is Form.TEXT:
        return value if value is None else str(value)
    if key.form is Form.FLAG:
        return bool(value) if value in {0, 1} else int(value)
    return _amount_text(int(value), currency) if key.form is Form.AMOUNT else int(value)


def read(key: TextKey, value: object, where: str, currency: str) -> dict[str, object]:
    """The cells of a value of the text, by column. Raises TableError with the place and the value."""
    if key.form is Form.DATE:
        return dict(zip(key.columns, _date(value, where), strict=True))
    kinds: dict[Form, Callable[[object, str], object]] = {Form.NUMBER: number, Form.FLAG: _flag}
    if key.form is Form.AMOUNT:
        return {key.column: _minor(value, where, currency)}
    return {key.column: kinds.get(key.form, text)(value, where)}


def text(value: object, where: str) -> str:
    """A text; a day that TOML knows as one is its text."""
    return value.isoformat() if type(value) is dt.date else _text(value, where)


def _flag(value: object, where: str) -> int:
    return int(flag(value, where))


def _date_text(start: str | None, end: str | None, precision: str | None) -> str | Tree | None:
    """A date as EDTF; as its three cells where EDTF has no words for them."""
    cells = (start, end, precision)
    if cells == (None, None, None):
        return None
    try:
        edtf = from_stored(parse_day(start or ""), parse_day(end or ""), precision or "").iso
        if _stored(edtf) == cells:
            return edtf
    except ValueError:
        pass
    return {part: cell for part, cell in zip(_PARTS, cells, strict=True) if cell is not None}


def _date(value: object, where: str) -> tuple[str | None, ...]:
    if isinstance(value, dict):
        if unknown := value.keys() - set(_PARTS):
            raise TableError(f"{where}: unknown {', '.join(sorted(unknown))}")
        return tuple(text(value[part], f"{where}: {part}") if part in value else None for part in _PARTS)
    words = text(value, where)
    try:
        return _stored(words)
    except DateError as error:
        raise TableError(f"{where}: {error}") from None


def _stored(edtf: str) -> tuple[str, str, str]:
    """The three cells of a date. Raises DateError."""
    date = parse_edtf(edtf)
    first, last = stored_days(date)
    return first.isoformat(), last.isoformat(), precision_code(date)


def _amount_text(minor: int, currency: str) -> str:
    decimals = exponent(currency)
    whole, part = divmod(abs(minor), 10**decimals)
    sign = "-" if minor < 0 else ""
    return f"{sign}{whole}.{part:0{decimals}d}" if part else f"{sign}{whole}"


def _minor(value: object, where: str, currency: str) -> int:
    """An amount in minor units; a whole number may stand without quotes."""
    words = str(value) if type(value) is int else text(value, where)
    match, decimals = _AMOUNT.fullmatch(words), exponent(currency)
    if match is None or len(match[3] or "") > decimals:
        of = f" of {currency}" if currency else ""
        raise TableError(f"{where} {shown(value)} is not an amount{of}, with at most {decimals} decimals")
    minor: int = int(match[2]) * 10**decimals + int((match[3] or "").ljust(decimals, "0") or "0")
    return -minor if match[1] else minor
