"""The curves of the Overview: the total accrued over time per currency, added up once for all as-of days."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from desktop.domain.listing.bitset import STRIDE
from desktop.domain.money import Money, totals
from desktop.domain.overview.columns import Column, column_of, grouped, packed, unpacked
from desktop.domain.overview.exposure import WIDTH
from desktop.domain.penalty.curve import Curve, CurvePoint, horizon
from desktop.domain.prepared.legs import CONTINGENT, ESTABLISHED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.domain.days.asof import AsOf
    from desktop.domain.overview.exposure import Exposure, Long, Series
    from desktop.domain.slices import Slices

_MOST_POINTS = 200  # of a curve that grows by a formula


@dataclass(frozen=True, slots=True)
class TotalCurve:
    """The sums of one currency accrued at the end of `days`, in minor units; straight between them.

    Contingent sums are left out.
    """

    currency: str
    days: Column  # ordinals
    together: Column  # established and assumed
    established: Column


def curves_of(exposure: Exposure) -> Slices[tuple[TotalCurve, ...]]:
    """The curve of every currency, in slices."""
    made = []
    for name in dict.fromkeys(series.currency for series in exposure.series):
        one = yield from _curve(name, exposure)
        made.append(one)
    return tuple(made)


def curves_to_bytes(curves: tuple[TotalCurve, ...]) -> bytes:
    """Curves as bytes."""
    columns = (column for one in curves for column in (one.days, one.together, one.established))
    return packed([one.currency for one in curves], columns)


def curves_from(data: bytes) -> tuple[TotalCurve, ...]:
    """The curves in bytes of `curves_to_bytes`. Raises ValueError where they are damaged."""
    found = grouped(*unpacked(data), (1, 1, 1), "curves")
    return tuple(TotalCurve(str(name), *columns) for name, columns in found)


def drawing(
    curves: tuple[TotalCurve, ...], exposure: Exposure, as_of: AsOf
) -> Slices[tuple[tuple[Curve, ...], tuple[Curve, ...]]]:
    """The curves accrued and their established parts, per currency, the largest first, in slices.

    Without hindsight a past day has no projection: the later days are as known on them.
    """
    day = min(as_of.day, exposure.until)
    sums = totals(
        tuple(
            Money(total.established + total.assumed, total.currency)
            for total in exposure.totals(day)
            if total.established + total.assumed
        )
    )
    by_name = {one.currency: one for one in curves}
    found = [by_name[total.currency] for total in sums if total.currency in by_name]
    goes_on = exposure.hindsight is not None or as_of.day >= as_of.today
    drawn: tuple[Curve, ...] = ()
    established: tuple[Curve, ...] = ()
    for one in found:
        whole, sure = yield from _drawn(one, exposure, day, goes_on=goes_on)
        drawn, established = (*drawn, whole), (*established, sure)
    return drawn, established


def _curve(currency: str, exposure: Exposure) -> Slices[TotalCurve]:
    last = exposure.until.toordinal()
    series = [one for one in exposure.series if one.currency == currency]
    long = [one for one in exposure.long if one.currency == currency]
    starts = {start for one in series for start in one.starts if start <= last}
    days = sorted({edge for start in starts for edge in (start - 1, start)} | _spread(long))
    together, established = [0] * len(days), [0] * len(days)
    for one in series:
        for place, (proved, assumed) in enumerate(_values(one, days)):
            if place % STRIDE == 0:
                yield
            together[place] += proved + assumed
            established[place] += proved
    for found in long:
        if found.evidence != CONTINGENT:
            for place in range(bisect_left(days, found.first), bisect_right(days, found.last)):
                grown = found.growth.by(days[place])
                together[place] += grown
                established[place] += grown if found.evidence == ESTABLISHED else 0
    begun = next((place for place, minor in enumerate(together) if minor), len(days))
    kept = slice(max(0, begun - 1), None)
    return TotalCurve(
        currency, column_of(days[kept]), column_of(together[kept]), column_of(established[kept])
    )


def _spread(long: list[Long]) -> set[int]:
    """The days between which growth by a formula is drawn straight."""
    if not long:
        return set()
    first, last = min(one.first for one in long), max(one.last for one in long)
    return {*range(first, last, -(-(last - first) // _MOST_POINTS)), last}


def _values(series: Series, days: list[int]) -> Iterator[tuple[int, int]]:
    """The established and assumed sums of a series at the end of ascending days."""
    starts, rows, place = series.starts, series.rows, -1
    for day in days:
        while place + 1 < len(starts) and starts[place + 1] <= day:
            place += 1
        if place < 0 or not rows[WIDTH * place]:
            yield 0, 0
        else:
            established, grows, assumed, assumes = rows[WIDTH * place + 1 : WIDTH * place + 5]
            yield established + grows * day, assumed + assumes * day


def _drawn(curve: TotalCurve, exposure: Exposure, day: date, *, goes_on: bool) -> Slices[tuple[Curve, Curve]]:
    """The curve of one currency up to a day, with its projection, and its established part."""
    past = bisect_right(curve.days, day.toordinal())
    end = min(horizon(day), exposure.until)
    ahead = bisect_right(curve.days, end.toordinal())
    days = [date.fromordinal(number) for number in curve.days[:ahead]]
    now, proved = _on(curve.currency, exposure, day)
    last, _ = _on(curve.currency, exposure, end)
    yield
    points = _points(days[:past], curve.together[:past], day, now)
    yield
    sure = _points(days[:past], curve.established[:past], day, proved)
    coming: tuple[CurvePoint, ...] = ()
    if goes_on and last > now:
        between = _points(days[past:], curve.together[past:ahead], end, last)
        coming = (CurvePoint(day, now), *between)
    return Curve(curve.currency, points, coming, None), Curve(curve.currency, sure, (), None)


def _points(days: list[date], sums: Column, last: date, minor: int) -> tuple[CurvePoint, ...]:
    """The points of the days given, and a point of the last day."""
    points = tuple(map(CurvePoint, days, sums))
    return points if days and days[-1] == last else (*points, CurvePoint(last, minor))


def _on(currency: str, exposure: Exposure, day: date) -> tuple[int, int]:
    """The sum accrued by a day in minor units, contingent sums left out, and its established part."""
    own = [total for total in exposure.totals(day) if total.currency == currency]
    established = sum(total.established for total in own)
    return established + sum(total.assumed for total in own), established
