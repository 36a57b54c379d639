"""Amounts, dates and domain values in the window's words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from desktop.domain.money import exponent
from desktop.domain.penalty.headline import Headline
from desktop.domain.printable import printable as printable  # noqa: PLC0414 - known from here as well

if TYPE_CHECKING:
    from fractions import Fraction

    from desktop.domain.case.case import FineStatus, Lane
    from desktop.domain.case.fines import FinesApart
    from desktop.domain.days.period import UncertainDate
    from desktop.domain.law.kinds import Unit
    from desktop.domain.money import Money
    from desktop.domain.penalty.stretch import State

NO_BREAK = "\N{NO-BREAK SPACE}"
DASH = "\N{EN DASH}"
NOTHING = "\N{EM DASH}"
WAITING = "…"  # for a number still being counted
MINUS = "\N{MINUS SIGN}"

_SYMBOLS = {"EUR": "\N{EURO SIGN}", "GBP": "\N{POUND SIGN}", "USD": "$"}
_TYPED = (
    "yyyy-M-d",
    "d MMM yyyy",
    "d MMMM yyyy",
    "MMM d yyyy",
    "MMMM d yyyy",
    "d/M/yyyy",
    "d.M.yyyy",
    "d-M-yyyy",
)
_STEPS = ((10**9, "B"), (10**6, "M"), (10**3, "K"))
_MARKUP = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("'", "&#x27;"))

translate = QCoreApplication.translate


def count(number: int) -> str:
    """A whole number in groups of three: 1,435."""
    return _grouped(number)


def money(amount: Money) -> str:
    """An amount in full, without decimals where it is whole: €1,857.14."""
    places = exponent(amount.currency)
    whole, rest = divmod(abs(amount.minor), 10**places)
    return _with_currency(_grouped(whole, f"{rest:0{places}}" if rest else ""), amount)


def short_money(amount: Money) -> str:
    """An amount in at most four digits, for axes and labels: €143.5M."""
    size = abs(amount.minor)
    for step, letter in _STEPS:
        unit = step * 10 ** exponent(amount.currency)
        if size >= unit:
            whole, tenths = divmod((20 * size + unit) // (2 * unit), 10)
            if whole < 1000 or letter == "B":  # noqa: PLR2004
                return _with_currency(_grouped(whole, str(tenths) if tenths else "") + letter, amount)
            return short_money(type(amount)(1000 * (unit if amount.minor > 0 else -unit), amount.currency))
    return money(amount)


def all_money(amounts: tuple[Money, ...]) -> str:
    """Amounts of several currencies side by side, never added; a dash without amounts."""
    return " · ".join(money(amount) for amount in amounts) or NOTHING


def money_range(least: Money, most: Money, *, short: bool = False) -> str:
    """The range of a sum, in full or short form; from zero: up to the highest amount."""
    if least == most:
        return money(least)
    if not least:
        up_to = translate("text", "up to %1")
        return up_to.replace("%1", short_money(most) if short else money(most))
    first, last = short_money(least), short_money(most)
    if not short or first == last:
        return translate("text", "%1 to %2").replace("%1", money(least)).replace("%2", money(most))
    return f"{first}{DASH}{last.removeprefix(_with_currency('', most))}"


def day(value: date) -> str:
    """A day: 13 Apr 2023."""
    return _dated(value, "d MMM yyyy")


def long_day(value: date) -> str:
    """A day with its weekday: Wed 15 Mar 2023."""
    return _dated(value, "ddd d MMM yyyy")


def full_day(value: date) -> str:
    """A day in full words: Sunday 22 November 2026."""
    return _dated(value, "dddd d MMMM yyyy")


def month(value: date) -> str:
    """A month: May 2020."""
    return _dated(value, "MMM yyyy")


def uncertain(value: UncertainDate, locale: QLocale | None = None) -> str:
    """An uncertain date: 2020, May 2020, 13 Apr 2023, c. March 2022, before June 2022."""
    # Loaded here: the list at the start shows full days only.
    from desktop.datewords import uncertain_words  # noqa: PLC0415

    # Months are in English, as the window's words are, whatever the user's locale.
    return uncertain_words(value, locale or QLocale(QLocale.Language.C))


def stretch(first: date, last: date) -> str:
    """The days from `first` to `last`, both included, in short form inside one year."""
    if first == last:
        return day(first)
    start = _dated(first, "d MMM") if first.year == last.year else day(first)
    return f"{start} {DASH} {day(last)}"


def years(opened: date | None, closed: date | None) -> str:
    """The years of a proceeding: 2020 to 22 in short form, open to the right while not closed."""
    if opened is None:
        return "" if closed is None else f"{DASH}{closed.year}"
    if closed is None:
        return f"{opened.year}{DASH}"
    if closed.year == opened.year:
        return str(opened.year)
    same_century = closed.year // 100 == opened.year // 100
    return (
        f"{opened.year}{DASH}{closed.year % 100:02}" if same_century else f"{opened.year}{DASH}{closed.year}"
    )


def read_day(typed: str) -> date | None:
    """The typed day: 2023-02-09, 9 Feb 2023 or 9/2/2023 (day first); None for any other text."""
    words = " ".join(typed.replace(",", " ").split())
    day_name, _, rest = words.partition(" ")
    candidates = (words, rest) if day_name.isalpha() else (words,)
    locale = QLocale(QLocale.Language.C)
    for candidate in candidates:
        for shape in _TYPED:
            found = locale.toDate(candidate, shape)
            if found.isValid():
                return date(found.year(), found.month(), found.day())
    return None


def units(number: int, unit: Unit | str, part: Fraction | None = None) -> str:
    """A number of units: 52 days, 1 week; with a part of a unit charged by its days, 3 5/7 weeks."""
    one, many = _unit_words(unit)
    if not part:
        return f"{count(number)}{NO_BREAK}{one if number == 1 else many}"
    rest = f"{part.numerator}/{part.denominator}"
    return f"{count(number)}{NO_BREAK}{rest}{NO_BREAK}{many}" if number else f"{rest}{NO_BREAK}{one}"


def per_unit(amount: Money, unit: Unit | str) -> str:
    """A rate: €100,000 / day."""
    return f"{money(amount)} / {_unit_words(unit)[0]}"


def unit_word(unit: Unit | str) -> str:
    """The singular word of a unit: day, half-year."""
    return _unit_words(unit)[0]


def days_left(number: int) -> str:
    """The number of days until a day, in words: 2 days."""
    return units(number, "day")


def and_unknown(amount: str, number: int) -> str:
    """A sum and the number of unknown amounts beside it: €1,500,000 + 1 unknown."""
    if not number:
        return amount
    return translate("text", "%1 + %2 unknown").replace("%1", amount).replace("%2", count(number))


def amount_not_known() -> str:
    """The words in the place of an amount that nobody knows."""
    return translate("text", "amount not known")


def day_not_known() -> str:
    """The words in the place of a day that nobody knows."""
    return translate("text", "day not known")


def fines_apart(apart: FinesApart) -> tuple[str, ...]:
    """The fines beside a sum: 1 fine of unknown amount, 3 fines of unknown day."""
    found = (
        (
            apart.amount,
            translate("text", "1 fine of unknown amount"),
            translate("text", "%1 fines of unknown amount"),
        ),
        (apart.day, translate("text", "1 fine of unknown day"), translate("text", "%1 fines of unknown day")),
    )
    return tuple(
        one if number == 1 else many.replace("%1", count(number)) for number, one, many in found if number
    )


def fines_beside(apart: FinesApart) -> tuple[str, ...]:
    """The fines beside a sum, as added to it: + 1 fine of unknown amount."""
    return tuple(translate("text", "+ %1").replace("%1", words) for words in fines_apart(apart))


def headline_word(headline: Headline) -> str:
    """The state of an investigation's penalty, in words."""
    return {
        Headline.NONE: translate("text", "No penalty order"),
        Headline.NOT_NOTIFIED: translate("text", "Notification unknown"),
        Headline.UNCALCULATED: translate("text", "Cannot be calculated"),
        Headline.GRACE: translate("text", "Grace period"),
        Headline.RUNNING: translate("text", "Running"),
        Headline.STAYED: translate("text", "Stayed"),
        Headline.CAPPED: translate("text", "Capped"),
        Headline.COMPLIED: translate("text", "Complied"),
        Headline.ENDED: translate("text", "Ended"),
        Headline.LIQUIDATED: translate("text", "Liquidated"),
        Headline.PAID: translate("text", "Paid"),
        Headline.ANNULLED: translate("text", "Annulled"),
    }[headline]


