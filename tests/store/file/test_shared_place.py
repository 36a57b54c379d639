from __future__ import annotations

from pathlib import Path

from desktop.domain.file import SharedPlace
from desktop.store.file.shared_place import Mount, mounts_in, shared_place

MOUNTS = """\
/dev/sda1 / ext4 rw,relatime 0 0
proc /proc proc rw 0 0
server:/cases /mnt/my\\040cases nfs4 rw 0 0
//nas/share /mnt/nas cifs rw 0 0
me@host:/ /mnt/host fuse.sshfs rw 0 0
/dev/sdb1 /mnt/nas/local ext4 rw 0 0
drive /mnt/drive fuse.google-drive-ocamlfuse rw 0 0
broken
"""


def test_that_a_synchronised_folder_is_known_by_its_name(tmp_path: Path) -> None:
    for folder, program in (
        ("OneDrive - Law Firm/cases", "OneDrive"),
        ("OneDrive", "OneDrive"),
        ("Dropbox (Personal)", "Dropbox"),
        ("Nextcloud/a/b", "Nextcloud"),
        ("Google Drive", "Google Drive"),
        ("Library/CloudStorage/GoogleDrive-me@example.org/My Drive", "Google Drive"),
        ("Library/Mobile Documents/com~apple~CloudDocs", "iCloud Drive"),
        ("pCloudDrive", "pCloud"),
        ("Documents", ""),
        ("Dropboxes", ""),
        ("my onedrive notes", ""),
    ):
        path = tmp_path / folder / "mine.casefile"
        expected = SharedPlace(str(path), program) if program else None
        assert shared_place(path, ()) == expected, folder


def test_that_a_synchronised_folder_is_known_by_what_lies_in_it_or_above(tmp_path: Path) -> None:
    for mark, program in (
        (".dropbox", "Dropbox"),
        (".sync_0a1b2c.db", "Nextcloud"),
        (".owncloudsync.log", "ownCloud"),
        (".stfolder", "Syncthing"),
    ):
        above = tmp_path / program
        (above / "deep").mkdir(parents=True)
        (above / mark).touch()
        found = shared_place(above / "deep" / "mine.casefile", ())
        assert found is not None, mark
        assert found.program == program


def test_that_a_link_into_a_synchronised_folder_is_followed(tmp_path: Path) -> None:
    there = tmp_path / "Nextcloud" / "mine.casefile"
    there.parent.mkdir()
    there.touch()
    link = tmp_path / "link.casefile"
    link.symlink_to(there)
    assert shared_place(link, ()) == SharedPlace(str(link), "Nextcloud")


def test_that_a_network_drive_is_known_by_its_file_system() -> None:
    mounts = mounts_in(MOUNTS)
    assert mounts[2] == Mount("/mnt/my cases", "nfs4")
    assert len(mounts) == 7
    # A path is known by its drive, whether it is there or not.
    for place, drive in (
        ("/mnt/my cases/a.casefile", "nfs4"),
        ("/mnt/nas/a.casefile", "cifs"),
        ("/mnt/nas/local/a.casefile", ""),
        ("/mnt/nasty/a.casefile", ""),
        ("/mnt/host/a/b.casefile", "sshfs"),
        ("/home/me/a.casefile", ""),
    ):
        assert shared_place(Path(place), mounts) == (SharedPlace(place, drive=drive) if drive else None), (
            place
        )
    cloud = shared_place(Path("/mnt/drive/a.casefile"), mounts)
    assert cloud == SharedPlace("/mnt/drive/a.casefile", "Google Drive", "google-drive-ocamlfuse")
