"""Files with cells or bytes changed at random: read as far as they can be, or refused in a sentence."""

from __future__ import annotations

import random
import shutil
import sqlite3
import time
from collections import Counter
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from desktop.app import build
from desktop.domain.listing.facets import Section
from desktop.session.clock import Clock
from desktop.settings import SettingsKeeper
from desktop.views.page.page import TABS
from desktop.views.problems.row import FlawedRowView
from tests.counts import IS_LONG, SEED, dear
from tests.furnished import furnished
from tests.inline import NOON, InlineRunner, undressed
from tests.mutants import spoil_bytes
from tests.nonsense import every_nonsense
from tests.spoiling import MOST_SECONDS, WHOLE, told, tried

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from desktop.app import Program

IN_WINDOW = 60


@pytest.fixture
def program(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, index_folder: Path, few_path: Path
) -> Iterator[Program]:
    """The window on some of the sample, without a thread."""
    keeper, clock = SettingsKeeper(tmp_path / "settings.json"), Clock(moment=lambda: NOON)
    with undressed(qapp):
        runner = InlineRunner()
        made = build(keeper, theme="dark", runner=runner, clock=clock, sample=tmp_path, index=index_folder)
        qtbot.addWidget(furnished(made.window))
        made.window.resize(1440, 900)
        made.window.show()
        made.session.file.open(few_path)
        yield made
        made.session.shut_down()


@pytest.mark.timeout(3_600)
def test_that_a_file_with_a_bad_cell_is_shown_in_every_tab_and_lists_it(
    program: Program, spoilable_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    session, window = program.session, program.window
    tried = random.Random(SEED).sample(every_nonsense(spoilable_path), dear(IN_WINDOW))
    slowest = 0.0
    for number, one in enumerate(tried):
        path = tmp_path / f"{number}.casefile"
        shutil.copy(spoilable_path, path)
        owners = sorted(one.spoil(path))
        session.file.open(path)
        assert session.info is not None
        assert session.info.path == str(path), one
        session.show_section(Section.OVERVIEW)
        for slug in [*owners[:1], "fr-cnil-clearview"]:
            session.select(slug)
            for tab in TABS:
                began = time.process_time()
                window.page.show_tab(tab)
                window.grab()
                slowest = max(slowest, time.process_time() - began)
        assert session.problems.found.rows >= 1, one
        assert any(
            (problem.table, problem.row_id, problem.column) == (one.table, one.new_id, one.column)
            for problem in session.problems.found.listed
        )
        assert "could not be read" in window.status_row.unread.text()
        assert window.status_row.unread.isVisible()
    with capsys.disabled():
        words = f"\n{len(tried)} spoilt files through the window, every tab; slowest {slowest:.2f} s of CPU"
        print(words)  # noqa: T201 - the figure of the test
    assert slowest < MOST_SECONDS


def test_that_the_list_of_problems_leads_to_their_cases(
    program: Program, spoilable_path: Path, tmp_path: Path
) -> None:
    session, window = program.session, program.window
    assert not window.status_row.unread.isVisible()
    path = tmp_path / "one.casefile"
    shutil.copy(spoilable_path, path)
    one = next(one for one in every_nonsense(path) if (one.table, one.column) == ("events", "lane"))
    (owner,) = one.spoil(path)
    session.file.open(path)
    window.status_row.unread.click()
    (shown,) = window.file_page.problems.findChildren(FlawedRowView)
    assert (shown.row.table, shown.row.row_id) == ("events", one.row_id)
    assert [name for name, _ in shown.row.written] == ["lane"]
    shown.links[-1].click()
    assert session.selected == owner
    assert not window.file_page.isVisible()


@pytest.mark.timeout(7_200)
def test_that_bytes_changed_at_random_raise_nothing_but_sentences(
    spoilable_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    original, chance, path = spoilable_path.read_bytes(), random.Random(SEED), tmp_path / "bytes.casefile"
    outcomes: Counter[str] = Counter()
    seconds = []
    for _ in range(2 * WHOLE if IS_LONG else dear(WHOLE)):
        data = bytearray(original)
        spoil_bytes(data, chance)
        path.write_bytes(data)
        seconds.append(tried(path, chance, outcomes))
    told(outcomes, seconds, "files with bytes changed", capsys)
    assert 0 < outcomes["read"] < outcomes.total()


@pytest.mark.skipif(not IS_LONG, reason="a time is measured: in the long run")
def test_that_titles_of_100_000_characters_do_not_hold_the_window(
    program: Program, sample_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    session, window, path = program.session, program.window, tmp_path / "long.casefile"
    shutil.copy(sample_path, path)
    long = "x" * 100_000
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in (
            "UPDATE investigations SET title = title || :long",
            "UPDATE events SET title = title || :long",
            "UPDATE respondents SET short_name = short_name || :long",
            "UPDATE authorities SET short_name = short_name || :long",
        ):
            connection.execute(statement, {"long": long})
    session.file.open(path)  # the index is made beside the window
    slowest = 0.0
    for deed in (
        lambda: session.show_section(Section.OVERVIEW),
        lambda: session.show_section(Section.ALL),
        lambda: session.select("fr-cnil-clearview"),
        *(lambda tab=tab: window.page.show_tab(tab) for tab in TABS),
        lambda: session.list.find("hearing"),
        window.palette_view.open_now,
        window.show_problems,
    ):
        began = time.process_time()
        deed()
        window.grab()
        slowest = max(slowest, time.process_time() - began)
    with capsys.disabled():
        print(f"\ntitles of 100,000 characters: slowest {slowest:.2f} s of CPU")  # noqa: T201 - the figure
    assert slowest < MOST_SECONDS
