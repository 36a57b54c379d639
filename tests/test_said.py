"""Every sentence of the design of editing: each produced here, or by a test that is named, word for word."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from desktop.domain.case.case import Respondent
from desktop.domain.days.asof import AsOf
from desktop.domain.edit.change import EditKind
from desktop.domain.edit.draft import CapKind
from desktop.domain.edit.draft_problems import OpenPoint
from desktop.domain.edit.records import FileRecords
from desktop.domain.page.drafted import Drafted, drafted
from desktop.domain.typed.amounts import NoAmount, read_amount
from desktop.domain.typed.dates import DayOrder, NoDate, ReadDate, read_date
from desktop.models.edit.draft_words import missing_words, open_words, problem_words
from desktop.models.edit.form_words import certainties, source_kinds
from desktop.models.edit.live_words import figure_notes
from desktop.models.importing.counts import read_words
from desktop.models.mode_words import changes_words, redo_words, undo_words
from desktop.models.page.figures import accrued_figure, outstanding_figure
from desktop.models.typed.words import date_words, no_amount_words, no_date_words, precision_words
from desktop.store.law.laws import laws_of
from tests.drafts import CLEARVIEW, read, with_changes
from tests.pages import page_of

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parent
RECORDS = FileRecords(
    respondents=(("u1", Respondent("Clearview AI", "Clearview AI", "US", "company")),),
    references=(("SAN-2022-019", "fr-other"),),
)


def figure(**changes: Any) -> Drafted:
    draft = with_changes(CLEARVIEW, **changes)
    return drafted(read(draft, RECORDS), AsOf(date(2026, 11, 30)), laws_of(draft.regime))


def flaws(**changes: Any) -> Callable[[], str]:
    """The sentences below the fields of a draft with other values."""

    def said() -> str:
        found = figure(**changes)
        return "\n".join(problem_words(problem, found) for problem in found.problems)

    return said


def understood(typed: str) -> str:
    found = read_date(typed, DayOrder.DAY_FIRST)
    if isinstance(found, NoDate):
        return no_date_words(found)
    assert isinstance(found, ReadDate)
    return f"{date_words(found)} · {precision_words(found.date)}"


def amount(typed: str) -> str:
    found = read_amount(typed, "EUR")
    assert isinstance(found, NoAmount)
    return no_amount_words(found)


def live_notes() -> str:
    found = figure(liquidation=None)
    assert found.page is not None
    return "\n".join(figure_notes(found, accrued_figure(found.page).notes))


# Sentence: what says it.
MADE: dict[str, Callable[[], str]] = {
    # 2. New investigation: below each field, in the column beside it.
    "Write a name.": lambda: open_words(OpenPoint.NAME),
    "Clearview AI is in this file. Same respondent?": flaws(respondent="Clearview AI"),
    "Choose an authority: its time zone decides when a day ends.": lambda: open_words(OpenPoint.AUTHORITY),
    "Generic: nothing is filled in. Answer the marked rules.": lambda: open_words(OpenPoint.RULES),
    "SAN-2022-019 is already in this file.": flaws(reference="SAN-2022-019"),
    "31 Nov 2022 does not exist.": flaws(decided="31 Nov 2022"),
    "Notified before it was decided: check.": flaws(notified="16 Oct 2022"),
    "The start cannot be calculated: when was it notified?": lambda: missing_words(figure(notified="")),
    "Write a whole number.": flaws(grace_length="two"),
    "A rate is not negative.": flaws(amount="-5"),
    "52.500 can be read two ways. Write 52,500 or 52.50.": lambda: amount("52.500"),
    "Above the most the law allows, €100,000 / day": flaws(amount="100,001"),
    "It is saved all the same.": flaws(amount="100,001"),
    "Awb art. 5:32b wants a maximum sum.": flaws(regime="NL-AWB"),
    "Write a sum above zero.": flaws(cap=CapKind.SUM, cap_amount="0"),
    "Paste a link or write where it was read.": lambda: open_words(OpenPoint.SOURCE),
    "◇ if non-compliance is established": live_notes,
    "Confirmed Single source Inferred": lambda: " ".join(words for _, words in certainties()),
    # 3. Chronology.
    "Thu 27 May 2021 · a day · EDTF 2021-05-27": lambda: understood("27 May 2021"),
    "4 May 2021 (day first)": lambda: understood("4/5/2021"),
    "No date yet. Write 27 May 2021, May 2021, 2021 or EDTF such as 2021-05~.": lambda: understood("soon"),
    # 4. The other facts.
    "no payment recorded": lambda: "\n".join(
        outstanding_figure(page_of("fr-cnil-clearview", "2026-11-30")).notes
    ),
    "Official Court": lambda: " ".join(words for _, words in source_kinds()),
    "Press": lambda: " ".join(words for _, words in source_kinds()),
    # 1. and 5. The mode, undo and redo.
    "2 changes since opening": lambda: changes_words(2),
    "Undo: event added": lambda: undo_words(EditKind.EVENT_ADDED, is_there=True),
    "Redo: event deleted": lambda: redo_words(EditKind.EVENT_DELETED, is_there=True),
    # 6. Import.
    "Read 640 of 1,701 rows": lambda: read_words(640, 1_701, is_writing=False),
}

# Sentence: the test that brings the program to say it.
SHOWN = {
    # 1. Starting.
    "Look at the sample (53 real cases)": "views/window/test_mode.py",
    "There is a file of this name. A case file never replaces another file.": "views/window/test_mode.py",
    "No investigations yet.": "views/window/test_mode.py",
    "New investigation (Ctrl+N)": "views/edit/test_page.py",
    "Read-only": "views/window/test_mode.py",
    "Editing": "views/window/test_mode.py",
    "backup of {": "views/window/test_mode.py",
    "The sample stays as it is. Save a copy to edit it.": "views/window/test_mode.py",
    "Editing is off: no backup could be written (disk full). Your file was not touched.": (
        "views/window/test_mode.py"
    ),
    "Another program is writing to this file. Your change is kept; try again.": "store/edit/test_editor.py",
    # 3. and 4. Chronology and facts.
    "goes here": "models/typed/test_words.py",
    "Event deleted.": "views/timeline/test_editor.py",
    "✎ with your unsaved values": "views/page/test_facts.py",
    "Until is before From.": "models/edit/test_fact_words.py",
    "Overlaps the liquidation of 13 Apr 2023.": "models/edit/test_fact_words.py",
    "A stay inside a month needs a rule: prorate, restart or ignore.": "models/edit/test_fact_words.py",
    "Another program deleted this. Restore it with your values?": "views/page/test_facts.py",
    "✎ Set by you. The regime says: ": "views/page/test_orders.py",
    "Saved as you go": "views/edit/test_page.py",
    # 5. Undo and history.
    "Not undone.": "views/history/test_page.py",
    "after you did": "models/test_history_words.py",
    "Restore it with your values?": "models/test_history_words.py",
    # 6. Import.
    "is not a spreadsheet this program reads.": "exchange/tables/test_opening.py",
    # 7. Problems.
    "could not be read": "views/problems/test_page.py",
    "Switch editing on to correct it.": "views/problems/test_page.py",
    # 10. What was settled after drawing.
    "has changed since (": "session/edits/test_regimes.py",
    "synchronised": "models/test_place_words.py",
    "Another hand changed": "commands/test_verify.py",
}


@pytest.mark.parametrize("sentence", MADE)
def test_that_a_sentence_of_the_design_is_said(sentence: str) -> None:
    assert sentence in MADE[sentence]().replace("\N{NO-BREAK SPACE}", " ").replace("&", "")


@pytest.mark.parametrize("sentence", SHOWN)
def test_that_a_sentence_of_the_design_is_asserted_where_it_is_shown(sentence: str) -> None:
    assert sentence in (ROOT / SHOWN[sentence]).read_text(encoding="utf-8")
