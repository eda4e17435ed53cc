from __future__ import annotations

import re
from fractions import Fraction
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from syrupy.extensions.json import JSONSnapshotExtension

from bot.domain.incentives import Clawback, Component
from bot.domain.money import WHOLE, Money, Span, round_half_up
from bot.domain.pay import LimitLine, Line, Situation, SplitLine, line_amount, pay
from bot.domain.people import LanguageCode, PayRole
from messages.components import component_sentence
from messages.examples.lines import LINES
from messages.examples.terms import COMPONENTS
from messages.language import NO_BREAK_SPACE, Language
from messages.lines import formula
from messages.rules import terms_sentences
from tests.domain import strategies as any_

EN, DE = Language.of(LanguageCode.EN), Language.of(LanguageCode.DE)
patient = settings(deadline=None)


def spaced(text: str) -> str:
    return text.replace(NO_BREAK_SPACE, " ")


@pytest.mark.parametrize("code", LanguageCode)
def test_every_line_says_what_it_said(code, snapshot):
    told = {name: spaced(formula(line, Language.of(code))) for name, line in LINES.items()}

    assert told == snapshot.use_extension(JSONSnapshotExtension)


@pytest.mark.parametrize("code", LanguageCode)
def test_every_component_says_what_it_said(code, snapshot):
    told = {name: spaced(component_sentence(component, Language.of(code))) for name, component in COMPONENTS.items()}

    assert told == snapshot.use_extension(JSONSnapshotExtension)


def test_every_kind_of_component_has_an_example():
    assert {type(component) for component in COMPONENTS.values()} == set(get_args(Component))


def test_every_kind_of_line_has_an_example():
    assert {type(line) for line in LINES.values()} == set(get_args(Line))


def test_every_component_that_pays_has_a_line():
    paying = set(get_args(Component)) - {Clawback}

    assert {type(line.component) for line in LINES.values()} >= paying


@pytest.mark.parametrize("name", [*LINES])
def test_no_line_is_the_same_in_both_languages(name):
    english, german = (formula(LINES[name], language) for language in (EN, DE))

    assert english != german
    assert _digits(english) == _digits(german)


@pytest.mark.parametrize("name", [name for name in COMPONENTS if name != "bonus-for-first-deal"])
def test_both_languages_name_the_same_numbers(name):
    english, german = (component_sentence(COMPONENTS[name], language) for language in (EN, DE))

    assert _digits(english) == _digits(german)


def _digits(text: str) -> list[str]:
    return sorted(re.findall(r"\d", text))


def test_what_people_wrote_is_shown_literally():
    assert "CRM &lt;Suite&gt;" in component_sentence(COMPONENTS["conditions"], EN)


_NUMBER = re.compile(r"€?(?P<number>\d[\d,]*(?:\.\d+)?)(?P<percent>%?)")
_TOKEN = re.compile(r"€?\d[\d,]*(?:\.\d+)?%?|[×+−()→]")


def by_hand(formula_: str) -> tuple[Fraction, int] | None:
    """What an English formula comes to in euros by its own numbers, and the amount behind its last `=` in cents."""
    left, equals, right = formula_.rpartition(" = ")
    if not equals:
        return None
    left = left.rpartition(", which adds ")[2].rpartition(", rounded: ")[2]
    left = re.sub(r" payout at [^)]*|\([^)\d]*\)", "", left).partition(" (from ")[0]
    signs = {"×": "*", "−": "-", "→": "→"}
    tokens = [signs.get(token) or _number(token) for token in _TOKEN.findall(left)]
    steps = re.sub(r"\((F\('[^']*'\))→(F\('[^']*'\))\)", r"(\2-\1)", "".join(tokens))
    found = re.match(r"−?€[\d,.]*\d", right)
    assert found is not None
    return eval(steps, {"F": Fraction}), _euros(found[0])  # our own numbers and signs, nothing else


def _number(token: str) -> str:
    found = _NUMBER.fullmatch(token)
    if found is None:
        return token
    value = Fraction(found["number"].replace(",", ""))
    return f"F('{value / 100 if found['percent'] else value}')"


_EUROS = r"(−?€[\d,]+(?:\.\d+)?)"


def _euros(text: str) -> int:
    return int(Fraction(text.replace("−", "-").replace("€", "").replace(",", "")) * 100)


def _from_to(line: Line) -> bool:
    """A cap or floor: from what to what, and the difference is the line's amount."""
    found = re.search(rf"{_EUROS} → {_EUROS}, that is {_EUROS}", formula(line, EN))
    if found is None:
        return True
    before, after, amount = map(_euros, found.groups())
    return after - before == amount == line_amount(line).exact.minor


def _shared(line: Line) -> bool:
    """A split: what stays and what goes are the whole, and the share is worked out unless rounding moved a cent."""
    text = formula(line, EN)
    found = re.search(rf"own share ([\d.]+)% × {_EUROS} = {_EUROS}, so {_EUROS} goes", text)
    if found is None:
        return True
    whole, own, others = map(_euros, found.groups()[1:])
    due = round_half_up(Fraction(found[1]) / 100 * whole)
    return own + others == whole and -others == line_amount(line).exact.minor and (own == due or "rounded" in text)


def agrees(line: Line) -> bool:
    """Whether a reader comes to the line's own amount, to the cent; True also where there is nothing to work out."""
    if isinstance(line, LimitLine):
        return _from_to(line)
    if isinstance(line, SplitLine):
        return _shared(line)
    worked = by_hand(formula(line, EN))
    if worked is None:
        return True
    exact = line_amount(line).exact
    value, shown = worked
    return round_half_up(value * 100) == shown == exact.minor


WORKED_OUT = [name for name, line in LINES.items() if re.search(" = |→", formula(line, EN))]


@pytest.mark.parametrize("name", WORKED_OUT)
def test_a_reader_works_out_the_same_cent(name):
    assert agrees(LINES[name])


def test_working_out_by_hand_would_find_a_wrong_cent():
    assert by_hand("target bonus €28,500 × weight 60% × (45% → 50% attainment) = €855.01") == (855, 85_501)
    assert by_hand("2% × €30,000 + 10% × 1.5 × €20,000 = €3,600 (slices, from €70,000 so far)") == (3_600, 360_000)
    assert by_hand("3% × €120,000 − 2% × €70,000 = €2,200") == (2_200, 220_000)
    assert by_hand("fixed amount €500") is None


@st.composite
def _paid(draw, terms):
    """The lines of some terms for a deal, with every figure known or none."""
    drawn, deal = draw(terms), draw(any_.deals())
    situation = draw(any_.standings(deal) | st.just(Situation()))
    return pay(drawn, deal, situation, draw(any_.rates | st.just(WHOLE)), Span.exactly(Money(0, "EUR"))).lines


@patient
@given(_paid(any_.plans() | any_.alliance_rules()))
def test_every_line_can_be_told_and_worked_out(lines):
    for line in lines:
        assert formula(line, EN)
        assert formula(line, DE)
        assert agrees(line)


@patient
@given(any_.plans() | any_.alliance_rules())
def test_any_terms_can_be_told(terms):
    for language in (EN, DE):
        said = terms_sentences(terms, None, PayRole.SELLER, language)
        assert all(sentence.endswith(".") and sentence[0] == sentence[0].upper() for sentence in said)
        assert len(said) >= len(terms.components)
