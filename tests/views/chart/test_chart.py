from __future__ import annotations

import random
from datetime import date, timedelta
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtTest import QTest

from desktop.domain.money import Money
from desktop.domain.page.page import Band, BandKind
from desktop.domain.penalty.curve import Curve, CurvePoint
from desktop.views.chart.chart import CurveChart
from desktop.views.chart.label_places import crosses
from desktop.views.chart.plan import Layer
from desktop.views.chart.words import MOST_POINTS, drawn

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from desktop.theme import Look

DAY = date(2023, 3, 15)
GRACE = Band(BandKind.GRACE, "P1", date(2022, 10, 18), date(2022, 12, 19))


def curve(*points: tuple[str, int], ahead: tuple[tuple[str, int], ...] = (), cap: int | None = None) -> Curve:
    def made(pairs: tuple[tuple[str, int], ...]) -> tuple[CurvePoint, ...]:
        return tuple(CurvePoint(date.fromisoformat(day), euros * 100) for day, euros in pairs)

    return Curve("EUR", made(points), made(ahead), Money(cap * 100, "EUR") if cap else None)


CLEARVIEW = curve(
    ("2022-10-18", 0),
    ("2022-12-18", 0),
    ("2023-03-15", 8_700_000),
    ahead=(("2023-03-15", 8_700_000), ("2023-08-01", 22_600_000)),
)


@pytest.fixture
def chart(qtbot: QtBot, look: Look) -> CurveChart:
    chart = CurveChart(look)
    qtbot.addWidget(chart)
    chart.resize(560, 240)
    chart.show()
    return chart


def texts(chart: CurveChart, kind: str) -> list[str]:
    return [label.text for label in chart.labels() if label.kind == kind]


def test_that_the_axes_name_round_amounts_and_months(chart: CurveChart) -> None:
    chart.resize(800, 240)
    chart.show_curve((CLEARVIEW,), DAY, "€8.7M on 15 Mar 2023", (GRACE,))
    assert texts(chart, "amount") == ["€0", "€5M", "€10M", "€15M", "€20M"]
    assert texts(chart, "day") == ["Nov 2022", "Jan 2023", "Mar 2023", "May 2023", "Jul 2023"]
    assert texts(chart, "as_of") == ["€8.7M on 15 Mar 2023"]
    assert texts(chart, "band") == ["Grace"]


def test_that_years_are_named_over_a_long_range(chart: CurveChart) -> None:
    long = curve(("2019-05-01", 0), ("2023-03-15", 100))
    chart.show_curve((long,), DAY, "today")
    assert texts(chart, "day") == ["2020", "2021", "2022", "2023"]


def test_that_the_cap_is_a_line_with_its_amount(chart: CurveChart) -> None:
    chart.show_curve((curve(("2023-01-01", 0), ("2023-03-01", 5_000), cap=5_000),), DAY, "today")
    plan = chart.plan()
    assert plan is not None
    assert plan.cap is not None
    assert texts(chart, "cap") == ["Cap €5K"]


def test_that_a_far_cap_is_told_but_does_not_press_the_curve_flat(chart: CurveChart) -> None:
    chart.show_curve((curve(("2023-01-01", 0), ("2023-03-01", 5_000), cap=5_000_000),), DAY, "today")
    plan = chart.plan()
    assert plan is not None
    assert plan.cap is None
    assert texts(chart, "cap") == ["Cap €5M"]
    assert plan.scale.y(500_000) < plan.scale.plot.center().y()


def test_that_two_layers_are_named(chart: CurveChart) -> None:
    part = curve(("2022-12-18", 0), ("2023-03-15", 1_000_000))
    chart.show_layers(((CLEARVIEW, "running", "Accrued"), (part, "grace", "Established")), DAY, "today")
    assert texts(chart, "legend") == ["Accrued", "Established"]


def test_that_nothing_to_draw_is_a_sentence(chart: CurveChart) -> None:
    chart.show_empty("No penalty has accrued on this day.")
    assert chart.labels() == ()
    assert chart.accessibleDescription() == "No penalty has accrued on this day."
    chart.show_curve((), DAY, "today")
    assert chart.labels() == ()
    assert not chart.grab().isNull()


def test_that_the_figures_are_told_in_words(chart: CurveChart) -> None:
    chart.show_curve((CLEARVIEW,), DAY, "€8.7M on 15 Mar 2023", (GRACE,))
    assert chart.accessibleDescription() == (
        "€8.7M on 15 Mar 2023. Accrued: €0 on 18 Oct 2022, €8,700,000 on 15 Mar 2023, "
        "€22,600,000 on 1 Aug 2023 if nothing changes. Grace: 18 Oct \N{EN DASH} 18 Dec 2022."
    )


def test_that_the_pointer_reads_off_a_day(chart: CurveChart) -> None:
    chart.show_curve((CLEARVIEW,), DAY, "today")
    plan = chart.plan()
    assert plan is not None
    place = QPointF(plan.scale.x(date(2023, 2, 9)), plan.scale.plot.center().y())
    QTest.mouseMove(chart, QPoint(round(place.x()), round(place.y())))
    chart.read_day(plan.scale.day_at(place.x()))
    assert chart.reading() == "9 Feb 2023 · €5,300,000"
    assert not chart.grab().isNull()


