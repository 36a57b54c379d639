"""What is wrong with a draft, what is doubtful and what is open, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop import text
from desktop.domain.edit.draft_problems import DraftFlaw, OpenPoint
from desktop.domain.money import Money
from desktop.domain.typed.amounts import NoAmount
from desktop.domain.typed.dates import DateFault, NoDate
from desktop.models.typed.words import no_amount_words, no_date_words

if TYPE_CHECKING:
    from desktop.domain.case.limits import RateLimit
    from desktop.domain.edit.draft_problems import DraftProblem
    from desktop.domain.page.drafted import Drafted

translate = QCoreApplication.translate


def problem_words(problem: DraftProblem, drafted: Drafted | None = None) -> str:
    """The sentence of a problem, as it stands below its field."""
    match problem.unread:
        case NoAmount():
            return no_amount_words(problem.unread)
        case Money():
            return translate("draft", "A rate is not negative.")
        case NoDate(fault=DateFault.NOT_READ):
            return translate("draft", "Write a day, such as 17 Oct 2022.")
        case NoDate():
            return no_date_words(problem.unread)
    if problem.flaw is DraftFlaw.ABOVE_MAXIMUM:
        return maximum_words(drafted)
    words = {
        DraftFlaw.KNOWN_NAME: translate("draft", "{} is in this file. Same respondent?"),
        DraftFlaw.REFERENCE_TAKEN: translate("draft", "{} is already in this file."),
        DraftFlaw.NOTIFIED_EARLY: translate("draft", "Notified before it was decided: check."),
        DraftFlaw.NOT_WHOLE: translate("draft", "Write a whole number."),
        DraftFlaw.NO_SUM: translate("draft", "Write a sum above zero."),
        DraftFlaw.HALF_STEP: translate("draft", "Write where the rate changes, and the new rate."),
        DraftFlaw.MIXED_STEPS: translate("draft", "Rates change by day or by number, not by both."),
        DraftFlaw.SAME_STEP: translate("draft", "Two rates begin at the same point."),
        DraftFlaw.NO_CAP: translate("draft", "{} wants a maximum sum."),
        DraftFlaw.PERIOD_BACKWARDS: translate("draft", "The period ends before it starts."),
        DraftFlaw.HALF_PERIOD: translate("draft", "Write both ends of the period."),
        DraftFlaw.NOT_CALCULABLE: translate("draft", "The start cannot be calculated: {}."),
    }[problem.flaw]
    return words.format(*(text.printable(word) for word in problem.words))


def maximum_words(drafted: Drafted | None) -> str:
    """The rate beside the statutory maximum, with its citation; empty where there is nothing to compare."""
    limit = None if drafted is None else drafted.rate_limit
    return "" if limit is None else limit_words(limit)


def limit_words(limit: RateLimit) -> str:
    """A rate beside the statutory maximum, with its citation."""
    most = text.per_unit(limit.maximum, limit.unit)
    cited = text.printable(limit.law.citation)
    if limit.maximum < limit.rate:
        return translate("draft", "Above the most the law allows, {} ({}). It is saved all the same.").format(
            most, cited
        )
    if limit.maximum == limit.rate:
        return translate("draft", "{} is the most the law allows ({})").format(most, cited)
    return translate("draft", "The law allows {} at most ({})").format(most, cited)


def open_words(point: OpenPoint) -> str:
    """What is still open, in a sentence."""
    return {
        OpenPoint.NAME: translate("draft", "Write a name."),
        OpenPoint.COUNTRY: translate("draft", "Choose the country of the respondent."),
        OpenPoint.AUTHORITY: translate(
            "draft", "Choose an authority: its time zone decides when a day ends."
        ),
        OpenPoint.DECIDED: translate("draft", "When was it decided?"),
        OpenPoint.NOTIFIED: translate("draft", "The start cannot be calculated: when was it notified?"),
        OpenPoint.NOTIFICATION: translate("draft", "When was it notified?"),
        OpenPoint.NOTIFIED_INFERRED: translate("draft", "The notification is inferred and has no source."),
        OpenPoint.ORDER: translate("draft", "What must be done?"),
        OpenPoint.GRACE: translate("draft", "How long is the grace period? Write it, or choose none."),
        OpenPoint.PENALTY: translate("draft", "What is the penalty? Write its amount."),
        OpenPoint.CAP: translate("draft", "What is the cap? Write it, or choose none."),
        OpenPoint.RULES: translate("draft", "Nothing is filled in. Answer the marked rules."),
        OpenPoint.SOURCE: translate("draft", "Paste a link or write where it was read."),
        OpenPoint.NO_PAYMENT: translate("draft", "No payment recorded."),
    }[point]


def missing_words(drafted: Drafted) -> str:
    """The sentence in place of a figure: the first fault, else the first point that a figure needs."""
    for problem in drafted.read.faults:
        return problem_words(problem, drafted)
    if drafted.page is not None and drafted.page.faults:
        sentence = text.printable(drafted.page.faults[0].sentence).rstrip(".")
        return translate("draft", "This cannot be calculated: {}.").format(sentence)
    for point in drafted.needed:
        return open_words(point)
    return ""
