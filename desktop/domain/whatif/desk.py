"""The desk: the scenarios of an investigation, the chosen one, and their edits to undo."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from desktop.domain.whatif.scenario import LONGEST_NAME, Flaw, Scenario, ScenarioError

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Desk:
    """Scenarios in the order they were made; `chosen` is the name of one, "" for none.

    Raises ScenarioError where two have the same name.
    """

    scenarios: tuple[Scenario, ...] = ()
    chosen: str = ""

    def __post_init__(self) -> None:
        names = [_folded(scenario.name) for scenario in self.scenarios]
        if len(set(names)) != len(names):
            raise ScenarioError(Flaw.NAME_TAKEN)

    @property
    def scenario(self) -> Scenario | None:
        """The chosen scenario, or None."""
        return next((item for item in self.scenarios if item.name == self.chosen), None)

    def add(self, scenario: Scenario) -> Desk:
        """The desk with another scenario, chosen. Raises ScenarioError where its name is taken."""
        return Desk((*self.scenarios, scenario), scenario.name)

    def change(self, scenario: Scenario) -> Desk:
        """The desk with the chosen scenario replaced. Raises ScenarioError where the name is taken."""
        changed = (scenario if item.name == self.chosen else item for item in self.scenarios)
        return Desk(tuple(changed), scenario.name)

    def rename(self, name: str) -> Desk:
        """The desk with a new name for the chosen scenario. Raises ScenarioError for an unfit name."""
        found = self.scenario
        return self if found is None else self.change(dataclasses.replace(found, name=name.strip()))

    def remove(self) -> Desk:
        """The desk without the chosen scenario; its neighbour is chosen instead."""
        names = [item.name for item in self.scenarios]
        left = tuple(item for item in self.scenarios if item.name != self.chosen)
        if len(left) == len(names):
            return self
        place = min(names.index(self.chosen), len(left) - 1)
        return Desk(left, left[place].name if left else "")

    def merge(self, scenarios: tuple[Scenario, ...]) -> Desk:
        """The desk with other scenarios: a taken name gets a number, an equal scenario is not added."""
        desk = self
        for scenario in scenarios:
            if scenario not in desk.scenarios:
                taken = any(_folded(item.name) == _folded(scenario.name) for item in desk.scenarios)
                name = desk.free_name(scenario.name[: LONGEST_NAME - 4]) if taken else scenario.name
                desk = desk.add(dataclasses.replace(scenario, name=name))
        return desk

    def follow(self, before: tuple[Scenario, ...], after: tuple[Scenario, ...]) -> Desk:
        """The desk with changes made elsewhere, in scenarios this desk has not changed since `before`."""
        old = {_folded(item.name): item for item in before}
        new = {_folded(item.name): item for item in after}
        kept = {_folded(item.name): item for item in self.scenarios}
        for name, item in old.items():
            if kept.get(name) == item and name not in new:
                del kept[name]
        for name, item in new.items():
            if name not in kept if name not in old else kept.get(name) == old[name]:
                kept[name] = item
        order = [name for name in new if name in kept]
        order += [name for name in kept if name not in new]
        names = {item.name for item in kept.values()}
        return Desk(tuple(kept[name] for name in order), self.chosen if self.chosen in names else "")

    def choose(self, name: str) -> Desk:
        """The desk with the scenario of a name chosen; none for "" or an unknown name."""
        return Desk(self.scenarios, name if any(item.name == name for item in self.scenarios) else "")

    def free_name(self, words: str) -> str:
        """A free name: the words and the first free number."""
        taken = {_folded(item.name) for item in self.scenarios}
        number = 1
        while _folded(f"{words} {number}") in taken:
            number += 1
        return f"{words} {number}"


def _folded(name: str) -> str:
    return name.strip().casefold()


Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Edits(Generic[Value]):
    """The value that holds now, the values before and the values undone, each with the latest last."""

    now: Value
    past: tuple[Value, ...] = ()
    ahead: tuple[Value, ...] = ()

    def each(self, change: Callable[[Value], Value]) -> Edits[Value]:
        """The edits with a change made to every value, present, past and undone."""
        return Edits(change(self.now), tuple(map(change, self.past)), tuple(map(change, self.ahead)))

    def do(self, value: Value) -> Edits[Value]:
        """The edits with a new value; the values undone are forgotten."""
        return self if value == self.now else Edits(value, (*self.past, self.now))

    def show(self, value: Value) -> Edits[Value]:
        """The edits with the present value replaced, nothing to undo."""
        return Edits(value, self.past, self.ahead)

    def undo(self) -> Edits[Value]:
        """The edits back at the value before; unchanged without one."""
        return Edits(self.past[-1], self.past[:-1], (*self.ahead, self.now)) if self.past else self

    def redo(self) -> Edits[Value]:
        """The edits with the value undone last; unchanged without one."""
        return Edits(self.ahead[-1], (*self.past, self.now), self.ahead[:-1]) if self.ahead else self
