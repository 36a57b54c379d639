"""The history in words: when, by whom, what of which record, before and after, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop import text
from desktop.domain.edit.change import EditKind, Reference
from desktop.domain.edit.told import HistoryFilter, HistoryOf, TurnOf
from desktop.domain.printable import short_line, shortened
from desktop.models.edit.cell_words import cell_words, changed_words, column_words, date_words, whole_words
from desktop.models.listing.words import cells as row_cells
from desktop.models.mode_words import step_words
from desktop.models.table import Column

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.edit.told import Subject, ToldStep, UndoConflict
    from desktop.domain.listing.row import Row
    from desktop.domain.orders.draft import OpenOrder

ARROW = " \N{RIGHTWARDS ARROW} "
MARK = "\N{BLACK DIAMOND}"
_MOST_CHANGED = 2  # columns of one row that are told
_LETTERS = 26
_TITLE = 60  # characters of the title of an investigation
_MOST_LETTERS = 32  # of a value in a choice
translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """A line of the history: a step, or the conflict of the step above it."""

    step: ToldStep
    figure: Row | None = None  # of its investigation, where the step is the last that can have changed it
    conflict: UndoConflict | None = None


def history_columns(today: date, *, can_undo: bool) -> tuple[Column[HistoryLine], ...]:
    """The columns of the history; the last one offers to undo a step."""

    def column(title: str, words: object, **more: object) -> Column[HistoryLine]:
        def shown(line: HistoryLine) -> str:
            return "" if line.conflict is not None else words(line)  # type: ignore[operator]

        return Column(title, shown, lambda _: None, **more)  # type: ignore[arg-type]

    found: tuple[Column[HistoryLine], ...] = (
        Column(
            translate("history", "When"),
            lambda line: _spoken(line, today),
            lambda _: None,
            colour=lambda _: "muted",
        ),
        column(translate("history", "By"), lambda line: by_words(line.step)),
        column(translate("history", "Change"), lambda line: change_words(line.step), colour=_colour),
        column(
            translate("history", "Of"),
            lambda line: subject_words(line.step.subject),
            colour=lambda _: "muted",
            tip=lambda line: subject_words(line.step.subject),
        ),
        column(
            translate("history", "Before → after"),
            lambda line: content_words(line.step),
            stretch=True,
            colour=_colour,
            tip=lambda line: content_words(line.step, most=20),
        ),
        column(
            translate("history", "Accrued becomes"),
            lambda line: figure_words(line.figure),
            align_right=True,
            colour=lambda line: "grace" if line.figure is not None and not line.figure.accrued else "text",
        ),
    )
    undo = column("", lambda line: undo_link(line.step), colour=lambda _: "accent", align_right=True)
    return (*found, undo) if can_undo else found


def filter_words(wanted: HistoryFilter) -> str:
    """The name of a filter."""
    return {
        HistoryFilter.EVERYTHING: translate("history", "Everything"),
        HistoryFilter.BY_ME: translate("history", "By me"),
        HistoryFilter.BY_OTHERS: translate("history", "By another program"),
    }[wanted]


def empty_words(wanted: HistoryFilter, about: HistoryOf) -> str:
    """The words in place of a history without steps."""
    if about.records:
        return translate("history", "Nothing of it has been changed yet.")
    return {
        HistoryFilter.EVERYTHING: translate("history", "Nothing has been changed yet."),
        HistoryFilter.BY_ME: translate("history", "You have changed nothing yet."),
        HistoryFilter.BY_OTHERS: translate("history", "No other program has changed this file."),
    }[wanted]


def order_history(opened: OpenOrder) -> HistoryOf:
    """The history of an order: of its terms, and of what must be done."""
    uids = opened.uids
    labels = () if opened.terms is None else opened.terms.order_labels
    orders = tuple(Reference("orders", uids.orders[label]) for label in labels if label in uids.orders)
    title = short_line(opened.case.investigation.title, _TITLE)
    name = translate("history", "order {0}, {1}").format(text.printable(opened.label), title)
    return HistoryOf(name, (Reference("penalty_terms", uids.terms), *orders))


def about_words(about: HistoryOf) -> str:
    """Whose history alone is shown."""
    return translate("history", "Only changes of {0}.").format(about.name)


def unseen_words(number: int) -> str:
    """The number of changes of other programs that were not taken for seen."""
    if number == 1:
        return translate("history", "1 change by another program is new.")
    return translate("history", "{0} changes by another program are new.").format(text.count(number))


def moment_words(at: str, today: date) -> str:
    """A moment on the user's own clock, with its day if that is not today; as written if it is none."""
    try:
        here = datetime.fromisoformat(at)
    except ValueError:
        return text.printable(at)
    here = (here if here.tzinfo is not None else here.replace(tzinfo=UTC)).astimezone()
    return f"{here:%H:%M}" if here.date() == today else f"{text.day(here.date())}, {here:%H:%M}"


