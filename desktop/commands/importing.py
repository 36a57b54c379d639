"""`astreinte import`: the rows of a table, or the texts of cases, into a case file."""

from __future__ import annotations

import json
import sys
from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

from desktop.clock import today_in
from desktop.commands import case_texts
from desktop.commands.arguments import import_parser
from desktop.commands.own import NoBackupError, author, back_up
from desktop.domain.edit.imported import Taken
from desktop.domain.importing.profile import RowMeaning
from desktop.domain.printable import on_one_line, short_line
from desktop.exchange.tables.content import UnreadableTableError
from desktop.exchange.tables.dry_run import Run, dry_run
from desktop.exchange.tables.names import AuthorityNames
from desktop.exchange.tables.opening import open_table
from desktop.exchange.tables.profiles import (
    NoProfileError,
    fitting_profile,
    named_profile,
    own_profiles,
    shipped_profiles,
)
from desktop.exchange.tables.refusals import HEADINGS, refusals_csv
from desktop.output import FileKind, OutputError, check_place, write_whole
from desktop.places import profiles_folder
from desktop.store.edit.errors import EditError
from desktop.store.file.casefile import open_case_file
from desktop.store.importing.importer import import_rows, investigation_names
from desktop.store.law.authorities import authority_directory

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from pathlib import Path

    from desktop.domain.importing.found import RefusedRow, RowFault
    from desktop.domain.importing.profile import Profile
    from desktop.exchange.tables.content import Content
    from desktop.exchange.tables.dry_run import ImportCount
    from desktop.store.importing.importer import Written

REFUSED = FileKind("a list of refused rows", b"\xef\xbb\xbf" + ",".join(HEADINGS).encode())
_SHOWN = 20  # refused rows in words
_LONGEST = 80  # characters of a cell


class Imported(NamedTuple):
    """What the command did: the table and profile, the count, and what was written (None: a dry run)."""

    content: Content
    profile: Profile
    taken: Taken
    tally: ImportCount
    written: Written | None
    is_replacing: bool = False


def run(words: Sequence[str]) -> int:
    """Import a table and print the count; 1 where rows were refused, 2 where the table cannot be used.

    A folder, or a TOML file, is that of cases as text.

    Raises CaseFileError.
    """
    asked = import_parser().parse_args(words)
    if case_texts.takes(asked):
        return case_texts.run_import(asked)
    try:
        if asked.refused is not None:
            check_place(asked.refused, REFUSED, case_file=asked.into)
        done = _imported(asked)
        if asked.refused is not None:
            write_whole(asked.refused, refusals_csv(done.tally.refused), REFUSED, case_file=asked.into)
    except (UnreadableTableError, NoProfileError, NoBackupError, EditError, OutputError) as error:
        print(error, file=sys.stderr)
        return 2
    print(as_json(done) if asked.json else as_text(done))
    return 1 if done.tally.refused else 0


def _imported(asked: argparse.Namespace) -> Imported:
    """Read the table, and write it unless it is a dry run."""
    content, profile = _opened(asked.file, asked.profile)
    slugs: dict[str, str] = {}
    with closing(open_case_file(asked.into)) as file:
        if profile.rows is RowMeaning.EVENTS:
            slugs = investigation_names(file)
    on = asked.taken_on or today_in("UTC")
    taken = Taken(profile.data_set or content.name, profile.licence, on.isoformat())
    run_ = Run(
        content, profile, AuthorityNames(authority_directory()), slug_of=lambda name: slugs.get(name, "")
    )
    if asked.dry_run:
        return Imported(content, profile, taken, dry_run(run_), None)
    back_up(asked.into)
    written = import_rows(asked.into, run_.rows(), taken, author=author(), overwrite=asked.replace)
    return Imported(content, profile, taken, run_.tally, written, is_replacing=asked.replace)


