"""What is remembered between two runs."""

from __future__ import annotations

import json
import stat
from typing import TYPE_CHECKING

import pytest

from desktop.settings import Settings, SettingsKeeper, load, save

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from desktop.domain.file import Problem


def test_that_settings_come_back_as_they_were_saved(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "settings.json"
    settings = Settings(theme="dark", font_step=2, splitter=(1, 2, 3), recent=("/a", "/b"), descending=False)
    assert save(settings, path) == (settings, None)
    assert load(path) == (settings, None)


def test_that_only_the_user_can_read_them(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    save(Settings(), path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_that_no_file_means_the_usual_settings(tmp_path: Path) -> None:
    assert load(tmp_path / "none.json") == (Settings(), None)


@pytest.mark.parametrize("broken", [b"", b"{", b"[]", b"\xff\xfe", b"null", b"[" * 100_000])
def test_that_a_broken_file_is_reported_and_ignored(tmp_path: Path, broken: bytes) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(broken)
    settings, problem = load(path)
    assert settings == Settings()
    assert problem is not None
    assert problem.code == "settings-unreadable"


def test_that_one_wrong_field_does_not_spoil_the_others(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"theme": 5, "font_step": 3, "recent": [1], "splitter": [true], "unknown": 1}')
    settings, problem = load(path)
    assert settings == Settings(font_step=3)
    assert problem is not None


def test_that_a_place_that_cannot_be_written_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    _, problem = save(Settings(), tmp_path / "file" / "settings.json")
    assert problem is not None
    assert problem.code == "settings-unwritable"


def test_that_recent_files_are_few_and_each_once(tmp_path: Path) -> None:
    keeper = SettingsKeeper(tmp_path / "settings.json")
    for number in range(12):
        keeper.remember_file(f"/{number}")
    keeper.remember_file("/5")
    assert keeper.settings.recent[:2] == ("/5", "/11")
    assert len(keeper.settings.recent) == 10
    keeper.forget_files()
    assert load(tmp_path / "settings.json")[0].recent == ()


def test_that_what_changes_often_is_written_in_a_pause_or_with_the_next_change(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.settings.PAUSE", 20)
    path = tmp_path / "settings.json"
    keeper = SettingsKeeper(path)
    keeper.change_often(splitter=(1, 2, 3))
    keeper.change_often(splitter=(1, 2, 4))
    assert keeper.settings.splitter == (1, 2, 4)
    assert not path.exists()
    qtbot.waitUntil(path.exists)
    assert load(path)[0].splitter == (1, 2, 4)
    keeper.change_often(splitter=(5, 6, 7))
    keeper.change(theme="dark")
    assert load(path)[0] == Settings(theme="dark", splitter=(5, 6, 7))


def test_that_a_width_beyond_all_screens_is_not_taken(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"splitter": [200, 10**15], "theme": "dark"}))
    settings, problem = load(path)
    assert (settings.splitter, settings.theme) == ((), "dark")
    assert problem is not None


def test_that_it_is_told_once_that_nothing_can_be_remembered(tmp_path: Path) -> None:
    (tmp_path / "blocked").write_text("a file where a folder should be")
    keeper = SettingsKeeper(tmp_path / "blocked" / "settings.json")
    told: list[Problem] = []
    keeper.tell = told.append
    keeper.change(theme="dark")
    keeper.change(theme="light")
    assert [problem.code for problem in told] == ["settings-unwritable"]


def test_that_two_windows_keep_what_each_changed(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    save(Settings(recent=("/old",), table_orders=("fines:1", "terms:2")), path)
    one, other = SettingsKeeper(path), SettingsKeeper(path)
    one.change(theme="dark", table_orders=("fines:3-", "terms:2"))
    other.change(font_step=2, table_orders=("events:1", "fines:1"))
    one.remember_file("/mine")
    other.remember_file("/other")
    assert load(path) == (
        Settings(
            theme="dark",
            font_step=2,
            recent=("/other", "/mine", "/old"),
            last_file="/other",
            table_orders=("events:1", "fines:3-"),
        ),
        None,
    )
    assert other.settings == load(path)[0]
    one.forget_files()
    assert load(path)[0].recent == ()
    assert [one.name for one in tmp_path.iterdir()] == ["settings.json"]


def test_that_what_another_version_keeps_stays(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"theme": "dark", "of another version": [1]}')
    SettingsKeeper(path).change(font_step=1)
    assert json.loads(path.read_text())["of another version"] == [1]
    assert load(path) == (Settings(theme="dark", font_step=1), None)


def test_that_settings_that_could_not_be_read_are_kept_under_another_name(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"theme": 5, "font_step": 3}')
    SettingsKeeper(path).change(descending=False)
    assert load(path) == (Settings(font_step=3, descending=False), None)
    assert (tmp_path / "settings.damaged-1.json").read_text() == '{"theme": 5, "font_step": 3}'


def test_that_files_whose_warning_was_dismissed_in_two_windows_are_both_kept(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    first, second = SettingsKeeper(path), SettingsKeeper(path)
    first.warn_no_more("/a")
    second.warn_no_more("/b")
    second.warn_no_more("/b")
    assert load(path)[0].unwarned == ("/a", "/b")
