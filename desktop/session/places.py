"""The place of the open file, where other computers may write to it as well."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStorageInfo, Signal

from desktop.store.file.shared_place import Mount, mounts_in, shared_place

if TYPE_CHECKING:
    from desktop.domain.file import FileInfo, SharedPlace
    from desktop.session.asking import Asking

_MOUNTS = Path("/proc/mounts")  # of Linux; reading it waits for no drive


class FilePlaces(QObject):
    """Follows the open file, and tells of a synchronised or network folder."""

    # SharedPlace of the file just opened, or None.
    found = Signal(object)

    def __init__(self, asking: Asking) -> None:
        shown = asking.shown
        super().__init__(shown)
        self._asking = asking
        self.place: SharedPlace | None = None
        shown.file_opened.connect(self._on_file_opened)
        shown.file_closed.connect(lambda: self._show(None))
        if shown.info is not None:  # it was opened a while ago
            self._on_file_opened(shown.info)

    def _on_file_opened(self, info: FileInfo) -> None:
        path = Path(info.path)
        self._asking.submit("shared place", lambda: shared_place(path, _mounts()), self._show)

    def _show(self, place: SharedPlace | None) -> None:
        self.place = place
        self.found.emit(place)


def _mounts() -> tuple[Mount, ...]:
    """The drives of this computer."""
    try:
        return mounts_in(_MOUNTS.read_text(encoding="utf-8", errors="replace"))
    except OSError:  # another system
        volumes = QStorageInfo.mountedVolumes()
        return tuple(
            Mount(volume.rootPath(), volume.fileSystemType().toStdString().casefold()) for volume in volumes
        )
