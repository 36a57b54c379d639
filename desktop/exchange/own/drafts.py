"""Drafts of new investigations as entries of the side file."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from desktop.domain.case.case import Authority
from desktop.domain.edit.draft import (
    CapKind,
    Draft,
    DraftLiquidation,
    DraftStep,
    GraceKind,
    GraceStart,
    KeptDraft,
    RateStart,
    Reuse,
    draft_rules,
)
from desktop.domain.law.deadline import GraceUnit
from desktop.domain.law.kinds import Unit
from desktop.domain.law.regime import Setting
from desktop.domain.source import Confidence
from desktop.exchange.own.shelf import Shelf
from desktop.exchange.table import TableError, TomlTable, flag, text, word
from desktop.store.side.merging import SideEntry

if TYPE_CHECKING:
    from collections.abc import Sequence


def draft_shelf() -> Shelf[tuple[KeptDraft, ...]]:
    """The shelf of the drafts for a case file."""
    return Shelf("drafts", "drafts", (), draft_entries, drafts_of, lambda _data: ((), ""))


def draft_entries(drafts: tuple[KeptDraft, ...]) -> tuple[SideEntry, ...]:
    """The side-file entries of drafts."""
    return tuple(
        SideEntry("", kept.name, json.dumps(_plain(kept.draft), ensure_ascii=False)) for kept in drafts
    )


def drafts_of(entries: Sequence[SideEntry]) -> tuple[tuple[KeptDraft, ...], frozenset[int]]:
    """The drafts of side-file entries, and the places of unreadable entries."""
    drafts: list[KeptDraft] = []
    unread: set[int] = set()
    for place, entry in enumerate(entries):
        try:
            drafts.append(KeptDraft(entry.name, _draft(TomlTable(json.loads(entry.body), "the draft"))))
        except (ValueError, KeyError, TableError, RecursionError):
            unread.add(place)
    return tuple(drafts), frozenset(unread)


def _plain(draft: Draft) -> dict[str, object]:
    return {name: value for name, value in asdict(draft).items() if value is not None}


def _draft(table: TomlTable) -> Draft:
    plain = Draft()
    typed = {
        name: table.get(name, text, "")
        for name in (
            "respondent", "country", "kind", "regime", "reference", "decided", "notified", "order",
            "grace_length", "grace_last_day", "amount", "currency", "cap_amount", "cap_units", "source",
            "source_kind", "first_day",
        )
    }  # fmt: skip
    draft = Draft(
        **typed,
        reuse=table.get("reuse", word(Reuse), plain.reuse),
        authority=table.maybe("authority", _authority),
        is_notified_known=table.get("is_notified_known", flag, True),
        certainty=table.get("certainty", word(Confidence), plain.certainty),
        grace=table.get("grace", word(GraceKind), plain.grace),
        grace_unit=table.get("grace_unit", word(GraceUnit), plain.grace_unit),
        grace_from=table.get("grace_from", word(GraceStart), plain.grace_from),
        unit=table.get("unit", word(Unit), plain.unit),
        cap=table.get("cap", word(CapKind), plain.cap),
        by_hand=table.get("by_hand", _rules, ()),
        steps=table.get("steps", _steps, ()),
        liquidation=table.maybe("liquidation", _liquidation),
    )
    table.close()
    draft_rules(draft, None)  # a rule that is none is refused
    return draft


def _authority(table: TomlTable) -> Authority:
    return Authority(
        name=table.need("name", text),
        short_name=table.need("short_name", text),
        country=table.need("country", text),
        zone=table.need("zone", text),
        regime=table.get("regime", text, ""),
    )


def _liquidation(table: TomlTable) -> DraftLiquidation:
    names = ("decided", "amount", "reference", "published_from", "published_to")
    return DraftLiquidation(**{name: table.get(name, text, "") for name in names})


def _rules(value: object, where: str) -> tuple[tuple[Setting, str], ...]:
    if not isinstance(value, list):
        raise TableError(f"{where} must be a list")
    return tuple((Setting(text(pair[0], where)), text(pair[1], where)) for pair in value)


def _steps(value: object, where: str) -> tuple[DraftStep, ...]:
    if not isinstance(value, list):
        raise TableError(f"{where} must be a list")
    return tuple(_step(TomlTable(one, where)) for one in value)


def _step(table: TomlTable) -> DraftStep:
    step = DraftStep(
        kind=table.get("kind", word(RateStart), RateStart.DAY),
        start=table.get("start", text, ""),
        amount=table.get("amount", text, ""),
        uid=table.get("uid", text, ""),
    )
    table.close()
    return step
