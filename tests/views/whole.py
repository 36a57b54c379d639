"""The whole window on the sample, brought to everything it can show, one scene after the other."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QToolButton, QWidget
from shiboken6 import isValid

from desktop.app import build
from desktop.domain.explanation.figure import FigureKind, currency_keys
from desktop.domain.file import Problem
from desktop.domain.listing.facets import Choice, FacetKind, Section
from desktop.domain.whatif.scenario import Complied, Scenario
from desktop.session.clock import Clock
from desktop.settings import SettingsKeeper
from desktop.views.edit.holidays import HolidaysDialog
from desktop.views.listing.savedviews import SavedViewDeeds
from desktop.views.page.page import TABS
from desktop.views.paper.dialog import PrintDialog
from desktop.views.window.about import AboutDialog, KeysDialog
from tests.counts import IS_LONG
from tests.drafts import CLEARVIEW as DRAFTED
from tests.furnished import furnished
from tests.inline import NOON, InlineRunner, undressed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from desktop.app import Program

CLEARVIEW, APPLE, POLAND = "fr-cnil-clearview", "nl-acm-apple", "eu-poland-judges"
SLUGS = (CLEARVIEW, APPLE, POLAND) if IS_LONG else (CLEARVIEW,)
SEARCHES = {"penalty": "words found", "state:runing": "a slip in the search", "zzz": "nothing found"}
PAGES = ("overview", *(f"{tab} of {slug}" for slug in SLUGS for tab in TABS))
BESIDE = ("a picked day", "a problem", *SEARCHES.values(), "a narrowed list", "the palette", "an import")
WHAT_IFS = ("a scenario", "an explanation of fines", "an explanation of outstanding")
DIALOGS = (
    *("about", "keys", "print", "the name of a view"),
    *("the menu of Calendar", "the menu of Actions of scenarios", "the menu of Sort: accrued, descending"),
    *("the menu &File", "the menu &Edit", "the menu &View", "the menu &Go", "the menu &Case"),
    "the menu &Help",
)
EDITING = ("a new investigation", "public holidays")
SCENES = (*PAGES, *BESIDE, *WHAT_IFS, *DIALOGS, *EDITING)
STRANGE = "Something <b>strange</b> & “quoted”\nover two lines"

TABLE = (
    "id,country,authority,<b>who</b> & why,date,price,summary\n"
    "1,Spain,AEPD,Acme,10/09/2019,500,<b>R&D</b>\n2,Spain,AEPPD,<i>Acme</i>,10/09/2019,500,One\n3,,,,,,none\n"
)


@contextmanager
def whole_window(folder: Path, sample: Path, index: Path, theme: str = "light") -> Iterator[Program]:
    """The program on the sample, everything in its window made, answered at once; what it keeps is new.

    Its settings, scenarios and drafts are kept in a folder of its own below `folder`.
    """
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    folder = Path(mkdtemp(dir=folder))
    with undressed(application):
        keeper = SettingsKeeper(folder / "settings.json")
        runner, clock = InlineRunner(), Clock(moment=lambda: NOON)
        program = build(keeper, theme=theme, runner=runner, clock=clock, sample=folder, index=index)
        furnished(program.window).resize(1440, 900)
        program.window.show()
        program.session.keep_modes_in(folder)
        program.session.file.open(sample)
        settle()
        program.window.activateWindow()
        settle()
        try:
            yield program
        finally:
            program.session.shut_down()
            program.window.close()
            program.window.deleteLater()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def settle() -> None:
    """Let everything that was asked for be laid out and painted."""
    for _ in range(4):
        QApplication.processEvents()


def scenes(program: Program, wanted: Collection[str] = SCENES) -> Iterator[tuple[str, QWidget]]:
    """Everything that can be shown of the kinds wanted, by name, with the window that shows it."""
    kinds = (
        (PAGES, _pages),
        (BESIDE, _beside),
        (WHAT_IFS, _what_ifs),
        (DIALOGS, _dialogs),
        (EDITING, _editing),
    )
    left = {*wanted}
    for names, each in kinds:
        for name, shown in each(program) if {*names} & left else ():
            settle()
            while not _is_at_rest(program):
                QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            yield name, shown
            left.discard(name)
            if not left:
                return


def _pages(program: Program) -> Iterator[tuple[str, QWidget]]:
    session, window = program.session, program.window
    session.day.go_live()
    session.list.clear_choices()
    session.show_section(Section.OVERVIEW)
    yield "overview", window
    session.show_section(Section.ALL)
    for slug in SLUGS:
        session.select(slug)
        for tab in TABS:
            window.page.show_tab(tab)
            settle()
            yield f"{tab} of {slug}", window


def _beside(program: Program) -> Iterator[tuple[str, QWidget]]:
    session, window = program.session, program.window
    session.select(CLEARVIEW)
    window.page.show_tab("timeline")
    session.day.pick(date(2022, 12, 1))
    yield "a picked day", window
    problem = Problem("strange", STRANGE)
    window.show_problem(problem)
    yield "a problem", window
    window.fault_bar.take_back(problem)
    for words, name in SEARCHES.items():
        window.tool_row.search.setText(words)
        yield name, window
    window.tool_row.search.clear()
    session.list.toggle(Choice(FacetKind.COUNTRY, "FR"))
    yield "a narrowed list", window
    session.list.clear_choices()
    window.palette_view.open_now()
    yield "the palette", window
    window.palette_view.close_again()
    session.day.go_live()
    path = Path(window.keeper._path).with_name("fines.csv")
    path.write_text(TABLE, encoding="utf-8")
    window.take_file(path)
    yield "an import", window
    window.importer.page.leave()


def _is_at_rest(program: Program) -> bool:
    """Whether all that is looked for is found and counted, and a draft is kept: each waits for a pause."""
    session = program.session
    waiting = (
        session.list._pause,
        session.drafts._pause,
        session.drafts._listing,
        program.window.sidebar._later,
    )
    return not any(timer.isActive() for timer in waiting)


def _what_ifs(program: Program) -> Iterator[tuple[str, QWidget]]:
    session, window = program.session, program.window
    session.select(CLEARVIEW)
    window.page.show_tab("penalty")
    settle()
    session.scenarios.add(Scenario("Obeyed <i>early</i>", (Complied(date(2023, 1, 5)),)))
    yield "a scenario", window
    session.scenarios.undo()
    page = session.page
    assert page is not None
    currencies = [amounts.currency for amounts in page.amounts]
    for kind in (FigureKind.FINES, FigureKind.OUTSTANDING):
        window.explaining.explain(currency_keys(page.case.investigation.slug, currencies, kind))
        settle()
        if window.explaining.opened is not None:
            yield f"an explanation of {kind.value}", window.explaining.opened
    window.explaining.window.hide()


def _dialogs(program: Program) -> Iterator[tuple[str, QWidget]]:
    session, window = program.session, program.window
    session.select(CLEARVIEW)
    window.page.show_tab("penalty")
    settle()
    assert session.page is not None
    yield from _opened("about", AboutDialog(window))
    yield from _opened("keys", KeysDialog(window))
    yield from _opened("print", PrintDialog(session.page, window))
    SavedViewDeeds(session.saved, window).save()
    settle()
    for dialog in window.findChildren(QDialog):
        if dialog.isVisible() and dialog.isModal():
            yield from _opened("the name of a view", dialog)
    for button in window.findChildren(QToolButton):
        menu = button.menu() if isValid(button) else None
        if isinstance(menu, QMenu) and button.isVisible():
            yield from _popped(f"the menu of {button.accessibleName()}", menu)
    for action in window.menuBar().actions():
        below = action.menu()
        if isinstance(below, QMenu):
            yield from _popped(f"the menu {action.text()}", below)


def _editing(program: Program) -> Iterator[tuple[str, QWidget]]:
    session, window = program.session, program.window
    session.editing.turn_on()
    window.show_draft()
    form = window.draft_page.form
    form.show_draft(DRAFTED)
    form.edited.emit(DRAFTED)
    yield "a new investigation", window
    window.add_holidays()
    settle()
    for dialog in window.findChildren(HolidaysDialog):
        yield from _opened("public holidays", dialog)
    session.drafts.discard()
    session.editing.turn_off()


def _opened(name: str, dialog: QDialog) -> Iterator[tuple[str, QWidget]]:
    dialog.open()
    settle()
    try:
        yield name, dialog
    finally:
        dialog.reject()
        dialog.deleteLater()


def _popped(name: str, menu: QMenu) -> Iterator[tuple[str, QWidget]]:
    menu.popup(menu.pos())
    settle()
    try:
        yield name, menu
    finally:
        menu.hide()