def by_words(step: ToldStep) -> str:
    """Who made a step."""
    if step.is_outside:
        words = translate("history", "Another program")
        return f"{MARK} {words}"
    return text.printable(step.author) or translate("history", "not given")


def change_words(step: ToldStep) -> str:
    """What a step did, in a few words."""
    words = _deed(step)
    if step.turn is TurnOf.UNDO:
        return translate("history", "Undone: {0}").format(_small(words))
    if step.turn is TurnOf.REDO:
        return translate("history", "Redone: {0}").format(_small(words))
    return translate("history", "{0} (undone)").format(words) if step.is_undone else words


def subject_words(subject: Subject) -> str:
    """What a step is about: the investigation, and the record within it."""
    case, record = text.printable(subject.case_name), _record_words(subject)
    return ", ".join(part for part in (case, record) if part)


def content_words(step: ToldStep, most: int = _MOST_CHANGED) -> str:
    """What a step changed, before and after; of a whole record, what it is."""
    if step.kind == EditKind.IMPORTED or (step.table == "investigations" and step.rows > 1):
        return _rows(step.rows)
    if step.is_added or step.is_deleted:
        words = whole_words(step.cells, step.currency, is_after=step.is_added)
    else:
        found = changed_words(step.cells, step.currency)
        if len(found) == 1:
            words = f"{found[0][1]}{ARROW}{found[0][2]}"
        else:
            words = "; ".join(f"{name}: {before}{ARROW}{after}" for name, before, after in found[:most])
            if len(found) > most:
                more = translate("history", "{0} more").format(text.count(len(found) - most))
                words = f"{words}; {more}"
    return words or (_rows(step.rows) if step.rows > 1 else "")


def figure_words(figure: Row | None) -> str:
    """The sum accrued in an investigation; empty where it is not told."""
    if figure is None:
        return ""
    words = row_cells(figure)
    return words.amount if figure.accrued else f"⚠ {words.state}"


def undo_link(step: ToldStep) -> str:
    """The command that takes a step back; empty for one that cannot be."""
    if not step.can_be_taken_back:
        return ""
    return translate("history", "Redo") if step.turn is TurnOf.UNDO else translate("history", "Undo")


def conflict_sentence(conflict: UndoConflict, today: date) -> str:
    """Why a step was not undone."""
    at = moment_words(conflict.at, today) if conflict.at else ""
    if not conflict.column:
        if not at:
            return translate("history", "It was deleted.")
        if conflict.can_be_restored:
            return translate("history", "Deleted at {0}. Restore it with your values?").format(at)
        return translate("history", "Deleted at {0}; its values are not known.").format(at)
    what = _small(column_words(conflict.column))
    if conflict.by or conflict.is_outside:
        who = text.printable(conflict.by) or translate("history", "Another program")
        return translate("history", "{0} changed this {1} again at {2}.").format(who, what, at)
    if not at:
        return translate("history", "Another program changed this {0}, after you did.").format(what)
    return translate("history", "Another program changed this {0} at {1}, after you did.").format(what, at)


def conflict_values(conflict: UndoConflict) -> tuple[tuple[str, str], ...]:
    """The three values of a cell in conflict, each under its title."""
    name, cell = conflict.column, conflict.cell
    before = (
        translate("history", "not in the file")
        if conflict.removes
        else cell_words(name, cell.before, conflict.currency)
    )
    words = translate("history", "Before you"), translate("history", "Yours")
    if conflict.is_outside:
        words = translate("history", "Before"), translate("history", "Changed to")
    return (
        (words[0], before),
        (words[1], cell_words(name, cell.after, conflict.currency)),
        (translate("history", "In the file now"), cell_words(name, conflict.now, conflict.currency)),
    )


