"""Edits of a large file, and the CPU time until each of their answers is there.

`editing.py FILE FOLDER ROUNDS`: the file is edited, and its edits are undone; prints a line of JSON.
"""

from __future__ import annotations

import sys
import time
from collections import OrderedDict, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from desktop.domain.edit.change import Edit, EditKind, Reference, added, changed, new_uid
from desktop.domain.listing.facets import Section
from desktop.places import index_folder
from desktop.session.clock import Clock
from desktop.session.reader.reader import Reader
from desktop.session.session import Session
from tests.benchmarks.programs.starting import tell
from tests.beside import Beside

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.domain.edit.change import Change

SEEN = 60
# An investigation with a running penalty, by the ids of records that a benchmark file has.
RUNNING = """
SELECT i.slug, i.uid, t.uid AS terms, r.uid AS rate, r.amount
  FROM penalty_rates r JOIN penalty_terms t ON t.id = r.term_id
  JOIN investigations i ON i.id = t.investigation_id
 ORDER BY r.id LIMIT 1
"""


class Turns:
    """Jobs in the order asked for, one after the other when told; each job's CPU time is kept by its key."""

    busy = False

    def __init__(self) -> None:
        self._waiting: OrderedDict[str, tuple[Any, ...]] = OrderedDict()
        self.seconds: defaultdict[str, list[float]] = defaultdict(list)

    def submit(self, key: str, job: Callable[[], Any], answer: Callable[[Any], None], failed: object) -> None:
        self._waiting.pop(key, None)
        self._waiting[key] = job, answer, failed

    def drop(self, *, but: str) -> None:
        for key in [key for key in self._waiting if key != but]:
            del self._waiting[key]

    def close(self, last: Callable[[], object]) -> None:
        last()

    def run(self) -> None:
        """Do all that is asked for, and what its answers ask for."""
        while self._waiting:
            key, (job, answer, _) = self._waiting.popitem(last=False)
            began = time.process_time()
            answer(job())
            self.seconds[key].append(time.process_time() - began)


class Told:
    """The CPU time from an edit until the page, the list and the Overview are told anew."""

    def __init__(self, session: Session) -> None:
        self.began = 0.0
        self.seconds: dict[str, float] = {}
        session.page_changed.connect(lambda _: self._tell("page"))
        session.rows_read.connect(lambda _: self._tell("row"))
        session.overview_changed.connect(lambda one: self._tell("overview") if one is not None else None)

    def begin(self) -> None:
        self.seconds, self.began = {}, time.process_time()

    def _tell(self, name: str) -> None:
        self.seconds.setdefault(name, time.process_time() - self.began)


def main() -> None:
    path, folder, rounds = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    QCoreApplication.instance() or QCoreApplication([])
    turns, reader = Turns(), Reader(index_folder())
    reader.open(path)
    reader.build()
    session = Session(turns, reader, Clock(), folder / "sample", indexing=Beside())
    session.keep_modes_in(folder)
    session.file.open(path)
    turns.run()
    session.file.go_on()
    turns.run()
    session.editing.turn_on()
    turns.run()
    found = dict(reader.file.rows(RUNNING)[0]) if reader.file is not None else {}
    session.select(found["slug"])
    turns.run()
    seen = tuple(session.answer.ids[:SEEN])
    session.rows_outdated.connect(lambda: session.list.want_rows(seen))  # as the list does
    told = Told(session)
    kinds: dict[str, list[dict[str, float]]] = defaultdict(list)
    jobs: dict[str, dict[str, float]] = {}
    for number in range(rounds + 1):
        for name, edit in edits(found, number).items():
            for step in (name, f"{name}, undone"):
                turns.seconds.clear()
                told.begin()
                if step == name:
                    session.editing.apply(edit)
                else:
                    session.editing.undo()
                turns.run()
                taken = dict(told.seconds)
                told.begin()
                session.show_section(Section.OVERVIEW)
                turns.run()
                taken["overview"] = told.seconds["overview"]
                session.select(found["slug"])
                turns.run()
                if number:
                    kinds[step].append(taken)
                jobs[step] = {key: sum(taken) for key, taken in turns.seconds.items()}
    tell(kinds=kinds, jobs=jobs)


def edits(found: dict[str, Any], number: int) -> dict[str, Edit]:
    """An edit of each kind, by its name."""
    case, terms = Reference("investigations", found["uid"]), Reference("penalty_terms", found["terms"])
    day = f"2026-10-{number % 28 + 1:02}"
    event = added(
        "events", new_uid(), investigation_id=case, position=9_999, date_start=day, date_end=day,
        date_precision="day", kind="other", lane="authority", title="A hearing", description="",
        confidence="confirmed",
    )  # fmt: skip
    stay = added(
        "stays", new_uid(), term_id=terms, start_day="2026-01-05", end_day="2026-01-09",
        known_on="2026-01-05", kind="accrual", note="",
    )  # fmt: skip
    rate = changed(
        "penalty_rates", found["rate"], {"amount": found["amount"]}, {"amount": found["amount"] + 100}
    )
    return {
        "an event": _edit(EditKind.EVENT_ADDED, event),
        "a rate": _edit(EditKind.ORDER_CHANGED, rate),
        "a stay": _edit(EditKind.FACT_ADDED, stay),
    }


def _edit(kind: EditKind, change: Change) -> Edit:
    return Edit(kind, (change,), new_uid())


if __name__ == "__main__":
    main()
