"""The words of one investigation in the list."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication

from desktop import text
from desktop.domain.row import Headline
from desktop.theme import state_role

if TYPE_CHECKING:
    from desktop.domain.figure import FigureKeys
    from desktop.domain.row import Row

translate = QCoreApplication.translate


class CaseCells(NamedTuple):
    """The words of one row and the colour roles they are painted in."""

    slug: str
    name: str
    amount: str
    amount_role: str
    contingent: bool
    detail: str
    state: str
    state_role: str
    tip: str
    currencies: tuple[str, ...] = ()  # of what has accrued

    @property
    def spoken(self) -> str:
        """The row as one line, for screen readers and for copying."""
        mark = translate("cases", "if not obeyed") if self.contingent else ""
        return " · ".join(part for part in (self.name, self.detail, self.state, self.amount, mark) if part)

    @property
    def keys(self) -> FigureKeys:
        """The figures that the row shows."""
        # Loaded here: they are asked for one by one, and every start waits for the list.
        from desktop.domain.figure import FigureKeys, FigureKind, currency_keys  # noqa: PLC0415

        return FigureKeys(currency_keys(self.slug, self.currencies, FigureKind.ACCRUED))


# What stands in the place of a row until it has been read.
PLACEHOLDER = CaseCells("", "", "", "muted", contingent=False, detail="", state="", state_role="none", tip="")


def cells(row: Row, *, has_figures: bool = True) -> CaseCells:
    """The words of a row; while no figures are known, without an amount and a state."""
    places = (
        text.printable(row.authority),
        text.printable(row.reference),
        text.years(row.since, row.closed),
    )
    return CaseCells(
        slug=row.slug,
        name=text.printable(row.respondent or row.title),
        amount=_amount(row) if has_figures else "",
        amount_role=_amount_role(row),
        contingent=row.contingent and any(row.accrued),
        detail=" · ".join(part for part in places if part),
        state=_state(row) if has_figures else "",
        state_role=state_role(row.headline),
        tip=_tip(row),
        currencies=tuple(amount.currency for amount in row.accrued),
    )


def _amount(row: Row) -> str:
    if not row.accrued:
        return text.NOTHING
    more = "…" if len(row.accrued) > 1 else ""
    return text.and_unknown(text.money(row.accrued[0]) + more, row.uncalculated + row.unknown)


def _amount_role(row: Row) -> str:
    if row.accrued and row.headline is Headline.RUNNING:
        return "running"
    is_figure = row.accrued and not row.contingent
    return "text" if is_figure else "muted"


def _state(row: Row) -> str:
    if row.headline is Headline.GRACE and row.grace_days_left is not None:
        return translate("cases", "Grace · {0} d left").format(text.count(row.grace_days_left))
    return text.headline_word(row.headline)


def _tip(row: Row) -> str:
    lines = [text.printable(row.title)]
    if row.accrued:
        lines.append(translate("cases", "Accrued: {0}").format(text.all_money(row.accrued)))
    if row.contingent and any(row.accrued):
        lines.append(translate("cases", "If not obeyed: nobody has found a breach."))
    if row.uncalculated:
        words = translate("cases", "Penalties that cannot be calculated: {0}")
        lines.append(words.format(text.count(row.uncalculated)))
    if row.unknown:
        words = translate("cases", "Penalties whose sum is not known: {0}")
        lines.append(words.format(text.count(row.unknown)))
    return "<br>".join(text.escaped(line) for line in lines if line)
