"""Edits of the open file, made in turn on the worker's thread, each exactly once, and read back at once."""

from __future__ import annotations

from collections import deque
from contextlib import suppress
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeAlias, runtime_checkable

from desktop.domain.edit.change import Edit, EditKind
from desktop.domain.edit.taking_back import TakeBack
from desktop.domain.file import Problem
from desktop.store.edit.editor import Applied, Editor
from desktop.store.edit.errors import EditConflict, EditError
from desktop.store.file.errors import CaseFileError
from desktop.store.file.watch import Sight

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from desktop.domain.edit.change import Cell
    from desktop.domain.listing.facets import Query
    from desktop.session.reader.answered import Reopened
    from desktop.session.reader.reader import Reader
    from desktop.store.file.casefile import CaseFile

_OTHER = "Another case file lies in the place of this one now. Nothing was changed."


class Turn(Enum):
    """A turn in the history: back or forth by one step."""

    UNDO = "undo"
    REDO = "redo"


@runtime_checkable
class OwnDeed(Protocol):
    """A deed that writes into the file by its own means, in one transaction: an import."""

    def write(self, path: Path, author: str) -> str:
        """Do it; returns its batch, empty if nothing changed. Raises EditError and CaseFileError."""


class Sealing(NamedTuple):
    """A wish to seal tables anew, since the notes on other programs up to one were seen."""

    last_note: int
    tables: tuple[str, ...]


Deed: TypeAlias = "Edit | Turn | TakeBack | Sealing | OwnDeed"


class AskedDeed(NamedTuple):
    """An edit, a turn in the history or a sealing, asked for by an author in a file."""

    path: Path
    author: str
    deed: Deed


class Conflict(NamedTuple):
    """A cell that another program changed, with the values of edit and file; no column: a lost record."""

    table: str
    uid: str
    column: str
    before: Cell
    after: Cell
    now: Cell


class Refusal(NamedTuple):
    """A deed that was not done: why, in a sentence, and where another program was faster.

    `batch` is that of the step that was to be taken back, empty for other deeds.
    """

    deed: Deed
    problem: Problem
    conflict: Conflict | None = None
    batch: str = ""


class Steps(NamedTuple):
    """The kinds of the steps that can be undone and redone next, if any."""

    undo: EditKind | None = None
    redo: EditKind | None = None


class Done(NamedTuple):
    """What came of a deed: the edit as it was made, or its refusal, and whether the file has changed."""

    asked: AskedDeed
    edit: Edit | None = None
    refusal: Refusal | None = None
    is_changed: bool = False  # by the deed, or by another program before
    reopened: Reopened | None = None  # the file that lies in its place since
    others: frozenset[int] = frozenset()  # investigations that other programs changed before
    is_after_others: bool = False  # other programs wrote into the file before


