"""The facts of penalties as rows, and their small forms in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop import text
from desktop.domain.case.terms import Compliance, Finding, Liquidation, Occurrence, Payment, Stay, Tally
from desktop.domain.days.period import DAY, UncertainDate
from desktop.domain.edit.facts import FactFlaw, FactKind, facts_of_case
from desktop.domain.explanation.figure import FigureKind, line_key
from desktop.domain.law.kinds import StayKind
from desktop.domain.money import Money
from desktop.domain.typed.sources import source_kind
from desktop.models.page.figures import accrued_figure, liquidated_figure, outstanding_figure
from desktop.models.page.whose import order_word
from desktop.models.typed.words import source_kind_word

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.domain.case.case import Case
    from desktop.domain.case.terms import PenaltyTerms
    from desktop.domain.edit.facts import Fact, FactOf
    from desktop.domain.edit.record_form import FormRead
    from desktop.domain.explanation.figure import FigureKey
    from desktop.domain.page.page import Page
    from desktop.domain.page.tried import Tried
    from desktop.domain.source import Source
    from desktop.models.page.figures import Figure

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class FactRow:
    """A fact in the list: its day, what it is, a line of detail, its sum and its sources."""

    fact: FactOf
    when: str
    title: str
    detail: str
    amount: str
    sources: tuple[Source, ...]
    is_later: bool  # not known yet on the day of the page
    keys: tuple[FigureKey, ...] = ()

    @property
    def spoken(self) -> str:
        """The row as a screen reader says it."""
        return ", ".join(part for part in (self.when, self.title, self.amount, self.detail) if part)

    @property
    def source_words(self) -> str:
        """The number of its sources; empty without one."""
        number = len(self.sources)
        if number == 1:
            return translate("facts", "1 source")
        return translate("facts", "{} sources").format(text.count(number)) if number else ""


def fact_rows(page: Page) -> tuple[FactRow, ...]:
    """The facts of all penalties of a page, by their days."""
    return tuple(_row(fact, page) for fact in facts_of_case(page.case))


def absent_words(page: Page) -> str:
    """The kinds of facts that nothing is recorded of: unknown is not zero."""
    there = {fact.kind for fact in facts_of_case(page.case)}
    words = {
        FactKind.STAY: translate("facts", "no stay"),
        FactKind.COMPLIANCE: translate("facts", "no compliance"),
        FactKind.FINDING: translate("facts", "no finding"),
        FactKind.LIQUIDATION: translate("facts", "no liquidation"),
        FactKind.PAYMENT: translate("facts", "no payment"),
    }
    absent = ", ".join(each for kind, each in words.items() if kind not in there)
    if not absent:
        return ""
    recorded = translate("facts", "{} recorded.").format(absent)
    return recorded[:1].upper() + recorded[1:]


def kind_word(kind: FactKind, *, relapse: bool = False) -> str:
    """The name of a kind of fact."""
    if relapse:
        return translate("facts", "Relapse")
    return {
        FactKind.STAY: translate("facts", "Stay"),
        FactKind.COMPLIANCE: translate("facts", "Compliance"),
        FactKind.FINDING: translate("facts", "Finding"),
        FactKind.BREACH: translate("facts", "Day of breach"),
        FactKind.TALLY: translate("facts", "Tally"),
        FactKind.LIQUIDATION: translate("facts", "Liquidation"),
        FactKind.PAYMENT: translate("facts", "Payment"),
    }[kind]


def titled(words: str, terms: PenaltyTerms, case: Case) -> str:
    """The name of a fact with its order."""
    return ", ".join(part for part in (words, order_word(terms, case)) if part)


def form_title(kind: FactKind, terms: PenaltyTerms, case: Case, *, is_new: bool, relapse: bool) -> str:
    """The title of the form of a fact: New payment, order A."""
    word = kind_word(kind, relapse=relapse)
    words = translate("facts", "New {}").format(word[:1].lower() + word[1:]) if is_new else word
    return titled(words, terms, case)


def fact_flaw_words(read: FormRead) -> dict[str, str]:
    """The sentences of the problems that only a fact can have, by flaw."""
    words = {
        FactFlaw.BACKWARDS: translate("facts", "Until is before From."),
        FactFlaw.HALF_PERIOD: translate("facts", "Write both ends of the period."),
        FactFlaw.OVERLAP: translate("facts", "Overlaps the liquidation of {}."),
        FactFlaw.NO_RULE: translate(
            "facts", "A stay inside a month needs a rule: prorate, restart or ignore."
        ),
        FactFlaw.KNOWN_EARLY: translate("facts", "Known before it happened: check."),
        FactFlaw.OTHER_CURRENCY: translate("facts", "The penalty is in {0}. Write the sum in {0}."),
        FactFlaw.HALF_REDUCTION: translate(
            "facts", "Write the reduced sum and the day on which it became known."
        ),
    }
    found: dict[str, str] = {}
    for problem in read.problems:
        if isinstance(problem.flaw, FactFlaw):
            filled = problem.words
            if isinstance(problem.unread, UncertainDate):
                filled = (text.uncertain(problem.unread),)
            found[problem.flaw] = words[problem.flaw].format(*filled)
    return found


def source_words(typed: str) -> str:
    """The kind of a typed source, as it is guessed from its domain; empty without one."""
    return source_kind_word(source_kind(typed)) if typed else ""


def preview_words(kind: FactKind, now: Page, tried: Tried | None, known_on: str) -> str:
    """What the values of a form change: Outstanding becomes or stays a sum."""
    if tried is None or tried.then is None:
        return _figures(kind, now, now)
    then = tried.then
    if known_on > now.known_on.isoformat():
        return translate("facts", "Not known yet on {}: the figures of this page leave it out.").format(
            text.day(now.known_on)
        )
    new = [fault for fault in then.faults if fault.sentence not in {one.sentence for one in now.faults}]
    if new:
        return translate("facts", "Cannot be calculated: {}.").format(text.printable(new[0].sentence))
    return _figures(kind, now, then)


def figure_words(kind: FactKind, page: Page | None) -> str:
    """The figure that a kind of fact bears on, on a page; empty without one."""
    if page is None:
        return ""
    figure = _figures_of(kind)[-1](page)
    return f"{figure.title.partition(' · ')[0]} {' + '.join(figure.values)}"


def conflict_words(label: str) -> str:
    """What another program did to a field of the form."""
    return translate("facts", "Another program changed “{}”.").format(label)


def _figures_of(kind: FactKind) -> tuple[Callable[[Page], Figure], ...]:
    return {
        FactKind.PAYMENT: (outstanding_figure,),
        FactKind.LIQUIDATION: (liquidated_figure, outstanding_figure),
    }.get(kind, (accrued_figure,))


def _figures(kind: FactKind, now: Page, then: Page) -> str:
    """The figures that a kind of fact bears on, one a line."""
    lines = []
    for figure in _figures_of(kind):
        before, after = figure(now), figure(then)
        title = before.title.partition(" · ")[0]
        lines.append(_changed(title, " + ".join(before.values), " + ".join(after.values)))
    if kind in (FactKind.FINDING, FactKind.TALLY):
        sums = [tuple(amounts.established for amounts in page.amounts) for page in (now, then)]
        lines.append(_changed(translate("facts", "Established"), *(text.all_money(each) for each in sums)))
    return "\n".join(lines)


def _changed(title: str, before: str, after: str) -> str:
    if before == after:
        return translate("facts", "{title} stays {sum}").format(title=title, sum=after)
    words = translate("facts", "{title} becomes {sum}, now {now}")
    return words.format(title=title, sum=after, now=before)


def _row(fact: FactOf, page: Page) -> FactRow:
    terms, one, slug = fact.terms, fact.fact, page.case.investigation.slug
    figure = _FIGURES.get(fact.kind)
    number = _place(fact)
    return FactRow(
        fact,
        _when(one),
        titled(_name(fact), terms, page.case),
        _detail(one, terms),
        _amount(one, terms, page),
        one.sources,
        one.known_on > page.known_on,
        () if figure is None else (line_key(figure, slug, terms, number),),
    )


# The figures that explain the sum of a fact.
_FIGURES = {
    FactKind.LIQUIDATION: FigureKind.LIQUIDATION,
    FactKind.PAYMENT: FigureKind.PAYMENT,
    FactKind.TALLY: FigureKind.TALLY,
}


def _place(fact: FactOf) -> int:
    """The place of a fact among those of its kind."""
    terms, one = fact.terms, fact.fact
    match one:
        case Liquidation():
            return terms.liquidations.index(one)
        case Payment():
            return terms.payments.index(one)
        case Tally():
            return terms.tallies.index(one)
    return 0


def _when(fact: Fact) -> str:
    match fact:
        case Stay(start=day) | Compliance(on=day) | Occurrence(on=day) | Tally(by=day):
            return text.day(day)
        case Finding(window=window):
            return text.day(window.start)
        case Liquidation(decided=when) | Payment(paid=when):
            return text.uncertain(when)


def _name(fact: FactOf) -> str:
    match fact.fact:
        case Stay(kind=StayKind.RECOVERY):
            return translate("facts", "Stay of recovery")
        case Compliance(relapse=relapse):
            return kind_word(FactKind.COMPLIANCE, relapse=relapse)
        case Liquidation(kind=words) if words:
            printed = text.printable(words)
            return printed[:1].upper() + printed[1:]
        case Payment(kind="offset"):
            return translate("facts", "Set off")
    return kind_word(fact.kind)


def _detail(fact: Fact, terms: PenaltyTerms) -> str:
    note = text.printable(fact.note)
    match fact:
        case Stay(end=None):
            return translate("facts", "not lifted")
        case Stay(end=end) if end is not None:
            return translate("facts", "until {}").format(text.day(end - DAY))
        case Finding(window=window):
            return translate("facts", "not obeyed {}").format(text.stretch(window.start, window.last))
        case Tally():
            return text.units(fact.units, terms.unit) if fact.units is not None else note
        case Liquidation():
            parts = []
            if fact.window is not None:
                parts.append(text.stretch(fact.window.start, fact.window.last))
            if fact.units is not None:
                parts.append(text.units(fact.units, fact.unit or terms.unit))
            return ", ".join(parts) or note
    return note


def _amount(fact: Fact, terms: PenaltyTerms, page: Page) -> str:
    match fact:
        case Tally(minor=minor) if minor is not None:
            return text.money(Money(minor, terms.currency))
        case Liquidation():
            return text.money(fact.amount_known(page.known_on))
        case Payment(amount=amount):
            return text.money(amount)
    return ""
