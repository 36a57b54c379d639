"""Who and what an investigation of a benchmark file is about, and what is said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.case.case import Authority, Respondent
from tests.benchmarks.words import Country, countries, filled, languages, ranked

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

_STARTS = ("Nov", "Ver", "Kal", "Ør", "Bel", "Tri", "Sol", "Mér", "Łu", "Zet", "Hal", "Quin", "Ast", "Čer")
_MIDDLES = ("al", "en", "ix", "or", "ul", "and", "ev", "im", "ost", "ür", "iel", "ax", "onn", "id")
_ENDS = ("tis", "don", "via", "gen", "ware", "lux", "rys", "nor", "med", "link", "bank", "tel", "pay", "son")
_FAMOUS = (
    "Google",
    "Meta",
    "Clearview AI",
    "Amazon",
    "TikTok",
    "Uber",
    "Société Générale",
    "Straßenbau Köln",
)
_KINDS = ("company", "company", "company", "public body", "company", "natural persons (unnamed)", "company")


class Respondents:
    """Respondents, a new one for every fourth investigation; the others meet known ones, the first mostly."""

    def __init__(self, dice: random.Random) -> None:
        self._dice = dice
        self._known: list[Respondent] = []

    def next(self, number: int, country: Country) -> Respondent:
        """The respondent of an investigation, given its number."""
        if number % 4 == 0:
            self._known.append(self._new(country))
            return self._known[-1]
        return self.known()

    def known(self) -> Respondent:
        """One that was met before."""
        return ranked(self._dice, self._known)

    def _new(self, country: Country) -> Respondent:
        dice, count = self._dice, len(self._known)
        if count < len(_FAMOUS):
            short = _FAMOUS[count]
        elif dice.random() < 0.1:  # another company of a known group
            short = self.known().short_name
        else:
            short = _coined(dice, country)
        kind = _KINDS[count % len(_KINDS)]
        return Respondent(f"{short} {dice.choice(country.forms)}", short, country.code, kind)


def _coined(dice: random.Random, country: Country) -> str:
    match dice.randrange(4):
        case 0:
            return f"{ranked(dice, country.surnames)} & {ranked(dice, country.surnames)}"
        case 1:
            thing = ranked(dice, languages()[country.language].things)
            return f"{ranked(dice, country.surnames)} {thing.split()[0].capitalize()}"
        case 2:
            middles = dice.choice(_MIDDLES) + dice.choice(_MIDDLES)
            return f"{dice.choice(_STARTS)}{middles}{dice.choice(_ENDS)}"
        case _:
            name = dice.choice(_STARTS) + dice.choice(_MIDDLES) + dice.choice(_ENDS)
            return f"{name} {ranked(dice, country.towns)}"


class Scene:
    """The authority, the respondent and the reference of one investigation, and sentences about them."""

    def __init__(self, dice: random.Random, office: Office, company: str, reference: str) -> None:
        self.office = office
        self._dice = dice
        self._language = languages()[office.country.language]
        self._words: dict[str, Callable[[], str]] = {
            "n": self.thing,
            "m": self.thing,
            "N": self._capital,
            "p": self.person,
            "o": lambda: ranked(dice, office.country.towns),
            "c": lambda: company,
            "a": lambda: office.authority.short_name,
            "r": lambda: reference,
            "d": self._day,
            "k": lambda: str(int(9_000 ** dice.random())),
        }

    def thing(self) -> str:
        """What it is about."""
        return ranked(self._dice, self._language.things)

    def person(self) -> str:
        """A person's name."""
        country = self.office.country
        return f"{ranked(self._dice, country.names)} {ranked(self._dice, country.surnames)}"

    def case_title(self) -> str:
        """The title of the investigation."""
        return filled(self._dice.choice(self._language.cases), self._words)

    def event_title(self, kind: str) -> str:
        """The title of an event."""
        titles = self._language.titles.get(kind)
        return (
            filled(self._dice.choice(titles), self._words)
            if titles
            else f"{self._capital()}, {self.person()}"
        )

    def sentences(self, count: int) -> str:
        """So many sentences."""
        sentences, dice, words = self._language.sentences, self._dice, self._words
        return " ".join([filled(sentences[int(dice.random() * len(sentences))], words) for _ in range(count)])

    def _capital(self) -> str:
        thing = self.thing()
        return thing[0].upper() + thing[1:]

    def _day(self) -> str:
        dice = self._dice.random
        return f"{1 + int(dice() * 28)}.{1 + int(dice() * 12)}.{1990 + int(dice() * 37)}"


class Office:
    """An authority with the country it is in."""

    def __init__(self, country: Country, name: str, short_name: str, regime: str) -> None:
        self.country = country
        self.authority = Authority(name, short_name, country.code, country.zone, regime)


def offices() -> tuple[Office, ...]:
    """Every authority, those with most work first."""
    found = [
        (rank, number, Office(country, *authority))
        for number, country in enumerate(countries())
        for rank, authority in enumerate(country.authorities)
    ]
    return tuple(office for _, _, office in sorted(found, key=lambda one: one[:2]))
