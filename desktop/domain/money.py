"""Money in whole minor units of one currency."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, final

if TYPE_CHECKING:
    from decimal import Decimal

# Minor-unit exponents that are not 2, by list one of ISO 4217 (SIX Financial Information).
_EXPONENTS = {
    "BIF": 0, "CLP": 0, "DJF": 0, "GNF": 0, "ISK": 0, "JPY": 0, "KMF": 0, "KRW": 0, "PYG": 0, "RWF": 0,
    "UGX": 0, "UYI": 0, "VND": 0, "VUV": 0, "XAF": 0, "XOF": 0, "XPF": 0,
    "BHD": 3, "IQD": 3, "JOD": 3, "KWD": 3, "LYD": 3, "OMR": 3, "TND": 3,
    "CLF": 4, "UYW": 4,
}  # fmt: skip


class CurrencyMixError(ValueError):
    """An addition or comparison of amounts in two currencies."""

    def __init__(self, first: str, second: str) -> None:
        super().__init__(f"{first} and {second} cannot be added together")


def exponent(currency: str) -> int:
    """The number of decimals of a currency (ISO 4217)."""
    return _EXPONENTS.get(currency, 2)


@final
class Money:
    """An amount in integer minor units (cents) and its ISO 4217 currency code, compared by value.

    Written out, since `dataclasses` comes with `inspect`, and every start of the window would wait for both.
    """

    __slots__ = ("currency", "minor")

    def __init__(self, minor: int, currency: str) -> None:
        self.minor: Final = minor
        self.currency: Final = currency

    def __repr__(self) -> str:
        return f"Money({self.minor!r}, {self.currency!r})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Money):
            return NotImplemented
        return self.minor == other.minor and self.currency == other.currency

    def __hash__(self) -> int:
        return hash((self.minor, self.currency))

    def __add__(self, other: Money) -> Money:
        self._check(other)
        return Money(self.minor + other.minor, self.currency)

    def __sub__(self, other: Money) -> Money:
        self._check(other)
        return Money(self.minor - other.minor, self.currency)

    def __lt__(self, other: Money) -> bool:
        self._check(other)
        return self.minor < other.minor

    def __bool__(self) -> bool:
        return self.minor != 0

    def _check(self, other: Money) -> None:
        if self.currency != other.currency:
            raise CurrencyMixError(self.currency, other.currency)

    @property
    def decimal(self) -> Decimal:
        """The amount in major units, exactly."""
        # Loaded here: the list counts in minor units, and every start waits for the list.
        from decimal import Decimal  # noqa: PLC0415

        return Decimal(self.minor).scaleb(-exponent(self.currency))


def from_major(amount: str, currency: str) -> Money:
    """The money of an amount in major units, such as "100000" or "12.50".

    Raises ValueError for text that is no number or finer than the currency's minor unit.
    """
    from decimal import Decimal  # noqa: PLC0415 - as above

    try:
        minor = Decimal(amount).scaleb(exponent(currency))
    except ArithmeticError:
        raise ValueError(f"{amount!r} is not an amount") from None
    if not minor.is_finite() or minor != minor.to_integral_value():
        raise ValueError(f"{amount!r} is not a whole number of minor units of {currency}")
    return Money(int(minor), currency)


def totals(amounts: tuple[Money, ...]) -> tuple[Money, ...]:
    """The sum per currency, largest first; currencies are never added together."""
    sums: dict[str, int] = {}
    for amount in amounts:
        sums[amount.currency] = sums.get(amount.currency, 0) + amount.minor
    return tuple(
        Money(minor, currency)
        for currency, minor in sorted(sums.items(), key=lambda item: (-item[1], item[0]))
    )
