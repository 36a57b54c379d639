"""The words for typed dates and amounts: what was understood, or why nothing was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop import text
from desktop.domain.days.period import FIRST_DAY, LAST_DAY, Precision
from desktop.domain.money import Money, exponent
from desktop.domain.source import SourceKind
from desktop.domain.typed.amounts import AmountFault
from desktop.domain.typed.dates import DateFault, DayOrder

if TYPE_CHECKING:
    from desktop.domain.days.period import UncertainDate
    from desktop.domain.typed.amounts import NoAmount
    from desktop.domain.typed.dates import NoDate, ReadDate
    from desktop.domain.typed.guesses import Guess

translate = QCoreApplication.translate


def date_words(read: ReadDate) -> str:
    """A date as it was understood: Thu 27 May 2021; of numbers: Tue 4 May 2021 (day first)."""
    when = read.date
    is_day = when.precision is Precision.DAY and when.is_firm
    words = text.long_day(when.earliest) if is_day else text.uncertain(when)
    if read.order is None:
        return words
    orders = {
        DayOrder.DAY_FIRST: translate("typed", "{} (day first)"),
        DayOrder.MONTH_FIRST: translate("typed", "{} (month first)"),
    }
    return orders[read.order].format(words)


def precision_words(when: UncertainDate) -> str:
    """The length of time that a date means, and its text in EDTF: a day · EDTF 2021-05-27."""
    lengths = {
        Precision.DAY: translate("typed", "a day"),
        Precision.MONTH: translate("typed", "a month"),
        Precision.DAY_IN_MONTH: translate("typed", "a day of the month"),
        Precision.SEASON: translate("typed", "a season"),
        Precision.YEAR: translate("typed", "a year"),
        Precision.DAY_IN_YEAR: translate("typed", "a day of the year"),
        Precision.MONTH_IN_YEAR: translate("typed", "a month of the year"),
        Precision.RANGE: translate("typed", "a period"),
        Precision.DECADE: translate("typed", "ten years"),
        Precision.CENTURY: translate("typed", "a hundred years"),
        Precision.UNDATED: translate("typed", "no date"),
    }
    edtf = translate("typed", "EDTF {}").format(when.iso)
    return f"{lengths[when.precision]} · {edtf}"


def no_date_words(fault: NoDate) -> str:
    """The reason that no date was read, and what to write."""
    if fault.fault is DateFault.MISSING_DAY:
        return translate("typed", "{} does not exist.").format(_missing(fault))
    return {
        DateFault.NOT_READ: translate(
            "typed", "No date yet. Write 27 May 2021, May 2021, 2021 or EDTF such as 2021-05~."
        ),
        DateFault.SHORT_YEAR: translate("typed", "Write the year of {} with four digits."),
        DateFault.BACKWARDS: translate("typed", "{} ends before it starts. Write the earlier date first."),
        DateFault.OUT_OF_RANGE: translate("typed", "A case file holds days from {first} to {last}."),
    }[fault.fault].format(text.printable(fault.typed), first=FIRST_DAY.year, last=LAST_DAY.year)


def guess_words(guess: Guess) -> str:
    """The words that lane and kind were guessed from."""
    return translate("typed", "lane and kind guessed from “{}”").format(text.printable(guess.words))


def place_words(when: UncertainDate) -> str:
    """The mark of the place in a list that a date goes to."""
    return translate("typed", "{} goes here").format(text.uncertain(when))


def no_amount_words(fault: NoAmount) -> str:
    """The reason that a typed amount is refused, and what to write."""
    typed = text.printable(fault.typed)
    if fault.fault is AmountFault.TWO_WAYS and fault.whole is not None:
        whole, decimal = _typed(fault.whole, with_decimals=False), fault.decimal
        if decimal is None:
            words = translate("typed", "{typed} can be read two ways. Write {whole}, or fewer decimals.")
            return words.format(typed=typed, whole=whole)
        words = translate("typed", "{typed} can be read two ways. Write {whole} or {decimal}.")
        return words.format(typed=typed, whole=whole, decimal=_typed(decimal, with_decimals=True))
    if fault.fault is AmountFault.TOO_FINE:
        places = exponent(fault.currency)
        if not places:
            return translate("typed", "{} has no decimals. Write a whole number.").format(fault.currency)
        return translate("typed", "{currency} has {places} decimals. Write fewer.").format(
            currency=fault.currency, places=places
        )
    return translate("typed", "Write an amount such as 52,500 or 52.50.")


def _missing(fault: NoDate) -> str:
    if fault.parts is None:
        return text.printable(fault.typed)
    year, month, day = fault.parts
    return f"{day} {text.month(FIRST_DAY.replace(year=max(year, 1), month=month))}"


def _typed(amount: Money, *, with_decimals: bool) -> str:
    """An amount as it may be typed: 52,500 or, with its decimals, 52.50."""
    places = exponent(amount.currency)
    whole, rest = divmod(abs(amount.minor), 10**places)
    sign = "-" if amount.minor < 0 else ""
    return f"{sign}{whole:,}.{rest:0{places}}" if with_decimals else f"{sign}{whole:,}"


def source_kind_word(kind: SourceKind) -> str:
    """The kind of a source, in words."""
    return {
        SourceKind.OFFICIAL: translate("typed", "official"),
        SourceKind.COURT: translate("typed", "court"),
        SourceKind.PARTY: translate("typed", "party"),
        SourceKind.LAW_FIRM: translate("typed", "law firm"),
        SourceKind.PRESS: translate("typed", "press"),
        SourceKind.SECONDARY: translate("typed", "secondary"),
        SourceKind.OTHER: translate("typed", "other"),
    }[kind]


def sources_words(number: int) -> str:
    """The number of sources of a row; empty without any."""
    if not number:
        return ""
    if number == 1:
        return translate("typed", "1 source")
    return translate("typed", "{} sources").format(text.count(number))
