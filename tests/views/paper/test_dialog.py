"""The timeline on paper: what can be read, what is drawn, and that the bytes are the same."""

from __future__ import annotations

import dataclasses
import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2 as pdfium  # type: ignore[import-untyped] # it has no types
import pypdfium2.raw as pdfium_raw  # type: ignore[import-untyped] # it has no types
import pytest
from PySide6.QtWidgets import QApplication, QFileDialog

from desktop.domain.case.case import Event, Lane
from desktop.domain.case.ids import EventId
from desktop.domain.days.asof import AsOf
from desktop.domain.days.edtf import parse_edtf
from desktop.domain.page.build import build_page
from desktop.domain.source import Confidence, Source
from desktop.models.page.stretches import as_markdown, as_tsv, stretch_rows
from desktop.settings import SettingsKeeper
from desktop.views.paper.chronology import TITLE, ChronologyLine, filled, split
from desktop.views.paper.dialog import PrintDialog, file_name, print_timeline
from desktop.views.paper.pdf import PaperSize, PrintLook
from desktop.views.paper.timeline import PrintOrder, doubt_words, timeline_pdf
from desktop.views.window.window import MainWindow
from tests.domain.penalty.test_holiday_doubt import order
from tests.furnished import furnished
from tests.making import case_of, line
from tests.pages import page_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from desktop.domain.case.terms import PenaltyTerms
    from desktop.domain.page.page import Page
    from desktop.session.session import Session
    from desktop.theme import Look

ROOT = Path(__file__).parents[3]
CLEARVIEW = "fr-cnil-clearview"
AGAIN = """
import sys
from datetime import date
from PySide6.QtWidgets import QApplication, QFileDialog
application = QApplication([])
from desktop.views.paper.timeline import PrintOrder, timeline_pdf
from tests.pages import page_of
sys.stdout.buffer.write(timeline_pdf(PrintOrder(page_of("fr-cnil-clearview", "2023-02-08"))))
"""


@pytest.fixture
def page(qtbot: QtBot) -> Page:
    return page_of(CLEARVIEW, "2023-02-08")


def read(data: bytes) -> list[str]:
    """The text of every sheet on one line; U+FFFE is a hyphen at the end of a line."""
    with pdfium.PdfDocument(data) as document:
        texts = [sheet.get_textpage().get_text_range() for sheet in document]
    return [" ".join(text.replace("\ufffe", "-").split()) for text in texts]


def objects(data: bytes) -> Iterator[int]:
    """The kind of every object on every sheet."""
    with pdfium.PdfDocument(data) as document:
        for sheet in document:
            yield from (one.type for one in sheet.get_objects(max_depth=20))


def doubtful_page(*written: str, title: str = "Event", source: str = "https://example.org/") -> Page:
    """A page whose events are dated as written, without any penalty."""
    events = tuple(
        Event(
            EventId(number),
            parse_edtf(text),
            "hearing",
            Lane.COURTS,
            f"{title} {number}",
            "",
            (),
            Confidence.CONFIRMED,
            (Source(f"{source}{number}", "Publisher"),),
        )
        for number, text in enumerate(written, 1)
    )
    return build_page(dataclasses.replace(case_of(), events=events), AsOf(today=date(2023, 2, 8)))


def test_that_every_sheet_has_title_day_and_number(page: Page) -> None:
    sheets = read(timeline_pdf(PrintOrder(page, wide=2)))
    for number, words in enumerate(sheets, 1):
        assert "CNIL v. Clearview AI" in words
        assert "As of 8 Feb 2023" in words
        assert "as known on that day" in words
        assert f"Page {number} of {len(sheets)}" in words


def test_that_the_lanes_and_the_axis_are_repeated_on_every_sheet_of_the_drawing(page: Page) -> None:
    sheets = read(timeline_pdf(PrintOrder(page, wide=3)))
    for words in sheets[:3]:
        assert all(lane in words for lane in ("Complainants", "Authority", "Respondent", "Courts"))
        assert "Accrued penalty" in words
        assert any(f" {year} " in words for year in range(2018, 2027))
    assert "Accrued penalty" not in sheets[3]


