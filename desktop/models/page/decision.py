"""The tables of the Decision tab: decisions, fines and provisions breached."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QCoreApplication

from desktop import text
from desktop.domain.case.case import FineStage, FineStatus, ProvisionFinding
from desktop.models.page.limits import article_cell, article_tip, limit_cell, limit_tip
from desktop.models.table import Column, key_of
from desktop.models.typed.words import sources_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.domain.case.case import DatedStage, Decision, Fine
    from desktop.domain.case.limits import ArticleLimit
    from desktop.domain.days.period import UncertainDate
    from desktop.domain.page.page import FineStanding, Page
    from desktop.domain.source import Source

translate = QCoreApplication.translate

RowT = TypeVar("RowT")


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A decision, and whether it was taken after the as-of day."""

    decision: Decision
    later: bool


@dataclass(frozen=True, slots=True)
class StageRow:
    """A stage of a fine, and whether it is known later than the as-of day allows."""

    fine: Fine
    stage: DatedStage
    later: bool


def stage_rows(page: Page) -> tuple[StageRow, ...]:
    """The stages of all fines of a page, those of each fine in order of time."""
    until = min(page.day, page.known_on)

    def is_later(stage: DatedStage) -> bool:
        known = (None if stage.day is None else stage.day.latest, stage.known_on)
        return any(day is not None and day > until for day in known)

    stages = ((fine, stage) for fine in page.case.fines for stage in sorted(fine.stages, key=_begun))
    return tuple(StageRow(fine, stage, is_later(stage)) for fine, stage in stages)


def stage_columns() -> tuple[Column[StageRow], ...]:
    """The columns of the stages of fines."""
    return (
        Column(
            translate("decision", "Fine"),
            lambda row: fine_name(row.fine),
            lambda row: fine_name(row.fine),
            stretch=True,
            colour=_stage_colour,
            tip=_stage_tip,
        ),
        Column(
            translate("decision", "Stage"),
            lambda row: stage_words()[row.stage.kind],
            lambda row: stage_words()[row.stage.kind],
            colour=_stage_colour,
        ),
        Column(
            translate("decision", "Day"),
            lambda row: text.day_not_known() if row.stage.day is None else text.uncertain(row.stage.day),
            lambda row: row.stage.day,
            colour=_stage_colour,
        ),
        Column(
            translate("decision", "Sum"),
            lambda row: text.NOTHING if row.stage.amount is None else text.money(row.stage.amount),
            lambda row: None if (found := row.stage.amount) is None else (found.currency, found.minor),
            True,
            colour=_stage_colour,
        ),
        _sources(lambda row: row.stage.sources),
    )


def stage_words() -> dict[FineStage, str]:
    """The stages of a fine."""
    more = {
        FineStage.SUSPENDED: translate("decision", "Suspended"),
        FineStage.REINSTATED: translate("decision", "Reinstated"),
    }
    return {stage: more.get(stage) or text.fine_status_word(FineStatus(stage.value)) for stage in FineStage}


def fine_name(fine: Fine) -> str:
    """A fine by its sum and addressee."""
    amount = text.amount_not_known() if fine.amount is None else text.money(fine.amount)
    return " · ".join(part for part in (amount, text.printable(fine.addressee)) if part)


def decision_rows(page: Page) -> tuple[DecisionRow, ...]:
    """The decisions of a page, with the decisions taken after its day marked as later."""
    return tuple(DecisionRow(decision, _is_later(decision, page)) for decision in page.case.decisions)


def decision_columns() -> tuple[Column[DecisionRow], ...]:
    """The columns of decisions: title, reference and three dates."""
    return (
        Column(
            translate("decision", "Decision"),
            lambda row: text.printable(row.decision.title),
            lambda row: row.decision.title,
            stretch=True,
            colour=_decision_colour,
            tip=lambda row: text.printable(row.decision.title),
        ),
        Column(translate("decision", "Reference"), _reference, _reference, colour=_decision_colour),
        _dated(translate("decision", "Decided"), lambda row: row.decision.decided),
        _dated(translate("decision", "Notified"), lambda row: row.decision.notified),
        _dated(translate("decision", "Published"), lambda row: row.decision.published),
        _sources(lambda row: row.decision.sources),
    )


