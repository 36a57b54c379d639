"""PySide's words for signatures, put off until they are wanted: on every start it compiles them anew.

Importing PySide compiles eleven modules of Python from text, and loads `inspect`, `ast`, `tempfile` and more
for them: half of the time that an import takes. They hold the words of an error about wrong arguments, what
`inspect` tells of a function, and other spellings of Qt's names. Here two stand-ins take their places; the
first call to one of them puts the real modules there.
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

# Of these it is known which functions are called, and when; any other version loads as it always did.
TRIED = {"6.11.3", "6.12.0"}

_PACKAGE = "shibokensupport.signature"
_MAPPING = f"{_PACKAGE}.mapping"
_LOADER_FILE = "shibokensupport/signature/loader.py"
_STANDING_IN = "from desktop.startup.signatures import stand_in; stand_in(__name__)"
# What PySide asks the loader for when there is something to tell, and what it tells it at every start.
_ASKED = ("pyside_type_init", "create_signature", "seterror_argument", "make_helptext")
_TOLD = ("finish_import", "feature_import", "feature_imported", "post_init")


class Spared:
    """Finds empty modules for what PySide loads beforehand and those words alone use."""

    names = frozenset({"keyword", "tempfile", "textwrap", "traceback"})

    def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:  # noqa: ARG002
        """An empty module, where it is one of them."""
        return ModuleSpec(name, self) if name in self.names and _is_tried() else None  # type: ignore[arg-type]  # a loader

    def create_module(self, spec: ModuleSpec) -> None:
        """Nothing more than a module."""

    def exec_module(self, module: ModuleType) -> None:
        """Nothing is in it."""

    def leave(self) -> None:
        """Have the next one who imports them load them."""
        for name in self.names:
            if getattr(sys.modules.get(name), "__loader__", None) is self:
                del sys.modules[name]


@contextmanager
def put_off() -> Iterator[None]:
    """Importing PySide within this leaves its words for signatures to be loaded later."""
    plain = builtins.compile

    def compile_or_put_off(source: Any, filename: Any, *more: Any, **named: Any) -> Any:  # noqa: ANN401
        if filename == _LOADER_FILE and _is_tried():
            source = _STANDING_IN
        return plain(source, filename, *more, **named)

    # PySide's own importer compiles by this name; it alone gives a file this name.
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
    """Make the module of this name, and the one it maps types with, stand-ins for themselves."""
    loader = sys.modules[name]
    finder: Any = loader.__loader__
    # PySide keeps the namespace of this one for good, so that the real module has to come into the same.
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
    """A function of a module that is loaded when it is called; PySide keeps this one, and calls it again."""

    def called(*given: Any) -> Any:  # noqa: ANN401 - as it is
        load()
        return getattr(module, name)(*given)

    return called


def _heard(*_: object, **__: object) -> None:
    """Nothing is done: none of the other spellings is used, and no import is to be watched for them."""


def _is_tried() -> bool:
    return getattr(sys.modules.get("shiboken6"), "__version__", "") in TRIED
