"""Building the index of a case file, stage by stage, from the first stage that is out of date."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from desktop.domain.file import Progress, Stage
from desktop.store.file.watch import DATA_VERSION
from desktop.store.index.days import write_days
from desktop.store.index.figures import write_figures
from desktop.store.index.listed_writing import write_listed
from desktop.store.index.opening import stamp_of
from desktop.store.index.texts_writing import write_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from desktop.store.file.casefile import CaseFile
    from desktop.store.index.opening import Index

    Tell = Callable[[Progress], object]
    Write = Callable[[CaseFile, Index, Callable[[int, int], None]], frozenset[int] | None]

_WRITE: tuple[tuple[Stage, Write], ...] = (
    (Stage.LISTED, write_listed),
    (Stage.FIGURES, write_figures),
    (Stage.DAYS, write_days),
    (Stage.TEXTS, write_texts),
)

_BLOB = "changed"


def build(file: CaseFile, index: Index, tell: Tell) -> bool:
    """Bring an index up to date; False if the case file changed meanwhile.

    In that case the index is of use but out of date: build it again. Raises CaseFileError.
    """
    stamp, version = stamp_of(file), _version(file)
    for stage, write in _WRITE:
        before = index.stamps.get(stage)
        if before != stamp:
            index.begin_writing()
            changed = _written(stage, write, file, index, tell)
            if before is not None and changed:
                add_changed(index, changed)
            index.finish(stage, stamp if _is_same(file, stamp, version) else "")
        tell(Progress(stage, 1, 1, is_ready=True))
    index.seal()
    return index.is_current(stamp) and _is_same(file, stamp, version)


def _written(stage: Stage, write: Write, file: CaseFile, index: Index, tell: Tell) -> frozenset[int] | None:
    """Write a stage; returns the ids of the investigations written anew."""

    def told(done: int, total: int) -> None:
        tell(Progress(stage, done, total))

    return write(file, index, told)


def _is_same(file: CaseFile, stamp: str, version: int) -> bool:
    """Whether the case file is unchanged; its stamp alone may miss a change, as disks' clocks are coarse."""
    return _version(file) == version and stamp_of(file) == stamp


def _version(file: CaseFile) -> int:
    return int(file.rows(DATA_VERSION)[0][0])


def add_changed(index: Index, ids: Iterable[int]) -> None:
    """Note the ids of changed investigations."""
    index.keep_note(_BLOB, array("q", sorted({*_known(index), *ids})).tobytes())


def take_changed(index: Index) -> frozenset[int]:
    """The ids of investigations changed since the last call; none while the notes cannot be written."""
    found = frozenset(_known(index))
    return found if found and index.keep_note(_BLOB, b"") else frozenset()


def _known(index: Index) -> array[int]:
    data = index.note(_BLOB) or b""
    return array("q", data[: len(data) // 8 * 8])
