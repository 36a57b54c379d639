"""A large file at every stage of being prepared: nothing is shown that was not computed."""

from __future__ import annotations

import re
import shutil
from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

import pytest
from PySide6.QtCore import QAbstractTableModel
from PySide6.QtWidgets import QAbstractItemView, QLabel, QPushButton, QWidget

from desktop.domain.file import Progress, Stage
from desktop.domain.listing.facets import Choice, FacetKind, Query, Section
from desktop.domain.prepared.standing import row_on
from desktop.domain.timeline.scopes import Scope
from desktop.models.listing.cases import CELLS_ROLE, SLUG_ROLE
from desktop.models.listing.facets import ENTRY_ROLE
from desktop.models.listing.words import cells
from desktop.session.clock import Clock
from desktop.session.reader.reader import Reader
from desktop.session.session import Session
from desktop.settings import SettingsKeeper
from desktop.store.file.casefile import open_case_file
from desktop.store.index.building import build
from desktop.store.index.opening import open_index
from desktop.theme import Look
from desktop.views.window.window import MainWindow
from tests.benchmarks.generate import write_benchmark_file
from tests.beside import Beside
from tests.counts import IS_LONG, counted
from tests.furnished import furnished
from tests.inline import NOON, InlineRunner, overview_of
from tests.views.orphans import AMOUNT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from desktop.domain.listing.answer import Answer

SIZE = 10_000 if IS_LONG else 100
DIGIT = re.compile(r"\d")
# Each way of asking, and the stage before which it cannot be answered in full.
ASKED = (
    (Query(), Stage.LISTED),
    (Query(section=Section.RUNNING), Stage.FIGURES),
    (Query(section=Section.DEADLINES), Stage.FIGURES),
    (Query(choices=(Choice(FacetKind.STATE, "none"),)), Stage.FIGURES),
    (Query(choices=(Choice(FacetKind.COUNTRY, "FR"),)), Stage.LISTED),
    (Query(text="country:FR"), Stage.LISTED),
    (Query(text="state:running"), Stage.FIGURES),
    (Query(text="-state:running"), Stage.FIGURES),
    (Query(text="accrued>1M"), Stage.FIGURES),
    (Query(text="hearing"), Stage.TEXTS),
    (Query(text="hearing -decision"), Stage.TEXTS),
    (Query(text="hearing", section=Section.RUNNING), Stage.TEXTS),
)


class Stop(NamedTuple):
    """Where preparing is stopped: at so many hundredths of a stage, or when it is ready; or never begun."""

    stage: Stage | None
    percent: int = 100

    def has(self, needed: Stage) -> bool:
        """Whether a stage is ready there."""
        order = list(Stage)
        if self.stage is None:
            return False
        place = order.index(self.stage) + (self.percent == 100)
        return order.index(needed) < place


pytestmark = pytest.mark.timeout(900)  # in the long run a large file is prepared

