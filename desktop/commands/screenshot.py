"""`astreinte CASEFILE --screenshot`: a picture of the window, without a display."""

from __future__ import annotations

import sys
from difflib import get_close_matches
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QEventLoop,
    QIODevice,
    QPoint,
    QRect,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QPainter, QPixmap

from desktop.app import build, follow_bugs, named_application
from desktop.domain.explanation.figure import FigureKind, currency_keys, line_key
from desktop.domain.listing.facets import Section
from desktop.output import PICTURE, OutputError, check_place, write_whole
from desktop.places import index_folder
from desktop.settings import SettingsKeeper
from desktop.store.file.opening import is_checked_at_once

if TYPE_CHECKING:
    import argparse

    from desktop.app import Program
    from desktop.domain.file import Problem

USUAL_SIZE = (1440, 900)
_ASIDE = 24

# Rounds of layout: a view that changes on resizing is laid out again, with the views around it.
LAYOUT_ROUNDS = 4


def run(asked: argparse.Namespace) -> int:
    """Save the picture; 2 and a sentence where an asked item is missing. Raises CaseFileError."""
    qInstallMessageHandler(_on_message)
    try:
        return _take(asked)
    finally:
        # Qt prints messages while the process ends, when Python can no longer be called.
        qInstallMessageHandler(None)


def _take(asked: argparse.Namespace) -> int:
    """Build the window, show the asked investigation, tab and explanation, and save the picture."""
    try:
        check_place(asked.screenshot, PICTURE, case_file=asked.casefile)
    except OutputError as error:
        return _refuse(error.problem.sentence)
    named_application()
    with TemporaryDirectory() as folder:
        keeper = SettingsKeeper(Path(folder) / "settings.json")
        # A large file uses its prepared index; the index of a small file goes with the picture.
        is_large = asked.casefile is not None and not is_checked_at_once(asked.casefile)
        index = index_folder() if is_large else Path(folder) / "index"
        program = build(keeper, theme=asked.theme or "light", sample=Path(folder), index=index)
        bugs: list[None] = []
        follow_bugs(lambda: bugs.append(None))
        try:
            fault = _show(program, asked) or _save(program, asked)
        finally:
            program.session.shut_down()
    if fault:
        return _refuse(fault)
    return 1 if bugs else 0


def _show(program: Program, asked: argparse.Namespace) -> str | None:
    """Open the case file and the asked items in the window; a sentence where an item is missing."""
    session, window = program.session, program.window
    failed: list[Problem] = []
    session.file_failed.connect(failed.append)
    window.resize(*(asked.size or USUAL_SIZE))
    window.show()
    if asked.casefile is None:
        session.file.open_sample()
    else:
        session.file.open(asked.casefile)
    _settle(program)
    return _bring_up(program, asked) or (failed[0].sentence if failed else None)


def _bring_up(program: Program, asked: argparse.Namespace) -> str | None:
    """Show the asked day, investigation, tab and explanation; a sentence where an item is missing."""
    session, window = program.session, program.window
    if session.info is None:
        return None
    if asked.as_of is not None:
        session.day.pick(asked.as_of)
        _settle(program)  # the list is in its order before a row is chosen and brought to sight
    if asked.case is not None:
        session.select(asked.case)
        _settle(program)
        if session.selected != asked.case:
            return _unknown(asked.case, window.case_list.slugs)
    elif asked.tab not in (None, "overview"):
        return "A tab belongs to an investigation: say which with --case SLUG."
    if asked.tab == "overview":
        session.show_section(Section.OVERVIEW)
    elif asked.tab is not None:
        window.page.show_tab(asked.tab)
    window.status_row.follow(session.problems)
    _settle(program)
    return _explain(program, asked.explain) if asked.explain is not None else None


def _explain(program: Program, name: str) -> str | None:
    """Open the explanation of a figure of the shown investigation; a sentence where it is missing."""
    kind, page = FigureKind(name.replace("-", " ")), program.session.page
    if page is None:
        return "An explanation belongs to an investigation: say which with --case SLUG."
    slug = page.case.investigation.slug
    if kind in (FigureKind.FINE, FigureKind.FINES, FigureKind.OUTSTANDING) or not page.penalties:
        currencies = tuple(amounts.currency for amounts in page.amounts) or page.fine_currencies
        keys = currency_keys(slug, currencies, kind)
    else:
        keys = (line_key(kind, slug, page.penalties[0].terms),)
    program.window.explaining.explain(keys)
    _settle(program)
    if program.window.explaining.window.explanation is None:
        return f"This investigation has no figure {name!r} on this day."
    return None


def _unknown(name: str, names: tuple[str, ...]) -> str:
    near = get_close_matches(name, names) or sorted(names)[:3]
    return f"There is no investigation {name!r} in this file. Did you mean one of: {', '.join(near)}?"


def _on_message(kind: QtMsgType, _: object, words: str) -> None:
    """Print Qt's messages, except the offscreen platform's message about every window."""
    if kind is not QtMsgType.QtDebugMsg and "This plugin does not support" not in words:
        print(words, file=sys.stderr)


def _settle(program: Program) -> None:
    """Wait until every request is answered, shown and laid out."""
    session, loop = program.session, QEventLoop()
    session.busy_changed.connect(loop.quit)
    session.indexing_changed.connect(loop.quit)
    while session.is_busy or session.file.is_preparing:
        loop.exec()
    for _ in range(LAYOUT_ROUNDS):
        QTimer.singleShot(0, loop.quit)
        loop.exec()


def _picture(program: Program) -> QPixmap:
    """The picture of the window, with the open explanation in front of it."""
    picture = program.window.grab()
    shown = program.window.explaining.opened
    if shown is not None:
        front = shown.grab()
        painter = QPainter(picture)
        painter.setPen(shown.palette().mid().color())
        corner = QPoint(picture.width() - front.width() - _ASIDE, (picture.height() - front.height()) // 2)
        painter.drawPixmap(corner, front)
        painter.drawRect(QRect(corner, front.size()).adjusted(0, 0, -1, -1))
        painter.end()
    return picture


def _save(program: Program, asked: argparse.Namespace) -> str | None:
    """Write the picture whole or not at all; a sentence on failure."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    _picture(program).save(buffer, "PNG")
    try:
        write_whole(asked.screenshot, bytes(data.data()), PICTURE, case_file=asked.casefile)
    except OutputError as error:
        return error.problem.sentence
    return None


def _refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 2
