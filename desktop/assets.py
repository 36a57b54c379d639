"""The files shipped with the program, found in the resources folder."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path


def read_bytes(name: str) -> bytes:
    """The bytes of a shipped file, such as `icons/search.svg`."""
    # By path, both in a checkout and in an installed wheel: importlib.resources costs a start several ms.
    return Path(str(import_module("desktop.resources").__file__)).parent.joinpath(name).read_bytes()


def read_text(name: str) -> str:
    """The text of a shipped file, such as `themes/light.toml`."""
    return read_bytes(name).decode("utf-8")
