"""The question whether penalties follow a regime that has changed since they were made."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop.domain.edit.change import Edit, EditKind, changed, new_uid
from desktop.models.edit.rule_words import regime_question_words
from desktop.store.cases.fresh import create_empty
from desktop.store.cases.term_rules import load_rules
from desktop.views.edit.regime import RegimeStrip
from tests.drafts import CLEARVIEW
from tests.session.test_drafts import opened

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("qapp")


def test_that_a_changed_regime_is_asked_about_until_it_is_answered(tmp_path: Path) -> None:
    path = tmp_path / "mine.casefile"
    create_empty(path)
    session = opened(path)
    session.drafts.created.connect(session.select)
    session.drafts.begin()
    session.drafts.put(CLEARVIEW)
    session.drafts.create()
    strip = RegimeStrip(session.regimes)
    asked: list[object] = []
    session.regimes.asked.connect(asked.append)
    assert session.regimes.question is None
    assert session.page is not None
    file = session._asking.reader.file
    assert file is not None
    (rules,) = load_rules(file, session.page.case.investigation.id)
    assert (rules.regime, rules.cells["rollover"]) == ("FR-CNIL", "none")
    # The penalty as it was made while the regime still rolled to the next working day.
    before = {"rollover": "none", "deadline_calendar": "", "regime_version": rules.version}
    then = rules.version.replace("rollover=none", "rollover=next working day")
    after = {"rollover": "next working day", "deadline_calendar": "FR", "regime_version": then}
    change = changed("penalty_terms", rules.uid, before, after)
    session.editing.apply(Edit(EditKind.ORDER_CHANGED, (change,), new_uid()))
    assert session.regimes.question is not None
    assert regime_question_words(session.regimes.question) == (
        "The regime of penalty A has changed since (end on a rest day: next working day → stays). Take it?"
    )
    assert strip.isVisibleTo(None)
    (line,) = session.page.penalties
    assert line.accrual.accrued.minor == 14_420_000_000  # from 20 December 2022
    strip.keep.click()
    assert session.regimes.question is None
    assert not strip.isVisibleTo(None)
    assert session.page.penalties[0].accrual.accrued.minor == 14_420_000_000
    session.undoing.undo()
    assert session.regimes.question is not None
    strip.take.click()
    assert session.page.penalties[0].accrual.accrued.minor == 14_430_000_000  # from 19 December 2022
    assert session.regimes.question is None
    session.editing.turn_off()
    assert asked[-1] is None
    session.shut_down()