def test_that_the_keys_walk_the_days(chart: CurveChart) -> None:
    chart.show_curve((CLEARVIEW,), DAY, "today")
    QTest.keyClick(chart, Qt.Key.Key_Left)
    assert chart.reading() == "14 Mar 2023 · €8,600,000"
    QTest.keyClick(chart, Qt.Key.Key_End)
    assert chart.reading() == "1 Aug 2023 · €22,600,000 · if nothing changes"
    QTest.keyClick(chart, Qt.Key.Key_Home)
    QTest.keyClick(chart, Qt.Key.Key_PageUp)
    assert chart.reading() == "18 Oct 2022 · €0"
    QTest.keyClick(chart, Qt.Key.Key_Escape)
    assert chart.reading() == ""


@pytest.mark.parametrize(
    ("start", "end", "near"),
    [
        ((0, 0), (100, 100), True),
        ((0, 40), (100, 40), False),
        ((50, 0), (50, 100), True),
        ((50, 0), (50, 10), False),
        ((0, 0), (10, 100), False),
    ],
)
def test_that_a_line_through_a_rectangle_is_seen(
    start: tuple[int, int], end: tuple[int, int], *, near: bool
) -> None:
    assert crosses(QRectF(45, 50, 10, 10), QPointF(*start), QPointF(*end)) is near


def some_curve(chance: random.Random, first: date) -> Curve:
    days = sorted(chance.sample(range(1, chance.choice((20, 300, 4_000, 15_000))), chance.randint(2, 9)))
    amounts = sorted(chance.choice((0, chance.randint(0, 10 ** chance.randint(1, 13)))) for _ in days)
    points = tuple(
        CurvePoint(first + timedelta(days), amount) for days, amount in zip(days, amounts, strict=True)
    )
    last = points[-1]
    later = CurvePoint(
        last.day + timedelta(chance.randint(1, 900)), last.minor + chance.randint(0, last.minor + 1)
    )
    cap = (
        Money(round(last.minor * chance.choice((1, 1.02, 2, 50))) + 1, "NOK")
        if chance.random() < 0.5
        else None
    )
    return Curve("NOK", points, chance.choice(((), (last, later))), cap)


def some_bands(chance: random.Random, first: date) -> tuple[Band, ...]:
    starts = [first + timedelta(chance.randint(0, 2_000)) for _ in range(chance.randint(0, 3))]
    ends = (None, timedelta(1), timedelta(60), timedelta(900))
    return tuple(
        Band(chance.choice(tuple(BandKind)), "P1", start, start + end if end else None)
        for start in starts
        for end in (chance.choice(ends),)
    )


@pytest.mark.parametrize("seed", range(200))
def test_that_no_label_overlaps_another_or_the_curve_or_leaves_the_chart(
    chart: CurveChart, seed: int
) -> None:
    chance = random.Random(seed)
    first = date(chance.randint(1900, 2100), 5, 17)
    shown = some_curve(chance, first)
    day = shown.points[-1].day
    layers = ((shown, "running", "Accrued"), (shown, "grace", "Established"))[: chance.randint(1, 2)]
    chart.resize(chance.randint(240, 1600), chance.randint(140, 700))
    chart.show_layers(
        layers, day, chance.choice(("today", "NOK 143.5M on 15 Mar 2023")), some_bands(chance, first)
    )
    labels, plan = chart.labels(), chart.plan()
    assert plan is not None
    for label in labels:
        assert QRectF(chart.rect()).contains(label.rect), label
    for one, other in combinations(labels, 2):
        assert not one.rect.intersects(other.rect), (one, other)
    (as_of,) = [label for label in labels if label.kind == "as_of"]
    for points in (shown.points, shown.projected):
        for start, end in pairwise(plan.scale.point(point) for point in points):
            assert not crosses(as_of.rect, start, end, margin=0), as_of
    assert any(label.kind == "amount" for label in labels)


def test_that_a_curve_of_very_many_points_is_drawn_by_some_and_read_off_all(qtbot: QtBot, look: Look) -> None:
    first = date(1990, 1, 1)
    points = tuple(CurvePoint(first + timedelta(days), days * days) for days in range(12_000))
    day = points[-1].day
    ahead = tuple(CurvePoint(day + timedelta(days), 12_000 * 12_000 + days) for days in range(366))
    chart = CurveChart(look)
    qtbot.addWidget(chart)
    chart.resize(900, 300)
    chart.show_layers(((Curve("EUR", points, ahead, None), "running", "Accrued"),), day, "today")
    plan = chart.plan()
    assert plan is not None
    assert plan.scale.first == first
    chart.read_day(first + timedelta(7_001))
    assert "€490,140.01" in chart.reading()
    (layer,) = drawn((Layer(Curve("EUR", points, ahead, None), "running", "Accrued"),), day, "", ()).layers
    assert len(layer.line.points) <= MOST_POINTS + 1
    assert layer.line.points[-1] == points[-1]
    assert layer.line.projected[-1] == ahead[-1]
    assert not chart.grab().isNull()
