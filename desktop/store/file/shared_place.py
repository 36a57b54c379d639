"""Folders that a program keeps alike on several computers, and network drives, told by names and marks."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from desktop.domain.file import SharedPlace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

# Folders by their names in small letters; a name may go on with a bracket, a hyphen or an account.
_NAMED = (
    (re.compile(r"onedrive( -.*|-.*)?"), "OneDrive"),
    (re.compile(r"dropbox( \(.*\)|-.*)?"), "Dropbox"),
    (re.compile(r"nextcloud\d*"), "Nextcloud"),
    (re.compile(r"owncloud\d*"), "ownCloud"),
    (re.compile(r"google ?drive( \(.*\)|-.*)?|drivefs"), "Google Drive"),
    (re.compile(r"icloud ?drive.*|com~apple~clouddocs|mobile documents"), "iCloud Drive"),
    (re.compile(r"box sync|box-box"), "Box"),
    (re.compile(r"pcloud ?drive|pcloudsync"), "pCloud"),
    (re.compile(r"megasync|mega sync"), "MEGA"),
    (re.compile(r"seafile"), "Seafile"),
    (re.compile(r"proton ?drive.*"), "Proton Drive"),
)
# Files and folders that such programs leave in the folders they keep alike.
_MARKS = (
    (re.compile(r"\.dropbox(\.cache)?"), "Dropbox"),
    (re.compile(r"\.nextcloudsync\.log"), "Nextcloud"),
    (re.compile(r"\.owncloudsync\.log"), "ownCloud"),
    (re.compile(r"\._?sync_[0-9a-f]+\.db"), "Nextcloud"),
    (re.compile(r"\.stfolder"), "Syncthing"),
    (re.compile(r"\.tmp\.drivedownload"), "Google Drive"),
    (re.compile(r"\.seafile-data"), "Seafile"),
    (re.compile(r"\.sync\.ffs_db"), "FreeFileSync"),
)
_NETWORK = frozenset(
    {
        *("nfs", "nfs4", "cifs", "smb3", "smbfs", "smb2", "afpfs", "afs", "davfs", "webdav", "ncpfs", "9p"),
        *("glusterfs", "ceph", "lustre", "ocfs2", "gfs2", "beegfs"),
        *("fuse.sshfs", "fuse.rclone", "fuse.davfs", "fuse.davfs2", "fuse.gvfsd-fuse", "fuse.smbnetfs"),
        *("fuse.glusterfs", "fuse.s3fs", "fuse.curlftpfs", "fuse.google-drive-ocamlfuse", "fuse.onedriver"),
    }
)
_OF_CLOUDS = {
    "fuse.google-drive-ocamlfuse": "Google Drive",
    "fuse.onedriver": "OneDrive",
    "fuse.rclone": "rclone",
}
_MOST_NAMES = 5_000  # in a folder that is looked into
_ESCAPED = re.compile(r"\\([0-7]{3})")


class Mount(NamedTuple):
    """A drive: the folder it lies at, and the type of its file system."""

    folder: str
    kind: str


def shared_place(path: Path, mounts: Iterable[Mount]) -> SharedPlace | None:
    """The place of a file that other computers may write to; None for any other."""
    real = path.resolve()
    for folder in (path.absolute().parent, real.parent):
        program = _program_of(folder)
        if program:
            return SharedPlace(str(path), program)
    if str(real).startswith(("\\\\", "//")):  # of Windows: a folder of another computer
        return SharedPlace(str(path), drive="smb")
    kind = _kind_of(str(real), mounts)
    if kind in _NETWORK:
        return SharedPlace(str(path), _OF_CLOUDS.get(kind, ""), kind.removeprefix("fuse."))
    return None


def mounts_in(text: str) -> tuple[Mount, ...]:
    """The drives in the text of /proc/mounts."""
    lines = (line.split(" ") for line in text.splitlines())
    return tuple(Mount(_unescaped(line[1]), line[2].casefold()) for line in lines if len(line) > 2)  # noqa: PLR2004


def _program_of(folder: Path) -> str:
    """The program that keeps a folder, or one above it, alike on several computers."""
    for above in (folder, *folder.parents):
        name = above.name.casefold()
        for pattern, program in _NAMED:
            if pattern.fullmatch(name):
                return program
        for mark in _names_in(above):
            for pattern, program in _MARKS:
                if pattern.fullmatch(mark):
                    return program
    return ""


def _names_in(folder: Path) -> Iterator[str]:
    """The first hidden names in a folder; none where it may not be read."""
    with suppress(OSError), os.scandir(folder) as entries:
        for _, entry in zip(range(_MOST_NAMES), entries, strict=False):
            if entry.name.startswith("."):
                yield entry.name


def _kind_of(path: str, mounts: Iterable[Mount]) -> str:
    """The type of the file system that a path lies on: that of the deepest drive, the last one mounted."""
    found = Mount("", "")
    for mount in mounts:
        inside = path == mount.folder or path.startswith(mount.folder.rstrip("/") + "/")
        if inside and len(mount.folder) >= len(found.folder):
            found = mount
    return found.kind


def _unescaped(name: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 8)), name)
