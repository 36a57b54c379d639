"""The profiles at hand: the user's own beside those shipped, found by name, by file and by what they know."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from desktop.domain.importing.profile import Becomes
from desktop.exchange.tables.profiles import (
    NoProfileError,
    fitting_profile,
    named_profile,
    own_profiles,
    save_profile,
    shipped_profiles,
    template_csv,
)
from tests.exchange.tables.making import FINES, opened

if TYPE_CHECKING:
    from pathlib import Path

OURS = replace(FINES, name="Fines of ours", currency="SEK")


def test_that_a_profile_that_was_saved_is_at_hand_by_name_and_file(tmp_path: Path) -> None:
    folder = tmp_path / "profiles"
    assert own_profiles(folder) == ()
    path = save_profile(OURS, folder)
    (folder / "spoilt.toml").write_text("name = 1", encoding="utf-8")
    assert own_profiles(folder) == (OURS,)
    for name in ("fines of ours", "fines-of-ours", str(path)):
        assert named_profile(name, folder) == OURS
    save_profile(replace(OURS, currency="NOK"), folder)
    assert own_profiles(folder) == (replace(OURS, currency="NOK"),)


@pytest.mark.parametrize("name", ["Generic fines list", "gdprhub", "!?"])
def test_that_a_name_that_is_taken_or_none_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(NoProfileError):
        save_profile(replace(OURS, name=name), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_that_a_profile_of_the_users_own_goes_before_a_shipped_one() -> None:
    columns = ("authority", "date", "price")
    assert fitting_profile(columns) == FINES
    assert fitting_profile(columns, (OURS,)) == OURS
    assert fitting_profile((*columns, "summary"), (OURS.becoming("summary", None),)) == FINES


def test_that_a_template_has_a_column_for_every_fact_of_its_profile(tmp_path: Path) -> None:
    for profile in shipped_profiles():
        path = tmp_path / "template.csv"
        path.write_bytes(template_csv(profile))
        content = opened(path, profile)
        assert content.total == 0
        assert not profile.missing(content.columns)
        assert set(profile.places(content.columns)) == {fact for fact, _ in profile.columns}
        assert fitting_profile(content.columns) == profile
    assert Becomes.AUTHORITY in dict(FINES.columns)
