"""What if: the user's scenarios of the open file, edited with undo, weighed and kept by the worker."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.domain.faults import TermsError
from desktop.domain.whatif.comparison import Outcome, weigh
from desktop.domain.whatif.desk import Desk, Edits
from desktop.domain.whatif.scenario import Scenario, ScenarioError, apply
from desktop.exchange.own.scenarios import CaseScenarios, export_scenarios, import_scenarios, scenario_shelf
from desktop.session.keeping import Keeping
from desktop.session.reader.explaining import explained
from desktop.store.law.laws import laws_of

if TYPE_CHECKING:
    from desktop.domain.days.workdays import WorkingDays
    from desktop.domain.explanation.explanation import Explanation, Step
    from desktop.domain.explanation.figure import FigureKey
    from desktop.domain.file import FileInfo, Problem
    from desktop.domain.page.page import Page
    from desktop.session.shown import Shown
    from desktop.worker import Runner


@dataclass(frozen=True, slots=True)
class Board:
    """The scenarios of the investigation shown, and what each comes to, in the same order."""

    page: Page
    desk: Desk
    outcomes: tuple[Outcome, ...]
    can_undo: bool
    can_redo: bool

    @property
    def outcome(self) -> Outcome | None:
        """What the scenario that is looked at comes to."""
        return next((item for item in self.outcomes if item.scenario.name == self.desk.chosen), None)


class Scenarios(QObject):
    """The verbs of scenarios; what is edited is the investigation shown. Edits raise ScenarioError."""

    # Board of the investigation shown, or None where none is.
    changed = Signal(object)
    # Problem: the file of the scenarios could not be read or written.
    failed = Signal(object)

    def __init__(self, shown: Shown, runner: Runner, folder: Path | None = None) -> None:
        super().__init__(shown)
        self._shown, self._runner = shown, runner
        self._keeping: Keeping[tuple[CaseScenarios, ...]] = Keeping(
            scenario_shelf(), runner, self._show_kept, self.failed.emit
        )
        self._edits: dict[str, Edits[Desk]] = {}
        self.board: Board | None = None
        shown.file_opened.connect(self._on_file_opened)
        shown.file_closed.connect(self._on_file_closed)
        shown.page_changed.connect(self._ask)
        shown.selection_changed.connect(self._on_selection_changed)
        self.keep_in, self.flush = self._keeping.keep_in, self._keeping.flush
        self.look = self._keeping.look
        if folder is not None:
            self.keep_in(folder)
        if shown.info is not None:
            self._on_file_opened(shown.info)
            self._ask()

    @property
    def desk(self) -> Desk:
        """The scenarios of the investigation shown."""
        return self._here().now

    def add(self, scenario: Scenario) -> None:
        """One more scenario, which is looked at."""
        self._do(self.desk.add(scenario))

    def change(self, scenario: Scenario) -> None:
        """Another scenario in the place of the one that is looked at."""
        self._do(self.desk.change(scenario))

    def rename(self, name: str) -> None:
        """Another name for the scenario that is looked at."""
        self._do(self.desk.rename(name))

    def remove(self) -> None:
        """Delete the scenario that is looked at; undo brings it back."""
        self._do(self.desk.remove())

    def choose(self, name: str) -> None:
        """Look at another scenario, or ("") at the record alone."""
        self._set(self._here().show(self.desk.choose(name)))

    def undo(self) -> None:
        """Take the last edit back."""
        self._set(self._here().undo(), save=True)

    def redo(self) -> None:
        """Do again what was taken back."""
        self._set(self._here().redo(), save=True)

    def explain(self, keys: tuple[FigureKey, ...]) -> None:
        """Tell how figures of scenarios are made; answers the session's `explained`."""
        page, known = self._shown.page, {item.name: item for item in self.desk.scenarios}
        asked = tuple((key, known[key.scenario]) for key in keys if key.scenario in known)
        if page is not None:
            self._submit("explain", lambda: _explained(asked, page), self._shown.explained.emit)

    def import_file(self, path: Path) -> None:
        """Add the scenarios of a JSON file to those there are."""
        self._submit("scenarios-import", lambda: import_scenarios(path), self._on_imported)

    def export_file(self, path: Path) -> None:
        """Write the scenarios of the investigation shown to a JSON file."""
        case = CaseScenarios(self._shown.selected or "", self.desk.scenarios)
        info = self._shown.info
        own = Path(info.path) if info is not None else None
        self._submit(
            "scenarios-export", lambda: export_scenarios(path, (case,), case_file=own), self._keeping.told
        )

    def _here(self) -> Edits[Desk]:
        return self._edits.get(self._shown.selected or "", Edits(Desk()))

    def _do(self, desk: Desk) -> None:
        self._set(self._here().do(desk), save=True)

    def _set(self, edits: Edits[Desk], *, save: bool = False) -> None:
        slug = self._shown.selected
        if slug is None or not self._keeping.is_ready or edits == self._here():
            return
        self._edits[slug] = edits
        self._ask()  # first: what is seen does not wait for the disk
        if save:
            self._save()

    def _save(self) -> None:
        kept = (CaseScenarios(slug, edits.now.scenarios) for slug, edits in self._edits.items())
        self._keeping.save(tuple(kept))

    def _ask(self, _page: Page | None = None) -> None:
        page = self._shown.page
        if page is None:
            return
        edits = self._here()
        scenarios = edits.now.scenarios
        known = () if self.board is None or self.board.page is not page else self.board.outcomes

        def show(outcomes: tuple[Outcome, ...]) -> None:
            if page is not self._shown.page:
                return
            self.board = Board(page, edits.now, outcomes, bool(edits.past), bool(edits.ahead))
            self.changed.emit(self.board)

        self._submit("scenarios", lambda: _weighed(page, scenarios, known), show)

    def _submit(self, key: str, job: object, answer: object) -> None:
        self._runner.submit(key, job, answer, self._raise)  # type: ignore[arg-type]  # callables of any value

    def _raise(self, fault: Exception) -> None:
        raise fault

    def _on_file_opened(self, info: FileInfo) -> None:
        self._keeping.open(info.uid or info.path)

    def _show_kept(self, cases: tuple[CaseScenarios, ...]) -> None:
        """Show what is kept; what another window changed does not take the way back from this one."""
        kept = {case.case: case.scenarios for case in cases}
        if self._keeping.is_new:
            self._edits = {slug: Edits(Desk(scenarios)) for slug, scenarios in kept.items()}
            self._ask()
            return
        before = self._edits
        self._edits = {
            slug: _followed(before.get(slug, Edits(Desk())), kept.get(slug, ()))
            for slug in dict.fromkeys((*before, *kept))
        }
        if self._edits != before:
            self._ask()

    def _on_imported(self, answer: tuple[tuple[CaseScenarios, ...], Problem | None]) -> None:
        cases, problem = answer
        self._keeping.told(problem)
        for case in cases:
            edits = self._edits.get(case.case, Edits(Desk()))
            self._edits[case.case] = edits.do(edits.now.merge(case.scenarios))
        if cases:
            self._ask()
            self._save()

    def _on_file_closed(self) -> None:
        self._keeping.close()
        self._edits = {}
        self._show_none()

    def _on_selection_changed(self, slug: str | None) -> None:
        if slug is None or (self.board is not None and self.board.page.case.investigation.slug != slug):
            self._show_none()

    def _show_none(self) -> None:
        self.board = None
        self.changed.emit(None)


