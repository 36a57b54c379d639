"""`astreinte accrued`: what is not known is a word and a null, never nought."""

from __future__ import annotations

import json
import shutil
import sqlite3
from typing import TYPE_CHECKING, Any

import pytest

from tests.commands.test_commands import told

if TYPE_CHECKING:
    from pathlib import Path

FORGET_RATES = """
DELETE FROM penalty_rates WHERE term_id IN (
    SELECT penalty_terms.id FROM penalty_terms JOIN investigations ON investigations.id = investigation_id
    WHERE slug = ?)"""
SUMS = ("units", "accrued", "accrued_at_least", "accrued_at_most", "established", "assumed", "contingent")
RECOVERED = ("liquidated", "paid", "due", "due_at_most")


@pytest.fixture
def path(sample_path: Path, tmp_path: Path) -> Path:
    """The sample, in which the order against Clearview has no rate."""
    made = tmp_path / "mine.casefile"
    shutil.copy(sample_path, made)
    made.chmod(0o600)
    with sqlite3.connect(made) as connection:
        connection.execute(FORGET_RATES, ["fr-cnil-clearview"])
    connection.close()
    return made


def rows(path: Path, code: int, *words: str) -> dict[tuple[str, str], dict[str, Any]]:
    done = told("accrued", path, "--json", "--as-of", "2026-11-22", *words)
    assert done.returncode == code
    return {(row["slug"], row["term"]): row for row in json.loads(done.stdout)}


def test_that_a_term_without_a_result_has_a_state_a_sentence_and_no_sums(path: Path) -> None:
    found = rows(path, 1)
    row = found["fr-cnil-clearview", "P1"]
    assert row["state"] == "uncalculated"
    assert (row["currency"], row["as_of"], row["known_on"]) == ("EUR", "2026-11-22", "2026-11-22")
    assert [row[name] for name in SUMS] == [None] * 7
    # What was fixed is a fact all the same: the CNIL liquidated EUR 5,200,000 (SAN-2023-003).
    assert [row[name] for name in RECOVERED] == [520_000_000, None, None, 520_000_000]
    assert "rate" in row["problem"]
    assert "E_" not in row["problem"]
    assert len({tuple(row) for row in found.values()}) == 1
    assert list(found) == sorted(found, key=lambda key: key[0])


def test_that_the_table_says_it_in_words_and_counts_it_beside_the_sums(path: Path) -> None:
    done = told("accrued", path, "--as-of", "2026-11-22")
    assert done.returncode == 1
    (line,) = [line for line in done.stdout.splitlines() if line.startswith("fr-cnil-clearview ")]
    cells = line.split()[2:]
    assert cells == ["uncalculated", "unknown", "EUR", *["unknown"] * 4, "5,200,000", "up", "to", "5,200,000"]
    assert done.stderr.startswith("fr-cnil-clearview P1: cannot be calculated: ")
    assert "E_" not in done.stderr
    euros = next(line for line in done.stdout.splitlines() if line.startswith("all") and "EUR" in line)
    unknown = sum(row["established"] is None for row in rows(path, 1).values() if row["currency"] == "EUR")
    assert f" + {unknown} unknown" in euros


def test_that_a_start_nobody_published_has_bounds_and_no_sum(sample_path: Path) -> None:
    row = rows(sample_path, 0)["fr-cnil-amazon-2020", "P1"]
    assert (row["state"], row["problem"]) == ("not_notified", None)
    assert [row[name] for name in ("units", "accrued", "established", "assumed", "contingent")] == [None] * 5
    assert 0 <= row["accrued_at_least"] < row["accrued_at_most"]


def test_that_bounds_of_a_known_figure_are_the_figure(sample_path: Path) -> None:
    found = rows(sample_path, 0)
    known = [row for row in found.values() if row["accrued"] is not None]
    assert len(known) > 20
    assert all(row["accrued_at_least"] == row["accrued"] == row["accrued_at_most"] for row in known)
    assert all(row["state"] != "not_notified" or row["accrued"] for row in known)


def test_that_units_are_not_nought_where_only_an_amount_was_reported(sample_path: Path) -> None:
    row = rows(sample_path, 0)["nl-ap-police", "A"]
    assert row["accrued"] > 0
    assert row["units"] is None


def test_that_no_payment_recorded_is_null_and_what_is_due_is_bounded(sample_path: Path) -> None:
    found = rows(sample_path, 0)
    unpaid, paid = found["eu-commission-microsoft", "P1"], found["eu-poland-judges", "P1"]
    assert (unpaid["paid"], unpaid["due"]) == (None, None)
    assert unpaid["due_at_most"] == unpaid["liquidated"] > 0
    assert paid["paid"] > 0
    assert paid["due"] == paid["due_at_most"] == 0
    lines = told("accrued", sample_path, "--as-of", "2026-11-22").stdout.splitlines()
    (line,) = [line for line in lines if line.startswith("eu-commission-microsoft ")]
    assert line.split()[-3:-1] == ["up", "to"]
