"""Questions to the worker on behalf of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desktop.store.file.errors import CaseFileError

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.session.reader.reader import Reader
    from desktop.session.shown import Shown
    from desktop.worker import Runner


class Asking:
    """The worker and the window that shows its answers; of jobs with the same key the newest is answered."""

    def __init__(self, shown: Shown, runner: Runner, reader: Reader) -> None:
        self.shown, self.runner, self.reader = shown, runner, reader

    def submit(self, key: str, job: Callable[[], Any], answer: Callable[[Any], None]) -> None:
        """Have a job done; `shown` tells a fault of reading, until the same key is answered again."""
        submit(self.shown, self.runner, key, job, answer)
        self.shown.busy_changed.emit(self.runner.busy)


def submit(
    shown: Shown, runner: Runner, key: str, job: Callable[[], Any], answer: Callable[[Any], None]
) -> None:
    """Have a job done by the worker; `shown` tells a fault of reading, until the key is answered again."""

    def answered(value: Any) -> None:  # noqa: ANN401 - whatever the job gives
        shown.overcome_fault(key)
        answer(value)

    def failed(fault: Exception) -> None:
        if isinstance(fault, CaseFileError):
            shown.tell_fault(key, fault.problem)

    runner.submit(key, job, answered, failed)
