"""The figures and tables of the Overview, in words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop import text
from desktop.domain.explanation.figure import FigureKey, FigureKind, currency_keys
from desktop.domain.penalty.curve import amount_on
from desktop.models.page.figures import Figure
from desktop.models.table import Column

if TYPE_CHECKING:
    from datetime import timedelta

    from desktop.domain.days.asof import AsOf
    from desktop.domain.money import Money
    from desktop.domain.overview.overview import ComingDeadline, NextChange, Overview, RunningOrder
    from desktop.domain.penalty.curve import Curve

translate = QCoreApplication.translate
NEAR = 7  # days left to a deadline that is drawn in amber


def as_of_line(as_of: AsOf) -> str:
    """The as-of day and the knowledge day of the Overview."""
    if as_of.live:
        words = translate("overview", "Live · %1, all authorities in their own time zone")
        return words.replace("%1", text.full_day(as_of.day))
    words = translate("overview", "As of %1, as known on that day")
    if as_of.hindsight:
        words = translate("overview", "As of %1, with what is known today")
    return words.replace("%1", text.day(as_of.day))


def running_figure(overview: Overview) -> Figure:
    """The running penalties, their parts and other currencies; contingent sums stand apart."""
    parts = [
        translate("overview", "%1 %2").replace("%1", word).replace("%2", text.all_money(amounts))
        for word, amounts in (
            (translate("overview", "established"), _of_first(overview.established, overview.running)),
            (translate("overview", "assumed"), _of_first(overview.assumed, overview.running)),
        )
        if amounts
    ]
    aside = [text.money(amount) for amount in overview.running[1:]]
    if overview.contingent:
        words = translate("overview", "if not obeyed: %1")
        aside.append(words.replace("%1", text.all_money(overview.contingent)))
    none = translate("overview", "No penalty is running on this day.")
    if overview.uncalculated_count:
        none = translate("overview", "No penalty is known to be running on this day.")
    # Each part has a line of its own: no sum is cut, however large.
    notes = (*parts, *((" · ".join(aside),) if aside else ()), *_not_in_sums(overview))
    return Figure(
        title=translate("overview", "Running now")
        if overview.as_of.live
        else translate("overview", "Running then"),
        values=_first(overview.running),
        notes=notes if overview.running else (none, *notes),
        running=bool(overview.running),
        keys=(
            *currency_keys("", _names(overview.running), FigureKind.RUNNING),
            *currency_keys("", _names(overview.established), FigureKind.ESTABLISHED, running=True),
            *currency_keys("", _names(overview.assumed), FigureKind.ASSUMED, running=True),
            *currency_keys("", _names(overview.contingent), FigureKind.CONTINGENT),
        ),
    )


def _not_in_sums(overview: Overview) -> tuple[str, ...]:
    """The number of penalties that the sums leave out, and the number held at their least, in a line."""
    least = translate("overview", "%1 at their least")
    if overview.bounded_count == 1:
        least = translate("overview", "1 at its least")
    uncalculated = translate("overview", "+ %1 that cannot be calculated")
    found = ((overview.uncalculated_count, uncalculated), (overview.bounded_count, least))
    words = " · ".join(words.replace("%1", text.count(number)) for number, words in found if number)
    return (words,) if words else ()


def imposed_figure(overview: Overview) -> Figure:
    """The fines imposed."""
    one, many = translate("overview", "1 fine"), translate("overview", "%1 fines")
    title, number = translate("overview", "Fines imposed"), _number(overview.imposed_count, one, many)
    found = _counted(title, overview.imposed, number, FigureKind.FINES)
    apart = text.fines_beside(overview.imposed_apart)
    if not apart:
        return found
    # Without an amount that is known, there is nothing to count or to explain but what is not known.
    counted = found.notes if overview.imposed_count else found.notes[1:]
    return replace(found, notes=(*counted, *apart), keys=found.keys or (FigureKey(FigureKind.FINES),))


def liquidated_figure(overview: Overview) -> Figure:
    """The sums liquidated by the authorities."""
    one, many = translate("overview", "1 liquidation"), translate("overview", "%1 liquidations")
    title, number = translate("overview", "Liquidated"), _number(overview.liquidated_count, one, many)
    return _counted(title, overview.liquidated, number, FigureKind.LIQUIDATED)


def place_of(zone: str) -> str:
    """The city a time zone is named after."""
    return text.printable(zone.rpartition("/")[2].replace("_", " "))


def orders_words(change: NextChange) -> str:
    """The number of orders at the next change."""
    return _number(change.orders, translate("overview", "1 order"), translate("overview", "%1 orders"))


def countdown(left: timedelta) -> str:
    """The time left as hours, minutes and seconds: 05:12:33."""
    seconds = max(0, int(left.total_seconds()))
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def day_label(overview: Overview, curve: Curve) -> str:
    """The label of the as-of day's line in the chart."""
    if overview.as_of.live:
        return translate("overview", "today")
    amount = text.short_money(amount_on(curve, overview.as_of.day))
    return translate("overview", "%1 on %2").replace("%1", amount).replace("%2", text.day(overview.as_of.day))


