"""The dry run: rows in are always those imported and those refused, each with its place and reason."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from random import Random
from typing import TYPE_CHECKING

import pytest

from desktop.domain.case.case import Lane, ProvisionFinding
from desktop.domain.edit.imported import ImportedCase, ImportedEvent, ImportedFine
from desktop.domain.importing.found import CleanUp, Lack
from desktop.domain.importing.profile import WhenDoubtful
from desktop.exchange.tables.content import UnreadableTableError
from desktop.exchange.tables.dry_run import Run, StoppedError, dry_run
from desktop.exchange.tables.refusals import refusals_csv
from tests.counts import IS_LONG, SEED, counted
from tests.exchange.tables.making import (
    AEPD,
    CHRONOLOGY,
    CNIL,
    FINES,
    HAMBURG,
    HEADINGS,
    HUB,
    NAMES,
    TRACKER,
    counted_run,
    opened,
    reasons,
    write_xlsx,
    written,
)
from tests.exchange.tables.test_opening import PAGE

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.domain.edit.imported import ImportedRow
    from desktop.domain.importing.profile import Profile

# A list of fines with a trap on most lines; made up.
LIST = (
    HEADINGS,
    "1,Spain,60000,Spanish Data Protection Authority (AEPD),10/09/2019,Móviles del Sur,Art. 5 GDPR,https://x.org/1,One",
    "2,Spain,0,Spanish Data Protection Authority (AEPD)\t,10/16/2019,Unknown,Unknown,,R&amp;D",
    "3,France,,CNIL,01/01/1970,Acme,Art. 6 GPDR,,no date",
    "4,France,1000,CNIL,24/05/2019,Acme,Art. 6 GDPR,,day first",
    "5,Germany,1000,Data Protection Authority,05/04/2019,Acme,Art. 6 GDPR,,whose",
    "6,Spain,1000,Private person,05/04/2019,Spanish Data Protection Authority (AEPD),Art. 6 GDPR,,exchanged",
    "7,Norway,52.500,Datatilsynet,05/04/2019,Bank,Art. 6 GDPR,,two readings",
    "8,Norway,100,Datatilsynet,05/04/2019,Bank,Art. 6 GDPR,see www.x.org/8.,ok,one cell more",
    "9,Norway,100,Datatilsynet,05/04/2019,Bank,<b>Art. 6 GDPR</b>,see www.x.org/8.,ok,,",
    "9,Norway,100,Datatilsynet,05/04/2019,Bank,Art. 6 GDPR,,id of another",
    "11,Denmark,100,Spanish Data Protection Authority (AEPD),05/04/2019,Bank,Art. 6 GDPR,,other country",
    "12,Narnia,100,CNIL,05/04/2019,Bank,Art. 6 GDPR,,no country",
    "13,Norway,100,Datatilsynet,05/04/2019,bank,Art. 6 GDPR,,like line 10",
)


def taken(path: Path, profile: Profile, slugs: dict[str, str] | None = None) -> list[ImportedRow]:
    run = Run(opened(path, profile), profile, NAMES, slug_of=lambda name: (slugs or {}).get(name, ""))
    return list(run.rows())


def test_that_every_row_is_imported_or_refused_with_line_column_text_and_reason(tmp_path: Path) -> None:
    count = counted_run(written(tmp_path / "a.csv", *LIST), FINES)
    assert (count.rows, count.imported, len(count.refused)) == (13, 4, 9)
    found = {line: [(column, text) for column, text, _ in faults] for line, faults in reasons(count).items()}
    assert found == {
        4: [("date", "01/01/1970")],
        5: [("date", "24/05/2019")],
        6: [("authority", "Data Protection Authority")],
        7: [("authority", "Private person")],
        8: [("price", "52.500")],
        9: [("", "one cell more")],
        11: [("", "9")],
        12: [("authority", "Spanish Data Protection Authority (AEPD)")],
        13: [("authority", "CNIL")],
    }
    words = {line: faults[0][2] for line, faults in reasons(count).items()}
    assert words[4] == "Read as “no date” by this profile; a decision needs at least a year."
    assert words[5] == "There is no such day in the order month day year. Write 2019-10-18."
    assert words[7] == "Not an authority; “controller” names AEPD. Columns exchanged?"
    assert words[8] == "52.500 can be read two ways. Write 52500 or 52.50."
    assert words[9] == "This row has 10 cells under 9 headings. Cells moved to the right?"
    assert words[11] == "This id stands in line 10 as well; only that one is imported."
    assert words[12] == "No authority of Denmark has this name, but AEPD (ES) has. Columns exchanged?"
    assert words[13] == "“Narnia” is not a country this program knows."


def test_that_lacks_and_clean_ups_of_the_imported_rows_are_counted_and_listed(tmp_path: Path) -> None:
    count = counted_run(written(tmp_path / "a.csv", *LIST), FINES)
    assert count.lacks == {
        Lack.NO_AMOUNT: 1,
        Lack.NOT_NAMED: 1,
        Lack.DESCRIBED: 2,
        Lack.NO_PROVISION: 1,
        Lack.NO_SOURCE: 2,
        Lack.ALIKE: 1,
    }
    assert count.lines[Lack.NO_SOURCE] == [3, 14]
    assert count.noticed.clean_ups == {CleanUp.ENTITIES: 1, CleanUp.SPACES: 2, CleanUp.TAGS: 1}
    listed = [(one.line, one.column, one.kind, one.after) for one in count.noticed.cleaned]
    assert listed[0] == (3, "authority", CleanUp.SPACES, "Spanish Data Protection Authority (AEPD)")
    assert (3, "summary", CleanUp.ENTITIES, "R&D") in listed
    assert count.noticed.authorities == {
        ("Spanish Data Protection Authority (AEPD)", "AEPD"): 2,
        ("Datatilsynet", "Datatilsynet"): 2,
    }


def test_that_a_row_becomes_an_investigation_with_its_facts(tmp_path: Path) -> None:
    one, two, nine, _ = taken(written(tmp_path / "a.csv", *LIST), FINES)
    assert isinstance(one, ImportedCase)
    assert isinstance(two, ImportedCase)
    assert isinstance(nine, ImportedCase)
    assert (one.key.line, one.key.external_id, one.title) == (2, "1", "Móviles del Sur (AEPD, 2019)")
    assert (one.authority, one.respondent, one.decided.iso) == (AEPD, "Móviles del Sur", "2019-10-09")
    assert one.fine == ImportedFine(6_000_000, "EUR")
    assert (one.provisions, one.finding) == ((("GDPR", "5"),), ProvisionFinding.BREACHED)
    assert (one.sources, one.note) == (("https://x.org/1",), "One")
    assert two.fine == ImportedFine(None, "EUR")
    assert (two.respondent, two.description, two.title) == ("", "", "Respondent not named (AEPD, 2019)")
    assert (nine.respondent, nine.description, nine.sources) == ("", "Bank", ("www.x.org/8",))


def test_that_what_the_profile_says_of_doubtful_rows_holds(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", *LIST)
    wide = counted_run(path, replace(FINES, wide_rows=WhenDoubtful.READ))
    assert 9 not in reasons(wide)
    abroad = counted_run(path, replace(FINES, other_country=WhenDoubtful.READ))
    assert 12 not in reasons(abroad)
    assert abroad.lacks[Lack.OTHER_COUNTRY] == 1
    named = replace(FINES, aliases=(("Data Protection Authority", "Hamburgischer Beauftragter"),))
    assert [row.authority for row in taken(path, named) if isinstance(row, ImportedCase)].count(HAMBURG) == 1


def test_that_a_corrected_cell_counts_in_the_next_run(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", *LIST)
    corrections = {
        (4, "date"): "2019",
        (5, "date"): "2019-05-24",
        (8, "price"): "52500",
        (6, "authority"): "CNIL",
    }
    count = counted_run(path, FINES, corrections)
    assert (count.imported, len(count.refused)) == (7, 6)
    assert [line for line in (4, 5, 6, 8) if line in reasons(count)] == [6]  # CNIL is not German


def test_that_a_number_in_a_sheet_is_a_year_and_a_day_is_a_day(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["links", "country", "date", "fine", "controller/processor", "articlegdpr"],
        ["ETid-1", "AUSTRIA", date(2018, 12, 9), 4800.0, "Shop A", "Art. 13 GDPR"],
        ["ETid-2", "SPAIN", 2018.0, "Unknown", "Unknown", "Unknown"],
        ["ETid-3", "SPAIN", "2019-03", 300, "Shop B", "Art. 5 (1) a), c) GDPR"],
        ["ETid-4", "SPAIN", "xx.yy.2020", 300, "Shop C", "Art. 5 GDPR"],
        ["ETid-5", "SPAIN", "Unknown", 300, "Shop D", "Art. 5 GDPR"],
        ["ETid-6", "SPAIN", 43443, 300, "Shop E", "Art. 5 GDPR"],
        ["ETid-7", "SPAIN", date(2020, 1, 2), "Only intention (2.500.000,00 €)", "Shop F", "Art. 5 GDPR"],
    ]
    path = write_xlsx(tmp_path / "a.xlsx", rows)
    count = counted_run(path, FINES)
    assert (count.rows, count.imported) == (7, 3)
    assert {line: faults[0][0] for line, faults in reasons(count).items()} == {
        2: "country",  # the directory of this test knows no authority of Austria
        6: "date",
        7: "date",
        8: "fine",
    }
    found = [row for row in taken(path, FINES) if isinstance(row, ImportedCase)]
    assert [row.decided.iso for row in found] == ["2018", "2019-03", "2020"]
    assert found[0].authority.short_name == "Spain: not named"
    assert found[1].provisions == (("GDPR", "5(1)(a)"), ("GDPR", "5(1)(c)"))


def test_that_the_digest_of_an_unknown_party_makes_no_respondent(tmp_path: Path) -> None:
    rows = [
        {"etid": 1, "country": "FRANCE", "authority": "CNIL", "party_hash": "af5f7181afd0", "fine_eur": 5,
         "date": "2026-09-21", "year": None, "gdpr_articles": "Art. 5 GDPR, Art.Â 6 GDPR"},
        {"etid": 2, "country": "FRANCE", "authority": "CNIL", "party_hash": "b764cdc0eab7", "fine_eur": None,
         "date": "2018", "year": None, "gdpr_articles": "Unknown"},
        {"etid": 3, "country": "FRANCE", "authority": "CNIL", "party_hash": "b764cdc0eab7", "fine_eur": None,
         "date": "Unknown", "year": 2017, "gdpr_articles": "Article 6 GDPRArticle 12 GDPR"},
        {"etid": 4, "country": "FRANCE", "authority": "CNIL", "party_hash": "b764cdc0eab7", "fine_eur": 5,
         "date": "Unknown", "year": None, "gdpr_articles": None},
    ]  # fmt: skip
    path = written(tmp_path / "a.json", json.dumps({"metadata": {"license": "CC"}, "fines": rows}))
    found = [row for row in taken(path, TRACKER) if isinstance(row, ImportedCase)]
    assert [row.respondent for row in found] == ["Party af5f7181afd0 (name withheld)", "", ""]
    assert [row.decided.iso for row in found] == ["2026-09-21", "2018", "2017"]
    assert found[0].provisions == (("GDPR", "5"), ("GDPR", "6"))
    assert found[2].provisions == (("GDPR", "6"), ("GDPR", "12"))
    count = counted_run(path, TRACKER)
    assert (count.rows, count.imported, count.lacks[Lack.NOT_NAMED]) == (4, 3, 2)
    assert count.noticed.clean_ups == {CleanUp.TWICE: 1, CleanUp.GLUED: 1}


def test_that_a_page_gives_one_investigation_and_no_fine_where_there_was_none(tmp_path: Path) -> None:
    (one,) = taken(written(tmp_path / "a.md", PAGE), HUB)
    (none,) = taken(written(tmp_path / "b.md", PAGE.replace("20,000 EUR", "None")), HUB)
    assert isinstance(one, ImportedCase)
    assert isinstance(none, ImportedCase)
    assert (one.authority, one.decided.iso, one.respondent) == (CNIL, "2022-10-17", "")
    assert (one.fine, none.fine) == (ImportedFine(2_000_000, "EUR"), None)
    assert one.finding is ProvisionFinding.ALLEGED


def test_that_a_chronology_becomes_events_of_the_investigations_it_names(tmp_path: Path) -> None:
    lines = (
        "investigation;date;event;lane;source",
        "SAN-1;03.04.2021;Complaint;complainants;https://x.org/1",
        "SAN-1;05/2021;Month alone;authority;",
        "SAN-1;2021-05~;Letter;;",
        "SAN-2;03.04.2021;Of another;;",
        "SAN-1;;No day;;",
        "SAN-1;03.04.2021;;judge;",
    )
    path = written(tmp_path / "a.csv", *lines)
    found = taken(path, CHRONOLOGY, {"SAN-1": "fr-cnil-x"})
    assert all(isinstance(row, ImportedEvent) for row in found)
    assert [(row.title, row.date.iso, row.lane) for row in found if isinstance(row, ImportedEvent)] == [
        ("Complaint", "2021-04-03", Lane.COMPLAINANTS),
        ("Letter", "2021-05~", Lane.AUTHORITY),
    ]
    run = Run(opened(path, CHRONOLOGY), CHRONOLOGY, NAMES, slug_of={"SAN-1": "fr-cnil-x"}.get)  # type: ignore[arg-type]
    columns = {line: [fault[0] for fault in faults] for line, faults in reasons(dry_run(run)).items()}
    assert columns == {3: ["date"], 5: ["investigation"], 6: ["date"], 7: ["event", "lane"]}


@pytest.mark.timeout(1_800)  # in the long run
def test_that_the_equation_holds_and_nothing_is_raised_whatever_the_file_holds(tmp_path: Path) -> None:
    random, path = Random(SEED), tmp_path / "a.csv"
    good = "\n".join(LIST[:3] + LIST[9:11]).encode()
    signs = [b",", b'"', b"\n", b"\r", b"\0", b"&", b"<a>", b"\xc3", b"0", b"-", b".", b"\xff", b"1e9", b"\t"]
    refused = imported = 0
    given = [replace(FINES, encoding=encoding, separator=",") for encoding in ("utf-8", "cp1252")]
    profiles = (FINES, *given * 4)
    for _ in range(20_000 if IS_LONG else counted(20_000) // 4):
        profile = random.choice(profiles)
        data = bytearray(good)
        for _ in range(random.randrange(1, 12)):
            place = random.randrange(len(HEADINGS), len(data))
            data[place : place + random.randrange(3)] = random.choice(signs)
        path.write_bytes(data)
        try:
            content = opened(path, profile)
        except UnreadableTableError:
            continue
        count = dry_run(Run(content, profile, NAMES))
        assert count.rows == content.total == count.imported + len(count.refused)
        assert all(fault.reason for refusal in count.refused for fault in refusal.faults)
        refused += len(count.refused)
        imported += count.imported
    assert refused
    assert imported


def test_that_a_run_is_watched_and_stops_where_it_is_told_to(tmp_path: Path) -> None:
    row = "{0},France,5,CNIL,05/04/2019,Acme {0},Art. 6 GDPR,,x"
    path = written(tmp_path / "a.csv", HEADINGS, *(row.format(number) for number in range(1_000)))
    seen: list[tuple[int, int]] = []

    def watch(done: int, total: int) -> None:
        seen.append((done, total))
        if done >= 300:
            raise StoppedError

    run = Run(opened(path, FINES), FINES, NAMES, watch=watch)
    with pytest.raises(StoppedError):
        dry_run(run)
    assert seen == [(0, 1_000), (100, 1_000), (200, 1_000), (300, 1_000)]


def test_that_refused_rows_are_written_without_formulas(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", HEADINGS, '1,France,5,=1+1,05/04/2019,"A, B",Art. 6 GDPR,,x')
    text = refusals_csv(counted_run(path, FINES).refused).decode("utf-8-sig")
    assert text == "line,column,as written,why\r\n2,authority,'=1+1,No authority has this name.\r\n"
