"""Refused rows as a CSV file: a line for each fault, to be corrected and imported again."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.domain.importing.found import RefusedRow

HEADINGS = ("line", "column", "as written", "why")
# Signs at the beginning of a cell by which a spreadsheet would take it for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def refusals_csv(refused: Iterable[RefusedRow]) -> bytes:
    """The refused rows as CSV in UTF-8, marked so that spreadsheets read it rightly."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(HEADINGS)
    for refusal in refused:
        for fault in refusal.faults:
            writer.writerow((refusal.line, *map(_harmless, fault[:3])))
    return text.getvalue().encode("utf-8-sig", "replace")


def _harmless(words: str) -> str:
    return f"'{words}" if words.startswith(_FORMULA) else words