STOPS = (Stop(None), *(Stop(stage, percent) for stage in Stage for percent in (50, 100)))
TRIED = STOPS if IS_LONG else STOPS[:: len(STOPS) // counted(30)]


class StoppedError(Exception):
    """The process that prepares the file is ended here."""


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("large") / "large.casefile"
    write_benchmark_file(path, SIZE)
    return path


@pytest.fixture(autouse=True)
def never_small(monkeypatch: pytest.MonkeyPatch) -> None:
    """In the ordinary run the file is small; it is treated as a large one is."""
    monkeypatch.setattr("desktop.session.reader.open_file.FEW", 10)
    monkeypatch.setattr("desktop.session.reader.open_file._OPENED_ON_THE_LIST", 10)
    monkeypatch.setattr("desktop.session.file.MANY", 10)
    monkeypatch.setattr("desktop.session.reader.timelines.COUNTED", 10)


@pytest.fixture(scope="module")
def stopped(large: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[Stop, Path]:
    """The folder of the index as it was left at every stop; the process begun after it goes on from there."""
    folder, left = tmp_path_factory.mktemp("index"), {}
    for stop in STOPS:
        prepare(large, folder, stop)
        left[stop] = tmp_path_factory.mktemp("left") / "index"
        shutil.copytree(folder, left[stop])
    return left


@pytest.fixture(scope="module")
def truth(large: Path, stopped: dict[Stop, Path]) -> Iterator[Reader]:
    """What there is to be shown once all is prepared."""
    reader = Reader(stopped[STOPS[-1]])
    reader.open(large)
    yield reader
    reader.close()


def prepare(path: Path, folder: Path, stop: Stop) -> None:
    """Prepare a file as the process beside does, until it is ended at a stop."""
    if stop.stage is None:
        return

    def tell(progress: Progress) -> None:
        is_there = progress.is_ready if stop.percent == 100 else progress.percent >= stop.percent
        if progress.stage is stop.stage and is_there:
            raise StoppedError

    with closing(open_case_file(path)) as file, closing(open_index(folder, file)) as index:
        try:
            build(file, index, tell)
        except StoppedError:
            return
    pytest.fail(f"it was not stopped at {stop}")


@pytest.fixture
def window(
    qtbot: QtBot,
    large: Path,
    stopped: dict[Stop, Path],
    tmp_path: Path,
    request: pytest.FixtureRequest,
) -> Iterator[MainWindow]:
    """The window on a file that is being prepared and has come to a stop."""
    shutil.copytree(stopped[request.param], tmp_path / "index")
    session = Session(
        InlineRunner(),
        Reader(tmp_path / "index"),
        Clock(moment=lambda: NOON),
        tmp_path / "sample",
        indexing=Beside(),
    )
    made = furnished(MainWindow(session, Look("light"), SettingsKeeper(tmp_path / "settings.json")))
    qtbot.addWidget(made)
    made.resize(1440, 900)
    session.file.open(large)
    made.show()
    session.file.go_on()
    yield made
    session.shut_down()


def answers(truth: Reader, session: Session, query: Query) -> Answer:
    found = truth.listing(query, session.as_of)
    assert found is not None
    return found


def texts(window: MainWindow) -> dict[str, str]:
    """Every text with a digit that the window shows: where it stands, and the words."""
    found = {}
    for widget in window.findChildren(QWidget):
        if not widget.isVisible():
            continue
        if isinstance(widget, QLabel | QPushButton) and DIGIT.search(widget.text()):
            found[f"{type(widget.parent())} {widget.objectName()}"] = widget.text()
        elif isinstance(widget, QAbstractItemView) and widget.model() is not None:
            model = widget.model()
            for row in range(min(model.rowCount(), 40)):
                for column in range(model.columnCount() if isinstance(model, QAbstractTableModel) else 1):
                    words = str(model.index(row, column).data() or "")
                    if DIGIT.search(words):
                        found[f"{widget.objectName()} {row} {column}"] = words
    return found


def sidebar(window: MainWindow) -> dict[tuple[str, str], str]:
    """The count of every line of the sidebar that has one, by what choosing it means."""
    model = window.sidebar.model()
    lines = [model.index(row, 0).data(ENTRY_ROLE) for row in range(model.rowCount())]
    return {(line.kind.value, str(line.target)): line.number for line in lines if line.number}


def counts(answer: Answer) -> dict[tuple[str, str], str]:
    """The same from an answer."""
    sections = {("section", str(section)): f"{number:,}" for section, number in answer.sections}
    facets = {("value", str(Choice(f.kind, f.value))): f"{f.number:,}" for f in answer.facets}
    return sections | facets


@pytest.mark.parametrize("window", TRIED, indirect=True, ids=str)
def test_that_counts_hits_and_figures_are_those_of_the_prepared_file_or_not_shown(
    window: MainWindow, truth: Reader, request: pytest.FixtureRequest
) -> None:
    stop: Stop = request.node.callspec.params["window"]
    session = window.session
    wrong: list[str] = []
    walked = 0
    for query, needed in ASKED:
        session.list.show_query(query)
        session.list.find_all()
        window.sidebar._refresh()
        true, told = answers(truth, session, query), session.answer
        if not stop.has(needed):
            if query.text or query.choices or query.section is not Section.ALL:
                assert (told.awaits is not None, list(told.ids)) == (True, []), query
                assert shown_state(window).startswith("Still"), query
        else:
            assert sorted(told.ids) == sorted(true.ids), query
            assert list(told.ids) == list(true.ids) or not told.ordered, query
        known = counts(true)
        for line, number in sidebar(window).items():
            walked += 1
            if number != "…" and number != known.get(line):
                wrong.append(f"{stop} {query}: {line} is {number}, not {known.get(line)}")
        wrong += wrong_rows(window, truth)
        wrong += [f"{stop} {query}: {one}" for one in wrong_count(window, query, len(true.ids))]
        if not stop.has(Stage.FIGURES):
            wrong += [f"{stop} {query}: {one}" for one in texts(window).values() if AMOUNT.search(one)]
    print(f"{stop}: {walked} counts walked, {len(wrong)} not computed")  # noqa: T201 - the figure
    assert wrong == []


def shown_state(window: MainWindow) -> str:
    """The title of what is said in the place of the list."""
    return window.case_list._empty.accessibleName()


def wrong_count(window: MainWindow, query: Query, number: int) -> list[str]:
    """What the line above the list says where it is not the true number, or that it is not known."""
    label = window.case_list._count
    said = label.accessibleName()
    allowed = {"Not known yet", f"{number:,} investigation" + ("s" if number != 1 else "")}
    return [] if said.split(" · ")[0] in allowed else [f"the list says {said}, not {number} for {query}"]


def wrong_rows(window: MainWindow, truth: Reader) -> list[str]:
    """Rows of the list whose amount or state is not that of the prepared file."""
    session, model = window.session, window.case_list.rows_view.model()
    ids = tuple(session.answer.ids[:40])
    rows = truth.rows(ids)
    known = {row.slug: cells(row_on(row, session.as_of)) for row in rows}
    wrong = []
    for place in range(len(ids)):
        shown = model.index(place, 0).data(CELLS_ROLE)
        slug = model.index(place, 0).data(SLUG_ROLE)
        if slug is None:
            continue
        true = known[slug]
        if (shown.amount, shown.state) not in {("", ""), (true.amount, true.state)}:
            wrong.append(f"{slug}: {shown.amount} {shown.state}, not {true.amount} {true.state}")
    return wrong


@pytest.mark.parametrize("window", TRIED, indirect=True, ids=str)
def test_that_the_overview_the_palette_and_related_investigations_wait(
    qtbot: QtBot, window: MainWindow, truth: Reader, request: pytest.FixtureRequest
) -> None:
    stop: Stop = request.node.callspec.params["window"]
    session = window.session
    session.show_section(Section.OVERVIEW)
    true = overview_of(truth, session.as_of)
    assert session.overview == (true if stop.has(Stage.FIGURES) else None)
    assert window.overview.body.isVisible() is stop.has(Stage.FIGURES)
    beside = session.file._indexing
    assert isinstance(beside, Beside)
    beside.progress.emit(Progress(Stage.LISTED, 3, 4))
    if not stop.has(Stage.FIGURES):
        assert "75" in " ".join(texts(window).values())
    session.show_section(Section.ALL)
    slug = window.case_list.slugs[0]
    session.select(slug)
    window.page.show_tab("related")
    related = truth.related(slug, session.as_of)
    while related.goes_on:
        related = truth.related(slug, session.as_of)
    assert session.related == (related.pages if stop.has(Stage.LISTED) else None)
    session.list.find("name")  # a search while an investigation is chosen
    window.palette_view.open_now()
    window.palette_view.field.setText("zzzz")
    with qtbot.waitSignal(session.suggested):
        pass
    hints = [window.palette_view.list.model().index(0, 0).data()]
    assert hints[0].startswith("Nothing fits" if stop.has(Stage.LISTED) else "Investigations are found")


@pytest.mark.parametrize("window", [Stop(None), Stop(Stage.LISTED), Stop(Stage.DAYS)], indirect=True, ids=str)
def test_that_preparing_that_failed_says_why_and_what_works_and_can_be_tried_again(
    window: MainWindow, large: Path, tmp_path: Path
) -> None:
    session, beside = window.session, window.session.file._indexing
    assert isinstance(beside, Beside)
    beside.path = None
    beside.failed.emit("There is no room on the disk of the cache.")
    label, status = (
        window.findChild(QLabel, "fault_sentence"),
        window.findChild(QPushButton, "status_unprepared"),
    )
    assert label is not None
    assert status is not None
    sentence = label.text()
    assert "There is no room on the disk of the cache." in sentence
    assert "work" in sentence or "can be read" in sentence
    session.timelines.show_scope(Scope.EVERYTHING)
    has_days = session._asking.reader.index is not None and Stage.DAYS in session._asking.reader.index.done
    assert session.timelines.stock.missing is not has_days
    session.list.find("hearing")
    assert "There is no room" in shown_state(window)
    assert "…" not in sidebar(window).values()
    window.fault_bar._dismiss()
    assert status.isVisible()
    status.click()
    assert window.fault_bar.isVisible()
    prepare_all(large, tmp_path / "index")
    window.fault_bar._retry.click()
    assert beside.path == large
    assert not window.fault_bar.isVisible()
    beside.finished.emit()
    assert not status.isVisible()
    session.list.find("hearing ")
    session.list.find_all()
    assert session.answer.awaits is None
    assert len(session.answer.ids) > 0


def prepare_all(path: Path, folder: Path) -> None:
    with closing(open_case_file(path)) as file, closing(open_index(folder, file)) as index:
        assert build(file, index, lambda _: None)