class Writing:
    """The deeds asked for and done; `ask` and `take` are called on the window's thread, all else apart."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._asked: deque[AskedDeed] = deque()
        self._done: deque[Done] = deque()
        self._editor: Editor | None = None
        self._file: CaseFile | None = None

    @property
    def is_waiting(self) -> bool:
        """Whether a deed is still to be done."""
        return bool(self._asked)

    def ask(self, asked: AskedDeed) -> None:
        """Have a deed done by the next `run`."""
        self._asked.append(asked)

    def take(self) -> Iterator[Done]:
        """What came of the deeds done since the last call."""
        while self._done:
            yield self._done.popleft()

    def run(self, query: Query) -> Steps:
        """Do all deeds asked for; returns the steps that are next now."""
        while self._asked:
            asked = self._asked.popleft()
            self._done.append(self._do(asked, query))
        return self.steps()

    def steps(self) -> Steps:
        """The steps that can be undone and redone next in the open file."""
        file = self._reader.file
        if file is None:
            return Steps()
        with suppress(EditError, CaseFileError):
            editor = self._editor_of(file, self._editor.author if self._editor is not None else "")
            undo, redo = editor.next_undo, editor.next_redo
            return Steps(undo.kind if undo is not None else None, redo.kind if redo is not None else None)
        return Steps()

    def release(self) -> None:
        """Let go of the file."""
        editor, self._editor, self._file = self._editor, None, None
        if editor is not None:
            editor.close()

    def finish(self) -> None:
        """Do what is still asked for, when the program ends, and let go of the file."""
        while self._asked:
            with suppress(EditError, CaseFileError):
                self._write(self._asked.popleft())
        self.release()

    def read_again(self, query: Query) -> Reopened | None:
        """Read the file again after a deed; its changes are not told as another program's."""
        reopened = self._reader.refresh(query, is_own=True)
        self._reader.take_changed()
        return reopened

    def _do(self, asked: AskedDeed, query: Query) -> Done:
        """Do a deed, and keep apart what other programs changed before it."""
        reader, reopened, others = self._reader, None, frozenset[int]()
        if reader.file is None or str(reader.file.path) != str(asked.path):
            return self._made(asked)  # another file was opened meanwhile
        try:
            if (seen := reader.look()) is Sight.REPLACED:
                reopened = reader.reopen(query)
                if reopened is not None and reopened.is_other:
                    refusal = Refusal(asked.deed, Problem("other-file", _OTHER))
                    return Done(asked, refusal=refusal, is_changed=True, reopened=reopened)
            elif seen is Sight.CHANGED:
                reader.refresh(query)
            others = reader.take_changed()
        except CaseFileError as error:
            return Done(asked, refusal=Refusal(asked.deed, error.problem))
        done = self._made(asked)
        reader.take_edit(done.edit)
        reader.look()  # so that the watch takes the change for seen
        is_changed = done.edit is not None or seen is not Sight.SAME
        after_others = seen is not Sight.SAME
        return done._replace(
            is_changed=is_changed, reopened=reopened, others=others, is_after_others=after_others
        )

    def _made(self, asked: AskedDeed) -> Done:
        """Do a deed, and no more."""
        try:
            applied = self._write(asked)
        except EditConflict as error:
            at = error.at
            conflict = Conflict(at.table, at.uid, at.column, error.before, error.after, error.now)
            return Done(asked, refusal=Refusal(asked.deed, error.problem, conflict, self._batch_of(asked)))
        except (EditError, CaseFileError) as error:
            return Done(asked, refusal=Refusal(asked.deed, error.problem))
        if applied is None:
            return Done(asked)
        return Done(asked, Edit(applied.kind, applied.changes, applied.batch, applied.undoes))

    def _batch_of(self, asked: AskedDeed) -> str:
        """The batch of the step that a deed was to take back."""
        if isinstance(asked.deed, TakeBack):
            return asked.deed.batch
        if asked.deed is Turn.UNDO and self._editor is not None:
            step = self._editor.next_undo
            return step.batch if step is not None else ""
        return ""

    def _write(self, asked: AskedDeed) -> Applied | None:
        """Write a deed into its file. Raises EditError and CaseFileError."""
        deed = asked.deed
        if isinstance(deed, OwnDeed):
            batch = deed.write(asked.path, asked.author)
            return Applied(EditKind.IMPORTED, (), batch, "") if batch else None
        file = self._reader.file
        if file is None or str(file.path) != str(asked.path):
            editor = Editor(asked.path, asked.author)
            try:
                return _applied(editor, deed)
            finally:
                editor.close()
        return _applied(self._editor_of(file, asked.author), deed)

    def _editor_of(self, file: CaseFile, author: str) -> Editor:
        """The editor of the open file. Raises EditError and CaseFileError."""
        if self._editor is None or self._file is not file:
            self.release()
            self._editor, self._file = Editor(file.path, author), file
        self._editor.author = author
        return self._editor


def _applied(editor: Editor, deed: Edit | Turn | TakeBack | Sealing) -> Applied | None:
    match deed:
        case TakeBack():
            return editor.take_back(deed)
        case Sealing():
            editor.renew_seals(deed.tables)
            return None
        case Turn.UNDO:
            return editor.undo()
        case Turn.REDO:
            return editor.redo()
        case _:
            return editor.apply(deed)
