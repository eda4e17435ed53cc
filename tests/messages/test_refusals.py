from __future__ import annotations

from typing import get_args

import pytest

from bot.domain import refusals as r
from bot.domain.people import LanguageCode
from messages import refusals
from messages.actions import run
from messages.examples import world as w
from messages.examples.others import REFUSALS
from messages.language import Language

EN, DE = Language.of(LanguageCode.EN), Language.of(LanguageCode.DE)


def test_every_refusal_has_an_example():
    assert {type(refusal) for refusal in REFUSALS.values()} == set(get_args(r.AnyRefusal))


@pytest.mark.parametrize("name", REFUSALS)
def test_a_refusal_is_a_whole_sentence_in_both_languages(name):
    sentences = [refusals.refusal(REFUSALS[name], language) for language in (EN, DE)]

    assert len(set(sentences)) == 2
    assert all(
        sentence.rstrip("`?").endswith((".", "acme", "Acme")) or sentence.endswith("?") for sentence in sentences
    )


def _buttons(message) -> list[tuple[str, str, str]]:
    rows = [block for block in message.to_dict()["blocks"] if block["type"] == "actions"]
    return [(b["action_id"], b["text"]["text"], b["value"]) for row in rows for b in row["elements"]]


def test_a_near_miss_of_a_partner_is_a_button_away():
    unknown = r.UnknownPartner("acne", (r.Suggestion("acme", "Acme Robotics"), r.Suggestion("agrar", "Agrarwerk")))

    message = refusals.refused(unknown, EN, lambda handle: f"/cosell {handle} 50k")

    assert message.text == "No alliance goes by “acne”. Did you mean Acme Robotics or Agrarwerk?"
    assert _buttons(message) == [
        (run(1), "Acme Robotics", "/cosell acme 50k"),
        (run(2), "Agrarwerk", "/cosell agrar 50k"),
    ]
    assert _buttons(refusals.refused(unknown, EN)) == []


def test_a_near_miss_of_a_command_is_a_button_away():
    message = refusals.refused(r.UnknownCommand("/alliance", "shwo", "show"), EN)

    assert _buttons(message) == [(run(1), "/alliance show", "/alliance show")]
    assert "`/alliance show`" in message.text


def test_missing_rules_name_whom_to_ask():
    assert "<@U0MANAGER>" in refusals.refusal(r.NoRules("Acme", w.MANAGER, ended=False), EN)


def test_the_problems_of_a_form_stand_at_their_fields():
    refused = r.FormRefused({"benefit": r.TooLong(140, 163), "amount": r.AmountUnreadable("*viel* & <mehr>")})

    assert refusals.field_errors(refused, EN) == {
        "benefit": "At most 140 characters fit; there are 163.",
        "amount": "I can’t read “*viel* & <mehr>” as an amount. Write 50k, 50,000 or 1.2 m.",
    }


def test_a_field_shows_no_bare_ids():
    refused = r.FormRefused({"amount": r.NoRules("Acme", w.MANAGER, ended=False)})

    assert refusals.field_errors(refused, EN) == {
        "amount": "There are no released rules with Acme for you yet. Ask the partner manager what is planned."
    }


def test_at_a_field_it_is_the_chosen_one_who_is_refused():
    refused = r.FormRefused(
        {
            "manager": r.Outsider(),
            "channels_de": r.SharedChannel(),
            "channels_en": r.UnseenChannel(),
            "shared_channel": r.SlackBusy(),
            "sponsor": r.Gone(),
        }
    )

    assert refusals.field_errors(refused, EN) == {
        "manager": "This person belongs to another company. Choose one of us.",
        "channels_de": "This channel is shared with another company. Choose one of ours.",
        "channels_en": "I can’t see into this channel. Invite me with /invite, then send the form again.",
        "shared_channel": "Slack is busy and can’t tell me about this channel. Send the form again in a moment.",
        "sponsor": "I can’t find this in Slack any more. Choose another.",
    }


def test_a_long_typed_text_is_repeated_only_so_far_as_to_recognise_it():
    sentence = refusals.refusal(r.AmountUnreadable("lorem " * 500), EN)

    assert len(sentence) < 140
    assert "…" in sentence


def test_a_crash_tells_a_reference_to_quote():
    assert "`7F3A9C`" in refusals.crashed("7F3A9C", EN).text
