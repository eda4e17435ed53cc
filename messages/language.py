"""The two languages: words, amounts, percentages and days in each reader's form.

English sentences are the keys; the German ones stand in `messages/locale/de/LC_MESSAGES/messages.po`. That file is read
as text and compiled in memory, so there is nothing to build. To update it:

    pybabel extract -k say -k say_n:1,2 --add-location=file --no-wrap -o messages.pot messages
    pybabel update -i messages.pot -d messages/locale -l de --no-wrap --no-fuzzy-matching
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, parse_pattern

from bot.domain.money import Money, Rate, Span, minor_digits, round_half_up
from bot.domain.people import LanguageCode
from bot.domain.periods import Days
from bot.domain.schedules import WEEKDAYS, Weekday

NO_BREAK_SPACE = "\u00a0"
_LETTER_THEN_DIGIT = re.compile(r"(?<=[A-Za-z])(?=\d)")
"""Where English sets no space between `CHF` and the number, although CLDR asks for one."""
_HOUR, _DAY, _TWO_DAYS = 60, 1440, 2880
"""In minutes."""
_LOCALES = {LanguageCode.EN: Locale("en", "GB"), LanguageCode.DE: Locale("de", "DE")}
_CATALOGUES = Path(__file__).parent / "locale"


@cache
def _words(code: LanguageCode) -> NullTranslations:
    if code is LanguageCode.EN:
        return NullTranslations()
    source = _CATALOGUES / code / "LC_MESSAGES" / "messages.po"
    compiled = BytesIO()
    with source.open("rb") as text:
        write_mo(compiled, read_po(text, locale=code))
    compiled.seek(0)
    return GNUTranslations(compiled)


@dataclass(frozen=True, slots=True)
class Language:
    """How one reader is spoken to."""

    code: LanguageCode

    @classmethod
    def of(cls, code: LanguageCode) -> Language:
        """The language with this code."""
        return cls(code)

    @property
    def _locale(self) -> Locale:
        return _LOCALES[self.code]

    def say(self, english: str, /, **fields: str | int) -> str:
        """The sentence in this language, with its `{named}` fields filled in.

        `english` must be written out where it is called, or it is not found for translation. Texts typed by people
        go through `messages.parts.typed` before they become a field.
        """
        return _words(self.code).gettext(english).format(**fields)

    def say_n(self, one: str, many: str, n: int, /, **fields: str | int) -> str:
        """The sentence for so many; `{n}` is the number."""
        return _words(self.code).ngettext(one, many, n).format(n=n, **fields)

    def money(self, money: Money) -> str:
        """The amount with its currency, without cents where there are none: `€1,000`, `1.000 €`, `€0.50`."""
        digits = minor_digits(money.currency)
        pattern = parse_pattern(self._locale.currency_formats["standard"].pattern)
        pattern.frac_prec = (0, 0) if money.minor % 10**digits == 0 else (digits, digits)
        shown = pattern.apply(money.amount, self._locale, currency=money.currency, currency_digits=False)
        return _LETTER_THEN_DIGIT.sub(NO_BREAK_SPACE, shown)

    def span(self, span: Span) -> str:
        """The amount where it is known, else both ends: `between €0 and €1,200`."""
        if span.exact is not None:
            return self.money(span.exact)
        return self.say("between {low} and {high}", low=self.money(span.low), high=self.money(span.high))

    def rate(self, rate: Rate) -> str:
        """A percentage as it was entered, exact: `2.5%`, `2,5 %`."""
        return self._per_cent(Decimal(rate.ppm).scaleb(-4), decimals=4)

    def percent(self, share: Fraction, decimals: int = 1) -> str:
        """A percentage that came out of a calculation, rounded commercially to so many decimals: `73.1%`, `73,1 %`."""
        rounded = round_half_up(share * 10 ** (2 + decimals))
        return self._per_cent(Decimal(rounded).scaleb(-decimals), decimals=decimals)

    def factor(self, rate: Rate) -> str:
        """A rate as a number that something is multiplied by, exact: `1.5`, `1,5`."""
        return self._number(Decimal(rate.ppm).scaleb(-6), decimals=6)

    def points(self, share: Fraction) -> str:
        """The number of a percentage alone, rounded commercially to one decimal: `73.1`."""
        return self._number(Decimal(round_half_up(share * 1000)).scaleb(-1), decimals=1)

    def _per_cent(self, value: Decimal, *, decimals: int) -> str:
        number = self._number(value, decimals=decimals)
        return f"{number}{NO_BREAK_SPACE}%" if self.code is LanguageCode.DE else f"{number}%"

    def _number(self, value: Decimal, *, decimals: int) -> str:
        return format_decimal(value, format="#,##0." + "#" * decimals, locale=self._locale, decimal_quantization=False)

    def day(self, day: date) -> str:
        """A day written out: `21 November 2026`, `21. November 2026`."""
        return format_date(day, "long", locale=self._locale)

    def days(self, days: Days) -> str:
        """First and last day: `from 1 October to 31 December 2026`, `from 1 October 2026 on`."""
        if days.last is None:
            return self.say("from {first} on", first=self.day(days.start))
        same_year = days.start.year == days.last.year
        first = format_skeleton("MMMMd", days.start, locale=self._locale) if same_year else self.day(days.start)
        return self.say("from {first} to {last}", first=first, last=self.day(days.last))

    def moment(self, moment: datetime, time_zone: str) -> str:
        """A moment at a place (IANA time zone): `21 November 2026, 14:05`."""
        there = moment.astimezone(ZoneInfo(time_zone))
        return f"{self.day(there.date())}, {self.clock(there.time())}"

    def weekday(self, day: Weekday) -> str:
        """The name of a weekday."""
        name: str = self._locale.days["format"]["wide"][WEEKDAYS.index(day)]
        return name

    def slot(self, local: datetime) -> str:
        """A time on the wall clock with its weekday: `Tuesday, 24 November 2026, 09:00`."""
        weekday = self._locale.days["format"]["wide"][local.weekday()]
        return f"{weekday}, {self.day(local.date())}, {self.clock(local.time())}"

    def clock(self, at: time) -> str:
        """A time of day: `09:00`."""
        return format_time(at, "HH:mm", locale=self._locale)

    def duration(self, length: timedelta) -> str:
        """About how long something took: `25 minutes`, `7 hours`, `3 days`; days from two on."""
        minutes = round_half_up(Fraction(length // timedelta(seconds=1), 60))
        if minutes < _HOUR:
            return self.say_n("{n} minute", "{n} minutes", minutes)
        if minutes < _TWO_DAYS:
            return self.say_n("{n} hour", "{n} hours", round_half_up(Fraction(minutes, _HOUR)))
        return self.say_n("{n} day", "{n} days", round_half_up(Fraction(minutes, _DAY)))
