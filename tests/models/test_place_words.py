from __future__ import annotations

from desktop.domain.file import SharedPlace
from desktop.models.place_words import place_warning


def test_that_a_warning_says_where_a_file_lies_and_what_to_do() -> None:
    assert place_warning(SharedPlace("/home/me/Dropbox/mine.casefile", "Dropbox")) == (
        "“mine.casefile” lies in a folder that Dropbox synchronises. Edit it on one computer at a time, and"
        " let Dropbox finish before you open it on another one, or keep it in a folder that is not"
        " synchronised."
    )
    assert place_warning(SharedPlace("/mnt/nas/mine.casefile", drive="cifs")).startswith(
        "“mine.casefile” lies on a network drive (cifs). Edit it on one computer at a time"
    )
