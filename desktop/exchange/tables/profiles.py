"""The profiles that are at hand: those shipped, and those in the user's folder; a template of each."""

from __future__ import annotations

import csv
import io
from contextlib import suppress
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.domain.listing.folding import parts
from desktop.exchange.own.file import read_bounded
from desktop.exchange.table import TableError
from desktop.exchange.tables.profile import profile_toml, read_profile
from desktop.output import write_own

if TYPE_CHECKING:
    from desktop.domain.importing.profile import Profile

SHIPPED = ("enforcement-tracker", "gdprhub", "fines-list", "chronology")
_LARGEST = 1_000_000  # bytes
_LONGEST_STEM = 60
FIRST_LINE = "# How a table is read by Astreinte: File > Import…, or astreinte import --profile.\n"


class NoProfileError(Exception):
    """A profile that is not there or cannot be read; the sentence says which are there."""


def shipped_profiles() -> tuple[Profile, ...]:
    """The profiles shipped with the program."""
    folder = files("desktop.resources") / "profiles"
    names = (f"{name}.toml" for name in SHIPPED)
    return tuple(read_profile((folder / name).read_text(encoding="utf-8"), name) for name in names)


def named_profile(name: str, folder: Path) -> Profile:
    """The shipped profile of a name, or that in the user's folder or at a path. Raises NoProfileError."""
    plain = name.casefold()
    shipped = dict(zip(SHIPPED, shipped_profiles(), strict=True))
    for key, profile in shipped.items():
        if plain in {key, profile.name.casefold()}:
            return profile
    for path in (Path(name), folder / f"{name}.toml"):
        if path.suffix == ".toml" and path.is_file():
            return _at(path)
    for own in own_profiles(folder):
        if plain == own.name.casefold():
            return own
    known = ", ".join([*shipped, *sorted(path.stem for path in folder.glob("*.toml"))])
    raise NoProfileError(f"There is no profile “{name}”. There are: {known}; or name a TOML file.")


def own_profiles(folder: Path) -> tuple[Profile, ...]:
    """The profiles in the user's folder, by name; a file that is none is left out."""
    found = []
    for path in folder.glob("*.toml"):
        with suppress(NoProfileError):
            found.append(_at(path))
    return tuple(sorted(found, key=lambda profile: profile.name.casefold()))


def fitting_profile(columns: tuple[str, ...], own: tuple[Profile, ...] = ()) -> Profile | None:
    """The profile that knows most of the columns, and all that it needs; None where none does.

    One of the user's own goes before a shipped one that knows as many.
    """
    fit = [profile for profile in (*own, *shipped_profiles()) if not profile.missing(columns)]
    return max(fit, key=lambda profile: len(profile.places(columns)), default=None)


def save_profile(profile: Profile, folder: Path) -> Path:
    """Write a profile into the user's folder, over an earlier one of its name.

    Raises NoProfileError for a name that is taken by a shipped profile, or is none, and OutputError.
    """
    stem = "-".join(parts(profile.name))[:_LONGEST_STEM]
    if not stem:
        raise NoProfileError("Write a name for the profile, with a letter or a figure in it.")
    if stem in SHIPPED or profile.name.casefold() in {one.name.casefold() for one in shipped_profiles()}:
        raise NoProfileError(f"“{profile.name}” is a profile that comes along. Choose another name.")
    path = folder / f"{stem}.toml"
    write_own(path, f"{FIRST_LINE}{profile_toml(profile)}".encode())
    return path


def template_csv(profile: Profile) -> bytes:
    """An empty table for a profile: a line of headings, by which the profile knows every column."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=profile.separator or ",")
    writer.writerow(names[0] for _, names in profile.columns if names)
    return text.getvalue().encode("utf-8-sig", "replace")


def _at(path: Path) -> Profile:
    try:
        data = read_bounded(path, _LARGEST)
        if len(data) > _LARGEST:
            raise NoProfileError(f"“{path.name}” is larger than a profile may be.")
        return read_profile(data.decode("utf-8-sig"), path.name)
    except UnicodeDecodeError:
        raise NoProfileError(f"“{path.name}” is not text in UTF-8.") from None
    except (OSError, ValueError) as error:
        reason = error if isinstance(error, TableError) else getattr(error, "strerror", None) or error
        raise NoProfileError(f"“{path.name}” cannot be used as a profile: {reason}") from None
