from __future__ import annotations

import pytest

from bot.domain.people import LanguageCode
from bot.domain.refusals import Flaw, FlawKind, FormRefused, TermsFlawed
from messages import refusals
from messages.language import Language
from messages.refusals.flaws import flaw_problem, flaw_sentence

EN, DE = Language.of(LanguageCode.EN), Language.of(LanguageCode.DE)


@pytest.mark.parametrize("language", [EN, DE])
def test_every_flaw_has_a_sentence_of_its_own(language):
    sentences = [flaw_problem(kind, language) for kind in FlawKind]

    assert len(set(sentences)) == len(FlawKind)
    assert all(sentence.endswith(".") for sentence in sentences)


@pytest.mark.parametrize(
    ("flaw", "place"),
    [
        (Flaw(3, FlawKind.TIERS_MISSING), "Component 3: "),
        (Flaw(3, FlawKind.TIERS_OVERLAP, 2), "Component 3, tier 2: "),
        (Flaw(3, FlawKind.TIERS_FALLING, 2), "Component 3, tier 2: "),
        (Flaw(3, FlawKind.MULTIPLIER_OUTSIDE, 1), "Component 3, step 1: "),
        (Flaw(3, FlawKind.QUOTA_OTHER_KIND, 1), "Component 3, further goal 1: "),
        (Flaw(3, FlawKind.RATE_OUTSIDE, 2), "Component 3, entry 2: "),
    ],
)
def test_a_flaw_says_where_it_is(flaw, place):
    assert flaw_sentence(flaw, EN) == place + flaw_problem(flaw.kind, EN)


def test_what_is_wrong_with_the_whole_has_no_place():
    assert flaw_sentence(Flaw(0, FlawKind.EMPTY), EN) == "Nothing is paid by this; add at least one component."


def test_several_flaws_stand_on_a_line_each():
    flawed = TermsFlawed(
        (Flaw(1, FlawKind.EMPTY), Flaw(2, FlawKind.CAP_BELOW_FLOOR), Flaw(2, FlawKind.CAP_BELOW_FLOOR))
    )

    assert refusals.refusal(flawed, DE).splitlines() == [
        "Baustein 1: Damit wird nichts gezahlt; gib mindestens einen Baustein an.",
        "Baustein 2: Die Kappung liegt unter der Untergrenze.",
    ]


def test_at_a_field_the_place_is_known():
    refused = FormRefused({"cap": TermsFlawed((Flaw(1, FlawKind.CAP_BELOW_HURDLE),))})

    assert refusals.field_errors(refused, EN) == {"cap": "The cap must lie above what is paid at the hurdle."}