def _followed(edits: Edits[Desk], kept: tuple[Scenario, ...]) -> Edits[Desk]:
    """The scenarios as they are kept; where others changed any, every step back and forth has that change."""
    before = edits.now.scenarios
    return edits if kept == before else edits.each(lambda desk: desk.follow(before, kept))


def _weighed(
    page: Page, scenarios: tuple[Scenario, ...], known: tuple[Outcome, ...] = ()
) -> tuple[Outcome, ...]:
    """What scenarios come to on the day of a page; what is known of them already is not weighed again."""
    lines = tuple(penalty.terms for penalty in page.penalties)
    days, held = _working_days(page), {outcome.scenario: outcome for outcome in known}
    return tuple(held.get(item) or weigh(lines, item, page.day, page.known_on, days) for item in scenarios)


def _working_days(page: Page) -> WorkingDays | None:
    law = laws_of(page.case.investigation.authority.regime).law
    return None if law is None else law.working_days


def _explained(asked: tuple[tuple[FigureKey, Scenario], ...], page: Page) -> tuple[Explanation, ...]:
    """How figures are made where the terms are those of a scenario; steps lead on within the scenario."""
    days, found = _working_days(page), []
    for key, scenario in asked:
        try:
            terms = tuple(apply(one, scenario, days) for one in page.case.terms)
        except (ScenarioError, TermsError):  # changed since it was asked about; the card says why
            continue
        told = explained(key, (dataclasses.replace(page.case, terms=terms),), page.as_of)
        if told is not None:
            steps = tuple(_within(step, scenario.name) for step in told.steps)
            found.append(dataclasses.replace(told, steps=steps, scenario=scenario.name))
    return tuple(found)


def _within(step: Step, name: str) -> Step:
    if step.key is None:
        return step
    return dataclasses.replace(step, key=dataclasses.replace(step.key, scenario=name))
