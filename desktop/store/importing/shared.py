"""The records that imported rows share: authorities, respondents, provisions and sources, each once."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.domain.case.case import Authority
    from desktop.store.importing.known import KnownRecords
    from desktop.store.importing.records import NewRecords

_NOT_STATED = "not stated"  # the kind of a respondent


class SharedRecords:
    """The ids of shared records: those of the file, or of records added for the import."""

    def __init__(self, known: KnownRecords, new: NewRecords) -> None:
        self._known, self._new = known, new
        self._authorities: dict[Authority, int] = {}
        self._respondents: dict[str, int] = {}
        self._sources: dict[str, int] = {}

    def authority(self, one: Authority) -> int:
        """The id of an authority."""
        known = self._authorities.get(one)
        if known is None:
            known = self._known.authority(one)
            if known is None:
                known = self._new.add(
                    "authorities", one.name, one.short_name, one.country, one.zone, one.regime
                )
            self._authorities[one] = known
        return known

    def respondent(self, name: str) -> int:
        """The id of a respondent that is known by name alone."""
        known = self._respondents.get(name)
        if known is None:
            known = self._known.respondent(name, _NOT_STATED)
            if known is None:
                known = self._new.add("respondents", name, name, "", _NOT_STATED)
            self._respondents[name] = known
        return known

    def provision(self, provision: tuple[str, str]) -> int:
        """The id of a provision, by its law and article."""
        law, article = provision
        known = self._known.provisions.get((law, article))
        if known is None:
            text = f"{law} Art. {article}".strip()
            known = self._known.provisions[law, article] = self._new.add("provisions", text, law, article)
        return known

    def source(self, url: str) -> int:
        """The id of the source with a link."""
        known = self._sources.get(url)
        if known is None:
            known = self._known.source(url)
            if known is None:
                known = self._new.add("sources", url, "")
            self._sources[url] = known
        return known
