"""`astreinte import`: what it prints, writes and returns."""

from __future__ import annotations

import json
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from desktop.__main__ import main
from desktop.store.cases.writing import create_case_file
from desktop.store.file.casefile import open_case_file

if TYPE_CHECKING:
    from pathlib import Path

LINES = (
    "id,name,price,authority,date,controller,articleViolated,source,summary",
    "1,Spain,60000,Spanish Data Protection Authority (AEPD),10/09/2019,Móviles del Sur,Art. 5 GDPR,https://x.org,One",
    "2,France,5,CNIL,01/01/1970,Acme,Art. 6 GDPR,,no date",
)
PROFILE = """
name = "Ours"
date_order = "day month year"
decimal_sign = ","
currency = "SEK"
[columns]
authority = ["who"]
decision_day = ["when"]
fine = ["how much"]
"""


@pytest.fixture(autouse=True)
def _at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings and backups of nobody."""
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))


@pytest.fixture
def into(tmp_path: Path) -> Path:
    path = tmp_path / "a.casefile"
    create_case_file(path, ())
    return path


@pytest.fixture
def fines(tmp_path: Path) -> Path:
    path = tmp_path / "fines.csv"
    path.write_text("\n".join(LINES), encoding="utf-8")
    return path


def told(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    code = main(["import", *map(str, words)])
    out, err = capsys.readouterr()
    return code, out, err


def titles(path: Path) -> list[str]:
    with closing(open_case_file(path)) as file:
        return [row["title"] for row in file.rows("SELECT title FROM investigations ORDER BY id")]


def test_that_the_count_is_told_in_words(fines: Path, into: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = told(capsys, fines, into)
    assert (code, err) == (1, "")
    assert out.splitlines() == [
        "2 rows in = 1 imported + 1 refused",
        "Profile: Generic fines list; dates: month day year; decimal sign: .",
        "1 new, 0 in the file already",
        "Names of authorities matched: 1",
        "Line 3, date: “01/01/1970”: Read as “no date” by this profile; a decision needs at least a year.",
    ]
    assert titles(into) == ["Móviles del Sur (AEPD, 2019)"]
    assert told(capsys, fines, into)[1].splitlines()[2] == "0 new, 1 in the file already"


def test_that_a_dry_run_writes_nothing(fines: Path, into: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = into.read_bytes()
    assert "A dry run: nothing was written." in told(capsys, fines, into, "--dry-run")[1]
    assert into.read_bytes() == before


def test_that_json_and_the_refused_rows_hold_all(
    fines: Path, into: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "refused.csv"
    words = (fines, into, "--json", "--refused", out, "--taken-on", "2026-11-30")
    found: dict[str, Any] = json.loads(told(capsys, *words)[1])
    assert (found["rows"], found["imported"], found["refused"]) == (2, 1, 1)
    assert found["written"] == {"new": 1, "unchanged": 0, "changed": []}
    assert (found["data_set"], found["licence"], found["taken_on"]) == (
        "fines.csv",
        "none stated",
        "2026-11-30",
    )
    assert found["refusals"][0]["line"] == 3
    assert out.read_text(encoding="utf-8-sig").splitlines()[1].startswith("3,date,01/01/1970,")
    assert told(capsys, *words)[0] == 1  # written over a list of its own
    into_csv = (fines, into, "--refused", fines)
    code, _, err = told(capsys, *into_csv)
    assert code == 2
    assert "“fines.csv” is there already and is not a list of refused rows" in err


def test_that_a_profile_is_named_by_its_name_or_its_file(
    into: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    table = tmp_path / "t.csv"
    table.write_text("who;when;how much\nCNIL;03/04/2019;1.000,50\n", encoding="utf-8")
    folder = tmp_path / "config" / "astreinte" / "profiles"
    folder.mkdir(parents=True)
    (folder / "ours.toml").write_text(PROFILE, encoding="utf-8")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    for name in ("ours", folder / "ours.toml"):
        assert told(capsys, table, into, "--profile", name)[0] == 0
    with closing(open_case_file(into)) as file:
        (fine,) = file.rows("SELECT amount, currency, imposed_start FROM fines")
    assert tuple(fine) == (100_050, "SEK", "2019-04-03")
    code, _, err = told(capsys, table, into, "--profile", "theirs")
    assert code == 2
    assert err == (
        "There is no profile “theirs”. There are: enforcement-tracker, gdprhub, fines-list, chronology, ours;"
        " or name a TOML file.\n"
    )


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("decimal_sign", '";"'), "must be a point or a comma"),
        (("date_order", '"guess"'), "must be one of: day month year, month day year, year month day"),
        (("currency", '"EURO"'), "must be a currency of ISO 4217"),
        (("colour", '"red"'), "unknown colour"),
        (("no_date", "5"), "must be a list of texts"),
        (("separator", '"ab"'), "must be one sign"),
    ],
)
def test_that_a_faulty_profile_is_refused_with_its_key(
    change: tuple[str, str],
    words: str,
    fines: Path,
    into: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    key, value = change
    lines = [line for line in PROFILE.splitlines() if not line.startswith(f"{key} =")]
    path = tmp_path / "p.toml"
    path.write_text(f"{key} = {value}\n" + "\n".join(lines), encoding="utf-8")
    code, out, err = told(capsys, fines, into, "--profile", path)
    assert (code, out) == (2, "")
    assert err.startswith("“p.toml” cannot be used as a profile: p.toml: ")
    assert words in err


def test_that_what_cannot_be_used_is_one_sentence_and_nothing_is_written(
    fines: Path, into: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rates = tmp_path / "rates.csv"
    rates.write_text("Date,USD,\n2026-10-30,1.1172,\n", encoding="utf-8")
    before = into.read_bytes()
    for words in (
        (into, into),
        (rates, into),
        (tmp_path / "no.csv", into),
        (fines, fines),
        (fines, tmp_path / "no"),
    ):
        code, out, err = told(capsys, *words)
        assert (code, out) == (2, "")
        assert err.count("\n") == 1
    assert into.read_bytes() == before


def test_that_the_file_is_backed_up_before_and_the_author_is_the_windows(
    fines: Path, into: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home, before = tmp_path / "home" / "astreinte", into.read_bytes()
    assert told(capsys, fines, into, "--dry-run")[0] == 1
    assert not home.exists()
    home.mkdir(parents=True)
    (home / "settings.json").write_text('{"author": " Ana "}', encoding="utf-8")
    assert told(capsys, fines, into)[0] == 1
    (backup,) = home.glob("backups/*/*.casefile")
    with closing(open_case_file(into)) as file, closing(open_case_file(backup)) as old:
        assert {row["author"] for row in file.rows("SELECT author FROM changes")} == {"Ana"}
        assert old.rows("SELECT 1 FROM investigations") == []
    assert before != into.read_bytes()
    (home / "settings.json").write_text("[", encoding="utf-8")
    backup.parent.rename(home / "elsewhere")
    (home / "backups").rmdir()
    (home / "backups").write_text("no folder", encoding="utf-8")
    before = into.read_bytes()
    code, out, err = told(capsys, fines, into)
    assert (code, out) == (2, "")
    assert err.startswith("Nothing was imported: no backup could be written in “")
    assert into.read_bytes() == before


def test_that_changed_rows_are_left_or_replaced(
    fines: Path, into: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert told(capsys, fines, into)[0] == 1
    fines.write_text("\n".join(LINES).replace("60000", "70000"), encoding="utf-8")
    words = "1 changed since they were imported, {}: lines 2"
    assert words.format("left as they are") in told(capsys, fines, into)[1].splitlines()
    assert words.format("overwritten") in told(capsys, fines, into, "--replace")[1].splitlines()
    with closing(open_case_file(into)) as file:
        assert [tuple(row) for row in file.rows("SELECT amount FROM fines")] == [(7_000_000,)]
