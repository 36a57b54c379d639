"""The faults of a query in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop import text
from desktop.domain.listing.asked import Field, QueryCode

if TYPE_CHECKING:
    from desktop.domain.listing.asked import QueryFault

translate = QCoreApplication.translate
_LONGEST = 40  # characters of the typed text that are shown


def fault_words(fault: QueryFault, typed: str) -> str:
    """The fault of a typed query as a sentence: its column, its cause and the remedy."""
    part = text.printable(typed[fault.start : fault.end])
    part = part if len(part) <= _LONGEST else f"{part[:_LONGEST]}…"
    fields = ", ".join(field.value for field in Field)
    sentence = _sentence(QueryCode(fault.code)).format(part, fields)
    sentence = translate("query", "Column {0}: {1}").format(text.count(fault.start + 1), sentence)
    names = [text.printable(name) for name in fault.near]
    return f"{sentence} {_near(names)}" if names else sentence


def _sentence(code: QueryCode) -> str:
    return {
        QueryCode.UNKNOWN_FIELD: translate("query", "there is no field “{0}”. There are {1}."),
        QueryCode.EMPTY_CONDITION: translate("query", "nothing stands after “{0}”. Write what to look for."),
        QueryCode.UNCLOSED_QUOTE: translate("query", "the quote is not closed. Write a second one."),
        QueryCode.BAD_DATE: translate("query", "“{0}” is no date. Write 2023, 2023-02 or 2023-02-08."),
        QueryCode.BAD_AMOUNT: translate(
            "query", "“{0}” is no amount. Write 250000, 250k or 1.5M, without a currency."
        ),
        QueryCode.UNKNOWN_STATE: translate("query", "“{0}” is no state of a penalty."),
        QueryCode.UNKNOWN_COUNTRY: translate(
            "query", "“{0}” is no country. Write its code or its English name."
        ),
        QueryCode.UNKNOWN_AUTHORITY: translate("query", "no authority in this file is called “{0}”."),
        QueryCode.TOO_LONG: translate(
            "query", "the search is too long. What stands from here on is left out."
        ),
    }[code]


def _near(names: list[str]) -> str:
    """A question for the names near to the typed name."""
    if len(names) == 1:
        return translate("query", "Did you mean {0}?").format(names[0])
    return translate("query", "Did you mean {0} or {1}?").format(", ".join(names[:-1]), names[-1])
