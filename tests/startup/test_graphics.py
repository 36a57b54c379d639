"""What is said where the graphics libraries or the display are missing."""

from __future__ import annotations

from desktop.startup.graphics import fault, loads, no_display

X = {"DISPLAY": ":0"}


def test_that_the_exact_packages_are_named() -> None:
    sentence = fault(
        X, can_load=lambda name: name not in {"libEGL.so.1", "libxcb-cursor.so.0"}, platform="linux"
    )
    assert sentence is not None
    assert sentence.endswith("apt-get install -y --no-install-recommends libegl1 libxcb-cursor0")


def test_that_a_picture_needs_no_libraries_of_x_and_no_display() -> None:
    offscreen = {"QT_QPA_PLATFORM": "offscreen"}
    assert fault(offscreen, can_load=lambda name: "xcb" not in name, platform="linux") is None
    assert fault(X, can_load=lambda name: "xcb" not in name, platform="linux") is not None


def test_that_where_qt_is_loaded_only_what_x_needs_is_looked_for() -> None:
    without_x = fault(X, can_load=lambda _: False, platform="linux", has_qt=True)
    assert without_x is not None
    assert "libxcb-cursor0" in without_x
    assert "libegl1" not in without_x
    assert fault({"WAYLAND_DISPLAY": "w"}, can_load=lambda _: False, platform="linux", has_qt=True) is None


def test_that_a_missing_display_is_said_in_a_sentence() -> None:
    sentence = fault({}, can_load=lambda _: True, platform="linux")
    assert sentence is not None
    assert sentence.startswith("There is no display")
    assert fault({"WAYLAND_DISPLAY": "wayland-0"}, can_load=lambda _: True, platform="linux") is None
    assert fault(X, can_load=lambda _: True, platform="linux") is None


def test_that_other_systems_bring_their_own() -> None:
    assert fault({}, can_load=lambda _: False, platform="darwin") is None


def test_that_a_library_that_is_not_there_does_not_load() -> None:
    assert not loads("libastreinte-none.so.9")


def test_that_a_platform_that_was_asked_for_is_named() -> None:
    plain = no_display(X)
    assert no_display({"QT_QPA_PLATFORM": "none"}).startswith(plain)
    assert "'none'" in no_display({"QT_QPA_PLATFORM": "none"})
