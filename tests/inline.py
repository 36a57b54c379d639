"""A runner without a thread, and a clock whose hands a test sets."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from desktop.session import Session
from desktop.session.clock import Clock
from desktop.session.reader import Reader
from desktop.store.errors import CaseFileError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

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


def inline_session(sample: Path) -> Session:
    """A session without a thread at noon of that day, its sample kept in a folder."""
    return Session(InlineRunner(), Reader(), Clock(moment=lambda: NOON), sample)


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
