"""A screen reader: reads the window of the program over AT-SPI, as it comes to it by mouse and Tab.

Run by the system's Python, whose `gi` speaks AT-SPI, on the bus and the screen of the program. It
prints what it heard in each scene as a line of JSON.
"""

from __future__ import annotations

import json
import re
import sys
from functools import partial
from typing import TYPE_CHECKING, Any

import gi  # type: ignore[import-not-found]

gi.require_version("Atspi", "2.0")

from gi.repository import Atspi, GLib  # type: ignore[import-not-found]  # noqa: E402 - of the version above

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PROGRAM = "astreinte"
TAB, BACK_TAB, ESCAPE = 0xFF09, 0xFE20, 0xFF1B  # X11 names keys by these
MOST = 200  # stops of one round
SECONDS = 20
STEP = 50  # milliseconds between two looks
TABS = ("Timeline", "Penalty", "Decision", "Related")
MENUS = ("File", "Edit", "View", "Go", "Case", "Help")
DIALOGS = ("Keyboard shortcuts", "About Astreinte")  # of the last menu
State, Role = Atspi.StateType, Atspi.Role
PRESSED = {Role.MENU_ITEM, Role.CHECK_MENU_ITEM, Role.RADIO_MENU_ITEM, Role.PUSH_BUTTON}  # named in any case
HEADERS = {Role.TABLE_COLUMN_HEADER, Role.TABLE_ROW_HEADER, Role.COLUMN_HEADER, Role.ROW_HEADER}
MARKUP = re.compile(r"<\s*/?\s*[a-zA-Z][^<>]*>|&(?:[a-z]+|#\d+);")


def until(met: Callable[[], Any], what: str) -> Any:
    """What a condition gives once it holds; events come in meanwhile. Ends the reader where it never does.

    While the window changes, an item may be gone before it is read: then all is read again.
    """
    loop = GLib.MainContext.default()
    late = GLib.get_monotonic_time() + SECONDS * 1_000_000
    looking = GLib.timeout_add(STEP, lambda: True)
    gone = ""
    try:
        while GLib.get_monotonic_time() < late:
            try:
                found = met()
            except GLib.Error as error:
                found, gone = None, f"; {error.message}"
            if found:
                return found
            loop.iteration(True)
    finally:
        GLib.source_remove(looking)
    sys.exit(f"not within {SECONDS} s: {what}{gone}")


def shown(item: Any) -> Iterator[Any]:
    """An item and everything below it that shows."""
    yield item
    for number in range(item.get_child_count()):
        child = item.get_child_at_index(number)
        if child is not None and has(child, State.SHOWING):
            yield from shown(child)


def has(item: Any, state: Any) -> bool:
    """Whether an item is in a state."""
    return bool(item.get_state_set().contains(state))


def words(item: Any) -> str:
    """What an item is called: by itself, or by the items that label it."""
    relations = item.get_relation_set() or []
    labels = [
        relation.get_target(number).get_name()
        for relation in relations
        if relation.get_relation_type() == Atspi.RelationType.LABELLED_BY
        for number in range(relation.get_n_targets())
    ]
    return " ".join((item.get_name(), *labels)).strip()


def key_of(item: Any) -> tuple[Any, ...]:
    """What tells an item from others: the bus may give another object for it each time."""
    box = item.get_extents(Atspi.CoordType.SCREEN)
    return item.get_role(), item.get_name(), box.x, box.y, box.width, box.height


