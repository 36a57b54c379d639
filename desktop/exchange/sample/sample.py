"""The sample: 53 public proceedings, written out in resources/samples as text to be reviewed."""

from __future__ import annotations

import tomllib
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING

from desktop.exchange.sample.case_tables import CaseReader, read_authorities
from desktop.exchange.table import TomlTable
from desktop.store.cases.writing import create_case_file
from desktop.store.law.authorities import authority_directory

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable
    from pathlib import Path

    from desktop.domain.case.case import Case

# The sample has the same case-file id wherever it is written.
_UID = "5f0c9a3e-8a53-4d0e-9b0b-6d1d5a4c2e10"
_SUFFIX = ".toml"


def sample_cases() -> tuple[Case, ...]:
    """Every case of the sample. Raises ValueError for an unknown key or value."""
    authorities, *cases = _texts()
    reader = CaseReader(read_authorities(_table(authorities), authority_directory()))
    return tuple(reader.read(_table(entry), entry.name.removesuffix(_SUFFIX)) for entry in cases)


def sample_names() -> tuple[str, ...]:
    """The slug of every case of the sample."""
    return tuple(entry.name.removesuffix(_SUFFIX) for entry in _texts()[1:])


def sample_digest() -> str:
    """The digest of the sample's text and of the directory it names, which changes with them."""
    digest = sha256()
    for entry in (*_texts(), *_directory()):
        digest.update(entry.read_bytes())
    return digest.hexdigest()[:16]


def write_sample(path: Path) -> None:
    """Write the sample as a new case file. Raises CaseFileError."""
    create_case_file(path, sample_cases(), uid=_UID)


def _texts() -> list[Traversable]:
    """The authorities, then every case by name."""
    folder = files("desktop.resources") / "samples"
    cases = [entry for entry in (folder / "cases").iterdir() if entry.name.endswith(_SUFFIX)]
    return [folder / "authorities.toml", *sorted(cases, key=lambda entry: entry.name)]


def _directory() -> list[Traversable]:
    """The files of the directory of authorities, by name."""
    folder = files("desktop.resources") / "rules" / "authorities"
    return sorted(folder.iterdir(), key=lambda entry: entry.name)


def _table(entry: Traversable) -> TomlTable:
    return TomlTable(tomllib.loads(entry.read_text(encoding="utf-8")), entry.name)