def layers_of(overview: Overview, curve: Curve) -> tuple[tuple[Curve, str, str], ...]:
    """The layers of a chart: an accrued curve, and the established curve under it, if any."""
    found = tuple(
        (part, "grace", translate("overview", "Established"))
        for part in overview.established_curves
        if part.currency == curve.currency and any(point.minor for point in part.points)
    )
    return ((curve, "running", translate("overview", "Accrued")), *found)


def order_columns() -> tuple[Column[RunningOrder], ...]:
    """The columns of the running orders."""
    return (
        Column(
            translate("overview", "Order"),
            _party,
            _party,
            stretch=True,
            tip=lambda order: " · ".join(filter(None, (_party(order), text.printable(order.label)))),
        ),
        Column(
            translate("overview", "Charged"),
            lambda order: text.units(order.units, order.unit),
            lambda order: order.units,
            colour=lambda _order: "muted",
        ),
        Column(
            translate("overview", "Rate"),
            lambda order: f"+ {text.per_unit(order.rate, order.unit)}" if order.rate else text.NOTHING,
            lambda order: order.rate.minor,
            colour=lambda _order: "muted",
            figures=_order_keys,
        ),
        Column(
            translate("overview", "Accrued"),
            _accrued,
            lambda order: (order.accrued.currency, order.accrued.minor),
            align_right=True,
            colour=lambda order: "muted" if order.contingent else "running",
            bold=True,
            figures=_order_keys,
        ),
    )


def deadline_columns() -> tuple[Column[ComingDeadline], ...]:
    """The columns of the deadlines."""
    return (
        Column(
            translate("overview", "Date"),
            lambda deadline: text.day(deadline.on),
            lambda deadline: deadline.on,
            colour=lambda _deadline: "muted",
        ),
        Column(
            translate("overview", "What"), _deadline_words, _deadline_words, stretch=True, tip=_deadline_words
        ),
        Column(
            translate("overview", "Left"),
            _left_words,
            lambda deadline: deadline.days_left,
            align_right=True,
            pill=lambda deadline: "grace" if deadline.days_left <= NEAR else "neutral",
        ),
    )


def more_words(total: int, listed: int) -> str:
    """The number of rows beyond the rows listed; empty if all are listed."""
    if total <= listed:
        return ""
    return translate("overview", "and %1 more").replace("%1", text.count(total - listed))


def knowledge_words(overview: Overview) -> str:
    """The knowledge behind the curves; empty if it is the knowledge of the day shown."""
    words = translate("overview", "Each day with what was known on that day.")
    return words if overview.has_days_as_known else ""


def _first(amounts: tuple[Money, ...]) -> tuple[str, ...]:
    return (text.all_money(amounts[:1]),)


def _of_first(parts: tuple[Money, ...], whole: tuple[Money, ...]) -> tuple[Money, ...]:
    """The part of a sum in the currency shown large."""
    return tuple(part for part in parts if whole and part.currency == whole[0].currency)


def _names(amounts: tuple[Money, ...]) -> tuple[str, ...]:
    return tuple(amount.currency for amount in amounts)


def _counted(title: str, amounts: tuple[Money, ...], number: str, kind: FigureKind) -> Figure:
    others = [text.money(amount) for amount in amounts[1:]]
    lines = (number, " · ".join(others))
    keys = currency_keys("", _names(amounts), kind)
    return Figure(title=title, values=_first(amounts), notes=tuple(line for line in lines if line), keys=keys)


def _number(number: int, one: str, many: str) -> str:
    return one if number == 1 else many.replace("%1", text.count(number))


def _party(row: RunningOrder | ComingDeadline) -> str:
    return text.printable(f"{row.name} · {row.authority}")


def _order_keys(order: RunningOrder) -> tuple[FigureKey, ...]:
    return (FigureKey(FigureKind.ACCRUED, order.slug, order.terms_id, order.accrued.currency),)


def _accrued(order: RunningOrder) -> str:
    amount = text.money(order.accrued)
    if order.most is not None:  # in short: the name of the order beside it is not cut for it
        amount = text.money_range(order.accrued, order.most, short=True)
    if order.contingent:
        return translate("overview", "if not obeyed: %1").replace("%1", amount)
    return amount


def _deadline_words(deadline: ComingDeadline) -> str:
    words = {
        "grace_ends": translate("overview", "Grace period ends"),
        "penalty_starts": translate("overview", "Penalty starts"),
        "cap_reached": translate("overview", "Cap is reached"),
        "next_unit": translate("overview", "Next unit falls due"),
        "last_day": translate("overview", "Last day charged"),
        "event": translate("overview", "Date in the file"),
    }.get(deadline.kind, text.event_kind_word(deadline.kind))
    return f"{words} · {text.printable(deadline.name)}, {text.printable(deadline.authority)}"


def _left_words(deadline: ComingDeadline) -> str:
    return text.days_left(deadline.days_left) if deadline.days_left else translate("overview", "today")