def test_that_the_list_has_every_event_with_its_sources(page: Page) -> None:
    words = "".join(read(timeline_pdf(PrintOrder(page)))).replace(" ", "")
    for event in page.case.events:
        assert event.title.replace(" ", "") in words
        assert all(source.url in words for source in event.sources)


def test_that_nothing_on_paper_is_a_picture(page: Page) -> None:
    doubt = doubtful_page("2021", "2022-03~", "2022-03-05%", "../2020", "2022/..", "2022-06?", "..")
    for shown in (page, doubt):
        kinds = set(objects(timeline_pdf(PrintOrder(shown))))
        assert pdfium_raw.FPDF_PAGEOBJ_IMAGE not in kinds
        assert {pdfium_raw.FPDF_PAGEOBJ_TEXT, pdfium_raw.FPDF_PAGEOBJ_PATH} <= kinds


def test_that_every_font_is_embedded(page: Page) -> None:
    data = timeline_pdf(PrintOrder(page))
    assert data.count(b"/FontDescriptor") > 0
    assert data.count(b"/Type /FontDescriptor") == data.count(b"/FontFile")


@pytest.mark.parametrize(
    ("size", "width", "height"),
    [(PaperSize.A4, 842, 595), (PaperSize.A3, 1191, 842), (PaperSize.LETTER, 792, 612)],
)
def test_that_the_sheets_have_the_size_of_the_paper_on_its_long_side(
    page: Page, size: PaperSize, width: int, height: int
) -> None:
    with pdfium.PdfDocument(timeline_pdf(PrintOrder(page, size))) as document:
        assert {tuple(round(side) for side in sheet.get_size()) for sheet in document} == {(width, height)}


def test_that_another_process_at_another_moment_and_place_prints_the_same_bytes(page: Page) -> None:
    here = {"QT_QPA_PLATFORM": "offscreen", "TZ": "Asia/Kathmandu", "PYTHONHASHSEED": "7"}
    done = subprocess.run(
        [sys.executable, "-c", AGAIN], capture_output=True, check=True, cwd=ROOT, env={**os.environ, **here}
    )
    assert done.stdout == timeline_pdf(PrintOrder(page))
    assert b"/CreationDate (D:20230208000000" in done.stdout


def test_that_the_theme_of_the_window_changes_nothing_on_paper(page: Page, qtbot: QtBot) -> None:
    before = timeline_pdf(PrintOrder(page))
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    application.setStyleSheet("* { color: white; background: black; }")
    try:
        assert timeline_pdf(PrintOrder(page)) == before
    finally:
        application.setStyleSheet("")
    assert PrintLook().theme.name == "light"


def test_that_as_many_sheets_are_taken_as_the_labels_need(qtbot: QtBot) -> None:
    near = [f"2022-{month:02}-{day:02}" for month in range(1, 7) for day in (5, 15, 25)]
    shown = doubtful_page(*near, title="Hearing")
    drawn = [words for words in read(timeline_pdf(PrintOrder(shown))) if "Complainants" in words]
    assert len(drawn) > 1
    assert all(any(f"Hearing {number}" in words for words in drawn) for number in range(1, len(near) + 1))


def test_that_a_scenario_is_marked_on_every_sheet_and_the_record_on_none(page: Page) -> None:
    assert all(
        words.count("Scenario: Complied") == 2
        for words in read(timeline_pdf(PrintOrder(page, scenario="Complied")))
    )
    assert not any("Scenario" in words for words in read(timeline_pdf(PrintOrder(page))))


def test_that_doubt_is_told_in_the_legend_only_where_there_is_some(qtbot: QtBot) -> None:
    (plain, *_) = read(timeline_pdf(PrintOrder(doubtful_page("2022-03-05"), wide=1)))
    (doubt, *rest) = read(
        timeline_pdf(PrintOrder(doubtful_page("2022-03~", "2021?", "2022/..", ".."), wide=1))
    )
    assert "approximate" not in plain
    assert "undated" not in plain
    for words in ("approximate", "uncertain", "no end known", "1 undated"):
        assert words in doubt
    assert rest[-1].index("since 2022") < rest[-1].index("undated Event")


