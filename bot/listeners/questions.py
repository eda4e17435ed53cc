"""The words beside a partner in a question: amount, chances, closing day and more, in any order and both languages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.domain.alliances import NAME_LIMIT
from bot.domain.earnings import Chances
from bot.domain.incentives import Customer
from bot.domain.money import Money, Rate
from bot.domain.pay import Base
from bot.domain.people import LanguageCode, PayRole
from bot.domain.questions import Ask
from bot.domain.refusals import AmountNotPositive, AmountUnreadable, NumberOutside, TooLong, WordsUnclear
from bot.listeners.amounts import AMOUNT, read_amount
from bot.listeners.days import DAY, read_typed_day
from bot.listeners.forms import read_rate
from bot.listeners.reading import split_amount
from messages import names
from messages.language import Language

_LARGEST_NUMBER = 1_000_000
_FILLERS = frozenset("a an and at deal for of on with auf bei deal ein eine einen für mit und von über".split())
"""Words people put between the others; they say nothing by themselves."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Whose words they are: the language and currency of bare amounts, and what day it is for the company."""

    language: LanguageCode
    currency: str
    today: date
    fiscal_year_starts: int = 1

    def amount(self, typed: str) -> Money:
        """An amount above zero; see `read_amount` for what is refused."""
        return read_amount(typed, self.language, self.currency)

    def result(self, typed: str) -> Money:
        """An amount, or zero."""
        try:
            return self.amount(typed)
        except AmountNotPositive:
            if re.search(r"[1-9–−-]", typed):
                raise
            return Money(0, self.currency)

    def chance(self, typed: str) -> Rate:
        """A percentage from 0 to 100."""
        return read_rate(typed, 0, 100)

    def day(self, typed: str) -> date:
        """The next day that fits what was typed."""
        return read_typed_day(typed, self.today, self.fiscal_year_starts)

    def past_day(self, typed: str) -> date:
        """The last day that fits what was typed."""
        return read_typed_day(typed, self.today, self.fiscal_year_starts, past=True)

    def number(self, typed: str) -> int:
        """A whole number. Raises NumberOutside beyond a million."""
        if len(typed) > len(str(_LARGEST_NUMBER)) or int(typed) > _LARGEST_NUMBER:
            raise NumberOutside(0, _LARGEST_NUMBER)
        return int(typed)


def _role_names() -> Mapping[str, PayRole]:
    spoken = {names.pay_role(role, Language.of(code)).casefold(): role for role in PayRole for code in LanguageCode}
    return spoken | {written: role for role in PayRole for written in (str(role), str(role).replace("_", " "))}


_ROLES = _role_names()
_CUSTOMERS = {
    "new": Customer.NEW, "neu": Customer.NEW, "existing": Customer.EXISTING, "bestand": Customer.EXISTING,
    "bestehend": Customer.EXISTING,
}  # fmt: skip
_BASES = {
    "booked": Base.BOOKED, "gebucht": Base.BOOKED, "expected": Base.EXPECTED, "erwartet": Base.EXPECTED,
}  # fmt: skip

_AMOUNT = f"(?P<value>{AMOUNT.pattern})"
_SHARE = r"\d+(?:[.,]\d{1,4})?"
_SIGN = r"\s*(?:%|percent\b|prozent\b)"
_PERCENT = f"(?P<value>{_SHARE}){_SIGN}"
_NUMBER = r"(?P<value>\d+)"
_NAME = r"(?P<value>[\"“„][^\"“”„]+[\"”“]|[^\s\"“”„,;]+)"
_DAY = f"(?P<value>{DAY})"
_TOGETHER = r"(?:together|gemeinsam|zusammen)\s+"
_ALONE = r"(?:alone|alleine|allein)\b"
_ITS_OWN = rf"(?!\s+{_ALONE}(?!\s+{_SHARE}{_SIGN}))"
"""Behind a percentage: it does not belong to a word that follows it, as in `60% together 30% alone`."""
_WHEN = r"(?:\s+(?:date|on|in|by|im|am|bis|zum|end of|ende))*\s+"
_CLOSES = r"(?:closing|closes|close|abschluss|schließt|schliesst)"
_CLOSING = rf"(?:{_CLOSES}|by|in|on|im|am|bis|zum){_WHEN}"
_MARGIN = r"(?:margin|marge|deckungsbeitrag|db)\s+(?:of\s+|von\s+)?"
_SO_FAR = r"(?:so far|so-far|bisher|bislang)"


def _one_of(words: Mapping[str, Any]) -> str:
    return "(?P<value>" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + r")(?!\w)"


def _name(_: Reader, typed: str) -> str:
    name = typed.strip('"“”„ ')
    if len(name) > NAME_LIMIT:
        raise TooLong(NAME_LIMIT, len(name))
    return name


