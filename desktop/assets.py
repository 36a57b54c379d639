"""The one place that finds the files shipped with the program."""

from __future__ import annotations

from importlib.resources import files


def read_bytes(name: str) -> bytes:
    """The bytes of a shipped file, such as `icons/search.svg`."""
    return files("desktop.resources").joinpath(name).read_bytes()


def read_text(name: str) -> str:
    """The text of a shipped file, such as `themes/light.toml`."""
    return read_bytes(name).decode("utf-8")
