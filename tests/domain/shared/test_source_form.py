"""A source as it is typed for a record."""

from __future__ import annotations

import dataclasses
from datetime import date

from desktop.domain.edit.change import EditKind
from desktop.domain.edit.citing import SourceFacts
from desktop.domain.edit.record_form import FieldProblem
from desktop.domain.shared.source_form import SourceFlaw, source_form
from desktop.domain.shared.sources import CitedRecord, CitedSource, FactKey
from desktop.domain.source import SourceKind
from desktop.domain.typed.dates import DayOrder

TODAY = date(2026, 11, 30)
LINK = "https://www.lemonde.fr/a"
EMPTY = dict.fromkeys(("url", "title", "publisher", "accessed_on", "kind"), "")
CITED = CitedSource("join", SourceFacts(LINK, "Le Monde", SourceKind.PRESS, uid="source"))
RECORD = CitedRecord(FactKey("fines", 1), "fine", sources=(CITED,))


def test_that_the_kind_follows_the_link_until_it_is_chosen() -> None:
    form = source_form(RECORD, EMPTY, link="https://www.legifrance.gouv.fr/a")
    assert form.form.typed["kind"] == SourceKind.OFFICIAL
    form = form.put("url", "https://www.reuters.com/a")
    assert form.form.typed["kind"] == SourceKind.PRESS
    form = form.put("kind", SourceKind.PARTY.value).put("url", "https://www.cnil.fr/a")
    assert form.form.typed["kind"] == SourceKind.PARTY


def test_that_what_is_typed_is_read_as_the_facts_of_a_source() -> None:
    typed = {**EMPTY, "url": "https://www.cnil.fr/a", "title": "Décision", "publisher": "CNIL"}
    form = source_form(RECORD, typed).put("accessed_on", "30 Nov 2026").put("kind", "official")
    read = form.read(TODAY, DayOrder.DAY_FIRST)
    assert not read.problems
    assert form.form.kinds[0] is EditKind.SOURCE_ADDED
    assert form.facts(read) == SourceFacts(
        "https://www.cnil.fr/a", "CNIL", SourceKind.OFFICIAL, TODAY, title="Décision"
    )
    undated = form.put("accessed_on", "")
    assert undated.facts(undated.read(TODAY, DayOrder.DAY_FIRST)).accessed_on is None


def test_that_the_same_link_is_no_source_of_a_record_twice() -> None:
    again = source_form(RECORD, EMPTY, link=LINK).read(TODAY, DayOrder.DAY_FIRST)
    assert FieldProblem("url", SourceFlaw.TWICE) in again.problems
    typed = {**EMPTY, "url": LINK, "publisher": "Le Monde", "kind": "press"}
    form = source_form(RECORD, typed, CITED).put("title", "Un")
    read = form.read(TODAY, DayOrder.DAY_FIRST)
    assert not read.problems
    assert form.facts(read) == dataclasses.replace(CITED.facts, title="Un")
