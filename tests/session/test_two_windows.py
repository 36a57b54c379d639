"""Two windows on one file, each a process: whatever the order in which they save, both are kept."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from desktop.exchange.own.saved_views import view_shelf
from desktop.exchange.own.scenarios import scenario_shelf
from desktop.settings import load
from desktop.store.file.casefile import open_case_file
from tests.counts import SEED, dear

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.costly

ROOT = Path(__file__).parents[2]
SLUG = "fr-cnil-clearview"


class Beside:
    """A window in another process."""

    def __init__(self, case_file: Path, folder: Path) -> None:
        words = [sys.executable, "-m", "tests.session.window_beside", str(case_file), str(folder)]
        self.process = subprocess.Popen(
            words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT, text=True, bufsize=1
        )
        assert self.answer() == "ready"

    def tell(self, *words: str) -> None:
        """Have it do something; its answer is waited for elsewhere."""
        assert self.process.stdin is not None
        self.process.stdin.write("\t".join(words) + "\n")

    def answer(self) -> str:
        """What it said last: how many problems it told of."""
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def do(self, *words: str) -> None:
        self.tell(*words)
        assert self.answer() == "0"

    def leave(self) -> None:
        """Let it end by itself."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.close()
        self.process.wait(60)
        self.process.stdout.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("two")


@pytest.fixture(scope="module")
def windows(few_path: Path, folder: Path) -> Iterator[tuple[Beside, Beside]]:
    """Two windows, in which every test leaves nothing."""
    both = Beside(few_path, folder), Beside(few_path, folder)
    yield both
    for window in both:
        window.leave()


class Kept:
    """What is read of it all afterwards, by a third program."""

    def __init__(self, case_file: Path, folder: Path) -> None:
        file = open_case_file(case_file)
        self._uid, self._folder = file.uid, folder
        file.close()

    def views(self) -> list[str]:
        held = view_shelf().load(self._folder, self._uid)
        assert held.problem is None
        return sorted(view.name for view in held.things)

    def scenarios(self) -> list[str]:
        held = scenario_shelf().load(self._folder, self._uid)
        assert held.problem is None
        return sorted(scenario.name for case in held.things for scenario in case.scenarios)


@pytest.mark.timeout(600)
def test_that_in_every_order_of_saving_both_are_kept(
    windows: tuple[Beside, Beside], few_path: Path, folder: Path
) -> None:
    draw, kept, whole = random.Random(SEED), Kept(few_path, folder), dear(200)
    for number in range(whole):
        theme, step = f"theme {number}", str(number % 9)
        deeds = [
            (0, ("theme", theme)), (1, ("font", step)),
            (0, ("file", f"/a{number}")), (1, ("file", f"/b{number}")),
            *((who, (kind, f"{number} {who}")) for who in (0, 1) for kind in ("view", "scenario")),
            *((who, ("look",)) for who in (0, 1) if draw.random() < 0.5),
        ]  # fmt: skip
        draw.shuffle(deeds)
        at_once = draw.random() < 0.7
        for who, words in deeds:
            windows[who].tell(*words)
            if not at_once:
                assert windows[who].answer() == "0"
        if at_once:
            assert {windows[who].answer() for who, _ in deeds} == {"0"}
        names = [f"{number} 0", f"{number} 1"]
        assert (kept.views(), kept.scenarios()) == (names, names)
        settings, problem = load(folder / "settings.json")
        assert (settings.theme, settings.font_step, problem) == (theme, int(step), None)
        assert {f"/a{number}", f"/b{number}"} <= set(settings.recent)
        for who, other in ((0, 1), (1, 0)):
            windows[who].do("no view", f"{number} {who}")
            windows[who].do("no scenario", f"{number} {who}")
            windows[other].do("look")
        assert (kept.views(), kept.scenarios()) == ([], [])
    sys.stdout.write(f"two windows, {whole} random orders of saving: {whole} kept\n")


def test_that_a_name_both_chose_is_kept_twice_and_both_see_it(
    windows: tuple[Beside, Beside], few_path: Path, folder: Path
) -> None:
    kept = Kept(few_path, folder)
    for window in windows:
        window.do("scenario", "Obeyed")
        window.do("view", "Mine")
    assert kept.scenarios() == ["Obeyed"]  # the very same, both times
    assert kept.views() == ["Mine"]
    windows[0].do("look")
    windows[0].do("no view", "Mine")
    windows[0].do("no scenario", "Obeyed")
    windows[1].do("look")
    assert (kept.views(), kept.scenarios()) == ([], [])


def test_that_undo_takes_back_what_this_window_did_and_nothing_else(
    windows: tuple[Beside, Beside], few_path: Path, folder: Path
) -> None:
    mine, other = windows
    mine.do("scenario", "Mine")
    other.do("scenario", "Other")
    mine.do("look")
    mine.do("undo")
    assert Kept(few_path, folder).scenarios() == ["Other"]
    mine.do("no scenario", "Other")
    other.do("look")


def test_that_a_window_that_is_killed_loses_nothing(few_path: Path, tmp_path: Path) -> None:
    window, names = Beside(few_path, tmp_path), sorted(f"{number}" for number in range(20))
    for name in names:
        window.do("view", name)
        window.do("scenario", name)
    window.process.kill()
    window.leave()
    kept = Kept(few_path, tmp_path)
    assert (kept.views(), kept.scenarios()) == (names, names)
