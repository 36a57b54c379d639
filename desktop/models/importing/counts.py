"""The counts of an import in words: its equation, what rows lack, its buttons and its end."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication

from desktop import text
from desktop.domain.importing.found import CleanUp, Lack
from desktop.domain.printable import short_line
from desktop.models.table import Column

if TYPE_CHECKING:
    from desktop.domain.importing.found import Cleaned, DryRun, ImportDone, TableFound, TextsFound

translate = QCoreApplication.translate

_LONGEST = 160  # characters of a cell
_MOST_LINES = 12
_ORDER = (
    Lack.NO_AMOUNT, Lack.NOT_NAMED, Lack.DESCRIBED, Lack.NO_PROVISION, Lack.ALIKE, Lack.NO_SOURCE,
    Lack.OTHER_COUNTRY,
)  # fmt: skip


class Counted(NamedTuple):
    """A number with its words, and the colour role of the number."""

    number: str
    words: str
    tone: str = ""


def head_words(table: TableFound | None, path_name: str) -> str:
    """The title of the page."""
    return translate("importing", "Import {}").format(text.printable(table.name if table else path_name))


def size_words(dry: DryRun) -> str:
    """The size of the table, and that nothing is written yet."""
    parts = (
        translate("importing", "{} bytes").format(text.count(dry.table.size)),
        rows_words(dry.total),
        translate("importing", "1 column")
        if len(dry.table.columns) == 1
        else translate("importing", "{} columns").format(text.count(len(dry.table.columns))),
    )
    return " · ".join(parts) + ". " + translate("importing", "A dry run: nothing has been written.")


def rows_words(number: int) -> str:
    """A number of rows."""
    if number == 1:
        return translate("importing", "1 row")
    return translate("importing", "{} rows").format(text.count(number))


def equation(dry: DryRun) -> tuple[Counted, Counted, Counted]:
    """The rows in, those that will be imported, and those refused; the first is the sum of the others."""
    refused = "running" if dry.refused else ""
    return (
        Counted(
            text.count(dry.rows),
            translate("importing", "row in") if dry.rows == 1 else translate("importing", "rows in"),
        ),
        Counted(text.count(dry.imported), translate("importing", "will be imported"), "settled"),
        Counted(text.count(dry.refused), translate("importing", "refused"), refused),
    )


def lack_counts(dry: DryRun) -> tuple[Counted, ...]:
    """What the rows lack that will be imported, and what the file has of them already."""
    counts = dict(dry.lacks)
    words = {
        Lack.NO_AMOUNT: translate("importing", "without an amount"),
        Lack.NOT_NAMED: translate("importing", "respondent not named"),
        Lack.DESCRIBED: translate("importing", "described only"),
        Lack.NO_PROVISION: translate("importing", "no provision read"),
        Lack.ALIKE: translate("importing", "looks like another")
        if counts.get(Lack.ALIKE) == 1
        else translate("importing", "look like another"),
        Lack.NO_SOURCE: translate("importing", "without a source"),
        Lack.OTHER_COUNTRY: translate("importing", "of another country"),
    }
    found = [Counted(text.count(counts[lack]), words[lack]) for lack in _ORDER if counts.get(lack)]
    if dry.there:
        found.append(Counted(text.count(dry.there), translate("importing", "in the file already")))
    if dry.changed:
        words_ = translate("importing", "changed since")
        found.append(Counted(text.count(len(dry.changed)), words_, "grace"))
    if dry.names:
        one, many = translate("importing", "authority name"), translate("importing", "authority names")
        found.append(Counted(text.count(len(dry.names)), one if len(dry.names) == 1 else many))
    return tuple(found)


def texts_size(texts: TextsFound) -> str:
    """The number of investigations in texts, and that nothing is written yet."""
    return f"{cases_words(texts.total)}. " + translate("importing", "A dry run: nothing has been written.")


def texts_counts(texts: TextsFound) -> tuple[Counted, ...]:
    """What texts would bring: the investigations in them are those new, there already, and different."""
    found = [Counted(text.count(len(texts.new)), translate("importing", "new"), "settled")]
    found.append(Counted(text.count(len(texts.there)), translate("importing", "in the file already")))
    if texts.different:
        found.append(Counted(text.count(len(texts.different)), translate("importing", "different"), "grace"))
    return tuple(found)


def texts_lines(texts: TextsFound) -> str:
    """What differs in the case file and what is wrong with the texts, a line each, the first of them."""
    lines = [_line(problem) for problem in texts.problems]
    lines += (f"{_line(name)}: {_line(words)}" for name, words in texts.different)
    more = len(lines) - _MOST_LINES
    shown = lines[:_MOST_LINES]
    if more > 0:
        shown.append(translate("importing", "and {} more").format(text.count(more)))
    return "\n".join(shown)


def texts_button(texts: TextsFound, *, overwrite: bool) -> str:
    """The words of the button that imports texts."""
    return translate("importing", "Import {}").format(cases_words(new_texts(texts, overwrite=overwrite)))


def new_texts(texts: TextsFound, *, overwrite: bool) -> int:
    """The number of investigations that an import of texts would write."""
    return len(texts.new) + (len(texts.different) if overwrite else 0)


def different_words(number: int) -> str:
    """The question about investigations that differ from those in the case file."""
    if number == 1:
        return translate("importing", "1 investigation differs. What stands in the case file:")
    return translate("importing", "{} investigations differ. What stands in the case file:").format(
        text.count(number)
    )


def cases_words(number: int) -> str:
    """A number of investigations."""
    if number == 1:
        return translate("importing", "1 investigation")
    return translate("importing", "{} investigations").format(text.count(number))


def new_rows(dry: DryRun, *, overwrite: bool) -> int:
    """The number of rows that an import would write."""
    return dry.imported - dry.there - (0 if overwrite else len(dry.changed))


def button_words(dry: DryRun | None, *, overwrite: bool) -> str:
    """The words of the button that imports."""
    if dry is None:
        return translate("importing", "Import")
    return translate("importing", "Import {}").format(rows_words(new_rows(dry, overwrite=overwrite)))


def read_words(read: int, total: int, *, is_writing: bool) -> str:
    """The progress of a run."""
    shape = (
        translate("importing", "Imported {0} of {1}")
        if is_writing
        else translate("importing", "Read {0} of {1}")
    )
    return shape.format(text.count(read), rows_words(total))


def kept_words(dry: DryRun, day: str) -> str:
    """What each row keeps, and what the same file again would do."""
    if not dry.missing and dry.imported and not new_rows(dry, overwrite=True):
        return translate("importing", "All rows that can be imported are in the file already.")
    return translate(
        "importing",
        "Each row keeps its file, line, licence and the day it was taken ({}). The same file imported again"
        " changes nothing.",
    ).format(day)


def missing_words(dry: DryRun) -> str:
    """That a fact has no column, and what to do."""
    return translate(
        "importing",
        "No column holds {}. Choose another profile, or say under Columns which column becomes it.",
    ).format(dry.missing)


def changed_words(number: int) -> str:
    """The question about rows that changed since they were imported."""
    if number == 1:
        return translate(
            "importing", "1 row has changed since it was imported. What stands in the case file:"
        )
    return translate(
        "importing", "{} rows have changed since they were imported. What stands in the case file:"
    ).format(text.count(number))


def done_words(done: ImportDone) -> tuple[Counted, ...]:
    """What an import wrote."""
    found = [Counted(text.count(done.new), translate("importing", "imported"), "settled")]
    if done.overwritten:
        found.append(Counted(text.count(done.overwritten), translate("importing", "overwritten"), "settled"))
    if done.there:
        found.append(Counted(text.count(done.there), translate("importing", "in the file already")))
    if done.left:
        found.append(
            Counted(text.count(done.left), translate("importing", "changed since, left as they are"))
        )
    tone = "running" if done.refused else ""
    found.append(Counted(text.count(done.refused), translate("importing", "refused"), tone))
    return tuple(found)


def clean_up_words(kind: CleanUp) -> str:
    """A kind of clean-up."""
    return {
        CleanUp.ENTITIES: translate("importing", "HTML entities"),
        CleanUp.TAGS: translate("importing", "HTML tags"),
        CleanUp.TWICE: translate("importing", "letters read in a wrong encoding"),
        CleanUp.SPACES: translate("importing", "spaces"),
        CleanUp.CONTROLS: translate("importing", "control characters"),
        CleanUp.GLUED: translate("importing", "articles run together"),
        CleanUp.LAWS: translate("importing", "misspelt names of laws"),
    }[kind]


def cleaned_words(dry: DryRun) -> str:
    """The number of cells of each clean-up."""
    return ", ".join(
        translate("importing", "{0} in {1}").format(clean_up_words(kind), text.count(count))
        for kind, count in sorted(dry.clean_ups, key=lambda pair: -pair[1])
    )


def cleaned_columns() -> tuple[Column[Cleaned], ...]:
    """The columns of the list of clean-ups."""
    return (
        Column(
            translate("importing", "Line"),
            lambda row: text.count(row.line),
            lambda row: row.line,
            align_right=True,
        ),
        Column(translate("importing", "Column"), lambda row: _line(row.column), lambda row: row.column),
        Column(
            translate("importing", "Clean-up"),
            lambda row: clean_up_words(row.kind),
            lambda row: row.kind.value,
        ),
        Column(
            translate("importing", "Before"),
            lambda row: _line(row.before),
            lambda row: row.before,
            stretch=True,
            tip=lambda row: _line(row.before),
        ),
        Column(
            translate("importing", "After"),
            lambda row: _line(row.after),
            lambda row: row.after,
            stretch=True,
            tip=lambda row: _line(row.after),
        ),
    )


def name_columns() -> tuple[Column[tuple[str, str, int]], ...]:
    """The columns of the list of names of authorities."""
    return (
        Column(
            translate("importing", "As written"), lambda row: _line(row[0]), lambda row: row[0], stretch=True
        ),
        Column(translate("importing", "Authority"), lambda row: _line(row[1]), lambda row: row[1]),
        Column(
            translate("importing", "Rows"),
            lambda row: text.count(row[2]),
            lambda row: row[2],
            align_right=True,
        ),
    )


def _line(words: str) -> str:
    return short_line(words, _LONGEST)
