"""Processes that edit a case file at the same time, or are killed while they do: `python -m ... PATH ROUNDS`.

A process of its own, without threads, so that it can be forked.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from random import Random

from desktop.domain.edit.change import Edit, EditKind, new_uid
from desktop.store.edit.editor import Editor
from desktop.store.edit.errors import EditError
from desktop.store.file.casefile import open_case_file
from desktop.store.file.upgrading import upgrade
from tests.counts import SEED
from tests.random_edits import event, uids

AT_ONCE = 5  # events of one edit
LINE = 37  # a uid and a newline


def _edits(path: Path, number: int, told: int, author: str) -> None:
    """Make edits, telling the batch of each through a pipe once it is saved."""
    with closing(Editor(path, author)) as editor:
        investigation = uids(path, "investigations")[0]
        for _ in range(number):
            events = tuple(event(investigation, one, description="x" * 3_000) for one in range(AT_ONCE))
            edit = Edit(EditKind.EVENTS_ADDED, events, new_uid())
            while True:
                try:
                    editor.apply(edit)
                except EditError as error:
                    if error.problem.code != "locked":
                        raise
                else:
                    break
            os.write(told, f"{edit.batch}\n".encode())


def _forked(path: Path, number: int, author: str) -> tuple[int, int]:
    """A child process that makes edits, and the pipe that tells of them."""
    told, tell = os.pipe()
    if not (child := os.fork()):
        try:
            os.close(told)
            _edits(path, number, tell, author)
        finally:
            os._exit(0)
    os.close(tell)
    return child, told


def _rest(told: int) -> list[str]:
    """All that is told through a pipe until its other end is closed."""
    with os.fdopen(told, "rb") as pipe:
        return pipe.read().decode().split()


def killed(path: Path, rounds: int) -> dict[str, int]:
    """Kill an editing process at random moments; how many edits were saved, lost and half."""
    chance, saved, lost, half, hot = Random(SEED), 0, 0, 0, 0
    for _ in range(rounds):
        child, told = _forked(path, 10_000, "Killed")
        batches = [os.read(told, LINE).decode().strip() for _ in range(chance.randint(1, 4))]
        for _ in range(chance.randrange(40_000)):
            pass
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        batches += [batch for batch in _rest(told) if len(batch) == LINE - 1]
        hot += path.with_name(f"{path.name}-journal").exists()
        with closing(Editor(path, "Next")) as editor:
            undoable = editor.next_undo
            assert undoable is not None
        with closing(sqlite3.connect(path)) as connection:
            found = dict(connection.execute("SELECT batch, count(*) FROM changes GROUP BY batch"))
            ((events,),) = connection.execute("SELECT count(*) FROM events WHERE title = 'Decision'")
            ((check,),) = connection.execute("PRAGMA integrity_check")
        assert check == "ok"
        saved += len(batches)
        lost += sum(batch not in found for batch in batches)
        half += sum(count != AT_ONCE for batch, count in found.items() if batch)
        half += events != sum(found.values()) - found.get("", 0)
    return {"saved": saved, "lost": lost, "half": half, "hot": hot}


def together(path: Path, number: int) -> dict[str, int]:
    """Four processes that make so many edits each; how many they told of, and how many are in the file."""
    children = [_forked(path, number, f"Writer {one}") for one in range(4)]
    told = [batch for _, pipe in children for batch in _rest(pipe)]
    for child, _ in children:
        os.waitpid(child, 0)
    with closing(sqlite3.connect(path)) as connection:
        sql = "SELECT author, batch FROM changes WHERE batch <> '' GROUP BY batch HAVING count(*) = :events"
        found = connection.execute(sql, {"events": AT_ONCE}).fetchall()
    return {
        "told": len(told),
        "there": len({*told} & {batch for _, batch in found}),
        "authors": len({author for author, _ in found}),
    }


def upgraded(path: Path, rounds: int) -> dict[str, int]:
    """Kill an upgrade at random moments; how many files were of either version then, and whole."""
    chance, versions, whole = Random(SEED), {1: 0, 2: 0}, 0
    before = _events(path)
    for number in range(rounds):
        copy = path.with_name(f"{number}.casefile")
        shutil.copy(path, copy)
        if not (child := os.fork()):
            upgrade(copy)
            os._exit(0)
        for _ in range(chance.randrange(16_000_000)):
            pass
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        with closing(open_case_file(copy)) as file:
            versions[file.version] += 1
            file.check_whole()
        upgrade(copy)
        whole += _events(copy) == before
    return {"first": versions[1], "second": versions[2], "whole": whole}


def _events(path: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT id, title, date_start FROM events ORDER BY id").fetchall()


if __name__ == "__main__":
    what = {"killed": killed, "together": together, "upgraded": upgraded}[sys.argv[1]]
    print(json.dumps(what(Path(sys.argv[2]), int(sys.argv[3]))))  # noqa: T201 - the answer
