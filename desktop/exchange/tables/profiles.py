"""The profiles that are at hand: those shipped, and those in the user's folder."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.exchange.own.file import read_bounded
from desktop.exchange.table import TableError
from desktop.exchange.tables.profile import read_profile

if TYPE_CHECKING:
    from desktop.domain.importing.profile import Profile

SHIPPED = ("enforcement-tracker", "gdprhub", "fines-list", "chronology")
_LARGEST = 1_000_000  # bytes


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
    known = ", ".join([*shipped, *sorted(path.stem for path in folder.glob("*.toml"))])
    raise NoProfileError(f"There is no profile “{name}”. There are: {known}; or name a TOML file.")


def fitting_profile(columns: tuple[str, ...]) -> Profile | None:
    """The shipped profile that knows most of the columns, and all that it needs; None where none does."""
    fit = [profile for profile in shipped_profiles() if not profile.missing(columns)]
    return max(fit, key=lambda profile: len(profile.places(columns)), default=None)


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