def choice_words(conflict: UndoConflict) -> tuple[str, str, str]:
    """The three choices: the value before the step, that of the step, that in the file; some are empty."""
    if not conflict.column:
        restore = translate("history", "Restore it") if conflict.can_be_restored else ""
        return restore, "", translate("history", "Leave it deleted")
    (_, before), (_, _), (_, now) = conflict_values(conflict)
    mine = "" if conflict.is_outside else translate("history", "Restore yours")
    if conflict.removes:
        return translate("history", "Delete it all the same"), mine, translate("history", "Leave it")
    return (
        translate("history", "Restore “{0}”").format(shortened(before, _MOST_LETTERS)),
        mine,
        translate("history", "Leave “{0}”").format(shortened(now, _MOST_LETTERS)),
    )


def _spoken(line: HistoryLine, today: date) -> str:
    """The moment of a step; of a conflict, its sentence."""
    if line.conflict is not None:
        words = translate("history", "Not undone.")
        return f"{words} {conflict_sentence(line.conflict, today)}"
    return moment_words(line.step.at, today)


def _colour(line: HistoryLine) -> str:
    return "faint" if line.step.is_undone else "text"


def _deed(step: ToldStep) -> str:
    changed = changed_words(step.cells, step.currency)
    if not step.is_added and not step.is_deleted and len(changed) == 1 and step.rows == 1:
        return changed[0][0]
    if step.kind in {*EditKind}:
        return _capital(step_words(EditKind(step.kind)))
    noun = record_words(step.table)
    if step.is_added:
        return translate("history", "{0} added").format(noun)
    if step.is_deleted:
        return translate("history", "{0} deleted").format(noun)
    return translate("history", "{0} changed").format(noun)


def record_words(table: str) -> str:
    """The noun for the records of a table."""
    table = "sources" if table.endswith("_sources") else table
    return _nouns().get(table, translate("history", "Row"))


def _record_words(subject: Subject) -> str:
    """A record within its investigation, or a shared one."""
    if subject.days is not None:
        return date_words(*subject.days)
    letters = [_letter(place) for place in subject.places]
    if subject.table == "orders" and letters:
        return translate("history", "order {0}").format(letters[0])
    if subject.table == "penalty_terms":
        return _penalty_words(letters)
    if subject.case is None and not subject.case_name:
        return text.printable(subject.name) or record_words(subject.table)
    return "" if subject.table == "investigations" else record_words(subject.table).lower()


def _penalty_words(letters: list[str]) -> str:
    """The penalty on some orders."""
    if not letters:
        return translate("history", "penalty")
    if len(letters) == 1:
        return translate("history", "penalty on order {0}").format(letters[0])
    words = translate("history", " and ").join((", ".join(letters[:-1]), letters[-1]))
    return translate("history", "penalty on {0}").format(words)


def _letter(place: int) -> str:
    """The letter of an order: A to Z, then AA."""
    rounds, rest = divmod(place - 1, _LETTERS)
    return ("" if not rounds else _letter(rounds)) + chr(ord("A") + rest)


def _rows(number: int) -> str:
    if number == 1:
        return translate("history", "1 row")
    return translate("history", "{0} rows").format(text.count(number))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _small(words: str) -> str:
    return words if words[:2].isupper() else words[:1].lower() + words[1:]


def _nouns() -> dict[str, str]:
    return {
        "authorities": translate("history", "Authority"),
        "respondents": translate("history", "Respondent"),
        "provisions": translate("history", "Provision"),
        "sources": translate("history", "Source"),
        "investigations": translate("history", "Investigation"),
        "investigation_references": translate("history", "Reference"),
        "investigation_respondents": translate("history", "Respondent"),
        "investigation_provisions": translate("history", "Provision"),
        "investigation_sources": translate("history", "Source"),
        "events": translate("history", "Event"),
        "event_actors": translate("history", "Actor"),
        "decisions": translate("history", "Decision"),
        "fines": translate("history", "Fine"),
        "fine_stages": translate("history", "Stage of a fine"),
        "orders": translate("history", "Order"),
        "penalty_terms": translate("history", "Penalty"),
        "term_orders": translate("history", "Order of a penalty"),
        "penalty_rates": translate("history", "Rate"),
        "stays": translate("history", "Stay"),
        "compliance": translate("history", "Compliance"),
        "occurrences": translate("history", "Day of breach"),
        "findings": translate("history", "Finding"),
        "tallies": translate("history", "Tally"),
        "liquidations": translate("history", "Liquidation"),
        "payments": translate("history", "Payment"),
        "documents": translate("history", "Document"),
        "document_pages": translate("history", "Page of a document"),
        "citations": translate("history", "Citation"),
        "origins": translate("history", "Origin"),
        "holidays": translate("history", "Holiday"),
    }
