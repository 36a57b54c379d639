"""Versions of regimes: what terms copied, what changed since, and what is taken over."""

from __future__ import annotations

from desktop.domain.edit.regime_version import (
    COLUMNS,
    StoredRules,
    changes_since,
    question_of,
    rules_kept,
    rules_taken,
    version_of,
)
from desktop.domain.law.regime import Setting
from desktop.store.law.rules import regime, regimes

CNIL = regime("FR-CNIL")
# As it was while the end of a period rolled to the next working day.
EARLIER = version_of(CNIL).replace("rollover=none", "rollover=next working day")


def stored(**cells: object) -> StoredRules:
    held = {"rollover": "next working day", "month_rule": "same date", "deadline_calendar": "FR", **cells}
    return StoredRules("uid", "A", "FR-CNIL", EARLIER, held)  # type: ignore[arg-type] # cells are plain


def test_that_no_regime_has_changed_since_its_own_version() -> None:
    for one in regimes():
        assert version_of(one).count("=") == len(COLUMNS)
        assert not changes_since(version_of(one), one)
    assert version_of(None) == ""
    assert not changes_since("", CNIL)
    assert not changes_since("nonsense", CNIL)


def test_that_a_changed_rule_is_asked_about_and_taken_only_on_a_yes() -> None:
    asked = question_of(stored(), CNIL)
    assert asked is not None
    ((setting, before, after),) = asked.changes
    assert (COLUMNS[setting], before, after) == ("rollover", "next working day", "none")
    (change,) = rules_taken(asked, CNIL).changes
    assert change.after == {"rollover": "none", "regime_version": version_of(CNIL)}
    assert change.before == {"rollover": "next working day", "regime_version": EARLIER}
    (change,) = rules_kept(asked, CNIL).changes
    assert change.after == {"regime_version": version_of(CNIL)}


def test_that_a_rule_set_by_hand_is_none_of_the_regimes_changes() -> None:
    assert question_of(stored(rollover="none"), CNIL) is None


def test_that_a_roll_over_that_is_taken_comes_with_a_calendar() -> None:
    earlier = regime("NO-FVL")
    version = version_of(earlier).replace("rollover=next working day", "rollover=none")
    held = {"rollover": "none", "deadline_calendar": ""}
    asked = question_of(StoredRules("uid", "A", "NO-FVL", version, held), earlier)  # type: ignore[arg-type]
    assert asked is not None
    (change,) = rules_taken(asked, earlier).changes
    assert change.after is not None
    assert change.after["deadline_calendar"] == "NO"


def test_that_a_rule_that_the_regime_did_not_have_was_nothing() -> None:
    version = version_of(CNIL).replace("month_rule=same date", "month_rule=")
    assert changes_since(version, CNIL) == ((Setting.MONTH_RULE, None, "same date"),)
