"""Sources and the records that they support, in words: lists, the form of a source, its faults."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop import text
from desktop.domain.printable import shortened
from desktop.domain.shared.source_form import FIELDS, SourceFlaw
from desktop.domain.source import SourceKind
from desktop.models.edit.form_words import source_kinds
from desktop.models.edit.shown_form import Control, ShownField, ShownForm, noted, typed_cells, waiting_words
from desktop.models.table import Column
from desktop.models.typed.words import source_kind_word, sources_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from desktop.domain.edit.change import Cell
    from desktop.domain.edit.record_form import FormRead
    from desktop.domain.shared.source_form import SourceForm
    from desktop.domain.shared.sources import CitedRecord, CitedSource
    from desktop.domain.typed.dates import DayOrder

translate = QCoreApplication.translate

_LETTERS = 60  # of the words of a record


def table_word(table: str) -> str:
    """The kind of a record, by its table."""
    return {
        "investigations": translate("sources", "Investigation"),
        "events": translate("sources", "Event"),
        "decisions": translate("sources", "Decision"),
        "fines": translate("sources", "Fine"),
        "fine_stages": translate("sources", "Stage of a fine"),
        "investigation_provisions": translate("sources", "Provision"),
        "orders": translate("sources", "Order"),
        "penalty_terms": translate("sources", "Penalty"),
        "penalty_rates": translate("sources", "Rate"),
        "stays": translate("sources", "Stay"),
        "compliance": translate("sources", "Compliance"),
        "findings": translate("sources", "Finding"),
        "occurrences": translate("sources", "Day of breach"),
        "tallies": translate("sources", "Tally"),
        "liquidations": translate("sources", "Liquidation"),
        "payments": translate("sources", "Payment"),
    }[table]


def record_words(record: CitedRecord) -> str:
    """What a record says of itself: its day, sum and words, as far as it has them."""
    parts = (
        text.uncertain(record.day) if record.day is not None else "",
        text.money(record.amount) if record.amount is not None else "",
        shortened(" ".join(text.printable(record.words).split()), _LETTERS),
    )
    return " · ".join(part for part in parts if part)


def record_columns() -> tuple[Column[CitedRecord], ...]:
    """The columns of the records of an investigation: kind, words, and number of sources."""
    return (
        Column(translate("sources", "Kind"), lambda row: table_word(row.key.table), lambda row: row.key),
        Column(
            translate("sources", "Fact"),
            record_words,
            record_words,
            stretch=True,
            tip=record_words,
        ),
        Column(
            translate("sources", "Sources"),
            lambda row: sources_words(len(row.sources)),
            lambda row: len(row.sources),
            colour=lambda _row: "accent",
        ),
    )


def source_heading(cited: CitedSource) -> str:
    """The name of a source: its title and publisher, else the host of its link."""
    facts = cited.facts
    named = " · ".join(text.printable(part) for part in (facts.title, facts.publisher) if part)
    return named or text.printable(_host(facts.url))


def source_details(cited: CitedSource) -> str:
    """The kind of a source, when it was read, and how many other facts rest on it."""
    parts = [source_kind_word(cited.facts.kind)]
    if cited.facts.accessed_on is not None:
        parts.append(translate("sources", "read on {}").format(text.day(cited.facts.accessed_on)))
    parts.append(others_words(cited.others))
    return " · ".join(part for part in parts if part)


def others_words(number: int) -> str:
    """How many other facts a source supports; empty for none."""
    if not number:
        return ""
    if number == 1:
        return translate("sources", "also of 1 other fact")
    return translate("sources", "also of {} other facts").format(text.count(number))


def source_cells(cited: CitedSource | None, today: date, order: DayOrder) -> dict[str, Cell]:
    """What stands in the fields of a source that is opened; a new one is read today."""
    if cited is not None:
        return typed_cells(FIELDS, cited.facts.cells, "", order)
    cells: dict[str, Cell] = {
        "url": "",
        "title": "",
        "publisher": "",
        "accessed_on": today.isoformat(),
        "kind": SourceKind.OTHER.value,
    }
    return typed_cells(FIELDS, cells, "", order)


def shown_source(form: SourceForm, read: FormRead, order: DayOrder) -> ShownForm:
    """The form of a source with its words."""
    fields = tuple(_fields(form, read, order))
    title = translate("sources", "New source") if form.cited is None else translate("sources", "Edit source")
    preview = ""
    if form.cited is not None and form.cited.others and form.form.is_dirty:
        preview = translate("sources", "Changes it for every fact that rests on it: {}.").format(
            others_words(form.cited.others)
        )
    labels = {field.name: field.accessible for field in fields}
    return ShownForm(
        title,
        fields,
        preview,
        waiting_words(read, labels),
        can_save=read.is_sound and form.form.is_dirty,
        is_dirty=form.form.is_dirty,
    )


def _fields(form: SourceForm, read: FormRead, order: DayOrder) -> Iterator[ShownField]:
    paste = translate("sources", "Paste a link or write where it was read.")
    twice = translate("sources", "This is a source of this fact already.")
    words = (
        ("url", translate("sources", "Link"), paste),
        ("title", translate("sources", "Title"), ""),
        ("publisher", translate("sources", "Publisher"), ""),
        ("accessed_on", translate("sources", "Read on"), translate("sources", "30 Nov 2026")),
    )
    for name, label, hint in words:
        field = ShownField(name, label, label, form.form.typed.get(name), hint=hint)
        beside, note, role = noted(field, form.form, read, order, {SourceFlaw.TWICE: twice})
        yield ShownField(
            name, label, label, form.form.typed.get(name), hint=hint, beside=beside, note=note, role=role
        )
    label = translate("sources", "Kind")
    guessed = translate("sources", "guessed from the link") if _is_guess(form) else ""
    yield ShownField(
        "kind",
        label,
        label,
        form.form.typed.get("kind"),
        Control.CHOICE,
        choices=tuple((value, words) for value, words in source_kinds()),
        beside=guessed,
    )


def _is_guess(form: SourceForm) -> bool:
    return form.is_guessed and bool(form.form.words("url"))


def _host(url: str) -> str:
    """The host of a link without its “www.”; the link itself where it has none."""
    host = url.partition("://")[2].partition("/")[0].rpartition("@")[2].partition(":")[0]
    return host.removeprefix("www.") or url