def state_word(state: State) -> str:
    """The state of a penalty line, in words."""
    if state.value == "not_ordered":
        return translate("text", "Not ordered yet")
    return headline_word(Headline(state.value))


def fine_status_word(status: FineStatus) -> str:
    """The status of a fine, in words."""
    return {
        "proposed": translate("text", "Proposed"),
        "imposed": translate("text", "Imposed"),
        "appealed": translate("text", "Appealed"),
        "reduced": translate("text", "Reduced"),
        "annulled": translate("text", "Annulled"),
        "paid": translate("text", "Paid"),
    }[status.value]


def lane_word(lane: Lane) -> str:
    """Who acts, in words."""
    return {
        "complainants": translate("text", "Complainants"),
        "authority": translate("text", "Authority"),
        "respondent": translate("text", "Respondent"),
        "courts": translate("text", "Courts"),
    }[lane.value]


def event_kind_word(kind: str) -> str:
    """The kind of an event, in words; a kind without words here is shown as written."""
    words = printable(kind).replace("_", " ").strip()
    return _kinds_with_own_words().get(kind) or words[:1].upper() + words[1:]


def event_kinds() -> dict[str, str]:
    """The kinds of events that can be chosen, with their words in order; other events last."""
    kinds = sorted(_kinds_with_own_words().items(), key=lambda kind: kind[1])
    return {**dict(kinds), "other": event_kind_word("other")}


