"""Every text of the window as translators get it: extracted by lupdate under the context it is asked for."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
LUPDATE = Path(sys.executable).with_name("pyside6-lupdate")


class Asked(NamedTuple):
    """A text and the context in which the window asks for its translation."""

    context: str
    text: str


def asked_in(tree: ast.Module, place: str) -> Iterator[Asked]:
    """Every text that a module asks for; what cannot be extracted raises ValueError."""
    for node, class_name in _calls(tree, ""):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name == "translate" and not _is_of_texts(node.func):
            context, text = (_literal(word, place) for word in node.args[:2])
            yield Asked(context, text)
        elif name == "tr":
            if not (isinstance(node.func, ast.Attribute) and ast.unparse(node.func.value) == "self"):
                raise ValueError(f"{place}:{node.lineno}: the class that this text belongs to is not told")
            yield Asked(class_name, _literal(node.args[0], place))


def _calls(tree: ast.AST, class_name: str) -> Iterator[tuple[ast.Call, str]]:
    """Every call as it is written, with the class that it stands in."""
    ahead = [(tree, class_name)]
    while ahead:
        node, name = ahead.pop()
        if isinstance(node, ast.Call):
            yield node, name
        within = node.name if isinstance(node, ast.ClassDef) else name
        ahead += [(child, within) for child in [*ast.iter_child_nodes(node)][::-1]]


def _is_of_texts(function: ast.expr) -> bool:
    """Whether it is `str.translate` or a painter's, neither of which has to do with languages."""
    return isinstance(function, ast.Attribute) and ast.unparse(function.value) != "QCoreApplication"


def _literal(word: ast.expr, place: str) -> str:
    if isinstance(word, ast.Constant) and isinstance(word.value, str):
        return word.value
    raise ValueError(f"{place}:{word.lineno}: {ast.unparse(word)} is no text as it stands")


@pytest.fixture(scope="module")
def modules() -> list[Path]:
    return sorted((ROOT / "desktop").rglob("*.py"))


@pytest.fixture(scope="module")
def extracted(modules: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Counter[Asked]:
    """What lupdate finds in the whole program."""
    found = tmp_path_factory.mktemp("translations") / "astreinte.ts"
    words = [str(LUPDATE), *map(str, modules), "-ts", str(found), "-no-obsolete"]
    done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=100)
    assert done.returncode == 0, done.stderr
    texts: Counter[Asked] = Counter()
    for context in ET.parse(found).getroot().iter("context"):  # noqa: S314 - written just now
        for message in context.iter("message"):
            text = Asked(context.findtext("name", ""), message.findtext("source", ""))
            texts[text] += len(message.findall("location")) or 1
    return texts


def test_that_every_text_is_extracted_with_its_context(
    modules: list[Path], extracted: Counter[Asked]
) -> None:
    asked = {
        text
        for path in modules
        if "tr(" in (source := path.read_text("utf-8")) or "translate(" in source
        for text in asked_in(ast.parse(source), path.relative_to(ROOT).as_posix())
    }
    number = len(asked & extracted.keys())
    sys.stdout.write(f"{len(asked)} texts asked for, {number} extracted with their context\n")
    assert asked - extracted.keys() == set()
    assert extracted.keys() - asked == set()
    assert len(asked) > 900


@pytest.mark.parametrize(
    "text",
    [
        'translate("penalty", f"{number} days")',
        "translate(context, 'Days')",
        "QCoreApplication.translate('penalty', words)",
        "window.tr('Days')",
        "class View:\n    def show(self):\n        self.tr(self.words)",
    ],
)
def test_that_a_text_that_is_none_is_caught(text: str) -> None:
    with pytest.raises(ValueError, match=r"as it stands|not told"):
        list(asked_in(ast.parse(text), "view.py"))


def test_that_texts_in_parts_are_one() -> None:
    source = (
        'class View:\n    def show(self):\n        self.tr("One " "text")\n        translate("view", "Other")'
    )
    assert list(asked_in(ast.parse(source), "view.py")) == [Asked("View", "One text"), Asked("view", "Other")]
