"""Money: exact, in one currency, rounded once and in one named way."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

CURRENCIES = frozenset(
    """
    AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF
    CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD
    HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD
    MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN
    PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY
    TTD TWD TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG
    """.split()
)
"""The national currencies of ISO 4217."""

_MINOR_DIGITS = dict.fromkeys("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF".split(), 0) | (
    dict.fromkeys("BHD IQD JOD KWD LYD OMR TND".split(), 3)
)

PARTS_PER_MILLION = 1_000_000


class MixedCurrencies(ValueError):
    """Two amounts of different currencies were put together; `currencies` are the two."""

    def __init__(self, one: str, other: str) -> None:
        super().__init__(f"{one} and {other}")
        self.currencies = (one, other)


def minor_digits(currency: str) -> int:
    """How many decimal places the currency has (ISO 4217): 2 for EUR, 0 for JPY, 3 for KWD."""
    return _MINOR_DIGITS.get(currency, 2)


def round_half_up(exact: Fraction) -> int:
    """Commercial rounding: to the nearest whole number, a half away from zero (DIN 1333)."""
    whole = (2 * abs(exact.numerator) + exact.denominator) // (2 * exact.denominator)
    return -whole if exact.numerator < 0 else whole


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in whole minor units (cents) of one currency.

    Raises:
        TypeError: if the minor units are not a whole number.
        ValueError: if the currency is not one of `CURRENCIES`.
    """

    minor: int
    currency: str

    def __post_init__(self) -> None:
        if type(self.minor) is not int:
            raise TypeError(f"minor units are whole numbers, not {self.minor!r}")
        if self.currency not in CURRENCIES:
            raise ValueError(f"no currency {self.currency!r}")

    @classmethod
    def of(cls, amount: Decimal | int | str, currency: str) -> Money:
        """The amount in major units: `Money.of("12.50", "EUR")`.

        Raises:
            ValueError: if the amount has more decimal places than the currency.
        """
        minor = Fraction(Decimal(amount)) * 10 ** minor_digits(currency)
        if minor.denominator != 1:
            raise ValueError(f"{amount} {currency} has too many decimal places")
        return cls(minor.numerator, currency)

    @property
    def amount(self) -> Decimal:
        """The amount in major units, exact."""
        return Decimal(f"{self.minor}e-{minor_digits(self.currency)}")

    def times(self, factor: Fraction) -> Money:
        """This amount times the factor, rounded commercially to the minor unit."""
        return Money(round_half_up(self.minor * factor), self.currency)

    def _minor_of(self, other: Money) -> int:
        if self.currency != other.currency:
            raise MixedCurrencies(self.currency, other.currency)
        return other.minor

    def __add__(self, other: Money) -> Money:
        return Money(self.minor + self._minor_of(other), self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(self.minor - self._minor_of(other), self.currency)

    def __neg__(self) -> Money:
        return Money(-self.minor, self.currency)

    def __lt__(self, other: Money) -> bool:
        return self.minor < self._minor_of(other)

    def __le__(self, other: Money) -> bool:
        return self.minor <= self._minor_of(other)


@dataclass(frozen=True, slots=True, order=True)
class Rate:
    """A share or factor in parts per million: 2.5 % is 25,000."""

    ppm: int

    @classmethod
    def percent(cls, value: Decimal | int | str) -> Rate:
        """The rate of so many per cent: `Rate.percent("2.5")`.

        Raises:
            ValueError: if the value has more than four decimal places.
        """
        ppm = Fraction(Decimal(value)) * 10_000
        if ppm.denominator != 1:
            raise ValueError(f"{value} % has more than four decimal places")
        return cls(ppm.numerator)

    @property
    def fraction(self) -> Fraction:
        """The rate as an exact number: 2.5 % is 1/40."""
        return Fraction(self.ppm, PARTS_PER_MILLION)


NOTHING = Rate(0)
WHOLE = Rate(PARTS_PER_MILLION)


@dataclass(frozen=True, slots=True)
class Span:
    """Between two amounts, both included; an amount that is known has two equal ends.

    Raises:
        ValueError: if the low end lies above the high end.
    """

    low: Money
    high: Money

    def __post_init__(self) -> None:
        if self.high < self.low:
            raise ValueError(f"{self.low} lies above {self.high}")

    @classmethod
    def exactly(cls, amount: Money) -> Span:
        """The span that holds this one amount."""
        return cls(amount, amount)

    @property
    def exact(self) -> Money | None:
        """The one amount, or None while it is a range."""
        return self.low if self.low == self.high else None

    def __add__(self, other: Span) -> Span:
        return Span(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Span) -> Span:
        return Span(self.low - other.high, self.high - other.low)
