"""Spoilt texts: each is a sentence, or read as it stands."""

from __future__ import annotations

import random
import tomllib
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from desktop.exchange.cases.case_shapes import CASE, COMMON
from desktop.exchange.cases.common import Common
from desktop.exchange.cases.exporting import export_cases
from desktop.exchange.cases.importing import import_cases
from desktop.exchange.cases.reading import Sowing
from desktop.exchange.cases.trees import Planting, named
from desktop.exchange.table import TableError
from desktop.exchange.toml_text import as_toml
from desktop.store.file.casefile import open_case_file
from tests.counts import SEED, counted
from tests.filling import write_full

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from desktop.exchange.toml_text import Tree

SIGNS = "\x00\r\n\t\"'[]{}=#.,-+_\\09azAZé\u202e\U0001f600 "
VALUES: tuple[Any, ...] = (
    *("", "x", "2022-13-40", "9999-12-31", "../2022", "EUR", "-1", "1e9", "9" * 30, "a\x1bb", "FR"),
    *(0, -1, 2**63, 10**40, True, False, 1.5, float("nan"), [], ["x"], [1], [[]], [{}], {}, {"x": 1}),
    {"start": "2022-01-01", "end": "2021-01-01", "precision": "day"},
)


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The texts of a file with something in every key."""
    folder = tmp_path_factory.mktemp("texts")
    write_full(folder / "full.casefile")
    with closing(open_case_file(folder / "full.casefile")) as file:
        export_cases(file, folder / "texts")
    return folder / "texts"


def read(tree: Tree, base: Path) -> tuple[Tree, list[str]]:
    """The tree of what is read from a tree of a case without texts beside it, and its problems."""
    common = Common({})
    sowing = Sowing(common, base)
    row = sowing.case(tree, "case.toml", "case")
    common.settle()
    names = {
        place: name
        for shape in COMMON.values()
        if shape.plain
        for place, name in named(shape, common.rows.get(shape.table, ())).items()
    }
    files = {one["id"]: f"documents/{sowing.files[one['uid']].path.name}" for one in _documents(sowing)}
    planting = Planting(sowing.rows, names)
    return planting.case(row, "case", common.zone_of(row["authority_id"]), files), sowing.problems


def _documents(sowing: Sowing) -> list[dict[str, Any]]:
    return [one for one in sowing.rows.get("documents", ()) if one["uid"] in sowing.files]


def cases_of(texts: Path) -> list[Tree]:
    return [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted((texts / "cases").iterdir())]


def test_that_a_case_reads_as_it_was_written(texts: Path) -> None:
    tree = max(cases_of(texts), key=lambda one: len(as_toml(one)))
    tree["authority"] = {"name": tree["authority"], "country": "FR", "zone": "Europe/Paris"}
    found, problems = read(tree, texts)
    assert problems == []
    assert as_toml({**found, "authority": ""}) == as_toml({**tree, "authority": ""})


def test_that_every_text_with_changed_signs_is_read_or_refused_in_a_sentence(
    texts: Path, tmp_path: Path
) -> None:
    chance = random.Random(SEED)
    sources = [path for path in texts.rglob("*.toml") if path.stat().st_size < 20_000]
    refused = 0
    for number in range(counted(1_000)):
        words = chance.choice(sources).read_text(encoding="utf-8")
        for _ in range(chance.randrange(1, 4)):
            place = chance.randrange(len(words))
            words = words[:place] + chance.choice(SIGNS) + words[place + chance.randrange(3) :]
        path = tmp_path / f"case{number}.toml"
        path.write_text(words, encoding="utf-8", newline="")
        fault = told(partial(import_cases, path, tmp_path / "none.casefile", "You", dry_run=True))
        refused += bool(fault)
        assert not fault or (fault.startswith(path.name) and "\n" not in fault)
    assert refused


def test_that_every_case_with_a_changed_value_is_read_or_refused_in_a_sentence(texts: Path) -> None:
    chance = random.Random(SEED)
    trees = cases_of(texts)
    outcomes = set()
    for _ in range(counted(1_000)):
        tree = _copy(chance.choice(trees))
        _spoil(tree, chance)
        fault = told(partial(read, tree, texts))
        outcomes.add(bool(fault))
        if fault:
            assert fault.startswith("case.toml")
            continue
        found, _ = read(tree, texts)
        again, _ = read(tomllib.loads(as_toml(found)) | {"authority": tree["authority"]}, texts)
        assert {**again, "authority": ""} == {**found, "authority": ""}
    assert outcomes == {True, False}


def told(do: Callable[[], object]) -> str:
    """The sentence of the fault that a text is refused with; empty for one that is read."""
    try:
        do()
    except TableError as error:
        return str(error)
    return ""


def _copy(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _copy(one) for name, one in value.items()}
    return [_copy(one) for one in value] if isinstance(value, list) else value


def _spoil(tree: dict[str, Any], chance: random.Random) -> None:
    """Change one value of a tree, drop it, or add one."""
    places: list[tuple[Any, Any]] = []
    _collect(tree, places)
    inside, name = chance.choice(places)
    what: list[Callable[[], object]] = [
        lambda: inside.__setitem__(name, chance.choice(VALUES)),
        lambda: inside.pop(name),
        lambda: inside.__setitem__(name, _copy(chance.choice([one[0][one[1]] for one in places]))),
        lambda: tree.__setitem__(
            chance.choice([shape.name or "x" for shape in CASE.deep()]), chance.choice(VALUES)
        ),
    ]
    chance.choice(what)()


def _collect(value: Any, places: list[tuple[Any, Any]]) -> None:
    for name, one in list(value.items()) if isinstance(value, dict) else enumerate(value):
        places.append((value, name))
        if isinstance(one, (dict, list)):
            _collect(one, places)
