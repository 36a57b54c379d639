"""One order with everything an order can have, each figure of it step by step."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest

from desktop.domain.case.case import Event, Fine, FineStatus, Lane, Order
from desktop.domain.case.ids import EventId
from desktop.domain.case.terms import Annulment, Compliance, Finding, Grace, LastDay, Payment, Rate, Tally
from desktop.domain.days.asof import AsOf
from desktop.domain.days.period import DAY as ONE_DAY
from desktop.domain.days.period import Span, on_day, parse_date
from desktop.domain.explanation.explainer import explain
from desktop.domain.explanation.explanation import Effect, Step, StepKind
from desktop.domain.explanation.figure import FigureKey, FigureKind, line_key
from desktop.domain.explanation.ledger import ledger_of
from desktop.domain.law.deadline import GraceUnit
from desktop.domain.law.kinds import PartUnit, Recovery, Unit
from desktop.domain.money import Money
from desktop.domain.source import Confidence, Source
from tests.making import case_of, line, liquidation

FIRST, DAY = date(2022, 3, 1), date(2022, 3, 31)
ORDER, ACT, PAID = (Source(f"https://example.org/{name}") for name in ("order", "act", "paid"))
FIXED = dataclasses.replace(
    liquidation(FIRST, date(2022, 3, 11), 3000, date(2022, 3, 20)),
    sources=(ACT,),
    confidence=Confidence.INFERRED,
    units=10,
    unit="day",
    convention="last day left out",
    published_from=FIRST,
    published_to=date(2022, 3, 11),
)
TERMS = line(
    1,
    FIRST,
    multiplier=4,
    multiplier_by="sites",
    cap=9000,
    max_units=30,
    shared_cap="both",
    notified_on=date(2022, 1, 28),
    grace=Grace(1, GraceUnit.MONTH, "notification"),
    first_day_basis="noted",
    first_day_confidence=Confidence.SINGLE_SOURCE,
    rounding="whole days",
    sources=(ORDER,),
    confidence=Confidence.UNCONFIRMED,
    compliance=(Compliance(date(2022, 3, 26), FIRST, confidence=Confidence.INFERRED, note="letter"),),
    last_day=LastDay(date(2022, 4, 30), FIRST, Confidence.INFERRED, "end"),
    liquidations=(FIXED,),
    payments=(Payment(on_day(date(2022, 3, 25)), Money(250, "EUR"), DAY, "set off", "by letter", (PAID,)),),
)


def euro(minor: int) -> Money:
    return Money(minor, "EUR")


def key(kind: FigureKind) -> FigureKey:
    return line_key(kind, "case", TERMS)


def steps_of(kind: FigureKind) -> tuple[Step, ...]:
    told = explain(key(kind), (ledger_of(case_of(TERMS), DAY, DAY),), AsOf(today=DAY))
    assert told is not None
    return told.steps


def added(kind: StepKind, minor: int, figure: FigureKind | None = None) -> Step:
    return Step(kind, Effect.ADD, euro(minor), key=None if figure is None else key(figure))


def taken(kind: StepKind, minor: int, figure: FigureKind | None = None) -> Step:
    return Step(kind, Effect.SUBTRACT, euro(minor), key=None if figure is None else key(figure))


def made(kind: StepKind, minor: int) -> Step:
    return Step(kind, Effect.RESULT, euro(minor))


def aside(kind: StepKind, minor: int, figure: FigureKind) -> Step:
    return Step(kind, amount=euro(minor), key=key(figure))


def charged(units: int, first: date, last: date) -> Step:
    return Step(
        StepKind.CHARGED,
        Effect.ADD,
        euro(400 * units),
        units=units,
        unit=Unit.DAY,
        rate=euro(400),
        first=first,
        last=last,
    )


def idle(units: int, first: date, last: date, state: str) -> Step:
    return Step(
        StepKind.NOT_CHARGED,
        amount=euro(0),
        units=units,
        unit=Unit.DAY,
        first=first,
        last=last,
        code=state,
    )


THE_ORDER = Step(
    StepKind.ORDER,
    first=date(2022, 1, 1),
    name="astreinte",
    sources=(ORDER,),
    confidence=Confidence.UNCONFIRMED,
)
MOST = Step(StepKind.MOST_UNITS, units=30, unit=Unit.DAY, code="far")
CAP = Step(StepKind.CAP, amount=euro(9000), first=date(2022, 3, 23), name="both", code="reached")
SUM_FIXED = Step(
    StepKind.LIQUIDATION,
    Effect.ADD,
    euro(3000),
    units=10,
    unit="day",
    first=date(2022, 3, 20),
    last=date(2022, 3, 20),
    name="partial liquidation",
    sources=(ACT,),
    confidence=Confidence.INFERRED,
    key=key(FigureKind.LIQUIDATION),
)
WINDOW = charged(10, FIRST, date(2022, 3, 10))

# EUR 4 per day for four sites: 22 days make EUR 88, the 23rd passes the cap of EUR 90.
ACCRUED = (
    THE_ORDER,
    Step(StepKind.NOTIFIED, first=date(2022, 1, 28)),
    Step(
        StepKind.GRACE,
        units=1,
        unit="month",
        first=date(2022, 1, 28),
        last=date(2022, 2, 28),
        name="notification",
    ),
    Step(StepKind.FIRST_DAY, first=FIRST, name="noted", code="stated", confidence=Confidence.SINGLE_SOURCE),
    Step(StepKind.CONVENTION, unit=Unit.DAY, name="whole days", code="unit"),
    Step(StepKind.CONVENTION, code="compliance_day_counted:no"),
    Step(StepKind.RATE, amount=euro(100), unit=Unit.DAY, key=key(FigureKind.RATE)),
    Step(StepKind.ITEMS, amount=euro(400), units=4, unit=Unit.DAY, rate=euro(100), name="sites"),
    Step(StepKind.LAST_DAY, last=date(2022, 4, 30), name="end", confidence=Confidence.INFERRED),
    Step(
        StepKind.COMPLIED,
        first=date(2022, 3, 26),
        name="letter",
        code="obeyed",
        confidence=Confidence.INFERRED,
    ),
    idle(31, date(2022, 1, 29), date(2022, 2, 28), "grace:given"),
    charged(22, FIRST, date(2022, 3, 22)),
    charged(1, date(2022, 3, 23), date(2022, 3, 23)),
    taken(StepKind.CUT, 200),
    idle(2, date(2022, 3, 24), date(2022, 3, 25), "capped"),
    idle(6, date(2022, 3, 26), DAY, "complied"),
    dataclasses.replace(CAP, key=key(FigureKind.CAP)),
    MOST,
    dataclasses.replace(made(StepKind.ACCRUED, 9000), units=23, last=DAY, code="complied"),
    Step(StepKind.ESTABLISHED, Effect.PART, euro(4000), key=key(FigureKind.ESTABLISHED)),
    Step(StepKind.ASSUMED, Effect.PART, euro(5000), key=key(FigureKind.ASSUMED)),
    aside(StepKind.LIQUIDATED, 3000, FigureKind.LIQUIDATED),
    aside(StepKind.REMITTED, 1000, FigureKind.REMITTED),
    aside(StepKind.UNLIQUIDATED, 5000, FigureKind.UNLIQUIDATED),
    aside(StepKind.PAID, 250, FigureKind.PAID),
    aside(StepKind.DUE, 2750, FigureKind.DUE),
)
LIQUIDATION = (
    dataclasses.replace(SUM_FIXED, effect=Effect.NONE, amount=None, units=None, unit="", key=None),
    Step(StepKind.PUBLISHED_PERIOD, units=11, unit=Unit.DAY, first=FIRST, last=date(2022, 3, 11)),
    Step(StepKind.NOT_COUNTED, first=date(2022, 3, 11), name="last day left out"),
    WINDOW,
    made(StepKind.CALCULATED, 4000),
    taken(StepKind.MODERATED, 1000),
    made(StepKind.FIXED, 3000),
)
PAYMENT = Step(
    StepKind.PAYMENT,
    Effect.ADD,
    euro(250),
    first=date(2022, 3, 25),
    last=date(2022, 3, 25),
    name="by letter",
    code="set off",
    sources=(PAID,),
    key=key(FigureKind.PAYMENT),
)
FOUND = Step(
    StepKind.NOTE,
    first=FIRST,
    last=date(2022, 3, 10),
    code="liquidated",
    sources=(ACT,),
    key=key(FigureKind.LIQUIDATION),
)
WHOLE = added(StepKind.ACCRUED, 9000, FigureKind.ACCRUED)


@pytest.mark.parametrize(
    ("kind", "steps"),
    [
        (FigureKind.ACCRUED, ACCRUED),
        (FigureKind.LIQUIDATION, LIQUIDATION),
        (FigureKind.LIQUIDATED, (SUM_FIXED, made(StepKind.LIQUIDATED, 3000))),
        (
            FigureKind.REMITTED,
            (
                WINDOW,
                dataclasses.replace(SUM_FIXED, effect=Effect.SUBTRACT),
                made(StepKind.REMITTED, 1000),
            ),
        ),
        (
            FigureKind.UNLIQUIDATED,
            (WHOLE, taken(StepKind.COVERED, 4000), made(StepKind.UNLIQUIDATED, 5000)),
        ),
        (FigureKind.PAYMENT, (PAYMENT, made(StepKind.PAID, 250))),
        (FigureKind.PAID, (PAYMENT, made(StepKind.PAID, 250))),
        (
            FigureKind.DUE,
            (
                added(StepKind.LIQUIDATED, 3000, FigureKind.LIQUIDATED),
                taken(StepKind.PAID, 250, FigureKind.PAID),
                made(StepKind.DUE, 2750),
            ),
        ),
        (FigureKind.ESTABLISHED, (FOUND, WINDOW, made(StepKind.ESTABLISHED, 4000))),
        (
            FigureKind.ASSUMED,
            (
                WHOLE,
                taken(StepKind.ESTABLISHED, 4000, FigureKind.ESTABLISHED),
                taken(StepKind.CONTINGENT, 0),
                made(StepKind.ASSUMED, 5000),
            ),
        ),
        (
            FigureKind.CONTINGENT,
            (
                WHOLE,
                taken(StepKind.ESTABLISHED, 4000),
                taken(StepKind.ASSUMED, 5000),
                made(StepKind.CONTINGENT, 0),
            ),
        ),
        (
            FigureKind.CAP,
            (THE_ORDER, dataclasses.replace(CAP, effect=Effect.ADD), made(StepKind.CAP, 9000), MOST),
        ),
    ],
)
def test_that_a_figure_of_the_order_is_made_of_these_steps(kind: FigureKind, steps: tuple[Step, ...]) -> None:
    assert steps_of(kind) == steps


def test_that_a_line_in_a_sum_tells_its_product_and_the_day_of_its_cap() -> None:
    other = line(2, FIRST, cap=1000)
    ledger = ledger_of(case_of(other, line(3, FIRST, unit=Unit.WEEK)), DAY, DAY)
    told = explain(FigureKey(FigureKind.ACCRUED, "case", None, "EUR"), (ledger,), AsOf(today=DAY))
    assert told is not None
    row = next(step for step in told.steps if step.kind is StepKind.LINE)
    assert row == Step(
        StepKind.LINE,
        Effect.ADD,
        euro(1000),
        units=10,
        unit=Unit.DAY,
        rate=euro(100),
        last=date(2022, 3, 10),
        name="P2",
        code="capped",
        key=line_key(FigureKind.ACCRUED, "case", other),
    )
    conventions = [(step.code, step.unit) for step in told.steps if step.kind is StepKind.CONVENTION]
    assert conventions == [
        ("unit", Unit.DAY),
        ("compliance_day_counted:no", ""),
        ("unit", Unit.WEEK),
        ("part_unit:none", Unit.WEEK),
    ]


def test_that_a_share_of_a_week_tells_its_days() -> None:
    terms = line(1, FIRST, unit=Unit.WEEK, part_unit=PartUnit.PRO_RATA, rates=(Rate(700),))
    last = date(2022, 3, 5)
    told = explain(key(FigureKind.ACCRUED), (ledger_of(case_of(terms), last, last),), AsOf(today=last))
    assert told is not None
    part = next(step for step in told.steps if step.kind is StepKind.PART_CHARGED)
    assert (part.effect, part.first, part.last, part.amount) == (Effect.ADD, FIRST, last, euro(500))


def test_that_a_reported_total_tells_its_day_and_source() -> None:
    tally = Tally(DAY, FIRST, units=3, minor=300, note="by press", sources=(ACT,))
    terms = dataclasses.replace(line(1, FIRST, tallies=(tally,)), first_day=None)
    ledger = (ledger_of(case_of(terms), DAY, DAY),)
    told = explain(line_key(FigureKind.TALLY, "case", terms), ledger, AsOf(today=DAY))
    assert told is not None
    assert told.steps[0] == Step(
        StepKind.TALLY,
        Effect.ADD,
        euro(300),
        units=3,
        unit=Unit.DAY,
        last=DAY,
        name="by press",
        sources=(ACT,),
        key=line_key(FigureKind.TALLY, "case", terms),
    )
    whole = explain(line_key(FigureKind.ACCRUED, "case", terms), ledger, AsOf(today=DAY))
    assert whole is not None
    reported = next(step for step in whole.steps if step.kind is StepKind.REPORTED)
    assert (reported.units, reported.unit, reported.first, reported.last, reported.sources) == (
        3,
        Unit.DAY,
        date(2022, 1, 2),
        DAY,
        (ACT,),
    )


@pytest.mark.parametrize(
    ("recovery", "shown"),
    [
        (Recovery.LIQUIDATION, [StepKind.LIQUIDATED, StepKind.DUE]),
        (Recovery.BY_LAW, [StepKind.DUE]),
        (Recovery.BY_TITLE, [StepKind.DUE]),
    ],
)
def test_that_only_figures_that_matter_follow_the_sum(recovery: Recovery, shown: list[StepKind]) -> None:
    terms = line(1, FIRST, recovery=recovery)
    told = explain(key(FigureKind.ACCRUED), (ledger_of(case_of(terms), DAY, DAY),), AsOf(today=DAY))
    assert told is not None
    places = [number for number, step in enumerate(told.steps) if step.effect is Effect.PART]
    assert [step.kind for step in told.steps[places[-1] + 1 :]] == shown


def test_that_a_rate_of_nothing_is_charged_all_the_same() -> None:
    found = (Finding(Span(date(2022, 3, 5), date(2022, 3, 10)), FIRST),)
    terms = line(1, FIRST, rates=(Rate(0),), findings=found)
    ledger = (ledger_of(case_of(terms), DAY, DAY),)
    for kind, units in ((FigureKind.ACCRUED, 31), (FigureKind.ESTABLISHED, 5)):
        told = explain(key(kind), ledger, AsOf(today=DAY))
        assert told is not None
        product = next(step for step in told.steps if step.kind is StepKind.CHARGED)
        assert (product.units, product.amount) == (units, euro(0))


@pytest.mark.parametrize(
    ("unit", "codes"),
    [
        (Unit.DAY, ["unit", "compliance_day_counted:no"]),
        (Unit.ONCE, ["unit", "compliance_day_counted:no"]),
        (Unit.OCCURRENCE, ["unit"]),
        (Unit.MONTH, ["unit", "part_unit:none", "compliance_day_counted:no"]),
    ],
)
def test_that_parts_of_units_are_spoken_of_where_units_have_parts(unit: Unit, codes: list[str]) -> None:
    terms = line(1, FIRST, unit=unit)
    told = explain(key(FigureKind.ACCRUED), (ledger_of(case_of(terms), DAY, DAY),), AsOf(today=DAY))
    assert told is not None
    assert [step.code for step in told.steps if step.kind is StepKind.CONVENTION] == codes


def test_that_a_fine_tells_its_act_its_status_and_its_note() -> None:
    imposed, changed = parse_date("2022-01-10"), parse_date("2022-02")
    one = Fine(euro(500), imposed, FineStatus.REDUCED, changed, "", "Example SA", "halved")
    ledger = (ledger_of(case_of(fines=(one,)), DAY, DAY),)
    figure = FigureKey(FigureKind.FINE, "case", None, "EUR")
    told = explain(figure, ledger, AsOf(today=DAY))
    assert told is not None
    act = Step(
        StepKind.FINE,
        Effect.ADD,
        euro(500),
        first=date(2022, 1, 10),
        last=date(2022, 1, 10),
        name="Example SA",
        confidence=Confidence.CONFIRMED,
    )
    assert told.steps == (
        act,
        made(StepKind.FINE, 500),
        Step(
            StepKind.FINE_STATUS,
            code="reduced",
            first=date(2022, 2, 1),
            last=date(2022, 2, 28),
            in_doubt=changed,
        ),
        Step(StepKind.NOTE, name="halved", code="noted"),
    )
    listed = explain(dataclasses.replace(figure, kind=FigureKind.FINES), ledger, AsOf(today=DAY))
    assert listed is not None
    assert listed.steps[0] == dataclasses.replace(act, code="reduced", key=figure)


def test_that_a_finding_tells_its_note_and_source() -> None:
    found = (Finding(Span(FIRST, date(2022, 3, 11)), FIRST, "inspection", (ACT,)),)
    terms = line(1, FIRST, findings=found)
    told = explain(key(FigureKind.ESTABLISHED), (ledger_of(case_of(terms), DAY, DAY),), AsOf(today=DAY))
    assert told is not None
    assert told.steps[0] == Step(
        StepKind.NOTE, first=FIRST, last=date(2022, 3, 10), name="inspection", code="found", sources=(ACT,)
    )


def test_that_an_annulment_tells_its_day_and_note() -> None:
    terms = line(1, FIRST, annulment=Annulment(DAY, "set aside"))
    told = explain(key(FigureKind.ACCRUED), (ledger_of(case_of(terms), DAY, DAY),), AsOf(today=DAY))
    assert told is not None
    assert next(step for step in told.steps if step.kind is StepKind.ANNULLED) == Step(
        StepKind.ANNULLED,
        Effect.SUBTRACT,
        euro(3100),
        first=DAY,
        name="set aside",
        key=key(FigureKind.WOULD_HAVE),
    )


def test_that_a_single_rate_has_no_number() -> None:
    terms = line(1, FIRST, rates=(Rate(100, from_unit=1),))
    told = explain(key(FigureKind.ACCRUED), (ledger_of(case_of(terms), DAY, DAY),), AsOf(today=DAY))
    assert told is not None
    assert next(step for step in told.steps if step.kind is StepKind.RATE).units is None


def test_that_what_grows_next_leads_to_the_line_that_grows() -> None:
    terms, other = line(1, FIRST), line(2, FIRST, unit=Unit.MONTH)
    told = explain(
        FigureKey(FigureKind.NEXT_INCREASE, "case", None, "EUR"),
        (ledger_of(case_of(terms, other), DAY, DAY),),
        AsOf(today=DAY),
    )
    assert told is not None
    assert told.steps == (
        Step(
            StepKind.LINE,
            Effect.ADD,
            euro(100),
            first=date(2022, 4, 1),
            name="P1",
            code="running",
            key=key(FigureKind.NEXT_INCREASE),
        ),
        made(StepKind.TOTAL, 100),
    )


def test_that_orders_are_quoted_with_the_sources_of_the_case_and_events_with_their_days() -> None:
    event = Event(
        EventId(1),
        parse_date("2022-02"),
        "fine",
        Lane.AUTHORITY,
        "Pays €5",
        "",
        (),
        Confidence.INFERRED,
        (ACT,),
    )
    case = dataclasses.replace(
        case_of(), orders=(Order("O1", "Spend EUR 10"),), events=(event,), sources=(ORDER,)
    )
    told = explain(FigureKey(FigureKind.QUOTED, "case"), (ledger_of(case, DAY, DAY),), AsOf(today=DAY))
    assert told is not None
    assert told.steps == (
        Step(StepKind.NOTE, name="Spend EUR 10", code="noted", sources=(ORDER,)),
        Step(
            StepKind.NOTE,
            first=date(2022, 2, 1),
            last=date(2022, 2, 28),
            in_doubt=event.date,
            name="Pays €5",
            code="event",
            sources=(ACT,),
            confidence=Confidence.INFERRED,
        ),
    )


@pytest.mark.parametrize(("counted", "word"), [(True, "yes"), (False, "no")])
def test_that_whether_the_day_of_compliance_counts_is_said(
    counted: bool,  # noqa: FBT001 - a parameter of the test
    word: str,
) -> None:
    terms = dataclasses.replace(TERMS, compliance_day_counted=counted)
    told = explain(key(FigureKind.ACCRUED), (ledger_of(case_of(terms), DAY, DAY),), AsOf(today=DAY))
    assert told is not None
    codes = [step.code for step in told.steps if step.kind is StepKind.CONVENTION]
    assert codes == ["unit", f"compliance_day_counted:{word}"]


def test_that_what_was_found_is_noted_from_the_day_a_liquidation_is_known() -> None:
    def noted(day: date) -> list[date | None]:
        told = explain(key(FigureKind.ESTABLISHED), (ledger_of(case_of(TERMS), day, day),), AsOf(today=day))
        assert told is not None
        return [step.first for step in told.steps if step.kind is StepKind.NOTE and step.code == "liquidated"]

    assert noted(FIXED.known_on) == [FIRST]
    assert noted(FIXED.known_on - ONE_DAY) == []