def fine_columns() -> tuple[Column[FineStanding], ...]:
    """The columns of fines: amount, addressee, status on the day and share of the ceiling."""
    return (
        Column(
            translate("decision", "Amount"),
            fine_amount,
            lambda row: None if row.fine.amount is None else (row.fine.currency, row.fine.amount.minor),
            colour=_fine_colour,
            figures=key_of,
        ),
        Column(
            translate("decision", "Imposed"),
            lambda row: (
                text.day_not_known() if row.fine.imposed is None else text.uncertain(row.fine.imposed)
            ),
            lambda row: row.fine.imposed,
            colour=_fine_colour,
        ),
        Column(
            translate("decision", "Status"),
            fine_status,
            fine_status,
            pill=lambda row: "settled" if row.status is FineStatus.PAID else "neutral",
            colour=_fine_colour,
        ),
        Column(
            translate("decision", "Of ceiling"),
            limit_cell,
            lambda row: row.limit.share if row.limit is not None else None,
            colour=_fine_colour,
            tip=limit_tip,
            figures=key_of,
        ),
        Column(
            translate("decision", "Addressee"), _addressee, _addressee, colour=_fine_colour, tip=_addressee
        ),
        Column(
            translate("decision", "As printed"),
            _printed,
            _printed,
            stretch=True,
            colour=_fine_colour,
            tip=_printed,
            figures=key_of,
        ),
        _sources(lambda row: row.fine.sources),
    )


def provision_columns() -> tuple[Column[ArticleLimit], ...]:
    """The columns of provisions: the provision, the finding, and the ceiling of fines for its breach."""
    return (
        Column(
            translate("decision", "Provision"),
            lambda row: text.printable(row.provision.text),
            lambda row: (row.provision.law, row.provision.article),
            stretch=True,
            tip=lambda row: text.printable(row.provision.text),
        ),
        Column(translate("decision", "Held"), _held, _held),
        Column(translate("decision", "Ceiling"), article_cell, article_cell, tip=article_tip),
        _sources(lambda row: row.provision.sources),
    )


def fine_amount(standing: FineStanding) -> str:
    """The amount of a fine, or words in its place."""
    amount = standing.fine.amount
    return text.amount_not_known() if amount is None else text.money(amount)


def fine_note(standing: FineStanding) -> str:
    """The note of a fine behind its amount; empty without a note."""
    if not standing.fine.note:
        return ""
    name = translate("decision", "Fine of unknown amount")
    if standing.fine.amount is not None:
        name = text.money(standing.fine.amount)
    return f"{name}: {text.printable(standing.fine.note)}"


def fine_status(standing: FineStanding) -> str:
    """The status of a fine on the day; "Later" before the fine is imposed."""
    if standing.is_doubtful:
        return translate("decision", "Not known")
    if standing.status is None:
        return translate("decision", "Later")
    return text.fine_status_word(standing.status)


def _reference(row: DecisionRow) -> str:
    return text.printable(row.decision.reference) or text.NOTHING


def _dated(title: str, of: Callable[[DecisionRow], UncertainDate | None]) -> Column[DecisionRow]:
    return Column(title, lambda row: _date(of(row)), lambda row: _first(of(row)), colour=_decision_colour)


def _sources(of: Callable[[RowT], tuple[Source, ...]]) -> Column[RowT]:
    """The column of the number of sources, each counted once."""

    def number(row: RowT) -> int:
        return len({source.url for source in of(row)})

    return Column(
        translate("decision", "Sources"),
        lambda row: sources_words(number(row)) or text.NOTHING,
        number,
        colour=lambda row: "accent" if of(row) else "faint",
        tip=lambda row: "\n".join(text.printable(source.url) for source in of(row)),
    )


def _date(value: UncertainDate | None) -> str:
    return text.uncertain(value) if value is not None else translate("decision", "not known")


def _first(value: UncertainDate | None) -> object:
    return value.first if value is not None else None


def _is_later(decision: Decision, page: Page) -> bool:
    """Whether the earliest day noted of a decision lies after the as-of day or the knowledge day."""
    dates = (decision.decided, decision.notified, decision.published)
    told = [day for known in dates if known is not None and (day := known.last or known.first)]
    return bool(told) and min(told) > min(page.day, page.known_on)


def _decision_colour(row: DecisionRow) -> str:
    return "faint" if row.later else "text"


def _begun(stage: DatedStage) -> tuple[bool, date]:
    """What puts stages in order of time; those of an unknown day come last."""
    return (True, date.max) if stage.day is None else (False, stage.day.earliest)


def _stage_tip(row: StageRow) -> str:
    return " · ".join(part for part in (fine_name(row.fine), text.printable(row.stage.note)) if part)


def _stage_colour(row: StageRow) -> str:
    return "faint" if row.later else "text"


def _fine_colour(row: FineStanding) -> str:
    return "faint" if row.status is None or row.status is FineStatus.ANNULLED else "text"


def _addressee(row: FineStanding) -> str:
    return text.printable(row.fine.addressee) or text.NOTHING


def _printed(row: FineStanding) -> str:
    return text.printable(row.fine.status_text) or text.NOTHING


def _held(row: ArticleLimit) -> str:
    return finding_words()[row.provision.finding]


def finding_words() -> dict[ProvisionFinding, str]:
    """The findings about provisions."""
    return {
        ProvisionFinding.BREACHED: translate("decision", "Breached"),
        ProvisionFinding.ALLEGED: translate("decision", "Alleged"),
        ProvisionFinding.NOT_BREACHED: translate("decision", "Not breached"),
    }
