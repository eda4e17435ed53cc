"""A lead is answered and followed up by those whose it is, with the same buttons in both companies."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.alliances import GameRules
from bot.domain.history import Deed
from bot.domain.leads import Reason, Stage, Verb
from bot.domain.money import Money
from bot.domain.refusals import Act, LeadClosed, Missing, NotAllowed, Outsider, UnknownLead
from messages.refusals import refusal
from tests.listeners import lead_book as at
from tests.listeners.lead_book import (
    CUSTOMER,
    HANDLE,
    JAMES,
    KARIN,
    LENA,
    MIRA,
    NEED,
    OLIVER,
    PARTNER,
    PRIYA,
    ROBIN,
    SHARED,
    SOFIA,
)  # fmt: skip

Json = dict[str, Any]


def offered(stage: Any) -> Json:
    """The lead in the channel shared with the partner."""
    return at.post_of(stage, PRIYA, SHARED, NEED)


def asked(stage: Any, user_id: str = MIRA) -> Json:
    """The lead in the direct message of the one who answers it."""
    return at.post_of(stage, user_id, at.direct(user_id), NEED)


def stands_at(stage: Any, post: Json, button: str) -> Json:
    """The same post, as soon as it offers this."""

    def now() -> list[Json]:
        seen = stage.visitor(MIRA if post["channel"] == at.direct(MIRA) else PRIYA).messages(post["channel"])
        return [m for m in seen if m["ts"] == post["ts"] and button in at.buttons(m)]

    found: Json = at.soon(now)[0]
    return found


def told_privately(stage: Any, answers: list[Json], user_id: str, why: Any) -> bool:
    """Whether somebody alone was told this, in their language."""
    sentence = refusal(why, stage.language(user_id))
    return any(m["is_ephemeral"] and sentence in json.dumps(m, ensure_ascii=False) for m in answers)


def steps_of(stage: Any, lead: Any) -> list[tuple[Verb, str | None]]:
    with stage.library.reading() as books:
        found = books.leads.history(lead.id)
        return [(e.verb, e.actor_id and books.people.get(e.actor_id).slack_user_id) for e in found]


def test_the_partners_people_take_a_lead_through_all_its_stages(stage: Any) -> None:
    at.enter(stage)
    given = at.share(stage, JAMES)
    at.press(stage, PRIYA, offered(stage), "lead.accept")
    at.press(stage, PRIYA, stands_at(stage, offered(stage), "lead.qualify"), "lead.qualify")
    at.press(stage, PRIYA, stands_at(stage, offered(stage), "lead.win"), "lead.win")
    done = stage.visitor(PRIYA).fill_and_submit({"amount": "75k"})
    assert done.closed
    won = at.lead(stage, given.reference)
    assert (won.stage, won.won) == (Stage.WON, Money.of(75_000, "EUR"))
    assert steps_of(stage, given) == [
        (Verb.SHARE, JAMES), (Verb.ACCEPT, PRIYA), (Verb.QUALIFY, PRIYA), (Verb.WIN, PRIYA),
    ]  # fmt: skip
    at.soon(lambda: not {"lead.win", "lead.lose"} & set(at.buttons(offered(stage))))


def test_the_sender_has_one_message_that_changes_and_the_steps_in_its_thread(stage: Any) -> None:
    at.enter(stage)
    at.share(stage, LENA)
    first = at.post_of(stage, LENA, at.direct(LENA), NEED)
    at.press(stage, PRIYA, offered(stage), "lead.accept")
    at.soon(lambda: len(at.thread(stage, LENA, first)) == 1)
    at.press(stage, PRIYA, stands_at(stage, offered(stage), "lead.disqualify"), "lead.disqualify")
    assert stage.visitor(PRIYA).fill_and_submit({"reason": "no_budget"}).closed
    at.soon(lambda: len(at.thread(stage, LENA, first)) == 2)
    (post,) = at.posts(stage, LENA, at.direct(LENA), NEED)
    assert post["ts"] == first["ts"]
    say = stage.language(LENA).say
    why = say("no budget")
    assert say("Not qualified: {reason}.", reason=why) in json.dumps(post, ensure_ascii=False)
    texts = [reply["text"] for reply in at.thread(stage, LENA, first)]
    assert [who in text for who, text in zip([f"<@{PRIYA}>"] * 2, texts, strict=True)] == [True, True]
    assert say("{who} accepted it", who=f"<@{PRIYA}>") in texts[0]
    assert why in texts[1]


def test_somebody_of_another_company_in_the_channel_can_do_nothing(stage: Any) -> None:
    at.enter(stage, partner_team_id="T0STRANGER")
    given = at.share(stage, JAMES)
    for button in ("lead.accept", "lead.decline"):
        answers = at.press(stage, PRIYA, offered(stage), button)
        assert told_privately(stage, answers, PRIYA, Outsider())
    assert stage.visitor(PRIYA).open_view() is None
    assert at.lead(stage, given.reference).stage is Stage.SHARED


@pytest.mark.parametrize("user_id", [LENA, JAMES])
def test_who_has_no_part_in_a_lead_is_refused_kindly_in_both_languages(stage: Any, user_id: str) -> None:
    at.enter(stage)
    given = at.share(stage, JAMES if user_id == LENA else LENA)
    answers = at.press(stage, user_id, offered(stage), "lead.accept")
    assert told_privately(stage, answers, user_id, NotAllowed(Act.WORK_ON_LEAD, PARTNER))
    assert at.lead(stage, given.reference).stage is Stage.SHARED


def test_the_sender_does_not_answer_its_own_lead(stage: Any) -> None:
    at.enter(stage)
    given = at.share(stage, JAMES)
    answers = at.press(stage, JAMES, offered(stage), "lead.accept")
    assert told_privately(stage, answers, JAMES, NotAllowed(Act.WORK_ON_LEAD, PARTNER))
    assert at.lead(stage, given.reference).stage is Stage.SHARED


def test_the_sender_withdraws_it_before_an_answer_and_the_partner_sees_that(stage: Any) -> None:
    at.enter(stage)
    given = at.share(stage, JAMES)
    before = offered(stage)
    at.press(stage, JAMES, at.post_of(stage, JAMES, at.direct(JAMES), NEED), "lead.withdraw")
    assert at.lead(stage, given.reference).stage is Stage.WITHDRAWN
    at.soon(lambda: not at.buttons(offered(stage)))
    assert len(at.soon(lambda: at.thread(stage, PRIYA, before))) == 1


@pytest.mark.parametrize("user_id", [MIRA, ROBIN])
def test_a_withdrawn_lead_is_answered_no_more_and_both_languages_say_so(stage: Any, user_id: str) -> None:
    at.enter(stage)
    given = at.share(stage, JAMES)
    shown = at.answer(stage.visitor(user_id), f"/lead show {given.reference}")
    at.press(stage, JAMES, at.post_of(stage, JAMES, at.direct(JAMES), NEED), "lead.withdraw")
    for button in ("lead.accept", "lead.decline"):
        answers = at.press(stage, user_id, shown, button)
        assert told_privately(stage, answers, user_id, LeadClosed(given.reference, Stage.WITHDRAWN))
    assert stage.visitor(user_id).open_view() is None


@pytest.mark.parametrize("user_id", [MIRA, ROBIN])
def test_an_expired_lead_is_answered_no_more_and_both_languages_say_so(stage: Any, user_id: str) -> None:
    at.enter(stage)
    given = at.share(stage, JAMES)
    shown = at.answer(stage.visitor(user_id), f"/lead show {given.reference}")
    at.tick_at(stage, stage.clock.now + timedelta(days=30))
    answers = at.press(stage, user_id, shown, "lead.accept")
    assert told_privately(stage, answers, user_id, LeadClosed(given.reference, Stage.EXPIRED))


@pytest.mark.parametrize("user_id", [MIRA, ROBIN])
def test_the_partner_manager_and_administrators_answer_for_both_sides(stage: Any, user_id: str) -> None:
    at.enter(stage)
    given, received = at.share(stage, JAMES), at.share(stage, LENA, "receive")
    visitor = stage.visitor(user_id)
    for each in (given, received):
        shown = at.answer(visitor, f"/lead show {each.reference}")
        at.press(stage, user_id, shown, "lead.accept")
        assert at.lead(stage, each.reference).stage is Stage.ACCEPTED


def test_a_step_taken_from_a_private_list_shows_there(stage: Any, told: Any) -> None:
    at.enter(stage)
    received = at.share(stage, LENA, "receive")
    mira = stage.visitor(MIRA)
    shown = at.answer(mira, f"/lead show {received.reference}")
    at.press(stage, MIRA, shown, "lead.accept")
    (now,) = [m for m in mira.messages(at.direct(MIRA)) if m["ts"] == shown["ts"]]
    assert {"lead.qualify", "lead.disqualify", "lead.customer"} <= set(at.buttons(now))
    assert stage.language(MIRA).say("Accepted. Next: whoever shared it introduces both sides.") in told(now)


@pytest.mark.parametrize("user_id", [SOFIA, KARIN, OLIVER])
def test_other_rights_than_the_partner_managers_answer_nothing(stage: Any, user_id: str) -> None:
    at.enter(stage)
    given = at.share(stage, JAMES)
    shown = at.answer(stage.visitor(user_id), f"/lead show {given.reference}")
    assert refusal(NotAllowed(Act.WORK_ON_LEAD, PARTNER), stage.language(user_id)) in json.dumps(
        shown, ensure_ascii=False
    )


def test_who_was_named_to_answer_a_received_lead_does(stage: Any) -> None:
    at.enter(stage)
    lena = stage.visitor(LENA)
    at.press(stage, LENA, at.form(lena, f"/lead receive {HANDLE}"), "lead.more")
    assert lena.fill_and_submit({**at.LEAD, "owner": JAMES}).errors == {}
    post = asked(stage, JAMES)
    assert f"<@{JAMES}>" in json.dumps(post)
    at.press(stage, JAMES, post, "lead.accept")
    assert at.lead(stage, post["text"].split()[0]).stage is Stage.ACCEPTED


def test_nobody_of_another_company_is_named_to_answer(stage: Any) -> None:
    at.enter(stage)
    lena = stage.visitor(LENA)
    at.press(stage, LENA, at.form(lena, f"/lead receive {HANDLE}"), "lead.more")
    done = lena.fill_and_submit({**at.LEAD, "owner": PRIYA})
    assert at.refused(stage, done, LENA, "owner", Outsider())


@pytest.mark.parametrize("reason", [Reason.DUPLICATE, Reason.NOT_OUR_CUSTOMER])
def test_declining_takes_a_reason(stage: Any, reason: Reason) -> None:
    at.enter(stage)
    given = at.share(stage, JAMES)
    at.press(stage, PRIYA, offered(stage), "lead.decline")
    assert stage.visitor(PRIYA).fill_and_submit({}).errors
    assert at.lead(stage, given.reference).stage is Stage.SHARED
    assert stage.visitor(PRIYA).fill_and_submit({"reason": reason.value, "note": "we know them"}).closed
    declined = at.lead(stage, given.reference)
    assert (declined.stage, declined.reason, declined.reason_note) == (Stage.DECLINED, reason, "we know them")


def test_another_reason_needs_its_words(stage: Any) -> None:
    at.enter(stage)
    received = at.share(stage, LENA, "receive")
    at.press(stage, MIRA, asked(stage), "lead.decline")
    mira = stage.visitor(MIRA)
    assert at.refused(stage, mira.fill_and_submit({"reason": "other"}), MIRA, "note", Missing())
    assert mira.fill_and_submit({"reason": "other", "note": "Der Kunde zieht um"}).closed
    assert at.lead(stage, received.reference).reason is Reason.OTHER


@pytest.mark.parametrize("amount", ["", "plenty", "50,000", "0"])
def test_a_win_needs_an_amount_that_is_one(stage: Any, amount: str) -> None:
    at.enter(stage)
    received = at.share(stage, LENA, "receive")
    at.press(stage, MIRA, asked(stage), "lead.accept")
    at.press(stage, MIRA, stands_at(stage, asked(stage), "lead.qualify"), "lead.qualify")
    at.press(stage, MIRA, stands_at(stage, asked(stage), "lead.win"), "lead.win")
    assert set(stage.visitor(MIRA).fill_and_submit({"amount": amount}).errors) == {"amount"}
    assert at.lead(stage, received.reference).stage is Stage.QUALIFIED


@pytest.mark.parametrize("user_id", [MIRA, ROBIN])
def test_with_a_partner_who_competes_no_amount_is_asked_for_or_told(stage: Any, told: Any, user_id: str) -> None:
    at.enter(stage, GameRules(competes=True))
    received = at.share(stage, LENA, "receive", value="")
    at.press(stage, MIRA, asked(stage), "lead.accept")
    at.press(stage, MIRA, stands_at(stage, asked(stage), "lead.qualify"), "lead.qualify")
    visitor = stage.visitor(user_id)
    answer = at.answer(visitor, f"/lead show {received.reference}")
    at.press(stage, user_id, answer, "lead.win")
    form = visitor.open_view()
    assert [block for block in form["blocks"] if block["type"] == "input"] == []
    assert visitor.fill_and_submit().closed
    won = at.lead(stage, received.reference)
    assert (won.stage, won.won) == (Stage.WON, None)
    assert "0 €" not in told(at.answer(stage.visitor(MIRA), f"/lead show {received.reference}"))


def test_a_lost_lead_says_why(stage: Any) -> None:
    at.enter(stage)
    received = at.share(stage, LENA, "receive")
    at.press(stage, MIRA, asked(stage), "lead.accept")
    at.press(stage, MIRA, stands_at(stage, asked(stage), "lead.qualify"), "lead.qualify")
    at.press(stage, MIRA, stands_at(stage, asked(stage), "lead.lose"), "lead.lose")
    assert stage.visitor(MIRA).fill_and_submit({"reason": "timing"}).closed
    lost = at.lead(stage, received.reference)
    assert (lost.stage, lost.reason, lost.won) == (Stage.LOST, Reason.TIMING, None)


def test_two_clicks_at_once_have_one_winner(stage: Any) -> None:
    at.enter(stage)
    given = at.share(stage, JAMES)
    post = offered(stage)
    with ThreadPoolExecutor() as pool:
        clicks = [pool.submit(at.press, stage, who, post, "lead.accept") for who in (PRIYA, MIRA)]
        answers = [click.result() for click in clicks]
    closed = LeadClosed(given.reference, Stage.ACCEPTED)
    refused = [told_privately(stage, answers[n], who, closed) for n, who in enumerate((PRIYA, MIRA))]
    assert sorted(refused) == [False, True]
    assert [verb for verb, _ in steps_of(stage, given)] == [Verb.SHARE, Verb.ACCEPT]


def test_a_click_that_arrives_twice_counts_once(stage: Any) -> None:
    at.enter(stage)
    given = at.share(stage, JAMES)
    at.press(stage, PRIYA, offered(stage), "lead.accept")
    stage.once_more("interactive")
    assert [verb for verb, _ in steps_of(stage, given)] == [Verb.SHARE, Verb.ACCEPT]


def looks(stage: Any, lead: Any) -> list[str]:
    """Who looked at the customer of a lead, by the history, the latest first."""
    with stage.library.reading() as books:
        entries = books.history.of_alliance(lead.alliance_id, 50)
        seen = [e for e in entries if e.deed is Deed.CUSTOMER_SHOWN]
        assert all(e.fields == (lead.reference,) for e in seen)
        return [books.people.get(e.actor_id).slack_user_id for e in seen]


def test_the_customer_is_shown_to_the_entitled_and_each_look_is_in_the_history(stage: Any, told: Any) -> None:
    at.enter(stage)
    james, priya = stage.visitor(JAMES), stage.visitor(PRIYA)
    at.press(stage, JAMES, at.form(james, f"/lead share {HANDLE}"), "lead.more")
    named = {"contact": "Brigitte Obermaier", "contact_basis": "agreed", "contact_note": "by phone", "link": "crm/42"}
    james.fill_and_submit({**at.LEAD, **named})
    james.close_view(everything=True)
    given = at.lead(stage, offered(stage)["text"].split()[0])
    assert "lead.customer" not in at.buttons(offered(stage))
    at.press(stage, PRIYA, offered(stage), "lead.accept")
    at.press(stage, PRIYA, stands_at(stage, offered(stage), "lead.customer"), "lead.customer")
    seen = told(priya.open_view())
    assert all(words in seen for words in (CUSTOMER, "Brigitte Obermaier", "by phone"))
    assert "crm/42" not in seen
    at.press(stage, JAMES, at.post_of(stage, JAMES, at.direct(JAMES), NEED), "lead.customer")
    assert "crm/42" in told(james.open_view())
    assert looks(stage, given) == [JAMES, PRIYA]


def test_the_customer_is_not_shown_to_who_only_reads_along(stage: Any) -> None:
    at.enter(stage)
    given = at.share(stage, JAMES)
    at.press(stage, PRIYA, offered(stage), "lead.accept")
    answers = at.press(stage, LENA, stands_at(stage, offered(stage), "lead.customer"), "lead.customer")
    assert told_privately(stage, answers, LENA, NotAllowed(Act.SEE_CUSTOMER, PARTNER))
    assert stage.visitor(LENA).open_view() is None
    assert looks(stage, given) == []


def test_a_confidential_customer_stays_hidden_from_the_other_side(stage: Any) -> None:
    at.enter(stage)
    james = stage.visitor(JAMES)
    at.press(stage, JAMES, at.form(james, f"/lead share {HANDLE}"), "lead.more")
    james.fill_and_submit({**at.LEAD, "confidential": ["yes"]})
    at.press(stage, PRIYA, offered(stage), "lead.accept")
    assert "lead.customer" not in at.buttons(stands_at(stage, offered(stage), "lead.qualify"))


def test_another_companys_people_in_the_channel_see_no_customer(stage: Any) -> None:
    at.enter(stage, partner_team_id="T0STRANGER")
    given = at.share(stage, JAMES)
    at.press(stage, MIRA, offered(stage), "lead.accept")
    at.press(stage, PRIYA, stands_at(stage, offered(stage), "lead.customer"), "lead.customer")
    assert stage.visitor(PRIYA).open_view() is None
    assert looks(stage, given) == []


@pytest.mark.parametrize(("user_id", "sees"), [(JAMES, True), (MIRA, True), (LENA, False), (KARIN, False)])
def test_a_list_holds_ones_own_leads_and_those_one_manages(stage: Any, told: Any, user_id: str, *, sees: bool) -> None:
    at.enter(stage)
    given = at.share(stage, JAMES)
    listed = told(at.answer(stage.visitor(user_id), "/lead list"))
    assert (given.reference in listed) is sees


@pytest.mark.parametrize(("user_id", "sees"), [(JAMES, True), (MIRA, False)])
def test_lists_name_the_customer_to_the_sender_alone_since_no_look_goes_unwritten(
    stage: Any, told: Any, user_id: str, *, sees: bool
) -> None:
    at.enter(stage)
    given = at.share(stage, JAMES)
    for line in ("/lead list", f"/lead show {given.reference}"):
        assert (CUSTOMER in told(at.answer(stage.visitor(user_id), line))) is sees
    assert looks(stage, given) == []


@pytest.mark.parametrize(("user_id", "typed"), [(JAMES, "L-999999"), (LENA, "Zeppelin"), (JAMES, "")])
def test_a_lead_nobody_knows_is_told_kindly(stage: Any, user_id: str, typed: str) -> None:
    shown = at.answer(stage.visitor(user_id), f"/lead show {typed}")
    assert refusal(UnknownLead(typed), stage.language(user_id)) in json.dumps(shown, ensure_ascii=False)
