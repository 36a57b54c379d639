"""The choices of the form of a new investigation, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop import text
from desktop.domain.edit.draft import CapKind, GraceKind, GraceStart, RateStart
from desktop.domain.listing.countries import country_codes, country_name
from desktop.domain.source import Confidence, SourceKind

if TYPE_CHECKING:
    from desktop.domain.case.case import Authority
    from desktop.domain.law.regime import Regime

translate = QCoreApplication.translate
Choosable = tuple[tuple[object, str], ...]


def country_choices() -> Choosable:
    """Every country, by its code."""
    return tuple((code, f"{code} · {country_name(code)}") for code in sorted(set(country_codes().values())))


def respondent_kinds() -> Choosable:
    """The kinds of respondents, as case files write them."""
    return (
        ("company", translate("draft", "Company")),
        ("public body", translate("draft", "Public body")),
        ("state", translate("draft", "State")),
        ("person", translate("draft", "Person")),
    )


def authority_note(authority: Authority | None, *, is_in_file: bool) -> str:
    """The country and time zone of the chosen authority, and whence it comes; empty without one."""
    if authority is None:
        return ""
    directory = translate("draft", "from the directory of authorities")
    whence = translate("draft", "in this file") if is_in_file else directory
    return f"{text.country(authority.country)} · {text.printable(authority.zone)} · {whence}"


def regime_choices(regimes: tuple[Regime, ...]) -> Choosable:
    """The presets of law, and the one that fills nothing in."""
    named = sorted((text.printable(law.preset or law.name), law.code) for law in regimes)
    return (*((code, words) for words, code in named), ("", translate("draft", "Generic")))


def certainties() -> Choosable:
    """How sure a day is."""
    return (
        (Confidence.CONFIRMED, translate("draft", "Confirmed")),
        (Confidence.SINGLE_SOURCE, translate("draft", "Single source")),
        (Confidence.INFERRED, translate("draft", "Inferred")),
    )


def grace_kinds() -> Choosable:
    """The ways in which an order gives time to comply, beside a length."""
    return (
        (GraceKind.LAST_DAY, translate("draft", "until a day")),
        (GraceKind.NONE, translate("draft", "none")),
    )


def grace_starts() -> Choosable:
    """The days that a grace period runs from."""
    return (
        (GraceStart.NOTIFICATION, translate("draft", "notification")),
        (GraceStart.DECISION, translate("draft", "the decision")),
    )


def rate_starts() -> Choosable:
    """The ways in which a changed rate begins."""
    return (
        (RateStart.DAY, translate("draft", "from the day")),
        (RateStart.NUMBER, translate("draft", "from number")),
    )


def cap_kinds() -> Choosable:
    """The kinds of caps."""
    return (
        (CapKind.NONE, translate("draft", "none")),
        (CapKind.SUM, translate("draft", "sum")),
        (CapKind.UNITS, translate("draft", "units")),
        (CapKind.BOTH, translate("draft", "sum and units")),
    )


def source_kinds() -> Choosable:
    """The kinds of sources."""
    words = {
        SourceKind.OFFICIAL: translate("draft", "Official"),
        SourceKind.COURT: translate("draft", "Court"),
        SourceKind.PARTY: translate("draft", "Party"),
        SourceKind.LAW_FIRM: translate("draft", "Law firm"),
        SourceKind.PRESS: translate("draft", "Press"),
        SourceKind.SECONDARY: translate("draft", "Secondary"),
        SourceKind.OTHER: translate("draft", "Other"),
    }
    return tuple((kind.value, words[kind]) for kind in SourceKind)
