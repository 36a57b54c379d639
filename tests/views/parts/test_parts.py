"""Pills, flowing rows, cut labels and fitted tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QImage, QPainter
from PySide6.QtWidgets import QLabel, QWidget

from desktop.domain.case.case import Provision, ProvisionFinding
from desktop.domain.source import Source
from desktop.models.page.decision import decision_columns, decision_rows, fine_columns
from desktop.models.page.lines import order_columns, order_rows, terms_columns, terms_rows
from desktop.models.page.stretches import stretch_columns, stretch_rows
from desktop.models.table import TableModel
from desktop.views.page.header import provision_names
from desktop.views.parts.card import AmountLabel, ElidedLabel, plain_label
from desktop.views.parts.fitted import make_fitted_table
from desktop.views.parts.flow import FlowLayout
from desktop.views.parts.pill import Pill, paint_pill
from desktop.views.parts.sources import SourceList, publisher_of
from tests.inline import undressed
from tests.pages import page_of

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from desktop.models.table import Column
    from desktop.theme import Look


def painted(role: str, look: Look) -> QImage:
    image = QImage(120, 20, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint_pill(painter, QRectF(0, 0, 120, 20), "Word", role, look.theme, QFont())
    painter.end()
    return image.convertToFormat(QImage.Format.Format_Mono)


def test_that_no_state_is_told_by_colour_alone(look: Look) -> None:
    images = [painted(role, look) for role in ("running", "grace", "stayed", "settled", "neutral")]
    assert all(one != other for place, one in enumerate(images) for other in images[place + 1 :])


def test_that_a_pill_says_its_word_to_readers(qtbot: QtBot, look: Look) -> None:
    pill = Pill(look)
    qtbot.addWidget(pill)
    pill.show_state("Running", "running")
    assert (pill.accessibleName(), pill.word, pill.role) == ("Running", "Running", "running")
    assert pill.sizeHint().width() > 40


def test_that_a_flow_wraps_and_keeps_inside_its_width(qtbot: QtBot) -> None:
    box = QWidget()
    qtbot.addWidget(box)
    flow = FlowLayout(box)
    labels = [QLabel("word") for _ in range(6)]
    for label in labels:
        flow.addWidget(label)
    assert flow.heightForWidth(60) > flow.heightForWidth(600)
    box.resize(100, 200)
    box.show()
    assert all(label.geometry().right() <= 100 for label in labels)


def test_that_a_cut_label_knows_it(qtbot: QtBot) -> None:
    label = ElidedLabel("A long sentence that does not fit")
    qtbot.addWidget(label)
    label.resize(60, 20)
    assert label.elided()
    label.resize(900, 20)
    assert not label.elided()


def test_that_labels_never_read_markup(qtbot: QtBot) -> None:
    label = plain_label("<b>bold</b>")
    qtbot.addWidget(label)
    assert label.textFormat() is Qt.TextFormat.PlainText


@pytest.mark.parametrize(
    ("source", "name"),
    [
        (Source("https://www.cnil.fr/a"), "cnil.fr"),
        (Source("https://x.example/", "The Gazette"), "The Gazette"),
        (Source("http://[bad"), "http://[bad"),
        (Source("not an address"), "not an address"),
    ],
)
def test_that_a_source_is_called_by_its_publisher(source: Source, name: str) -> None:
    assert publisher_of(source) == name


def test_that_each_address_is_listed_once(qtbot: QtBot) -> None:
    sources = SourceList()
    qtbot.addWidget(sources)
    twice = Source("https://a.example/")
    with qtbot.waitSignal(sources.link_copied) as copied:
        sources.show_sources((twice, twice, Source("https://b.example/")))
        buttons = [child for child in sources.findChildren(QWidget) if child.objectName() == "copy_link"]
        assert len(buttons) == 2
        buttons[0].click()  # type: ignore[attr-defined]  # found by name
    assert copied.args == ["https://a.example/"]


@pytest.mark.parametrize("width", [300, 340, 420, 500, 700, 1200])
def test_that_a_fitted_table_fills_its_width_and_never_scrolls(
    qtbot: QtBot, qapp: QApplication, look: Look, width: int
) -> None:
    with undressed(qapp):
        look.dress(qapp)  # whatever other tests left
        fitted(qtbot, look, width)


def fitted(qtbot: QtBot, look: Look, width: int) -> None:
    """Each table of a page is as wide as its place, hides what has no room, and cuts no figure."""
    page, several = page_of("fr-cnil-clearview", "2023-03-15"), page_of("nl-coa-westerwolde", "2026-11-30")
    penalty = page.penalties[0]
    hidden = [
        hidden_in(qtbot, look, width, columns, rows, optional)
        for columns, rows, optional in (
            (stretch_columns(penalty.terms.unit), stretch_rows(penalty), (3, 1)),
            (terms_columns(), terms_rows(several), (5, 3, 1, 2)),
            (order_columns(), order_rows(several), (1, 2)),
            (decision_columns(), decision_rows(page), (5, 1, 4, 3)),
            (fine_columns(), page.fines, (6, 4, 5, 3, 1)),
        )
    ]
    assert (3 in hidden[0]) is (width < 500)
    assert (1 in hidden[0]) is (width < 420)
    assert hidden[2] == ({1} if width < 340 else set())


def hidden_in(
    qtbot: QtBot,
    look: Look,
    width: int,
    columns: tuple[Column[Any], ...],
    rows: tuple[object, ...],
    optional: tuple[int, ...],
) -> set[int]:
    """The columns that a table hides at a width, which it fills without cutting a sum or a pill."""
    model: TableModel[Any] = TableModel(columns)
    table = make_fitted_table(model, look, optional)
    qtbot.addWidget(table)
    model.set_rows(rows)
    table.resize(width, table.height())
    table.show()
    header = table.horizontalHeader()
    assert header.length() == width
    shown = [place for place in range(len(columns)) if not table.isColumnHidden(place)]
    for place in shown:
        if not columns[place].align_right and columns[place].pill is None:
            continue  # its words wrap
        assert header.sectionSize(place) >= table.sizeHintForColumn(place), (width, columns[place].title)
    return set(range(len(columns))) - set(shown)


def test_that_the_law_is_said_once() -> None:
    named = tuple(
        Provision(f"GDPR Art. {article}", "GDPR", article, ProvisionFinding.BREACHED)
        for article in ("6", "12")
    )
    other = Provision("Code, s. 3", "", "", ProvisionFinding.ALLEGED)
    assert provision_names((*named, other)) == ("GDPR 6", "12", "Code, s. 3")


def test_that_a_sum_is_written_smaller_before_it_is_cut(qtbot: QtBot, look: Look) -> None:
    label = AmountLabel("ISK 233,280,000,000", role="figure")
    qtbot.addWidget(label)
    label.ensurePolished()
    whole = label.fontMetrics().horizontalAdvance(label.text())
    for width, is_cut in ((whole + 1, False), (whole * 3 // 4, False), (whole // 4, True)):
        label.resize(width, 30)
        assert label.elided() is is_cut
