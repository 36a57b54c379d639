"""The tables of the Decision tab: decisions, fines and provisions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop import text
from desktop.domain.cases import FineStatus, ProvisionFinding
from desktop.models.table import Column

if TYPE_CHECKING:
    from desktop.domain.cases import Decision, Provision
    from desktop.domain.figure import FigureKey
    from desktop.domain.page import FineStanding
    from desktop.domain.period import UncertainDate

tr = QCoreApplication.translate


def decision_columns() -> tuple[Column[Decision], ...]:
    """A decision and its three dates."""
    return (
        Column(
            tr("decision", "Decision"),
            lambda row: text.printable(row.title),
            lambda row: row.title,
            stretch=True,
            tip=lambda row: text.printable(row.title),
        ),
        Column(tr("decision", "Reference"), _reference, _reference),
        Column(tr("decision", "Decided"), lambda row: _date(row.decided), lambda row: _first(row.decided)),
        Column(tr("decision", "Notified"), lambda row: _date(row.notified), lambda row: _first(row.notified)),
        Column(
            tr("decision", "Published"), lambda row: _date(row.published), lambda row: _first(row.published)
        ),
    )


def fine_columns() -> tuple[Column[FineStanding], ...]:
    """A fine, whom it binds and where it stands on the day."""
    return (
        Column(
            tr("decision", "Amount"),
            lambda row: text.money(row.fine.amount),
            lambda row: (row.fine.amount.currency, row.fine.amount.minor),
            colour=_fine_colour,
            figures=_fine_keys,
        ),
        Column(tr("decision", "Imposed"), _imposed, lambda row: row.fine.imposed, colour=_fine_colour),
        Column(tr("decision", "Status"), fine_status, fine_status, pill=_fine_pill, colour=_fine_colour),
        Column(tr("decision", "Addressee"), _addressee, _addressee, colour=_fine_colour, tip=_addressee),
        Column(
            tr("decision", "As printed"),
            _printed,
            _printed,
            stretch=True,
            colour=_fine_colour,
            tip=_printed,
            figures=_fine_keys,
        ),
    )


def provision_columns() -> tuple[Column[Provision], ...]:
    """A provision and what was held about it."""
    return (
        Column(
            tr("decision", "Provision"),
            lambda row: text.printable(row.text),
            lambda row: (row.law, row.article),
            stretch=True,
            tip=lambda row: text.printable(row.text),
        ),
        Column(tr("decision", "Held"), _held, _held),
    )


def fine_status(standing: FineStanding) -> str:
    """Where a fine stands on the day; empty before it was imposed."""
    if standing.status is None:
        return tr("decision", "Later")
    return text.fine_status_word(standing.status)


def _reference(row: Decision) -> str:
    return text.printable(row.reference) or text.NOTHING


def _date(value: UncertainDate | None) -> str:
    return text.uncertain(value) if value is not None else tr("decision", "not known")


def _first(value: UncertainDate | None) -> object:
    return value.earliest if value is not None else None


def _imposed(row: FineStanding) -> str:
    return text.uncertain(row.fine.imposed)


def _fine_colour(row: FineStanding) -> str:
    return "faint" if row.status is None or row.status is FineStatus.ANNULLED else "text"


def _fine_pill(row: FineStanding) -> str:
    return "neutral" if row.status is None else {FineStatus.PAID: "settled"}.get(row.status, "neutral")


def _addressee(row: FineStanding) -> str:
    return text.printable(row.fine.addressee) or text.NOTHING


def _printed(row: FineStanding) -> str:
    return text.printable(row.fine.status_text) or text.NOTHING


def _fine_keys(row: FineStanding) -> tuple[FigureKey, ...]:
    return () if row.key is None else (row.key,)


def _held(row: Provision) -> str:
    return {
        ProvisionFinding.BREACHED: tr("decision", "Breached"),
        ProvisionFinding.ALLEGED: tr("decision", "Alleged"),
        ProvisionFinding.NOT_BREACHED: tr("decision", "Not breached"),
    }[row.finding]
