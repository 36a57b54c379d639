"""That nothing a person reads of the sample is a token of the program."""

from __future__ import annotations

import random
import re
import sys
from typing import TYPE_CHECKING

import pytest

from desktop.domain.law.deadline import MonthRule, Rollover
from desktop.domain.law.kinds import PartUnit, Recovery
from desktop.domain.law.regime import FirstDay, Setting
from desktop.models.explanation.conventions import value_words
from desktop.models.explanation.explanation import as_markdown, lines_of
from desktop.models.page.lines import terms_columns, terms_rows
from desktop.models.page.settled import settled_entries, state_note
from desktop.models.page.stretches import as_tsv, stretch_rows
from desktop.models.page.terms import start_reason, terms_facts
from desktop.session.reader.explaining import explained
from tests.counts import SEED, counted
from tests.explaining import cases, keys_of, on
from tests.pages import page_of
from tests.tokens import tokens_in

if TYPE_CHECKING:
    from collections.abc import Iterator

DAYS = ("2018-07-01", "2021-10-30", "2023-04-13", "2026-11-22")


def read_of(slug: str, day: str) -> Iterator[str]:
    """Every text about the penalties of an investigation on a day."""
    page, case = page_of(slug, day), cases()[slug]
    for penalty in page.penalties:
        yield from (
            f"{fact.name}: {fact.value} {fact.note}" for fact in terms_facts(penalty.terms, page.regime)
        )
        reason = start_reason(penalty)
        yield from (reason.headline, *reason.sentences, state_note(penalty, page))
        yield as_tsv(stretch_rows(penalty, slug), penalty.terms.unit, day)
        for entry in settled_entries(penalty, page.known_on, slug):
            yield from (entry.when, entry.amount, *entry.sentences)
    yield from (column.text(row) for column in terms_columns() for row in terms_rows(page))
    told = (explained(key, (case,), on(day)) for key in keys_of(case))
    for explanation in told:
        if explanation is not None:
            yield as_markdown(explanation)
            yield from (line.spoken for line in lines_of(explanation))


@pytest.mark.parametrize("day", DAYS)
def test_that_no_token_of_the_program_is_read_anywhere(day: str) -> None:
    some = random.Random(f"{SEED} {day}").sample(sorted(cases()), counted(len(cases())))
    read = {slug: [*read_of(slug, day)] for slug in some}
    found = {slug: tokens_in(texts) for slug, texts in read.items()}
    number = sum(map(len, read.values()))
    sys.stdout.write(f"{number} texts of {len(some)} investigations read as of {day}: no token\n")
    assert number > 50 * len(some)
    assert {slug: tokens for slug, tokens in found.items() if tokens} == {}


def test_that_tokens_are_found_where_they_are() -> None:
    texts = [
        "P3 (E_NEGATIVE_RATE)",
        "part_unit: none",
        "full-units-only-unspecified",
        "a half-year, one source",
    ]
    assert tokens_in(texts) == {"E_NEGATIVE_RATE", "part_unit", "full-units-only-unspecified"}
    assert not tokens_in(["https://example.org/a_b/single-source", "PVN-2023-31", "C-204/21 R-RAP"])


@pytest.mark.parametrize(
    ("setting", "values"),
    [
        (Setting.FIRST_DAY, tuple(FirstDay)),
        (Setting.MONTH_RULE, tuple(MonthRule)),
        (Setting.ROLLOVER, tuple(Rollover)),
        (Setting.PART_UNIT, tuple(PartUnit)),
        (Setting.RECOVERY, tuple(Recovery)),
        (Setting.FRANC, (True, False)),
        (Setting.COMPLIANCE_DAY_COUNTED, (True, False)),
    ],
)
def test_that_every_value_of_a_setting_has_words_of_its_own(
    setting: Setting, values: tuple[object, ...]
) -> None:
    told = [value_words(setting, value) for value in values]
    assert len(set(told)) == len(values)
    assert not any(re.search(r"[_:]", words) for words in told)
