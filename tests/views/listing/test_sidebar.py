"""The sidebar beside what is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.listing.facets import Section
from desktop.views.listing.sidebar import Sidebar

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from desktop.session.session import Session
    from desktop.theme import Look


def test_that_the_line_in_focus_follows_the_section(session: Session, look: Look, qtbot: QtBot) -> None:
    sidebar = Sidebar(session, look)
    qtbot.addWidget(sidebar)
    sidebar.show()
    sidebar.setFocus()
    session.show_section(Section.ALL)
    assert sidebar.currentIndex().data() == "All investigations"


def test_that_no_section_is_cut_at_the_least_width(session: Session, look: Look, qtbot: QtBot) -> None:
    sidebar = Sidebar(session, look)
    qtbot.addWidget(sidebar)
    words = sidebar.fontMetrics().horizontalAdvance("All investigations")
    assert sidebar.least_width() > words + 40
