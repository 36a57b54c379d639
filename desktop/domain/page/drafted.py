"""The live figure of a draft: the page it would have, and the explanation of its accrued sum."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.edit.draft import DraftField, draft_rules
from desktop.domain.edit.draft_problems import DraftFlaw, DraftProblem, OpenPoint, Weight
from desktop.domain.explanation.explainer import explain
from desktop.domain.explanation.figure import FigureKey, FigureKind, line_key
from desktop.domain.explanation.ledger import ledger_of
from desktop.domain.faults import Caution
from desktop.domain.page.build import build_page
from desktop.domain.penalty.settlement import compare

if TYPE_CHECKING:
    from desktop.domain.case.limits import Laws, RateLimit
    from desktop.domain.days.asof import AsOf
    from desktop.domain.edit.draft import DraftRule
    from desktop.domain.edit.draft_reading import DraftRead
    from desktop.domain.explanation.explanation import Explanation
    from desktop.domain.page.page import Page
    from desktop.domain.penalty.lines import PenaltyLine
    from desktop.domain.penalty.settlement import Settlement


@dataclass(frozen=True, slots=True)
class Drafted:
    """A draft as read and its rules, with the page of its case and the explanation of its figure, if any."""

    read: DraftRead
    rules: tuple[DraftRule, ...] = ()
    page: Page | None = None
    explanation: Explanation | None = None
    settlement: Settlement | None = None

    @property
    def line(self) -> PenaltyLine | None:
        """The penalty line of the draft, or None where it cannot be calculated."""
        return self.page.penalties[0] if self.page is not None and self.page.penalties else None

    @property
    def needed(self) -> tuple[OpenPoint, ...]:
        """The open points without which no figure is shown, in the order of the form."""
        return tuple(point for point in self.read.open if point in _NEEDED)

    @property
    def rate_limit(self) -> RateLimit | None:
        """The rate beside the statutory maximum, or None where there is none to compare."""
        return self.page.limits.rates[0] if self.page is not None and self.page.limits.rates else None

    @property
    def problems(self) -> tuple[DraftProblem, ...]:
        """The problems of the fields, with a rate above the statutory maximum."""
        limit = self.rate_limit
        if limit is None or limit.caution is not Caution.RATE_ABOVE_STATUTORY_MAX:
            return self.read.problems
        above = DraftProblem(DraftField.PENALTY, DraftFlaw.ABOVE_MAXIMUM, Weight.DOUBT)
        return (*self.read.problems, above)


def drafted(read: DraftRead, as_of: AsOf, laws: Laws) -> Drafted:
    """The live figure of a draft as of a day; without a figure where a field is wrong or needed."""
    case, rules = read.case, draft_rules(read.draft, laws.regime)
    if case is None or not case.terms or read.faults or _NEEDED.intersection(read.open):
        return Drafted(read, rules)
    page = build_page(case, as_of, laws)
    terms = case.terms[0]
    ledger = ledger_of(case, page.day, page.known_on, laws.law, page.limits)
    key: FigureKey = line_key(FigureKind.ACCRUED, case.investigation.slug, terms)
    settlement = compare(terms.liquidations[0], terms) if terms.liquidations else None
    return Drafted(read, rules, page, explain(key, (ledger,), as_of), settlement)


# The points without which no figure is shown.
_NEEDED = {
    OpenPoint.NAME,
    OpenPoint.AUTHORITY,
    OpenPoint.NOTIFIED,
    OpenPoint.PENALTY,
    OpenPoint.GRACE,
    OpenPoint.CAP,
}
