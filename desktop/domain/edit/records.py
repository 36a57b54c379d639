"""The records of a case file that a new investigation may refer to, or must not repeat."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.domain.case.case import Authority, Respondent

_LONGEST = 60  # letters of a slug


@dataclass(frozen=True)
class FileRecords:
    """Respondents and authorities with their uids, references with the slugs of their investigations.

    `other_names` are other names of respondents and authorities, each with the uid of its party.
    """

    respondents: tuple[tuple[str, Respondent], ...] = ()
    authorities: tuple[tuple[str, Authority], ...] = ()
    references: tuple[tuple[str, str], ...] = ()
    slugs: frozenset[str] = frozenset()
    other_names: tuple[tuple[str, str], ...] = ()

    @cached_property
    def _by_name(self) -> dict[str, tuple[str, Respondent]]:
        """Each respondent by its name and its everyday name, the first of a name before others."""
        named: dict[str, tuple[str, Respondent]] = {}
        for uid, known in self.respondents:
            for name in (known.name, known.short_name):
                named.setdefault(_bare(name), (uid, known))
        by_uid = dict(self.respondents)
        for name, uid in self.other_names:
            if uid in by_uid:
                named.setdefault(_bare(name), (uid, by_uid[uid]))
        return named

    @cached_property
    def _by_reference(self) -> dict[str, str]:
        return {_bare(reference): slug for reference, slug in reversed(self.references)}

    def with_added(
        self,
        respondents: tuple[tuple[str, Respondent], ...],
        authorities: tuple[tuple[str, Authority], ...],
        references: tuple[tuple[str, str], ...],
        slugs: frozenset[str],
    ) -> FileRecords:
        """The records with those that were added to the file since; names are not gathered anew."""
        made = FileRecords(
            self.respondents + respondents,
            self.authorities + authorities,
            self.references + references,
            self.slugs | slugs,
            self.other_names,
        )
        # What the file had before comes first, as it does where all is gathered.
        vars(made)["_by_name"] = FileRecords(respondents)._by_name | self._by_name  # noqa: SLF001 - another one
        vars(made)["_by_reference"] = FileRecords(references=references)._by_reference | self._by_reference  # noqa: SLF001
        return made

    def respondent(self, name: str) -> tuple[str, Respondent] | None:
        """The respondent of any of its names with its uid, or None."""
        return self._by_name.get(_bare(name))

    def authority(self, wanted: Authority) -> str | None:
        """The uid of an authority, also one that the file has under another name; else None."""
        countries = {uid: known.country for uid, known in self.authorities}
        same = (uid for uid, known in self.authorities if known == wanted)
        named = (
            uid
            for name, uid in self.other_names
            if name in (wanted.name, wanted.short_name) and countries.get(uid) == wanted.country
        )
        return next(same, None) or next(named, None)

    def free_slug(self, *parts: str) -> str:
        """A slug that no investigation of the file bears, of the words of its parts."""
        words = re.sub(r"[^a-z0-9]+", "-", unicodedata.normalize("NFKD", " ".join(parts)).casefold())
        slug = words.strip("-")[:_LONGEST].strip("-") or "investigation"
        number, free = 1, slug
        while free in self.slugs:
            number += 1
            free = f"{slug}-{number}"
        return free

    def slug_of(self, reference: str) -> str | None:
        """The slug of the investigation that bears a reference, or None."""
        return self._by_reference.get(_bare(reference))


def _bare(words: str) -> str:
    return " ".join(words.split()).casefold()
