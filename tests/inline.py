"""A runner without a thread, and a clock whose hands a test sets."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from desktop.domain.prepared.standing import row_on
from desktop.session.clock import Clock
from desktop.session.reader.reader import Reader
from desktop.session.session import Session
from desktop.store.file.errors import CaseFileError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from desktop.domain.days.asof import AsOf
    from desktop.domain.listing.row import Row
    from desktop.domain.overview.overview import Overview

# Noon in UTC of the day on which the sample's live figures are known from the design.
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


class InlineRunner:
    """Answers every request before `submit` returns."""

    def __init__(self) -> None:
        self.keys: list[str] = []
        self.busy = False

    def submit(
        self,
        key: str,
        job: Callable[[], Any],
        answer: Callable[[Any], None],
        failed: Callable[[Exception], None],
    ) -> None:
        self.keys.append(key)
        try:
            value = job()
        except CaseFileError as error:
            failed(error)
        else:
            answer(value)

    def drop(self, *, but: str) -> None:
        """Nothing ever waits."""

    def close(self, last: Callable[[], Any]) -> None:
        last()


def inline_session(sample: Path, index_folder: Path | None = None) -> Session:
    """A session without a thread at noon of that day, its sample kept in a folder."""
    return Session(InlineRunner(), Reader(index_folder), Clock(moment=lambda: NOON), sample)


def shown_rows(session: Session) -> tuple[Row, ...]:
    """Every row of the list as of the day."""
    rows = session._asking.reader.rows(tuple(session.answer.ids), hindsight=session.as_of.hindsight)
    return tuple(row_on(row, session.as_of) for row in rows)


def overview_of(reader: Reader, as_of: AsOf) -> Overview | None:
    """The Overview, asked for until it is all there."""
    while (summed := reader.overview(as_of)).goes_on:
        pass
    return summed.overview


def shown_slugs(session: Session) -> list[str]:
    """The investigations in the list, in order."""
    return [row.slug for row in shown_rows(session)]


@contextmanager
def undressed(application: QApplication) -> Iterator[None]:
    """Take the look off again afterwards, so that the next test starts without one."""
    font, palette = application.font(), application.palette()
    try:
        yield
    finally:
        application.setStyleSheet("")
        application.setPalette(palette)
        application.setFont(font)
