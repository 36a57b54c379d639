"""Asking the worker, on behalf of what is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desktop.store.file.errors import CaseFileError

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.session.reader.reader import Reader
    from desktop.session.shown import Shown
    from desktop.worker import Runner


class Asking:
    """The worker, and what is shown of its answers; of jobs with one key only the newest is answered."""

    def __init__(self, shown: Shown, runner: Runner, reader: Reader) -> None:
        self.shown, self.runner, self.reader = shown, runner, reader

    @property
    def is_busy(self) -> bool:
        """Whether an answer is still to come."""
        return self.runner.busy

    def submit(self, key: str, job: Callable[[], Any], answer: Callable[[Any], None]) -> None:
        """Have a job done; what cannot be read is told by `shown`, until the same key is answered again."""

        def answered(value: Any) -> None:  # noqa: ANN401 - whatever the job gives
            self.shown.overcome_fault(key)
            answer(value)

        def failed(fault: Exception) -> None:
            if isinstance(fault, CaseFileError):
                self.shown.tell_fault(key, fault.problem)

        self.runner.submit(key, job, answered, failed)
        self.shown.busy_changed.emit(self.runner.busy)
