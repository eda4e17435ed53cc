"""The alliance book in Slack: each role does what it may, and is refused kindly what it may not."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from bot.domain.alliances import Status
from bot.domain.alliances import Step as Taken
from bot.domain.people import LanguageCode
from bot.domain.refusals import (
    Act,
    AlreadyDone,
    BothLanguages,
    ChangedMeanwhile,
    FormRefused,
    NotAllowed,
    Outsider,
    SlackBusy,
    StepImpossible,
    UnseenChannel,
)
from bot.playground.visitor import Submission, Visitor
from messages.refusals import field_errors, refusal

LENA, JAMES, TIM = "U0LENA", "U0JAMES", "U0TIM"
MIRA, OLIVER = "U0MIRA", "U0OLIVER"
SOFIA, DANIEL = "U0SOFIA", "U0DANIEL"
KARIN, ROBIN, PRIYA = "U0KARIN", "U0ROBIN", "U0PRIYA"

Json = dict[str, Any]
AsVisitor = Callable[[str], Visitor]
Told = Callable[[object], str]
NEW = {
    "partner": "Helvetia Data AG",
    "manager": OLIVER,
    "benefit": "You find every contract in a second.",
    "channels_en": ["C0INTL"],
    "channels_de": ["C0DACH"],
}


def direct(user_id: str) -> str:
    return f"D{user_id[1:]}"


def run(visitor: AsVisitor, user_id: str, line: str) -> list[Json]:
    """What a command answers; posts that arrive meanwhile are left out."""
    return [message for message in visitor(user_id).command(direct(user_id), line) if message["is_ephemeral"]]


def test_a_partner_manager_registers_an_alliance_and_everybody_can_see_it(
    stage: Any, visitor: AsVisitor, told: Told
) -> None:
    oliver = visitor(OLIVER)
    oliver.command(direct(OLIVER), "/alliance register")
    done = oliver.fill_and_submit(
        {
            **NEW,
            "aliases": "Helvetia, HDA",
            "deputy": MIRA,
            "sponsor": KARIN,
            "partner_sponsor": "Urs Meier",
            "counterparts": "Reto Frei, Zürich, Banks\nAnna Keller",
            "signals": "We can't find the contract.\nLegal is a bottleneck.",
            "proof": "A bank with 900 people",
            "question": "How long do you look for a contract?",
            "objection": "We have a folder for that.",
            "objection_answer": "And who keeps it tidy?",
            "industry": "Banks",
            "persona": "Head of legal",
        }
    )
    assert "Helvetia Data AG" in told(done.view)
    with stage.library.reading() as books:
        (entered,) = [a for a in books.alliances.all() if a.partner == "Helvetia Data AG"]
    assert entered.status is Status.ACTIVE
    assert entered.handle == "helvetia-data"
    assert entered.profile.aliases == ("Helvetia", "HDA")
    assert [c.name for c in entered.profile.counterparts] == ["Reto Frei", "Anna Keller"]
    assert {c.channel_id: c.language for c in entered.profile.channels} == {
        "C0INTL": LanguageCode.EN,
        "C0DACH": LanguageCode.DE,
    }
    (card,) = run(visitor, JAMES, "/alliance show helvetia")
    for words in ("You find every contract in a second.", "Legal is a bottleneck.", "Reto Frei", "<@U0OLIVER>"):
        assert words in told(card)
    (listed,) = run(visitor, LENA, "/alliance liste")
    assert "Helvetia Data AG" in told(listed)


def test_registered_in_one_language_the_other_can_be_added_at_once(visitor: AsVisitor, told: Told, press: Any) -> None:
    oliver = visitor(OLIVER)
    oliver.command(direct(OLIVER), "/alliance register")
    done = oliver.fill_and_submit(NEW)
    press(OLIVER, done.view, json.dumps({"handle": "helvetia-data", "language": "de"}))
    saved = oliver.fill_and_submit({"benefit": "Jeder Vertrag in einer Sekunde."})
    assert "Helvetia Data AG" in told(saved.view)
    assert "Jeder Vertrag in einer Sekunde." in told(run(visitor, LENA, "/alliance zeige helvetia data"))
    assert "You find every contract" in told(run(visitor, JAMES, "/alliance show helvetia data"))


def test_a_text_that_is_missing_in_the_readers_language_is_shown_in_the_other_and_marked(
    visitor: AsVisitor, told: Told
) -> None:
    card = told(run(visitor, LENA, "/alliance zeige meridian"))
    assert "You know on Monday what will run out on Friday." in card
    assert told(run(visitor, JAMES, "/alliance show meridian")).count("So far written only") == 0


def test_every_problem_of_the_form_is_told_at_once_at_its_field(visitor: AsVisitor, stage: Any) -> None:
    mira = visitor(MIRA)
    mira.command(direct(MIRA), "/alliance anlegen")
    refused = mira.fill_and_submit(
        {
            "partner": "x" * 81,
            "manager": PRIYA,
            "benefit": "x" * 141,
            "aliases": ", ".join(f"name {n}" for n in range(11)),
            "signals": "x" * 301,
            "proof": "\n".join("abcdef"),
            "question": "x" * 2_999,
            "channels_de": ["C0DACH", "C0ACMESHARED"],
        }
    )
    expected = {"partner", "manager", "benefit", "aliases", "signals", "proof", "question", "channels_de"}
    assert set(refused.errors) == expected
    assert refused.view is None
    with stage.library.reading() as books:
        assert len(books.alliances.all()) == 5


@pytest.mark.parametrize("user_id", [MIRA, OLIVER])
@pytest.mark.parametrize("field", ["channels_en", "channels_de", "shared_channel"])
def test_a_channel_the_bot_cannot_look_into_is_refused_at_its_field(
    visitor: AsVisitor, stage: Any, user_id: str, field: str
) -> None:
    chosen = "C0DEALROOM" if field == "shared_channel" else ["C0DEALROOM"]
    stage.playground._world.state.conversation("C0DEALROOM").members.append(user_id)
    refused = registered(visitor, user_id, **{field: chosen})
    assert refused.errors == field_errors(FormRefused({field: UnseenChannel()}), stage.language(user_id))


@pytest.mark.parametrize("user_id", [MIRA, OLIVER])
def test_a_channel_is_for_one_language(visitor: AsVisitor, stage: Any, user_id: str) -> None:
    refused = registered(visitor, user_id, channels_en=["C0INTL", "C0DACH"], channels_de=["C0DACH"])
    assert refused.errors == field_errors(FormRefused({"channels_de": BothLanguages()}), stage.language(user_id))


def test_while_slack_is_busy_a_form_with_channels_is_to_be_sent_again(visitor: AsVisitor, stage: Any) -> None:
    stage.playground.developer.disturb("rate_limited", "conversations.info", times=1, seconds=30)
    refused = registered(visitor, MIRA)
    assert refused.errors == field_errors(FormRefused({"channels_en": SlackBusy()}), stage.language(MIRA))
    assert visitor(MIRA).fill_and_submit(NEW).errors == {}


def registered(visitor: AsVisitor, user_id: str, **chosen: object) -> Submission:
    """What becomes of a form in which somebody registers a new alliance."""
    visitor(user_id).command(direct(user_id), "/alliance register")
    return visitor(user_id).fill_and_submit({**NEW, **chosen})


def test_a_name_that_is_taken_is_refused_at_its_field(visitor: AsVisitor) -> None:
    oliver = visitor(OLIVER)
    oliver.command(direct(OLIVER), "/alliance register")
    refused = oliver.fill_and_submit(
        {**NEW, "partner": "ACME robotics", "aliases": "Kranich, HDA", "benefit": "x" * 141}
    )
    assert set(refused.errors) == {"partner", "aliases", "benefit"}, "told together with all other problems"
    assert "Acme Robotics" in refused.errors["partner"]
    assert "Kranich Cloud GmbH" in refused.errors["aliases"]
    assert oliver.fill_and_submit({**NEW, "aliases": ""}).errors == {}


def test_a_form_that_arrives_twice_makes_one_alliance(stage: Any, visitor: AsVisitor) -> None:
    oliver = visitor(OLIVER)
    oliver.command(direct(OLIVER), "/alliance register")
    oliver.fill_and_submit(NEW)
    second = stage.once_more("interactive")
    assert second.status == 200
    assert refusal(AlreadyDone(), stage.language(OLIVER)) in second.body
    with stage.library.reading() as books:
        assert [a.partner for a in books.alliances.all()].count("Helvetia Data AG") == 1


def test_a_draft_is_seen_by_those_who_work_on_it_until_it_is_activated(visitor: AsVisitor, told: Told) -> None:
    assert "fjord" in told(run(visitor, LENA, "/alliance show fjord"))
    assert "Fjord Security" not in told(run(visitor, LENA, "/alliance list"))
    assert "Fjord Security" not in told(run(visitor, MIRA, "/alliance show fjord"))
    for user_id in (OLIVER, SOFIA, KARIN, ROBIN):
        assert "Fjord Security" in told(run(visitor, user_id, "/alliance list"))
    run(visitor, OLIVER, "/alliance resume fjord")
    assert "Fjord Security" in told(run(visitor, LENA, "/alliance list"))


@pytest.mark.parametrize("user_id", [LENA, JAMES, TIM, SOFIA, DANIEL, KARIN])
def test_who_may_not_register_is_told_who_does(stage: Any, visitor: AsVisitor, user_id: str) -> None:
    refused = run(visitor, user_id, "/alliance register")
    assert refused[0]["text"] == refusal(NotAllowed(Act.REGISTER, None), stage.language(user_id))
    assert visitor(user_id).open_view() is None


@pytest.mark.parametrize("line", ["/alliance edit acme", "/alliance pause acme", "/alliance end acme"])
@pytest.mark.parametrize("user_id", [LENA, OLIVER, SOFIA, KARIN])
def test_an_alliance_is_changed_by_its_own_manager_only(
    stage: Any, visitor: AsVisitor, line: str, user_id: str
) -> None:
    refused = run(visitor, user_id, line)
    wanted = NotAllowed(Act.CHANGE_ALLIANCE, "Acme Robotics")
    assert refused[0]["text"] == refusal(wanted, stage.language(user_id))
    with stage.library.reading() as books:
        assert next(a for a in books.alliances.all() if a.handle == "acme-robotics").revision == 1


@pytest.mark.parametrize("user_id", [MIRA, ROBIN])
def test_its_manager_and_administrators_pause_and_resume_it(visitor: AsVisitor, told: Told, user_id: str) -> None:
    assert "Acme Robotics" in told(run(visitor, user_id, "/alliance pause acme"))
    (card,) = run(visitor, LENA, "/alliance show acme")
    assert "Acme Robotics (" in told(card)
    assert "command.run/1" not in json.dumps(card) or "/cosell" not in json.dumps(card)
    run(visitor, user_id, "/alliance resume acme")
    assert "Acme Robotics (" not in told(run(visitor, LENA, "/alliance show acme"))


def test_a_step_that_leads_nowhere_says_so(stage: Any, visitor: AsVisitor) -> None:
    (refused,) = run(visitor, MIRA, "/alliance resume acme")
    expected = StepImpossible("Acme Robotics", Status.ACTIVE, Taken.RESUME)
    assert refused["text"] == refusal(expected, stage.language(MIRA))


def test_ending_is_asked_back_done_once_and_final(stage: Any, visitor: AsVisitor, told: Told, press: Any) -> None:
    (asked,) = run(visitor, MIRA, "/alliance end acme")
    with stage.library.reading() as books:
        assert next(a for a in books.alliances.all() if a.handle == "acme-robotics").status is Status.ACTIVE
    (ended,) = press(MIRA, asked, "alliance.end")
    assert ended["ts"] == asked["ts"], "the question is replaced by what was done"
    assert '"action_id": "alliance.end"' not in json.dumps(ended)
    second = stage.once_more("interactive")
    assert second.status == 200
    (refused,) = run(visitor, MIRA, "/alliance resume acme")
    expected = StepImpossible("Acme Robotics", Status.ENDED, Taken.RESUME)
    assert refused["text"] == refusal(expected, stage.language(MIRA))
    assert "Acme Robotics" not in told(run(visitor, LENA, "/alliance list"))
    with stage.library.reading() as books:
        acme = next(a for a in books.alliances.all() if a.handle == "acme-robotics")
        assert [entry.deed for entry in books.history.of_alliance(acme.id, 99)].count("ended") == 1


def test_editing_shows_what_is_there_and_saves_what_changed(visitor: AsVisitor, told: Told) -> None:
    mira = visitor(MIRA)
    mira.command(direct(MIRA), "/alliance bearbeiten acme")
    form = mira.open_view()
    assert "Uns fehlen Leute für die Roboterprogrammierung." in told(form)
    unchanged = mira.fill_and_submit({})
    assert "Acme Robotics" in told(unchanged.view)
    assert not [line for line in told(run(visitor, MIRA, "/alliance verlauf acme")).splitlines() if "edited" in line]
    mira.command(direct(MIRA), "/alliance bearbeiten acme")
    mira.fill_and_submit({"benefit": "Umrüsten in sieben Stunden.", "deputy": OLIVER})
    assert "Umrüsten in sieben Stunden." in told(run(visitor, LENA, "/alliance zeige acme"))
    assert "Your line runs again" in told(run(visitor, JAMES, "/alliance show acme")), "the English text stays"
    run(visitor, OLIVER, "/alliance edit acme")
    assert visitor(OLIVER).open_view(), "a deputy may edit too"


def test_editing_a_text_of_the_other_language_keeps_it_in_that_language(stage: Any, visitor: AsVisitor) -> None:
    robin = visitor(ROBIN)
    robin.command(direct(ROBIN), "/alliance edit tauber")
    robin.fill_and_submit({"question": "Wie oft fährt dein Techniker dreimal?"})
    with stage.library.reading() as books:
        tauber = next(a for a in books.alliances.all() if a.handle.startswith("tauber"))
    assert set(tauber.profile.propositions) == {LanguageCode.DE}
    assert tauber.profile.propositions[LanguageCode.DE].opening_question == "Wie oft fährt dein Techniker dreimal?"


def test_editing_what_somebody_else_has_just_changed_loses_neither(stage: Any, visitor: AsVisitor) -> None:
    mira, robin = visitor(MIRA), visitor(ROBIN)
    mira.command(direct(MIRA), "/alliance edit acme")
    robin.command(direct(ROBIN), "/alliance edit acme")
    assert robin.fill_and_submit({"industry": "Cars"}).errors == {}
    refused = mira.fill_and_submit({"persona": "Werksleitung"})
    assert list(refused.errors.values()) == [refusal(ChangedMeanwhile(), stage.language(MIRA))]
    with stage.library.reading() as books:
        acme = next(a for a in books.alliances.all() if a.handle == "acme-robotics")
    assert acme.profile.propositions[LanguageCode.EN].industry == "Cars"


def test_the_history_tells_who_did_what_and_only_to_whom_it_concerns(
    stage: Any, visitor: AsVisitor, told: Told
) -> None:
    run(visitor, MIRA, "/alliance pause acme")
    for user_id in (MIRA, SOFIA, KARIN, ROBIN):
        shown = told(run(visitor, user_id, "/alliance history acme"))
        assert "<@U0MIRA>" in shown
        assert "<@U0DANIEL>" in shown, "who released the rules"
    for user_id in (LENA, OLIVER):
        (refused,) = run(visitor, user_id, "/alliance history acme")
        assert refused["text"] == refusal(NotAllowed(Act.SEE_HISTORY, "Acme Robotics"), stage.language(user_id))


@pytest.mark.parametrize(
    "line", ["/alliance list", "/alliance show acme", "/alliance register", "/alliance history acme", "/alliance acme"]
)
def test_a_person_of_another_company_is_told_that_this_is_not_for_them(
    stage: Any, visitor: AsVisitor, line: str
) -> None:
    (refused,) = visitor(PRIYA).command("C0ACMESHARED", line)
    assert refused["text"] == refusal(Outsider(), stage.language(PRIYA))
    assert refused["is_ephemeral"]


@pytest.mark.parametrize("line", ["/alliance help", "/cosell help"])
def test_help_tells_a_person_of_another_company_nothing_they_cannot_use(
    visitor: AsVisitor, told: Told, line: str
) -> None:
    shown = told(visitor(PRIYA).command("C0ACMESHARED", line))
    assert shown
    assert "/alliance" not in shown
    assert "/cosell" not in shown


def test_help_shows_what_the_reader_may_do(visitor: AsVisitor, told: Told) -> None:
    assert "/alliance anlegen" not in told(run(visitor, LENA, "/alliance help"))
    assert "/alliance anlegen" in told(run(visitor, MIRA, "/alliance hilfe"))
    assert "/alliance plan" in told(run(visitor, DANIEL, "/alliance"))
    assert "/alliance people" in told(run(visitor, ROBIN, "/alliance ?"))


def test_a_name_alone_shows_the_alliance(visitor: AsVisitor) -> None:
    assert "Acme Robotics" in run(visitor, JAMES, "/alliance acme")[0]["text"]


def test_a_slip_in_a_word_or_a_name_is_offered_as_a_button(visitor: AsVisitor, told: Told, press: Any) -> None:
    (slip,) = run(visitor, JAMES, "/alliance lsit")
    assert "4 alliances" in told(press(JAMES, slip, "/alliance list"))
    (near,) = run(visitor, JAMES, "/alliance show kranihc")
    assert "Your data stays in Germany" in told(press(JAMES, near, "/alliance show kranich-cloud"))


def test_in_a_channel_shared_with_another_company_the_card_says_nothing_of_pay(visitor: AsVisitor, told: Told) -> None:
    here = told(visitor(JAMES).command("C0INTL", "/alliance show acme"))
    assert "special bonus" in here
    for channel in ("C0ACMESHARED", "C0DEALROOM"):
        (card,) = visitor(JAMES).command(channel, "/alliance show acme")
        assert "Your line runs again" in told(card)
        assert "€" not in told(card)
        assert "%" not in told(card)
        assert "/cosell" not in json.dumps(card)


def test_what_people_wrote_comes_out_literally(visitor: AsVisitor, told: Told) -> None:
    hostile = "<!channel> *now* _or_ ~never~ `x` <https://evil.example|here> & <@U0LENA>"
    fields = ("benefit", "signals", "proof", "question", "objection", "objection_answer", "industry", "persona")
    oliver = visitor(OLIVER)
    oliver.command(direct(OLIVER), "/alliance register")
    entered = {**NEW, **dict.fromkeys(fields, hostile), "partner": "<!here> *Bold* AG", "aliases": "bold"}
    assert oliver.fill_and_submit({**entered, "partner_sponsor": hostile, "counterparts": hostile}).errors == {}
    shown = run(visitor, JAMES, "/alliance show bold") + run(visitor, JAMES, "/alliance list")
    assert "now" in told(shown)
    for text in _mrkdwn(shown):
        for markup in ("<!", "<https", "<@U0LENA", "*now*", "_or_", "~never~", "`x`", "*Bold*"):
            assert markup not in text


def _mrkdwn(shown: object) -> list[str]:
    """Every text that Slack would format."""
    if isinstance(shown, list):
        return [text for one in shown for text in _mrkdwn(one)]
    if not isinstance(shown, dict):
        return []
    formatted = shown.get("type") in {"mrkdwn", "message"}
    return [*([shown["text"]] if formatted else []), *(text for value in shown.values() for text in _mrkdwn(value))]