def country(code: str) -> str:
    """The English name of a country; an unknown code as written."""
    territory = QLocale.codeToTerritory(code)
    if territory == QLocale.Country.AnyTerritory:
        return printable(code)
    return QLocale.territoryToString(territory)


def escaped(text: str) -> str:
    """A text for a place that expects markup, shown unchanged."""
    # Python's own `html` would load all names of letters, and delay every start.
    for mark, name in _MARKUP:
        text = text.replace(mark, name)
    return text


def _dated(value: date, shape: str) -> str:
    # Months are in English, as the window's words are, whatever the user's locale.
    return QLocale(QLocale.Language.C).toString(QDate(value.year, value.month, value.day), shape)


def _grouped(whole: int, decimals: str = "") -> str:
    locale = QLocale()
    plain = locale.language() == QLocale.Language.C
    group, point = (",", ".") if plain else (locale.groupSeparator(), locale.decimalPoint())
    return f"{whole:,}".replace(",", group) + (point + decimals if decimals else "")


def _with_currency(digits: str, amount: Money) -> str:
    symbol = _SYMBOLS.get(amount.currency, printable(amount.currency) + NO_BREAK)
    sign = MINUS if amount.minor < 0 else ""
    return f"{sign}{symbol}{digits}"


def _unit_words(unit: Unit | str) -> tuple[str, str]:
    words = {
        "day": (translate("text", "day"), translate("text", "days")),
        "working day": (translate("text", "working day"), translate("text", "working days")),
        "once": (translate("text", "sum"), translate("text", "sums")),
        "week": (translate("text", "week"), translate("text", "weeks")),
        "two weeks": (translate("text", "two weeks"), translate("text", "times two weeks")),
        "month": (translate("text", "month"), translate("text", "months")),
        "half-year": (translate("text", "half-year"), translate("text", "half-years")),
        "occurrence": (translate("text", "occurrence"), translate("text", "occurrences")),
        "hour": (translate("text", "hour"), translate("text", "hours")),
        "year": (translate("text", "year"), translate("text", "years")),
    }
    name = printable(str(unit))
    return words.get(name, (name, name))


def _kinds_with_own_words() -> dict[str, str]:
    return {
        "complaint": translate("text", "Complaint"),
        "investigation_opened": translate("text", "Opened"),
        "information_request": translate("text", "Request for information"),
        "inspection": translate("text", "Inspection"),
        "formal_notice": translate("text", "Formal notice"),
        "preliminary_finding": translate("text", "Preliminary finding"),
        "hearing": translate("text", "Hearing"),
        "response": translate("text", "Response"),
        "decision": translate("text", "Decision"),
        "fine": translate("text", "Fine"),
        "order": translate("text", "Order"),
        "notification": translate("text", "Notification"),
        "publication": translate("text", "Publication"),
        "deadline": translate("text", "Deadline"),
        "penalty_decision": translate("text", "Penalty decision"),
        "penalty_start": translate("text", "Penalty starts"),
        "penalty_end": translate("text", "Penalty ends"),
        "penalty_cutoff": translate("text", "Last day charged"),
        "rate_change": translate("text", "Rate changes"),
        "cap_reached": translate("text", "Cap reached"),
        "compliance": translate("text", "Compliance"),
        "liquidation": translate("text", "Liquidation"),
        "payment": translate("text", "Payment"),
        "appeal": translate("text", "Appeal"),
        "court_ruling": translate("text", "Court ruling"),
        "annulment": translate("text", "Annulment"),
        "suspension": translate("text", "Suspension"),
        "settlement": translate("text", "Settlement"),
        "criminal_complaint": translate("text", "Criminal complaint"),
        "closure": translate("text", "Closed"),
    }
