"""A window in a process of its own, without the painting: does what it is told line by line."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop.domain.whatif.scenario import Scenario
from desktop.settings import SettingsKeeper
from tests.inline import inline_session

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.session.session import Session


def main(case_file: Path, folder: Path) -> None:
    """Follow the standard input: a verb and its words a line, apart by tabs; answer each with a line."""
    application = QCoreApplication([])
    session = inline_session(case_file, folder / "index")
    session.keep_views_in(folder)
    session.keep_scenarios_in(folder)
    session.file.open(case_file)
    session.select("fr-cnil-clearview")
    keeper = SettingsKeeper(folder / "settings.json")
    told: list[object] = []
    session.saved.failed.connect(told.append)
    session.scenarios.failed.connect(told.append)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    deeds: dict[str, Callable[[str], object]] = {
        "view": session.saved.add,
        "no view": session.saved.remove,
        "scenario": lambda name: session.scenarios.add(Scenario(name)),
        "no scenario": lambda name: remove(session, name),
        "undo": lambda _: session.scenarios.undo(),
        "theme": lambda name: keeper.change(theme=name),
        "font": lambda step: keeper.change(font_step=int(step)),
        "file": keeper.remember_file,
        "look": lambda _: look(session),
    }
    for line in sys.stdin:
        verb, _, rest = line.rstrip("\n").partition("\t")
        deeds[verb](rest)
        sys.stdout.write(f"{len(told)}\n")
        sys.stdout.flush()
    session.shut_down()
    application.quit()


def remove(session: Session, name: str) -> None:
    """Remove a scenario."""
    session.scenarios.choose(name)
    session.scenarios.remove()


def look(session: Session) -> None:
    """Look at what other windows wrote, as a window does every second."""
    session.saved.look()
    session.scenarios.look()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
