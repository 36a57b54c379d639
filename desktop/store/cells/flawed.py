"""The rows that could not be read, each flaw with its names, its loss and the values that correct it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from desktop.domain.edit.change import Reference
from desktop.domain.edit.corrections import Correction, Flawed, FlawedRow, Loss
from desktop.domain.money import Money
from desktop.store.cells import kinds
from desktop.store.cells.nearest import MOST, is_of_days, near, near_dates, near_together
from desktop.store.cells.penalty_tables import FACTS
from desktop.store.cells.problems import WITHOUT_BYTES
from desktop.store.cells.rows import TABLES, shown, tables_of
from desktop.store.cells.rules import Date, NeedsCell
from desktop.store.cells.table import AS_IT_IS, LEFT_OUT
from desktop.store.law.authorities import authority_directory

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from desktop.domain.edit.change import Cell
    from desktop.domain.file import RowProblem
    from desktop.store.cells.table import CellColumn, RowRule, Table
    from desktop.store.file.casefile import CaseFile

_MOST_CHOICES = 250
_FACTS = frozenset(table.name for table in FACTS)
_LABELS = ("title", "short_name", "name", "label", "text", "reference", "actor", "url", "slug")
_DAYS = (
    *("date_start", "imposed_start", "decided_start", "paid_start", "day_start", "start_day", "on_day"),
    *("window_start", "by_day", "decided_on"),
)

# The names of tables and columns are our own: those of the schema.
ROW = "SELECT {columns} FROM {table} WHERE id = :id"
IS_THERE = "SELECT 1 FROM {table} WHERE id = :id"
TARGETS = "SELECT uid, {label} AS label FROM {table} ORDER BY {label}, id LIMIT :most"


@dataclass(frozen=True, slots=True)
class _Flaw:
    """A flaw of a row: the wrong cells, and the corrections of them."""

    columns: tuple[str, ...]
    kind: Flawed
    allowed: str
    loss: Loss
    read_as: str = ""
    suggestions: tuple[Correction, ...] = ()
    choices: tuple[Correction, ...] = ()


def flawed_rows(file: CaseFile, problems: Iterable[RowProblem]) -> tuple[FlawedRow, ...]:
    """The flaws of the rows with problems, in their order. Raises CaseFileError on damage."""
    places: dict[tuple[str, int], list[RowProblem]] = {}
    for problem in problems:
        places.setdefault((problem.table, problem.row_id), []).append(problem)
    tables = tables_of(file.version)
    return tuple(row for (name, _), found in places.items() for row in _of_row(file, tables[name], found))


def _of_row(file: CaseFile, table: Table, problems: list[RowProblem]) -> Iterator[FlawedRow]:
    first = problems[0]
    columns = ", ".join(
        WITHOUT_BYTES.format(column=column.name) if column.kind is kinds.BYTES else column.name
        for column in table.columns
    )
    rows = file.rows(ROW.format(columns=columns, table=table.name), {"id": first.row_id})
    if not rows:
        return
    row = dict(rows[0])
    flaws = [*_flaws(file, table, row)]
    known = {column for flaw in flaws for column in flaw.columns}
    flaws += [_other(problem) for problem in problems if problem.column and problem.column not in known]
    is_editable = table.name != "changes" and any(one.name == "uid" for one in TABLES[table.name].columns)
    uid = row.get("uid") if is_editable else None
    for flaw in flaws:
        yield FlawedRow(
            table=table.name,
            row_id=first.row_id,
            uid=uid if isinstance(uid, str) else "",
            written=tuple((name, row[name]) for name in flaw.columns),
            flaw=flaw.kind,
            allowed=flaw.allowed,
            loss=flaw.loss,
            read_as=flaw.read_as,
            label=_label(table, row),
            day=next((row[name] for name in _DAYS if kinds.is_day(row.get(name))), ""),
            amount=_amount(table, row),
            slug=first.slug,
            title=first.title,
            suggestions=flaw.suggestions[:MOST] if uid else (),
            choices=flaw.choices if uid else (),
            is_editable=is_editable,
        )


def _flaws(file: CaseFile, table: Table, row: dict[str, Any]) -> Iterator[_Flaw]:
    wrong = [column for column in table.columns if not column.holds(row[column.name])]
    names = {column.name for column in wrong}
    for rule in table.rules:
        spoilt = names.intersection(rule.columns)
        if isinstance(rule, Date) if spoilt else rule.faults(row):
            names.difference_update(spoilt)
            yield _of_rule(table, rule, row)
    yield from (_of_cell(table, column, row) for column in wrong if column.name in names)
    for column in table.columns:
        is_link = column.points_to and isinstance(row[column.name], int)
        if is_link and not file.rows(IS_THERE.format(table=column.points_to), {"id": row[column.name]}):
            yield _of_link(file, table, column)


def _of_cell(table: Table, column: CellColumn, row: dict[str, Any]) -> _Flaw:
    value = row[column.name]
    known = [one for one in _values(column) if column.holds(one)]
    if value is None:
        kind = Flawed.EMPTY
    elif is_of_days(column):
        kind = Flawed.DAY
    elif column.kind is kinds.ZONE:
        kind = Flawed.ZONE
    else:
        kind = Flawed.WORD if known and column.kind.words.startswith("one of") else Flawed.OTHER
    loss, read_as = _loss_of(table, column)
    return _Flaw(
        (column.name,),
        kind,
        column.words,
        loss,
        read_as,
        tuple(
            Correction(((column.name, one),))
            for one in near(column, value)
            if _goes_with_others(table, row | {column.name: one})
        ),
        tuple(Correction(((column.name, one),)) for one in known[:_MOST_CHOICES]),
    )


def _of_rule(table: Table, rule: RowRule, row: dict[str, Any]) -> _Flaw:
    optional = frozenset(column.name for column in table.columns if column.optional)
    choices: tuple[Correction, ...] = ()
    if isinstance(rule, Date):
        found = near_dates(rule, row)
        if optional.issuperset(rule.columns):
            found = (*found, dict.fromkeys(rule.columns))
        kind, loss = Flawed.DAY, Loss.DATE if rule.is_dispensable else Loss.ROW
    else:
        found = near_together(rule, row, optional)
        kind, loss = Flawed.TOGETHER, Loss.ROW
        if isinstance(rule, NeedsCell):
            needed = next(column for column in table.columns if column.name == rule.second)
            choices = tuple(Correction(((needed.name, one),)) for one in needed.kind.values())
            found = () if choices else found
    faults = rule.faults(row) if all(_is_known(table, name, row) for name in rule.columns) else ()
    allowed = faults[-1].words if faults else ""
    return _Flaw(
        rule.columns,
        kind,
        allowed,
        Loss.FIGURE if _is_of_figure(table) else loss,
        suggestions=tuple(Correction(tuple(cells.items())) for cells in found),
        choices=choices,
    )


def _of_link(file: CaseFile, table: Table, column: CellColumn) -> _Flaw:
    choices = _targets(file, column)
    emptied = (Correction(((column.name, None),)),) if column.optional else ()
    loss = Loss.OWNER if column.is_owner else _loss_of(table, column)[0]
    words = f"the id of a row of {column.points_to}"
    return _Flaw((column.name,), Flawed.LINK, words, loss, suggestions=emptied, choices=choices)


def _other(problem: RowProblem) -> _Flaw:
    return _Flaw((), Flawed.OTHER, f"{problem.column}: {problem.value} is not {problem.allowed}", Loss.ROW)


def _goes_with_others(table: Table, row: dict[str, Any]) -> bool:
    """Whether no rule on the sound cells of a row is broken."""
    return not any(
        rule.faults(row) for rule in table.rules if all(_is_known(table, name, row) for name in rule.columns)
    )


def _loss_of(table: Table, column: CellColumn) -> tuple[Loss, str]:
    """What a wrong cell changes, and the value read in its place."""
    if column.instead is AS_IT_IS:
        return Loss.NOTHING, ""
    if column.instead is not LEFT_OUT:
        return Loss.CELL, str(column.instead or "")
    return (Loss.FIGURE if _is_of_figure(table) else Loss.ROW), ""


def _is_of_figure(table: Table) -> bool:
    return table.is_whole or table.name in _FACTS


def _is_known(table: Table, name: str, row: dict[str, Any]) -> bool:
    return next(column for column in table.columns if column.name == name).holds(row[name])


def _values(column: CellColumn) -> tuple[str, ...]:
    """All words to choose from; of the time zones, those of the authorities known by name."""
    if column.kind is kinds.ZONE:
        return tuple(sorted({entry.authority.zone for entry in authority_directory().entries}))
    return tuple(column.kind.values())


def _targets(file: CaseFile, column: CellColumn) -> tuple[Correction, ...]:
    """The records that a column may refer to; none where there are too many to choose from."""
    table = tables_of(file.version)[column.points_to]
    label = next((name for name in _LABELS if any(name == one.name for one in table.columns)), "")
    if not label or file.version == 1:
        return ()
    sql = TARGETS.format(label=label, table=table.name)
    rows = file.rows(sql, {"most": _MOST_CHOICES + 1})
    if len(rows) > _MOST_CHOICES:
        return ()
    cells: list[tuple[Cell, str]] = [
        (Reference(table.name, str(row["uid"])), str(shown(row["label"]) or "")) for row in rows
    ]
    return tuple(Correction(((column.name, cell),), words) for cell, words in cells if words)


def _label(table: Table, row: dict[str, Any]) -> str:
    """The cell that names a row, as it can be shown."""
    name = next((name for name in _LABELS if isinstance(row.get(name), str) and row[name].strip()), "")
    return str(shown(row[name])) if name and any(column.name == name for column in table.columns) else ""


def _amount(table: Table, row: dict[str, Any]) -> Money | None:
    columns = {column.name: column for column in table.columns}
    minor, currency = row.get("amount"), row.get("currency")
    if not {"amount", "currency"} <= columns.keys() or minor is None or currency is None:
        return None
    is_sound = columns["amount"].holds(minor) and columns["currency"].holds(currency)
    return Money(minor, currency) if is_sound else None
