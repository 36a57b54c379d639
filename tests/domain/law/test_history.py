"""Values of law dated by the day from which they hold."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.domain.faults import Fault, TermsError
from desktop.domain.law.history import Dated, History, Support

OLD = Dated(date(2009, 10, 1), 20, "Awb 4:17", "https://example.org/1", Support.SEEN)
NEW = Dated(date(2019, 1, 1), 23, "Awb 4:17", "https://example.org/2", Support.SEEN)
RATES = History("Awb 4:17", (OLD, NEW))


def test_that_a_value_holds_from_its_first_day_until_the_next_one() -> None:
    assert RATES.at(date(2009, 10, 1)) is OLD
    assert RATES.at(date(2018, 12, 31)) is OLD
    assert RATES.at(date(2019, 1, 1)) is NEW
    assert RATES.at(date(2999, 1, 1)) is NEW


def test_that_asking_before_the_first_value_is_refused_not_guessed() -> None:
    with pytest.raises(TermsError) as refused:
        RATES.at(date(2009, 9, 30))
    assert refused.value.code is Fault.OUTSIDE_HISTORY
    assert str(refused.value) == (
        "Awb 4:17 is known from 2009-10-01 on, not for 2009-09-30; add the value that held, with its source"
    )


def test_that_asking_after_the_last_checked_day_is_refused() -> None:
    checked = History("Awb 4:17", (OLD, NEW), date(2025, 12, 31))
    assert checked.at(date(2025, 12, 31)) is NEW
    with pytest.raises(TermsError) as refused:
        checked.at(date(2026, 1, 1))
    assert refused.value.code is Fault.OUTSIDE_HISTORY
    assert str(refused.value) == (
        "Awb 4:17 is known until 2025-12-31, not for 2026-01-01; add the value that held, with its source"
    )


def test_that_an_empty_history_knows_no_day() -> None:
    with pytest.raises(TermsError, match="is known for no day, not for 2020-01-01"):
        History("Awb 4:17", ()).at(date(2020, 1, 1))
