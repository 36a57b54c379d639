"""The words that dates are written in: English, French, Dutch and German, without accents and points."""

from __future__ import annotations

import unicodedata
from enum import Enum, auto


class Lead(Enum):
    """The meaning of a word before a date."""

    BEFORE = auto()
    AFTER = auto()
    SINCE = auto()
    ABOUT = auto()
    BETWEEN = auto()


def bare(word: str) -> str:
    """A word without case, accents and points, for comparison."""
    parts = unicodedata.normalize("NFKD", word.casefold())
    return "".join(sign for sign in parts if sign.isalnum())


def _table(lines: tuple[str, ...], first: int = 1) -> dict[str, int]:
    return {word: number for number, line in enumerate(lines, first) for word in line.split()}


MONTHS = _table(
    (
        "january jan janvier janv januari januar jaenner janner",
        "february feb fevrier fevr fev februari februar",
        "march mar mars maart mrt marz maerz mrz",
        "april apr avril avr",
        "may mai mei",
        "june jun juin juni",
        "july jul juillet juil juli",
        "august aug aout augustus",
        "september sep sept septembre",
        "october oct octobre oktober okt",
        "november nov novembre",
        "december dec decembre dezember dez",
    )
)
# By the numbers of EDTF.
SEASONS = _table(
    (
        "spring printemps voorjaar lente fruhjahr fruehjahr fruhling fruehling",
        "summer ete zomer sommer",
        "autumn automne najaar herfst herbst",
        "winter hiver",
    ),
    21,
)
LEADS = {
    word: lead
    for lead, words in {
        Lead.BEFORE: "before avant vor voor",
        Lead.AFTER: "after apres nach na",
        Lead.SINCE: "since depuis seit sinds vanaf",
        Lead.ABOUT: "about around circa c ca approx approximately vers environ env etwa ungefahr ungefaehr"
        " gegen um omstreeks ongeveer rond",
        Lead.BETWEEN: "between entre zwischen tussen",
    }.items()
    for word in words.split()
}
ANDS = frozenset(["and", "et", "und", "en"])
ARTICLES = frozenset(
    [
        "the",
        "on",
        "in",
        "of",
        "le",
        "l",
        "du",
        "au",
        "en",
        "de",
        "den",
        "dem",
        "der",
        "am",
        "im",
        "op",
        "het",
        "d",
    ]
)
WEEKDAYS = frozenset(
    word
    for line in (
        "monday tuesday wednesday thursday friday saturday sunday",
        "mon tue tues wed thu thur thurs fri sat sun",
        "lundi mardi mercredi jeudi vendredi samedi dimanche lun mer jeu ven sam dim",
        "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag ma di wo vr za zo",
        "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo mi do fr sa so",
    )
    for word in line.split()
)
UNDATED_WORDS = frozenset(["undated", "ongedateerd", "undatiert"])
UNCERTAIN_WORDS = frozenset(["uncertain", "incertain", "onzeker", "unsicher"])
