"""Random investigations with everything their files hold, the same for the same seed."""

from __future__ import annotations

import math
import random
from datetime import date, timedelta
from typing import TYPE_CHECKING

from desktop.domain.case.case import (
    Case,
    Decision,
    Event,
    Fine,
    FineStatus,
    Investigation,
    Lane,
    Order,
    Provision,
    ProvisionFinding,
)
from desktop.domain.case.ids import CaseId, EventId
from desktop.domain.days.edtf import parse_edtf
from desktop.domain.days.period import DAY, Precision, UncertainDate, add_months, on_day
from desktop.domain.money import Money
from desktop.domain.source import Confidence, Source
from tests.benchmarks.penalties import penalty_lines
from tests.benchmarks.scene import Respondents, Scene, offices
from tests.benchmarks.words import ranked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.domain.case.terms import PenaltyTerms

SEED = 20_230_208
FIRST, LAST = date(1990, 1, 8), date(2026, 10, 31)
MEAN_REST = 18  # events beyond the first three
BIG_EVERY = 2_000  # investigations with 500 events and more
BIG_AT = 137
IN_DOUBT = 0.02  # the share of events whose date is in doubt

_EARLY = (("complaint", Lane.COMPLAINANTS), ("investigation_opened", Lane.AUTHORITY))
_MIDDLE = (
    ("information_request", Lane.AUTHORITY),
    ("response", Lane.RESPONDENT),
    ("inspection", Lane.AUTHORITY),
    ("preliminary_finding", Lane.AUTHORITY),
    ("hearing", Lane.AUTHORITY),
    ("complaint", Lane.COMPLAINANTS),
    ("report", Lane.AUTHORITY),
    ("other", Lane.RESPONDENT),
)
_LATE = (
    ("publication", Lane.AUTHORITY),
    ("decision", Lane.AUTHORITY),
    ("court_ruling", Lane.COURTS),
    ("appeal", Lane.RESPONDENT),
    ("fine", Lane.AUTHORITY),
    ("notification", Lane.AUTHORITY),
    ("deadline", Lane.AUTHORITY),
    ("compliance", Lane.RESPONDENT),
    ("hearing", Lane.COURTS),
    ("payment", Lane.RESPONDENT),
    ("liquidation", Lane.AUTHORITY),
)
_STATUSES = (
    "closed", "decided; appeal status not checked", "outcome not found", "upheld on appeal",
    "complaint filed", "closure not found", "partly confirmed by court",
    "reported; recommendations not binding", "annulled", "settled", "remitted by the court",
    "appealed; later course not researched",
)  # fmt: skip
_FIELDS = ("data-protection", "competition", "online safety", "tax", "consumer protection", "environment")
_ARTICLES = (
    "5(1)(a)", "6(1)", "32", "5(1)(f)", "13", "15", "17", "12(3)", "14", "28(3)", "33", "35", "9(1)", "7",
    "21", "5(2)", "25", "30", "24", "44", "58(2)", "31", "37", "22", "12(2)", "5(1)(c)", "5(1)(e)", "6(1)(f)",
    "9(2)", "4(11)", "8(1)", "10", "16", "18", "19", "20", "26", "27", "29", "34", "36", "38", "39",
    "45", "46", "49",
)  # fmt: skip
_OTHER_LAWS = (
    ("LIL", "82"), ("ePrivacy Directive", "5(3)"), ("PECR", "22"), ("TFEU", "101"), ("TFEU", "102"),
    ("DSA", "16"), ("DMA", "5(2)"), ("AVG", "5"), ("BDSG", "26"), ("Charter", "8"), ("TTDSG", "25"),
)  # fmt: skip
_CONFIDENCE = (Confidence.SINGLE_SOURCE,) * 5 + (Confidence.CONFIRMED,) * 4 + (Confidence.UNCONFIRMED,)
_FINDINGS = (
    (ProvisionFinding.BREACHED,) * 6 + (ProvisionFinding.ALLEGED,) * 3 + (ProvisionFinding.NOT_BREACHED,)
)


def random_cases(count: int, seed: int = SEED) -> Iterator[Case]:
    """So many investigations, numbered from 1; a greater count begins with the same ones."""
    makers = _Maker(random.Random(seed))
    return (makers.case(number) for number in range(count))


