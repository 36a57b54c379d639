"""Reading an amount off an accrued curve."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from desktop.domain.money import Money

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.page.page import Curve, CurvePoint


def amount_on(curve: Curve, day: date) -> Money:
    """What the curve shows at the end of a day: straight between points, flat outside them."""
    points = curve.points + curve.projected
    place = bisect_right(points, day, key=lambda point: point.day)
    if place == 0:
        return Money(0, curve.currency)
    if place == len(points):
        return Money(points[-1].minor, curve.currency)
    return Money(_between(points[place - 1], points[place], day), curve.currency)


def _between(before: CurvePoint, after: CurvePoint, day: date) -> int:
    days, whole = (day - before.day).days, (after.day - before.day).days
    return before.minor + (after.minor - before.minor) * days // whole