def test_that_live_and_hindsight_are_told_apart(page: Page) -> None:
    live = dataclasses.replace(page, as_of=AsOf(today=page.day))
    later = dataclasses.replace(
        page,
        as_of=AsOf(today=date(2024, 5, 1), picked=page.day, hindsight=True),
        known_on=date(2024, 5, 1),
    )
    assert "all that the file knows" in read(timeline_pdf(PrintOrder(live)))[0]
    assert "with what is known on 1 May 2024" in read(timeline_pdf(PrintOrder(later)))[0]


def test_that_an_investigation_without_events_prints_its_drawing(qtbot: QtBot) -> None:
    (only,) = read(timeline_pdf(PrintOrder(doubtful_page())))
    assert "Page 1 of 1" in only


def test_that_what_a_file_hides_in_a_title_is_seen_on_paper(qtbot: QtBot) -> None:
    words = "".join(read(timeline_pdf(PrintOrder(doubtful_page("2022", title="A\u202egpj")))))
    assert "A[U+202E]gpj" in words


def test_that_the_first_lines_of_an_event_stay_on_one_sheet(qtbot: QtBot) -> None:
    block = tuple(ChronologyLine(str(number), TITLE, 10.0) for number in range(4))
    first, second = filled((block, block), 60.0)
    assert [line.words for line in first if line.words] == ["0", "1", "2", "3"]
    assert [line.words for line in second if line.words] == ["0", "1", "2", "3"]
    long = tuple(ChronologyLine(str(number), TITLE, 10.0) for number in range(20))
    assert [line.words for sheet in filled((long,), 60.0) for line in sheet if line.words] == [
        str(number) for number in range(20)
    ]


def test_that_words_are_broken_without_losing_any(qtbot: QtBot) -> None:
    words = "One long sentence of many words and https://example.org/" + "a" * 200
    lines = split(words, PrintLook().font(11), 120.0)
    assert len(lines) > 4
    assert "".join(lines).replace(" ", "") == words.replace(" ", "")


def test_that_every_offset_leads_to_its_object(page: Page) -> None:
    data = timeline_pdf(PrintOrder(page))
    (start,) = re.findall(rb"startxref\n(\d+)", data)
    table = data[int(start) :]
    assert table.startswith(b"xref\n")
    offsets = re.findall(rb"(\d{10}) \d{5} n ", table)
    assert len(offsets) > 10
    assert all(data[int(at) :].startswith(b"%d 0 obj" % number) for number, at in enumerate(offsets, 1))


def test_that_a_folder_that_is_not_there_is_told_in_a_sentence(page: Page, tmp_path: Path) -> None:
    problem = print_timeline(tmp_path / "nowhere" / "out.pdf", PrintOrder(page))
    assert problem is not None
    assert problem.code == "no-folder"
    assert problem.sentence.startswith("“out.pdf” could not be written: there is no folder “")


def test_that_nothing_but_a_pdf_is_replaced_and_the_open_case_file_never(
    page: Page, sample_path: Path, tmp_path: Path
) -> None:
    notes, folder, link = tmp_path / "notes.pdf", tmp_path / "folder.pdf", tmp_path / "link.pdf"
    notes.write_text("what was said on the telephone")
    folder.mkdir()
    link.symlink_to(sample_path)
    before = sample_path.read_bytes()
    codes = {
        place: print_timeline(place, PrintOrder(page), case_file=sample_path)
        for place in (notes, folder, link)
    }
    assert [problem.code if problem else "" for problem in codes.values()] == [
        "other-kind",
        "folder",
        "case-file",
    ]
    assert notes.read_text() == "what was said on the telephone"
    assert (folder.is_dir(), sample_path.read_bytes()) == (True, before)


