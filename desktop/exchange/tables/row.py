"""One row of a table while it is read: its cells by their facts, the faults found and the clean-ups made."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from desktop.domain.case.case import Lane
from desktop.domain.currencies import CURRENCIES
from desktop.domain.importing.found import Cleaned, RowFault
from desktop.domain.importing.profile import Becomes, RowMeaning
from desktop.exchange.tables.cleaning import are_clean, cleaned
from desktop.exchange.tables.content import as_written
from desktop.exchange.tables.names import country_code
from desktop.exchange.tables.rules import NoAuthority, is_abroad
from desktop.exchange.tables.values import other_reading

if TYPE_CHECKING:
    from desktop.domain.case.case import Authority
    from desktop.domain.days.period import UncertainDate
    from desktop.domain.importing.found import CleanUp
    from desktop.exchange.tables.content import Raw
    from desktop.exchange.tables.rules import Rules
    from desktop.exchange.tables.values import Amount

_LONGEST_LINE, _LONGEST_TEXT = 2_000, 50_000
_LINK = re.compile(r"(?:https?://|www\.)[^\s<>\"]+", re.IGNORECASE)
_LINKED = 20  # sources of a row


class RowError(Exception):
    """A row with faults."""

    def __init__(self, *faults: RowFault) -> None:
        super().__init__(faults[0].reason)
        self.faults = faults


class RowCells:
    """One row while it is read: its cells, the faults found and the clean-ups made."""

    def __init__(self, rules: Rules, number: int, cells: list[Raw]) -> None:
        self.number = number
        self._rules, self._cells = rules, cells
        texts = [cell for cell in cells if isinstance(cell, str)]
        self._is_clean = len(texts) == len(cells) and are_clean(texts)
        self._faults: list[RowFault] = []
        self._clean_ups: list[Cleaned] = []
        self._authority: tuple[str, str] | None = None  # its name as written, and its short name

    def fault(self, fact: Becomes, reason: str, offered: NoAuthority | None = None) -> None:
        """Note the fault of a fact's cell, with what is offered in its place."""
        place = self._rules.places.get(fact)
        column = "" if place is None else self._rules.columns[place]
        near, others = (offered.near, offered.others) if offered is not None else ((), ())
        self._faults.append(RowFault(column, as_written(self.raw(fact)), reason, fact, near, others))

    def has_fault_in(self, *facts: Becomes) -> bool:
        """Whether a fault stands in the column of one of the facts."""
        places, columns = self._rules.places, self._rules.columns
        named = {columns[places[fact]] for fact in facts if fact in places}
        return any(fault.column in named for fault in self._faults)

    @property
    def has_faults(self) -> bool:
        """Whether any fault was found."""
        return bool(self._faults)

    @property
    def error(self) -> RowError:
        """The error with the faults found."""
        return RowError(*self._faults)

    def keep_notes(self) -> None:
        """Count what was noticed in a row without faults."""
        if self._clean_ups:
            self._rules.noticed.add(self._clean_ups)
        if self._authority is not None:
            self._rules.noticed.authorities[self._authority] += 1

    def other_day(self) -> UncertainDate | None:
        """The day of the row in the order of day and month that the profile has not, if it has one."""
        fact = Becomes.DAY if self._rules.profile.rows is RowMeaning.EVENTS else Becomes.DECISION_DAY
        return other_reading(self.raw(fact), self._rules.profile)

    @property
    def written(self) -> tuple[str, ...]:
        """The texts of all cells."""
        return tuple(map(as_written, self._cells))

    def raw(self, fact: Becomes) -> Raw:
        """The cell of a fact as it stands; None without a column."""
        place = self._rules.places.get(fact)
        return None if place is None else self._cells[place]

    def digest(self) -> str:
        """The digest of all cells as they are read."""
        words = "\x1f".join([cell if isinstance(cell, str) else as_written(cell) for cell in self._cells])
        return hashlib.blake2b(words.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()

    def text_of(self, fact: Becomes) -> str:
        """The text of a fact, cleaned; empty where it is a mark of no value."""
        place = self._rules.places.get(fact)
        raw = None if place is None else self._cells[place]
        if raw is None:
            return ""
        words = tidy = raw if isinstance(raw, str) else as_written(_whole(raw))
        if not self._is_clean:
            tidy, made = cleaned(words)
            if made:
                self._clean(fact, made, words, tidy)
        if len(tidy) <= self._rules.longest_nothing and tidy.casefold() in self._rules.nothing:
            return ""
        if len(tidy) > _LONGEST_TEXT:
            self.fault(fact, f"This text is longer than {_LONGEST_TEXT:,} characters.")
        return tidy

    def line_of(self, fact: Becomes) -> str:
        """The text of a fact on one line."""
        if fact not in self._rules.places:
            return ""
        words = self.text_of(fact)
        if "\n" in words:
            words = " ".join(words.split())
        if len(words) > _LONGEST_LINE:
            self.fault(fact, f"This text is longer than {_LONGEST_LINE:,} characters.")
        return words

    def date(self, fact: Becomes) -> UncertainDate | None:
        """The date of a fact; None where there is none, or where it is faulty."""
        raw = self.raw(fact)
        if raw is None:
            return None
        found = self._rules.date(self._tidy(fact, raw))
        if isinstance(found, str):
            self.fault(fact, found)
            return None
        return found

    def amount(self) -> Amount | None:
        """The fine; None where there was none, or where it is faulty."""
        profile, places = self._rules.profile, self._rules.places
        currency = self.line_of(Becomes.CURRENCY) or profile.currency
        if currency not in CURRENCIES:
            self.fault(Becomes.CURRENCY, f"“{currency}” is not a currency of ISO 4217.")
            return None
        if Becomes.FINE not in places:
            return None
        found = self._rules.amount(self._tidy(Becomes.FINE, self.raw(Becomes.FINE)), currency)
        if isinstance(found, str):
            self.fault(Becomes.FINE, found)
            return None
        return found

    def authority(self) -> Authority | None:
        """The authority; None where it is faulty."""
        rules, country = self._rules, self.line_of(Becomes.COUNTRY)
        if Becomes.AUTHORITY not in rules.places:
            found = rules.names.unnamed(country_code(country))
            if found is None:
                self.fault(Becomes.COUNTRY, "No authority of this country is known by one time zone.")
            return found
        name = self.line_of(Becomes.AUTHORITY)
        found_or_reason = rules.authority(name, country)
        if isinstance(found_or_reason, NoAuthority):
            self.fault(Becomes.AUTHORITY, found_or_reason.reason, found_or_reason)
            self._exchange(country)
            return None
        self._authority = name, found_or_reason.short_name
        return found_or_reason

    def is_abroad(self, authority: Authority) -> bool:
        """Whether the row names another country than that of its authority."""
        return is_abroad(authority, country_code(self.line_of(Becomes.COUNTRY)))

    def _exchange(self, country: str) -> None:
        """Say in the last fault where the respondent's cell names an authority in its place."""
        rules = self._rules
        other = rules.places.get(Becomes.RESPONDENT)
        if other is None:
            return
        words = as_written(self._cells[other])
        found = rules.authority(cleaned(words)[0], country)
        if not isinstance(found, NoAuthority):
            heading = rules.columns[other]
            reason = f"Not an authority; “{heading}” names {found.short_name}. Columns exchanged?"
            self._faults[-1] = self._faults[-1]._replace(reason=reason, near=(), swap=heading, swapped=words)

    def provisions(self) -> tuple[tuple[str, str], ...]:
        """The provisions that could be read."""
        words = self.line_of(Becomes.PROVISIONS)
        if not words:
            return ()
        found, made = self._rules.provisions(words)
        if made:
            self._clean(
                Becomes.PROVISIONS, made, words, "; ".join(f"{law} {article}" for law, article in found)
            )
        return found

    def sources(self) -> tuple[str, ...]:
        """The links of the row, each once."""
        words = self.text_of(Becomes.SOURCE)
        if not words:
            return ()
        links = dict.fromkeys(link.rstrip(".,;)") for link in _LINK.findall(words))
        return tuple(link for link in links if len(link) <= _LONGEST_LINE)[:_LINKED]

    def lane(self) -> Lane:
        """The lane of an event; the authority's where none is given."""
        words = self.line_of(Becomes.LANE).casefold()
        if not words:
            return Lane.AUTHORITY
        found = next((lane for lane in Lane if words in {lane.value, lane.value.rstrip("s")}), None)
        if found is None:
            self.fault(Becomes.LANE, f"This is not one of: {', '.join(Lane)}.")
            return Lane.AUTHORITY
        return found

    def _tidy(self, fact: Becomes, raw: Raw) -> Raw:
        if self._is_clean or not isinstance(raw, str):
            return raw
        tidy, made = cleaned(raw)
        if made:
            self._clean(fact, made, raw, tidy)
        return tidy

    def _clean(self, fact: Becomes, made: tuple[CleanUp, ...], before: str, after: str) -> None:
        place = self._rules.places[fact]
        column = self._rules.columns[place]
        self._clean_ups += (Cleaned(self.number, column, kind, before, after) for kind in made)


def _whole(raw: Raw) -> Raw:
    """A number without the decimals that a spreadsheet adds."""
    return int(raw) if isinstance(raw, float) and raw.is_integer() else raw
