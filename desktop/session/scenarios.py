"""The user's scenarios of the open file, edited with undo, calculated and kept by the worker."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.domain.faults import TermsError
from desktop.domain.whatif.comparison import Outcome, weigh
from desktop.domain.whatif.desk import Desk, Edits
from desktop.domain.whatif.scenario import Scenario, ScenarioError, apply
from desktop.exchange.own.scenarios import CaseScenarios, export_scenarios, import_scenarios, scenario_shelf
from desktop.session.keeping import Keeping
from desktop.session.reader.explaining import explained, shipped_laws

if TYPE_CHECKING:
    from desktop.domain.explanation.explanation import Explanation, Step
    from desktop.domain.explanation.figure import FigureKey
    from desktop.domain.file import FileInfo, Problem
    from desktop.domain.page.page import Page
    from desktop.session.shown import Shown
    from desktop.worker import Runner


@dataclass(frozen=True, slots=True)
class Board:
    """The scenarios of the investigation shown, and their outcomes in the same order."""

    page: Page
    desk: Desk
    outcomes: tuple[Outcome, ...]
    can_undo: bool
    can_redo: bool

    @property
    def outcome(self) -> Outcome | None:
        """The outcome of the chosen scenario."""
        return next((item for item in self.outcomes if item.scenario.name == self.desk.chosen), None)


class Scenarios(QObject):
    """The verbs of scenarios, for the investigation shown. Edits raise ScenarioError."""

    # Board of the investigation shown, or None without an investigation.
    changed = Signal(object)
    # A scenario was edited; an undo or a redo is no edit.
    edited = Signal()
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
        keeping = self._keeping
        self.keep_in, self.look, self.flush = keeping.keep_in, keeping.look, keeping.flush
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
        """Add a scenario and choose it."""
        self._do(self.desk.add(scenario))

    def change(self, scenario: Scenario) -> None:
        """Put a scenario in the place of the chosen scenario."""
        self._do(self.desk.change(scenario))

    def rename(self, name: str) -> None:
        """Rename the chosen scenario."""
        self._do(self.desk.rename(name))

    def remove(self) -> None:
        """Delete the chosen scenario; undo brings it back."""
        self._do(self.desk.remove())

    def choose(self, name: str) -> None:
        """Choose a scenario by name, or the record alone by the empty name."""
        self._set(self._here().show(self.desk.choose(name)))

    def undo(self) -> None:
        """Take the last edit back."""
        self._set(self._here().undo(), save=True)

    def redo(self) -> None:
        """Do the edit taken back last again."""
        self._set(self._here().redo(), save=True)

    def explain(self, keys: tuple[FigureKey, ...]) -> None:
        """Explain figures of scenarios; answers the session's `explained`."""
        page, known = self._shown.page, {item.name: item for item in self.desk.scenarios}
        asked = tuple((key, known[key.scenario]) for key in keys if key.scenario in known)
        if page is not None:
            self._submit("explain", lambda: _explained(asked, page), self._shown.explained.emit)

    def import_file(self, path: Path) -> None:
        """Add the scenarios of a JSON file to the scenarios of the open file."""
        self._submit("scenarios-import", lambda: import_scenarios(path), self._on_imported)

    def export_file(self, path: Path) -> None:
        """Write the scenarios of the investigation shown to a JSON file."""
        case = CaseScenarios(self._shown.selected or "", self.desk.scenarios)
        own = Path(self._shown.info.path) if self._shown.info is not None else None
        export = partial(export_scenarios, path, (case,), case_file=own)
        self._submit("scenarios-export", export, self._keeping.told)

    def _here(self) -> Edits[Desk]:
        return self._edits.get(self._shown.selected or "", Edits(Desk()))

    def _do(self, desk: Desk) -> None:
        if self._set(self._here().do(desk), save=True):
            self.edited.emit()

    def _set(self, edits: Edits[Desk], *, save: bool = False) -> bool:
        """Show other scenarios; False where they are the same, or cannot be edited."""
        slug = self._shown.selected
        if slug is None or not self._keeping.is_ready or edits == self._here():
            return False
        self._edits[slug] = edits
        self._ask()  # first: the screen does not wait for the disk
        if save:
            self._save()
        return True

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
        """Show the kept scenarios; changes of another window leave the undo steps of this window."""
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
    """The edits with the scenarios as kept; a change of another window goes into every step of the undo."""
    before = edits.now.scenarios
    return edits if kept == before else edits.each(lambda desk: desk.follow(before, kept))


def _weighed(
    page: Page, scenarios: tuple[Scenario, ...], known: tuple[Outcome, ...] = ()
) -> tuple[Outcome, ...]:
    """The outcomes of scenarios on the day of a page; outcomes known already are not calculated again."""
    lines = tuple(penalty.terms for penalty in page.penalties)
    days, held = page.working_days, {outcome.scenario: outcome for outcome in known}
    return tuple(held.get(item) or weigh(lines, item, page.day, page.known_on, days) for item in scenarios)


def _explained(asked: tuple[tuple[FigureKey, Scenario], ...], page: Page) -> tuple[Explanation, ...]:
    """The explanations of figures under the terms of scenarios; steps lead on within their scenario."""
    days, found = page.working_days, []
    for key, scenario in asked:
        try:
            terms = tuple(apply(one, scenario, days) for one in page.case.terms)
        except (ScenarioError, TermsError):  # changed since it was asked about; the card says why
            continue
        told = explained(
            key,
            (replace(page.case, terms=terms),),
            page.as_of,
            lambda case: replace(shipped_laws(case), working_days=days),
        )
        if told is not None:
            steps = tuple(_within(step, scenario.name) for step in told.steps)
            found.append(replace(told, steps=steps, scenario=scenario.name))
    return tuple(found)


def _within(step: Step, name: str) -> Step:
    return step if step.key is None else replace(step, key=replace(step.key, scenario=name))
