"""PySide's modules for signatures, put off until first use: PySide compiles them anew on every start.

Importing PySide compiles eleven modules of Python from text, and loads `inspect`, `ast`, `tempfile` and more
for them: half of the time of the import. They hold the words of errors about wrong arguments, the signatures
that `inspect` tells, and other spellings of Qt's names. Two stand-ins take their places here; the first call
to a stand-in loads the real modules in its place. Versions of PySide not in `TRIED` are left alone.
"""

from __future__ import annotations

import builtins
import sys
from contextlib import contextmanager
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# Versions of PySide whose calls into these modules are known; any other version loads as it always did.
TRIED = {"6.11.3", "6.12.0"}

_PACKAGE = "shibokensupport.signature"
_MAPPING = f"{_PACKAGE}.mapping"
_LOADER_FILE = "shibokensupport/signature/loader.py"
_STANDING_IN = "from desktop.startup.signatures import stand_in; stand_in(__name__)"
# Functions of the loader that PySide calls for a signature or an error, and those it calls at every start.
_ASKED = ("pyside_type_init", "create_signature", "seterror_argument", "make_helptext")
_TOLD = ("finish_import", "feature_import", "feature_imported", "post_init")


class Spared:
    """A finder of empty modules in place of the standard modules that only the signatures use."""

    names = frozenset({"keyword", "tempfile", "textwrap", "traceback"})

    def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:  # noqa: ARG002
        """The spec of an empty module for a spared name, else None."""
        return ModuleSpec(name, self) if name in self.names and _is_tried() else None  # type: ignore[arg-type]  # a loader

    def create_module(self, spec: ModuleSpec) -> None:
        """Create a plain module, as Python does for None."""

    def exec_module(self, module: ModuleType) -> None:
        """Leave the module empty."""

    def leave(self) -> None:
        """Forget the empty modules, so that the next import loads the real modules."""
        for name in self.names:
            if getattr(sys.modules.get(name), "__loader__", None) is self:
                del sys.modules[name]


@contextmanager
def put_off() -> Iterator[None]:
    """A context in which importing PySide puts off its modules for signatures."""
    plain = builtins.compile

    def compile_or_put_off(source: Any, filename: Any, *more: Any, **named: Any) -> Any:  # noqa: ANN401
        if filename == _LOADER_FILE and _is_tried():
            source = _STANDING_IN
        return plain(source, filename, *more, **named)

    # Only PySide's own importer compiles a file of this name, through `builtins.compile`.
    builtins.compile = compile_or_put_off
    spared = Spared()
    sys.meta_path.insert(0, spared)
    try:
        yield
    finally:
        sys.meta_path.remove(spared)
        spared.leave()
        builtins.compile = plain


def stand_in(name: str) -> None:
    """Turn PySide's loader module `name` and its mapping module into stand-ins."""
    loader = sys.modules[name]
    finder: Any = loader.__loader__
    # PySide keeps the loader's namespace for good, so the real module has to be loaded into it.
    mapping = sys.modules[_MAPPING] = ModuleType(_MAPPING)
    mapping.__spec__ = finder.find_spec(_MAPPING, None)
    sys.modules[_PACKAGE].mapping = mapping  # type: ignore[attr-defined]  # as importing it would do
    waiting = [mapping, loader]

    def load() -> None:
        sys.meta_path.insert(0, finder)
        try:
            while waiting:
                finder.exec_module(waiting.pop(0))
        finally:
            sys.meta_path.remove(finder)

    for asked in _ASKED:
        setattr(loader, asked, _later(loader, asked, load))
    mapping.update_mapping = _later(mapping, "update_mapping", load)  # type: ignore[attr-defined]  # a stand-in
    for told in _TOLD:
        setattr(loader, told, _heard)


def _later(module: ModuleType, name: str, load: Callable[[], None]) -> Callable[..., Any]:
    """A function that loads the module and passes the call on; PySide keeps it and may call it again."""

    def called(*given: Any) -> Any:  # noqa: ANN401 - as it is
        load()
        return getattr(module, name)(*given)

    return called


def _heard(*_: object, **__: object) -> None:
    """Do nothing: the other spellings are unused, and no import needs watching for them."""


def _is_tried() -> bool:
    return getattr(sys.modules.get("shiboken6"), "__version__", "") in TRIED