class _Maker:
    """Makes one investigation after the other; events and penalty lines are numbered throughout."""

    def __init__(self, dice: random.Random) -> None:
        self._dice = dice
        self._offices = offices()
        self._respondents = Respondents(dice)
        self._events = 0
        self._lines = 0

    def case(self, number: int) -> Case:
        """The investigation of a number from 0."""
        dice = self._dice
        office = ranked(dice, self._offices)
        party = self._respondents.next(number, office.country)
        opened = LAST - int(13_000 * dice.random() ** 2.2 + 20) * DAY
        prefix = "".join(letter for letter in office.authority.short_name if letter.isupper()) or "R"
        reference = f"{prefix}-{opened.year}-{number + 1:05d}"
        scene = Scene(dice, office, party.short_name, reference)
        days = _days(dice, _how_many(dice, number), opened)
        decided = days[len(days) * 2 // 3]
        lines: tuple[PenaltyTerms, ...] = ()
        if number % 10 == 3:
            lines = penalty_lines(dice, office, self._lines + 1, decided)
            self._lines += len(lines)
        parties = (party, self._respondents.known()) if dice.random() < 0.08 else (party,)
        references = (reference, f"{number + 1}/{opened.year}")[: dice.choice((1, 1, 2))]
        sources = tuple(_source(office.country.code, number, n) for n in range(dice.choice((1, 2, 3))))
        return Case(
            investigation=Investigation(
                id=CaseId(number + 1),
                slug=f"{office.country.code.lower()}-{number + 1:06d}",
                title=scene.case_title(),
                authority=office.authority,
                respondents=tuple(dict.fromkeys(parties)),
                references=references,
                opened=None if dice.random() < 0.04 else _date(dice, opened),
                closed=on_day(days[-1]) if dice.random() < 0.45 else None,
                status=ranked(dice, _STATUSES),
                field_of_law=ranked(dice, _FIELDS),
                group="clearview" if party.short_name == "Clearview AI" else "",
                note=scene.sentences(1) if dice.random() < 0.15 else "",
                country_note="",
                confidence=dice.choice(_CONFIDENCE),
            ),
            events=tuple(self._told(scene, party.short_name, days, lines, sources)),
            provisions=tuple(_provisions(dice)),
            decisions=tuple(_decisions(dice, scene, days, reference, sources, must_be=bool(lines))),
            fines=tuple(_fines(dice, office.country.currency, decided, party.name)),
            orders=(Order("O1", scene.sentences(1)),) if lines else (),
            terms=lines,
            sources=sources,
        )

    def _told(
        self,
        scene: Scene,
        company: str,
        days: list[date],
        lines: tuple[PenaltyTerms, ...],
        sources: tuple[Source, ...],
    ) -> Iterator[Event]:
        """The events, in the order of a proceeding."""
        office = scene.office.authority.short_name
        who = {Lane.AUTHORITY: office, Lane.RESPONDENT: company, Lane.COURTS: "court"}
        for place, day in enumerate(days):
            kind, lane = _kind(self._dice, place, len(days), bool(lines))
            actor = who.get(lane) or scene.person()
            actors = (actor, company) if lane is Lane.AUTHORITY and place % 3 == 0 else (actor,)
            yield self._event(scene, day, (kind, lane), actors, sources[place % len(sources) :][:1])

    def _event(
        self,
        scene: Scene,
        day: date,
        what: tuple[str, Lane],
        actors: tuple[str, ...],
        sources: tuple[Source, ...],
    ) -> Event:
        self._events += 1
        return Event(
            id=EventId(self._events),
            date=_told_date(self._dice, day),
            kind=what[0],
            lane=what[1],
            title=scene.event_title(what[0]),
            description=scene.sentences(3 + self._events % 3),
            actors=actors,
            confidence=_CONFIDENCE[self._events % len(_CONFIDENCE)],
            sources=sources,
        )


def _how_many(dice: random.Random, number: int) -> int:
    if number % BIG_EVERY == BIG_AT:
        return 500 + dice.randrange(400)
    return 3 + min(57, int(dice.expovariate(1 / MEAN_REST)))


def _days(dice: random.Random, count: int, opened: date) -> list[date]:
    """The days of the events, in order: the first on the day of opening, none in the future."""
    length = min((LAST - opened).days, int(math.exp(dice.gauss(6.4, 0.7))) + count)
    offsets = sorted(int(dice.random() * length) for _ in range(count - 1))
    return [opened, *(opened + timedelta(offset) for offset in offsets)]


def _date(dice: random.Random, day: date) -> UncertainDate:
    """A day as well as it is known: mostly to the day, else to the month, the year, or between two days."""
    chance = dice.random()
    if chance < 0.82:
        return UncertainDate(day, day, Precision.DAY)
    if chance < 0.92:
        month = day.replace(day=1)
        return UncertainDate(month, add_months(month, 1) - DAY, Precision.MONTH)
    if chance < 0.97:
        return UncertainDate(day.replace(month=1, day=1), day.replace(month=12, day=31), Precision.YEAR)
    return UncertainDate(day, day + timedelta(1 + int(dice.random() * 90)), Precision.RANGE)


def _told_date(dice: random.Random, day: date) -> UncertainDate:
    """A date as an event has it: a few are in doubt, open or not known."""
    if dice.random() >= IN_DOUBT:
        return _date(dice, day)
    year, month = f"{day.year}", f"{day.year}-{day.month:02}"
    season = f"{year}-{21 + (day.month // 3 - 1) % 4}"
    told = (
        f"{month}~",
        f"{day}?",
        f"{year}~",
        season,
        f"{year}%",
        f"{year[:3]}X",
        f"{month}-XX",
        f"{year}-XX",
    )
    ranges = (f"{day}/..", f"../{day}", f"{month}~/{year}", f"{day}/", "XXXX")
    return parse_edtf(dice.choice(told + ranges))


def _kind(dice: random.Random, place: int, count: int, has_lines: bool) -> tuple[str, Lane]:  # noqa: FBT001
    if place < len(_EARLY):
        return _EARLY[place]
    if has_lines and place == count * 2 // 3:
        return "penalty_decision", Lane.AUTHORITY
    if place == count - 1 and dice.random() < 0.5:
        return "closure", Lane.AUTHORITY
    return ranked(dice, _MIDDLE if place < count * 2 // 3 else _LATE)


def _source(country: str, number: int, place: int) -> Source:
    return Source(
        f"https://register.example/{country.lower()}/{number + 1}/{place}", "register" if place else ""
    )


def _provisions(dice: random.Random) -> Iterator[Provision]:
    wanted = dice.choice((1, 1, 2, 3, 4))
    held = [
        ranked(dice, _OTHER_LAWS) if dice.random() < 0.12 else ("GDPR", ranked(dice, _ARTICLES))
        for _ in range(wanted)
    ]
    for law, article in dict.fromkeys(held):
        yield Provision(f"{law} Art. {article}", law, article, dice.choice(_FINDINGS))


def _decisions(
    dice: random.Random,
    scene: Scene,
    days: list[date],
    reference: str,
    sources: tuple[Source, ...],
    *,
    must_be: bool,
) -> Iterator[Decision]:
    for place in range(max(int(must_be), dice.choice((0, 0, 1, 1, 1, 2)))):
        decided = days[len(days) * (2 + place) // 4]
        notified = on_day(decided + DAY * dice.randrange(1, 15)) if dice.random() < 0.4 else None
        published = on_day(decided + DAY * dice.randrange(5, 90)) if dice.random() < 0.6 else None
        yield Decision(
            title=scene.event_title("decision"),
            reference=reference if place == 0 else f"{reference}-{place}",
            decided=_date(dice, decided),
            notified=notified,
            published=published,
            sources=sources[:1],
        )


def _fines(dice: random.Random, currency: str, decided: date, company: str) -> Iterator[Fine]:
    if dice.random() > 0.28:
        return
    status = dice.choice(tuple(FineStatus))
    later = on_day(decided + DAY * dice.randrange(30, 900))
    amount = int(10 ** (2.5 + 6 * dice.random() ** 2)) * 100
    yield Fine(
        amount=Money(amount, currency),
        imposed=_date(dice, decided),
        status=status,
        status_on=None if status is FineStatus.IMPOSED else later,
        status_text=status.value,
        addressee=company if dice.random() < 0.3 else "",
        note="",
    )
