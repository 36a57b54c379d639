"""Saving what an import makes besides: profiles, templates and lists of refused rows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from desktop.domain.file import Problem
from desktop.exchange.tables.profiles import NoProfileError, save_profile
from desktop.output import FileKind, OutputError, write_whole

if TYPE_CHECKING:
    from desktop.domain.importing.profile import Profile

CSV = FileKind("a table (CSV)", b"\xef\xbb\xbf")


def profile_saved(profile: Profile, folder: Path) -> Path | Problem:
    """The place of a profile, saved in the user's folder, or why it could not be."""
    try:
        return save_profile(profile, folder)
    except OutputError as error:
        return error.problem
    except NoProfileError as error:
        return Problem("profile", str(error))


def table_saved(path: Path, data: bytes, case_file: str) -> Path | Problem:
    """The place of a table in CSV, saved where the user wants it, or why it could not be."""
    try:
        write_whole(path, data, CSV, case_file=Path(case_file) if case_file else None)
    except OutputError as error:
        return error.problem
    return path
