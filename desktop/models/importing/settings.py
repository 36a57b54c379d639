"""How a table is read, as choices in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop import text
from desktop.domain.currencies import CURRENCIES
from desktop.domain.importing.profile import Becomes, DateOrder, RowMeaning

if TYPE_CHECKING:
    from desktop.domain.importing.profile import Profile

Choices = tuple[tuple[str, str], ...]

translate = QCoreApplication.translate

_ENCODINGS = (
    "utf-8",
    "utf-8-sig",
    "utf-16",
    "cp1252",
    "cp1250",
    "cp1251",
    "cp1253",
    "iso8859-15",
    "mac-roman",
)
_SEPARATORS = (",", ";", "\t", "|")
_FIRST_CURRENCIES = ("EUR", "GBP", "USD", "CHF", "DKK", "NOK", "SEK", "PLN", "CZK", "HUF", "RON")
_OF_EVENTS = (
    *(Becomes.EXTERNAL_ID, Becomes.INVESTIGATION, Becomes.DAY, Becomes.TITLE, Becomes.KIND, Becomes.LANE),
    *(Becomes.DESCRIPTION, Becomes.SOURCE),
)
_OF_EVENTS_ALONE = (Becomes.INVESTIGATION, Becomes.DAY, Becomes.KIND, Becomes.LANE)


def encoding_choices(chosen: str) -> Choices:
    """The encodings to choose from, the present one among them."""
    words = {
        "utf-8": "UTF-8",
        "utf-8-sig": translate("importing", "UTF-8, marked"),
        "utf-16": "UTF-16",
        "cp1252": translate("importing", "Windows, western (1252)"),
        "cp1250": translate("importing", "Windows, central Europe (1250)"),
        "cp1251": translate("importing", "Windows, Cyrillic (1251)"),
        "cp1253": translate("importing", "Windows, Greek (1253)"),
        "iso8859-15": "ISO 8859-15",
        "mac-roman": "Mac Roman",
    }
    return tuple((one, words.get(one, text.printable(one))) for one in _with(_ENCODINGS, chosen))


def separator_choices(chosen: str) -> Choices:
    """The separators to choose from, the present one among them."""
    words = {
        ",": translate("importing", "comma"),
        ";": translate("importing", "semicolon"),
        "\t": translate("importing", "tab"),
        "|": translate("importing", "vertical bar"),
    }
    return tuple((one, words.get(one, text.printable(one))) for one in _with(_SEPARATORS, chosen))


def order_choices() -> Choices:
    """The orders of day, month and year."""
    return (
        (DateOrder.DAY_FIRST, translate("importing", "day / month / year")),
        (DateOrder.MONTH_FIRST, translate("importing", "month / day / year")),
        (DateOrder.YEAR_FIRST, translate("importing", "year / month / day")),
    )


def sign_choices() -> Choices:
    """The decimal signs."""
    return (".", translate("importing", "point")), (",", translate("importing", "comma"))


def currency_choices(chosen: str, *, has_column: bool) -> Choices:
    """The currencies of amounts without one: of all rows, or of those whose column of currencies is empty."""
    shape = (
        translate("importing", "{}, where none is written")
        if has_column
        else translate("importing", "{}, all rows")
    )
    others = sorted(CURRENCIES - {*_FIRST_CURRENCIES})
    return tuple((one, shape.format(one)) for one in _with((*_FIRST_CURRENCIES, *others), chosen))


def profile_words(profile: Profile) -> str:
    """The name of a profile."""
    return text.printable(profile.name)


def fact_choices(profile: Profile) -> tuple[tuple[Becomes | None, str], ...]:
    """The facts that a column may become under a profile, and none."""
    is_of_events = profile.rows is RowMeaning.EVENTS
    facts = _OF_EVENTS if is_of_events else tuple(fact for fact in Becomes if fact not in _OF_EVENTS_ALONE)
    return (*((fact, fact_words(fact)) for fact in facts), (None, fact_words(None)))


def fact_words(fact: Becomes | None) -> str:
    """What a column becomes."""
    return {
        None: translate("importing", "Not imported"),
        Becomes.EXTERNAL_ID: translate("importing", "External id"),
        Becomes.COUNTRY: translate("importing", "Country"),
        Becomes.AUTHORITY: translate("importing", "Authority"),
        Becomes.RESPONDENT: translate("importing", "Respondent"),
        Becomes.DECISION_DAY: translate("importing", "Decision day"),
        Becomes.DECISION_YEAR: translate("importing", "Decision year"),
        Becomes.OPENED: translate("importing", "Day of opening"),
        Becomes.PUBLISHED: translate("importing", "Day of publication"),
        Becomes.FINE: translate("importing", "Fine"),
        Becomes.CURRENCY: translate("importing", "Currency"),
        Becomes.PROVISIONS: translate("importing", "Provisions"),
        Becomes.SOURCE: translate("importing", "Source"),
        Becomes.DESCRIPTION: translate("importing", "Description"),
        Becomes.TITLE: translate("importing", "Title"),
        Becomes.REFERENCE: translate("importing", "Reference"),
        Becomes.INVESTIGATION: translate("importing", "Investigation"),
        Becomes.DAY: translate("importing", "Day"),
        Becomes.KIND: translate("importing", "Kind"),
        Becomes.LANE: translate("importing", "Lane"),
    }[fact]


def _with(known: tuple[str, ...], chosen: str) -> tuple[str, ...]:
    return known if not chosen or chosen in known else (chosen, *known)
