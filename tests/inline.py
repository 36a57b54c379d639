"""A runner without a thread, and a clock whose hands a test sets."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from desktop.store.errors import CaseFileError

if TYPE_CHECKING:
    from collections.abc import Callable

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