def _opened(path: Path, name: str | None) -> tuple[Content, Profile]:
    """The table, and the profile named or fitting best. Raises UnreadableTableError and NoProfileError."""
    if name is not None:
        profile = named_profile(name, profiles_folder())
        content = open_table(path, profile, lambda: None)
    else:
        content, profile = _fitting(path)
    missing = profile.missing(content.columns)
    if missing:
        raise UnreadableTableError("no-column", content.name, missing)
    return content, profile


def _fitting(path: Path) -> tuple[Content, Profile]:
    *_, otherwise, _chronology = shipped_profiles()
    content = open_table(path, otherwise, lambda: None)
    profile = fitting_profile(content.columns, own_profiles(profiles_folder())) or otherwise
    return (content if profile == otherwise else open_table(path, profile, lambda: None)), profile


def as_json(done: Imported) -> str:
    """The count as a JSON object."""
    tally, written = done.tally, done.written
    return json.dumps(
        {
            "file": done.content.name,
            "profile": done.profile.name,
            "data_set": done.taken.data_set,
            "licence": done.taken.licence,
            "taken_on": done.taken.on,
            "rows": tally.rows,
            "imported": tally.imported,
            "refused": len(tally.refused),
            "written": None
            if written is None
            else {"new": written.new, "unchanged": written.unchanged, "changed": written.changed},
            "counts": {lack.value: count for lack, count in tally.lacks.items()},
            "lines": {lack.value: lines for lack, lines in tally.lines.items()},
            "clean_ups": {kind.value: count for kind, count in tally.noticed.clean_ups.items()},
            "cleaned": [one._asdict() for one in tally.noticed.cleaned],
            "authorities": [
                {"written": name, "authority": short, "rows": rows}
                for (name, short), rows in tally.noticed.authorities.items()
            ],
            "refusals": [
                {
                    "line": refusal.line,
                    "faults": [_fault_as_json(fault) for fault in refusal.faults],
                }
                for refusal in tally.refused
            ],
        },
        indent=2,
        ensure_ascii=False,
    )


def _fault_as_json(fault: RowFault) -> dict[str, str]:
    return {"column": fault.column, "written": fault.written, "reason": fault.reason}


def as_text(done: Imported) -> str:
    """The count in lines: what went in, what was written, what is in doubt, and the first refused rows."""
    tally, profile = done.tally, done.profile
    lines = [
        f"{tally.rows:,} rows in = {tally.imported:,} imported + {len(tally.refused):,} refused",
        f"Profile: {profile.name}; dates: {profile.date_order.value}; decimal sign: {profile.decimal_sign}",
    ]
    if done.written is None:
        lines.append("A dry run: nothing was written.")
    else:
        lines.append(f"{done.written.new:,} new, {done.written.unchanged:,} in the file already")
        if done.written.changed:
            numbers = ", ".join(map(str, done.written.changed[:_SHOWN]))
            more = "" if len(done.written.changed) <= _SHOWN else " and more"
            count = len(done.written.changed)
            done_with = "overwritten" if done.is_replacing else "left as they are"
            lines.append(f"{count:,} changed since they were imported, {done_with}: lines {numbers}{more}")
    lines += (f"{count:,} {lack.value}" for lack, count in tally.lacks.items())
    lines += (f"{len(tally.noticed.authorities):,} names of authorities matched",) * bool(
        tally.noticed.authorities
    )
    lines += (f"Cleaned: {kind.value} in {count:,} cells" for kind, count in tally.noticed.clean_ups.items())
    lines += (line for refusal in tally.refused[:_SHOWN] for line in _in_words(refusal))
    if len(tally.refused) > _SHOWN:
        lines.append(f"{len(tally.refused) - _SHOWN:,} more refused rows: --refused OUT.csv lists all.")
    return "\n".join(lines)


def _in_words(refusal: RefusedRow) -> list[str]:
    return [
        f"Line {refusal.line}, {on_one_line(fault.column) or 'the row'}: "
        f"“{short_line(fault.written, _LONGEST)}”: {on_one_line(fault.reason)}"
        for fault in refusal.faults
    ]