_ROLE_WORDS = rf"(?:role|rolle)\s+{_one_of(_ROLES)}"
_Read = Callable[[Reader, str], Any]
_WORDS: tuple[tuple[str, str, _Read], ...] = (
    ("amount_together", rf"{_TOGETHER}(?:amount|betrag)\s+{_AMOUNT}", Reader.amount),
    ("margin_together", rf"{_TOGETHER}{_MARGIN}{_AMOUNT}", Reader.amount),
    ("closes_together", rf"{_TOGETHER}{_CLOSES}{_WHEN}{_DAY}", Reader.day),
    ("chance_together", rf"{_TOGETHER}{_PERCENT}{_ITS_OWN}", Reader.chance),
    ("chance_together", rf"{_PERCENT}\s+(?:together|gemeinsam|zusammen)\b", Reader.chance),
    ("chance_alone", rf"(?:{_ALONE}\s+)?{_PERCENT}(?:\s+{_ALONE})?", Reader.chance),
    ("so_far", rf"{_SO_FAR}\s+{_AMOUNT}", Reader.result),
    ("so_far", rf"{_AMOUNT}\s+{_SO_FAR}(?!\w)", Reader.result),
    ("margin", rf"{_MARGIN}{_AMOUNT}", Reader.amount),
    ("registered", rf"(?:registered|registriert|angemeldet)\s+(?:on\s+|am\s+)?{_DAY}", Reader.past_day),
    ("closes", rf"{_CLOSING}{_DAY}", Reader.day),
    ("months", rf"(?:months|monate|laufzeit|term)\s+{_NUMBER}(?:\s+(?:months|monate|monaten))?(?!\w)", Reader.number),
    ("months", rf"{_NUMBER}[\s-]*(?:months|month|monate|monaten)(?!\w)", Reader.number),
    ("units", rf"(?:units|stück|einheiten)\s+{_NUMBER}(?!\w)", Reader.number),
    ("units", rf"{_NUMBER}\s*(?:units|stück|stk|einheiten)(?!\w)", Reader.number),
    ("deals_so_far", rf"deals\s+{_NUMBER}(?!\w)", Reader.number),
    ("customer", rf"(?:customer|kunde)\s+{_one_of(_CUSTOMERS)}", lambda _, typed: _CUSTOMERS[typed.lower()]),
    ("customer", r"(?P<value>new|existing)\s+customer(?!\w)", lambda _, typed: _CUSTOMERS[typed.lower()]),
    ("customer", r"(?P<value>neu|bestand)s?kunde(?!\w)", lambda _, typed: _CUSTOMERS[typed.lower()]),
    ("product", rf"(?:product|produkt)\s+{_NAME}", _name),
    ("region", rf"region\s+{_NAME}", _name),
    ("role", _ROLE_WORDS, lambda _, typed: _ROLES[typed.casefold()]),
    ("base", rf"(?:base|basis)\s+{_one_of(_BASES)}", lambda _, typed: _BASES[typed.lower()]),
)
_ROLE = re.compile(rf"(?<!\w){_ROLE_WORDS}", re.IGNORECASE)
_PATTERNS = tuple((field, re.compile(rf"(?<![\w.,]){pattern}", re.IGNORECASE), read) for field, pattern, read in _WORDS)
"""The words of a question, longer ones before those that start alike; each is taken out of the text as it is read."""


def read_question(text: str, reader: Reader, *, strict: bool) -> tuple[str, Mapping[str, Any]]:
    """The deal amount as typed (or nothing) and the other fields of the question, by their names in `Ask`.

    Args:
        text: what was said beside the partner.
        reader: whose words they are.
        strict: whether words that belong to nothing are refused; in plain words they are passed over.

    Raises:
        AmountUnreadable: if there are two amounts, or words and no amount.
        WordsUnclear: if other words are left over, perhaps what a second amount was meant for.
        And what reading an amount, a percentage, a day or a number raises.
    """
    fields: dict[str, Any] = {}
    rest = text
    for field, found, value in _said(text, reader):
        fields.setdefault(field, value)
        rest = rest.replace(found, " ", 1)
    beside, amount = split_amount(rest)
    left = " ".join(word for word in beside.split() if not strict or word.lower() not in _FILLERS)
    strange, further = split_amount(left)
    if strict and further and strange and not any(sign.isdigit() for sign in strange):
        raise WordsUnclear(strange)
    if any(sign.isdigit() for sign in beside) or (strict and left and not amount and not fields):
        raise AmountUnreadable(text.strip())
    if strict and left:
        raise WordsUnclear(left)
    return amount, fields


def role_in(text: str) -> tuple[PayRole | None, str]:
    """The pay role a text asks for, and what is left of the text."""
    found = _ROLE.search(text)
    if found is None:
        return None, text
    return _ROLES[found["value"].casefold()], f"{text[: found.start()]} {text[found.end() :]}"


def other_words(text: str) -> str:
    """What is left of a text without the words, the amount and the fillers of a question: a partner's name, perhaps."""
    for _, pattern, _ in _PATTERNS:
        text = pattern.sub(" ", text, count=1)
    beside, _ = split_amount(text)
    return " ".join(word for word in beside.split() if word.lower() not in _FILLERS)


def question(amount: Money, fields: Mapping[str, Any]) -> Ask:
    """The question about a deal of this amount with what else was said."""
    said = {field: value for field, value in fields.items() if not field.startswith("chance_")}
    return Ask(amount, **said, chances=Chances(fields.get("chance_alone"), fields.get("chance_together")))


def _said(text: str, reader: Reader) -> Iterator[tuple[str, str, Any]]:
    """Each field with the words that say it and its value."""
    rest = text
    for field, pattern, read in _PATTERNS:
        found = pattern.search(rest)
        if found is not None:
            yield field, found.group(), read(reader, found["value"].strip())
            rest = rest[: found.start()] + " " + rest[found.end() :]
