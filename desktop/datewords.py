"""Uncertain dates in words, in the language of a locale."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from desktop.domain.days.period import CALENDAR_END, DAY, Precision, season_of

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.days.period import End, UncertainDate

_Language = QLocale.Language
_TO = " \N{EN DASH} "
_PER_DAY, _PER_MONTH, _PER_YEAR = range(3)
_UNITS = {Precision.DAY: _PER_DAY, Precision.MONTH: _PER_MONTH, Precision.YEAR: _PER_YEAR}


@dataclass(frozen=True, slots=True)
class Words:
    """The words around a date in a language; `before` and `since` are for a day, a month and a year."""

    day: str  # a date format of Qt
    about: str
    uncertain: str
    before: tuple[str, str, str]
    since: tuple[str, str, str]
    unknown: str
    decade: str
    seasons: tuple[str, str, str, str]
    some_day: str
    some_month: str
    undated: str


def uncertain_words(value: UncertainDate, locale: QLocale) -> str:
    """An uncertain date in words: 2020, c. March 2022, before June 2022, undated."""
    words = words_of(locale)
    if value.is_undated:
        return words.undated
    if value.precision is not Precision.RANGE:
        return _hedged(_point(value.earliest, value.precision, locale), value.both_ends[0], words)
    return _range(value, words, locale)


def words_of(locale: QLocale) -> Words:
    """The words of a locale's language, else the window's words."""
    return _OTHERS.get(locale.language()) or _window_words()


def _range(value: UncertainDate, words: Words, locale: QLocale) -> str:
    first, last = value.both_ends
    if Precision.UNKNOWN in (first.precision, last.precision):
        return _TO.join(
            _hedged(_point(day, end.precision, locale), end, words) if end.is_known else words.unknown
            for day, end in ((value.earliest, first), (value.latest, last))
        )
    if not first.is_known:
        return _before(value, words, locale)
    if not last.is_known:
        return _since(value, words, locale)
    return _from_to(value, words, locale)


def _from_to(value: UncertainDate, words: Words, locale: QLocale) -> str:
    (first, last), start, stop = value.both_ends, value.earliest, value.latest
    ended = _hedged(_point(stop, last.precision, locale), last, words)
    begun = _hedged(_point(start, first.precision, locale), first, words)
    if value.is_firm and begun == ended:
        return ended
    if first == last and value.is_firm and start.year == stop.year:
        in_days = first.precision is Precision.DAY
        begun = _dated(start, words.day.removesuffix(" yyyy"), locale) if in_days else _month(start, locale)
    return f"{begun}{_TO}{ended}"


def _before(value: UncertainDate, words: Words, locale: QLocale) -> str:
    """The words for an open start: `../2022-05` includes May, and is before June 2022."""
    end, unit = value.both_ends[1], _UNITS.get(value.both_ends[1].precision)
    if unit is None or value.latest > CALENDAR_END:
        return f"{_TO.lstrip()}{_hedged(_point(value.latest, end.precision, locale), end, words)}"
    return _hedged(_inflected(value.latest + DAY, unit, locale), end, words, words.before[unit])


def _since(value: UncertainDate, words: Words, locale: QLocale) -> str:
    end, unit = value.both_ends[0], _UNITS.get(value.both_ends[0].precision)
    if unit is None:
        return f"{_hedged(_point(value.earliest, end.precision, locale), end, words)}{_TO.rstrip()}"
    return _hedged(_inflected(value.earliest, unit, locale), end, words, words.since[unit])


def _hedged(words: str, end: End, of: Words, phrase: str = "{}") -> str:
    words = phrase.format(of.about.format(words) if end.doubt.is_approximate else words)
    return of.uncertain.format(words) if end.doubt.is_uncertain else words


def _point(day: date, precision: Precision, locale: QLocale) -> str:
    words = words_of(locale)
    month = f"{_month(day, locale)} {day.year}"
    year, season = season_of(day)
    shown = {
        Precision.DAY: _dated(day, words.day, locale),
        Precision.MONTH: month,
        Precision.SEASON: f"{words.seasons[season - 21]} {year}",
        Precision.YEAR: str(day.year),
        Precision.DECADE: words.decade.format(day.year // 10 * 10),
        Precision.CENTURY: f"{day.year // 100 * 100}\N{EN DASH}{day.year // 100 * 100 + 99}",
        Precision.DAY_IN_MONTH: words.some_day.format(month),
        Precision.MONTH_IN_YEAR: words.some_month.format(day.year),
        Precision.DAY_IN_YEAR: words.some_day.format(day.year),
    }
    return shown[precision]


def _inflected(day: date, unit: int, locale: QLocale) -> str:
    """A day, month or year after a preposition, which inflects days and months in Greek."""
    greek = locale.language() == _Language.Greek
    if unit == _PER_YEAR:
        return str(day.year)
    if unit == _PER_DAY:
        return _dated(day, "d'η' MMMM yyyy" if greek else words_of(locale).day, locale)
    month = _month(day, locale)
    return f"{month.removesuffix('ς')} του {day.year}" if greek else f"{month} {day.year}"


def _month(day: date, locale: QLocale) -> str:
    return locale.standaloneMonthName(day.month, QLocale.FormatType.LongFormat)


def _dated(day: date, shape: str, locale: QLocale) -> str:
    return locale.toString(QDate(day.year, day.month, day.day), shape)


def _window_words() -> Words:
    translate = QCoreApplication.translate
    before, since = translate("dates", "before {}"), translate("dates", "since {}")
    return Words(
        day="d MMM yyyy",
        about=translate("dates", "c. {}"),
        uncertain=translate("dates", "{} (uncertain)"),
        before=(before, before, before),
        since=(since, since, since),
        unknown=translate("dates", "unknown"),
        decade=translate("dates", "{}s"),
        seasons=(
            translate("dates", "spring"),
            translate("dates", "summer"),
            translate("dates", "autumn"),
            translate("dates", "winter"),
        ),
        some_day=translate("dates", "{} (day unknown)"),
        some_month=translate("dates", "{} (month unknown)"),
        undated=translate("dates", "undated"),
    )


_OTHERS = {
    _Language.French: Words(
        day="d MMM yyyy",
        about="vers {}",
        uncertain="{} (incertain)",
        before=("avant le {}", "avant {}", "avant {}"),
        since=("depuis le {}", "depuis {}", "depuis {}"),
        unknown="inconnu",
        decade="années {}",
        seasons=("printemps", "été", "automne", "hiver"),
        some_day="{} (jour inconnu)",
        some_month="{} (mois inconnu)",
        undated="sans date",
    ),
    _Language.German: Words(
        day="d. MMM yyyy",
        about="ca. {}",
        uncertain="{} (unsicher)",
        before=("vor dem {}", "vor {}", "vor {}"),
        since=("seit dem {}", "seit {}", "seit {}"),
        unknown="unbekannt",
        decade="{}er-Jahre",
        seasons=("Frühjahr", "Sommer", "Herbst", "Winter"),
        some_day="{} (Tag unbekannt)",
        some_month="{} (Monat unbekannt)",
        undated="undatiert",
    ),
    _Language.Dutch: Words(
        day="d MMM yyyy",
        about="ca. {}",
        uncertain="{} (onzeker)",
        before=("vóór {}", "vóór {}", "vóór {}"),
        since=("sinds {}", "sinds {}", "sinds {}"),
        unknown="onbekend",
        decade="jaren {}",
        seasons=("voorjaar", "zomer", "najaar", "winter"),
        some_day="{} (dag onbekend)",
        some_month="{} (maand onbekend)",
        undated="ongedateerd",
    ),
    _Language.Greek: Words(
        day="d MMM yyyy",
        about="περ. {}",
        uncertain="{} (αβέβαιο)",
        before=("πριν από την {}", "πριν από τον {}", "πριν από το {}"),
        since=("από την {}", "από τον {}", "από το {}"),
        unknown="άγνωστο",
        decade="δεκαετία του {}",
        seasons=("άνοιξη", "καλοκαίρι", "φθινόπωρο", "χειμώνας"),
        some_day="{} (άγνωστη ημέρα)",
        some_month="{} (άγνωστος μήνας)",
        undated="χωρίς ημερομηνία",
    ),
}