def click(item: Any) -> None:
    """Press the mouse on the start of an item."""
    box = item.get_extents(Atspi.CoordType.SCREEN)
    Atspi.generate_mouse_event(box.x + min(box.width // 2, 20), box.y + box.height // 2, "b1c")


def press(key: int) -> None:
    """Press a key."""
    Atspi.generate_keyboard_event(key, None, Atspi.KeySynthType.SYM)


class Reader:
    """What is read of one program."""

    def __init__(self) -> None:
        self.focused: list[Any] = []
        self._listener = Atspi.EventListener.new(self._hear)
        self._listener.register("object:state-changed:focused")
        self._desktop = Atspi.get_desktop(0)
        self.program = until(self._program, "the program on the bus")

    def read(self) -> None:
        """Go through the scenes, and print each."""
        item = self.wait_for(Role.LIST_ITEM, r"All investigations, \d+$")
        until(self._is_calm(), "a calm window")
        click(self.wait_for(Role.LABEL, "As of$"))
        until(lambda: self.found(Role.FRAME, ".", State.ACTIVE), "the window in front")
        self.print("the overview", self.rounds())
        click(item)
        table = self.wait_for(Role.TABLE, "Investigations$")
        until(self._is_calm(), "a calm list")
        click(until(lambda: self.found(Role.TABLE_CELL, ".", below=table), "a row of the list"))
        for tab in TABS:
            click(self.wait_for(Role.PAGE_TAB, f"{tab}$"))
            until(partial(self.found, Role.PAGE_TAB, f"{tab}$", State.SELECTED), f"the tab {tab}")
            self.print(f"the tab {tab}", self.rounds())
        for menu in MENUS:
            click(self.wait_for(Role.MENU_ITEM, f"{menu}$"))
            until(lambda: self.found(Role.POPUP_MENU, ""), f"the menu {menu}")
            self.print(f"the menu {menu}", [])
            press(ESCAPE)
            until(lambda: not self.found(Role.POPUP_MENU, ""), f"the menu {menu} shut")
        for name in DIALOGS:
            click(self.wait_for(Role.MENU_ITEM, f"{MENUS[-1]}$"))
            click(self.wait_for(Role.MENU_ITEM, name))
            until(lambda: self.found(Role.DIALOG, ""), name)
            self.print(name, [])
            click(self.wait_for(Role.PUSH_BUTTON, "Close$"))
            until(lambda: not self.found(Role.DIALOG, ""), f"{name} shut")

    def wait_for(self, role: Any, name: str) -> Any:
        """The first item that shows, of a role and a name."""
        return until(lambda: self.found(role, name), f"{role.value_nick} {name}")

    def found(self, role: Any, name: str, state: Any = State.SHOWING, below: Any = None) -> Any:
        """The first item of a role, a name and a state, or nothing."""
        items = shown(below or self.program)
        return next((one for one in items if self._is(one, role, name) and has(one, state)), None)

    def rounds(self) -> list[Any]:
        """The stops of Tab, which are the same the other way."""
        until(self._is_calm(), "a calm window")
        there, back = self._round(TAB), self._round(BACK_TAB)
        if [*map(key_of, there)] != [*map(key_of, back)][::-1]:
            sys.exit(f"another way back: {[*map(words, there)]} {[*map(words, back)]}")
        return there

    def print(self, scene: str, stops: list[Any]) -> None:
        """Say what is heard of everything that shows now, and of the stops of Tab."""
        until(self._is_calm(), "a calm window")
        heard = until(partial(self._heard, stops), scene)
        sys.stdout.write(f"{json.dumps({'scene': scene, **heard})}\n")

    def _heard(self, stops: list[Any]) -> dict[str, Any]:
        items = [*shown(self.program)]
        takers = [one for one in items if has(one, State.FOCUSABLE)]
        pressed = [one for one in items if one.get_role() in PRESSED and one not in takers]
        said = {text for one in (*items, *stops) for text in (one.get_name(), one.get_description())}
        headers = [one.get_name() for one in items if one.get_role() in HEADERS]
        return {
            "shown": len(items),
            "takers": len(takers),
            "stops": [words(one) for one in stops],
            "headers": headers,
            "nameless": [self._place(one) for one in (*takers, *pressed, *stops) if not words(one)],
            "tagged": sorted(text for text in said if MARKUP.search(text)),
            "numbers": [name for name in headers if name.strip().isdigit()],
        }

    def _round(self, key: int) -> list[Any]:
        """Where a key comes to, until it comes back to the first stop."""
        walked: list[Any] = []
        while len(walked) < MOST:
            before = len(self.focused)
            press(key)
            until(partial(self._is_past, before), f"a stop after {[*map(words, walked)]}")
            stop = self.focused[-1]
            if walked and key_of(stop) == key_of(walked[0]):
                return walked
            walked.append(stop)
        sys.exit(f"Tab never comes back: {[*map(words, walked[:20])]}")

    def _is_past(self, count: int) -> bool:
        return len(self.focused) > count

    def _is_calm(self) -> Callable[[], bool]:
        """A condition: as many items show as at the look before."""
        counts = [0]

        def calm() -> bool:
            counts.append(sum(1 for _ in shown(self.program)))
            return counts[-1] == counts[-2]

        return calm

    def _hear(self, event: Any) -> None:
        if event.detail1:
            self.focused.append(event.source)

    def _program(self) -> Any:
        numbers = range(self._desktop.get_child_count())
        found = (self._desktop.get_child_at_index(number) for number in numbers)
        return next((one for one in found if one is not None and one.get_name() == PROGRAM), None)

    @staticmethod
    def _is(item: Any, role: Any, name: str) -> bool:
        return bool(item.get_role() == role and re.match(name, item.get_name()))

    @staticmethod
    def _place(item: Any) -> str:
        """An item by its role and what it is in, for a fault to be found by."""
        above = item.get_parent()
        around = f"{above.get_role_name()} {above.get_name()!r}" if above else "nothing"
        return f"{item.get_role_name()} in {around}: {item.get_description()!r}"


if __name__ == "__main__":
    Reader().read()