def test_that_a_print_takes_the_place_of_the_one_before(page: Page, tmp_path: Path) -> None:
    path = tmp_path / "out.pdf"
    path.write_bytes(b"%PDF-1.4 before")
    assert print_timeline(path, PrintOrder(page)) is None
    assert path.read_bytes() == timeline_pdf(PrintOrder(page))
    assert [one.name for one in tmp_path.iterdir()] == ["out.pdf"]


def test_that_the_dialog_orders_what_was_chosen(page: Page, qtbot: QtBot) -> None:
    dialog = PrintDialog(page)
    qtbot.addWidget(dialog)
    assert dialog.order() == PrintOrder(page)
    dialog.paper.setCurrentIndex(1)
    dialog.wide.setValue(3)
    with qtbot.waitSignal(dialog.ordered) as told:
        dialog.accept()
    assert told.args == [PrintOrder(page, PaperSize.A3, 3)]


def test_that_the_file_is_called_after_the_investigation_and_the_day(page: Page) -> None:
    assert file_name(page) == "fr-cnil-clearview-2023-02-08.pdf"


def test_that_printing_is_asked_for_chosen_and_saved(
    session: Session, look: Look, qtbot: QtBot, tmp_path: Path
) -> None:
    window = furnished(MainWindow(session, look, SettingsKeeper(tmp_path / "settings.json")))
    qtbot.addWidget(window)
    assert not window.actions_by_id["print_timeline"].isEnabled()
    session.select(CLEARVIEW)
    window.actions_by_id["print_timeline"].trigger()
    asked = window.findChild(PrintDialog)
    assert isinstance(asked, PrintDialog)
    asked.accept()
    place = window.findChild(QFileDialog, "print_place")
    assert isinstance(place, QFileDialog)
    place.fileSelected.emit(str(tmp_path / "out.pdf"))
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF")
    place.fileSelected.emit(str(tmp_path / "nowhere" / "out.pdf"))
    assert not window.fault_bar.isHidden()


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        (
            (line(1, date(2026, 1, 1), rates=()),),
            "Accrued penalty: — · Cannot be calculated · no rate is known for the first unit",
        ),
        (
            (line(1, date(2026, 1, 1), rates=()), line(2, date(2026, 2, 1))),
            (
                "Accrued penalty · day 14: €14 · breach not yet found · + €1 at 00:00 Paris"
                " · + 1 that cannot be calculated"
            ),
        ),
        (
            (order(date(2025, 12, 5), 60),),
            "Accrued penalty: €10 to €11 · a holiday was not checked · + €1 at 00:00 Paris",
        ),
        (
            (order(date(2025, 12, 5), 60), line(2, date(2026, 2, 12))),
            (
                "Accrued penalty · 2 lines: €3 · breach not yet found · + €2 at 00:00 Paris"
                " · + 1 of unknown sum"
            ),
        ),
        ((line(1, date(2026, 2, 12)),), ""),
    ],
)
def test_that_every_sheet_says_what_cannot_be_calculated_and_what_is_not_known(
    qtbot: QtBot, terms: tuple[PenaltyTerms, ...], expected: str
) -> None:
    shown = build_page(case_of(*terms), AsOf(date(2026, 11, 22), picked=date(2026, 2, 14)))
    assert doubt_words(shown) == expected
    sheets = read(timeline_pdf(PrintOrder(shown, wide=2)))
    assert all(expected in words for words in sheets)
    assert all(("Accrued penalty:" in words) <= bool(expected) for words in sheets)


def test_that_a_copy_of_the_stretches_has_both_sums(qtbot: QtBot) -> None:
    case = case_of(order(date(2025, 12, 5), 60))
    shown = build_page(case, AsOf(date(2026, 11, 22), picked=date(2026, 2, 14)))
    (penalty,) = shown.penalties
    for copied in (as_tsv, as_markdown):
        words = copied(stretch_rows(penalty), penalty.terms.unit, "Case")
        assert "€10 to €11" in words.splitlines()[-1]
