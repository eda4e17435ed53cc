"""From promise to pay in Slack: a joint deal is won, sales operations decide, the seller is told; and cancelled."""

from __future__ import annotations

import csv
import io
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from urllib.request import urlopen

import pytest

from bot.domain.incentives import AllianceRules, Basis, Clawback, Component, Percentage, Returns, Route, Trigger
from bot.domain.leads import Lead, Stage
from bot.domain.money import Money, Rate
from bot.domain.payouts import NoteKind, NoteState, PayoutNote
from bot.domain.people import PayRole, Right
from bot.domain.periods import Days
from bot.domain.refusals import (
    Act,
    AlreadyDone,
    AlreadySettled,
    DayOutside,
    LeadClosed,
    NotAllowed,
    NothingPaid,
    Outsider,
    OwnPayout,
    SharedChannel,
    UnknownLead,
    UnknownPayout,
)
from bot.domain.versions import Series, State
from bot.playground.visitor import PlaygroundFailure
from bot.use_cases.payouts import review
from messages.refusals import refusal
from tests.listeners import lead_book as at
from tests.listeners.lead_book import (
    CUSTOMER,
    DACH,
    INTERNATIONAL,
    JAMES,
    KARIN,
    LEADERSHIP,
    LENA,
    MIRA,
    NEED,
    OLIVER,
    PARTNER,
    PRIYA,
    ROBIN,
    SHARED,
    SOFIA,
    TIM,
    direct,
)  # fmt: skip

DANIEL = "U0DANIEL"
Json = dict[str, Any]
TWO_PERCENT = Percentage(Rate.percent(2))
TOGETHER = {"leads_at": "ours", "invoices": "ours", "partner_came": "during"}
BACK = Clawback(12, Returns.ALL, (Trigger.CUSTOMER_CANCELS, Trigger.NOT_PAID))


def eur(amount: int) -> Money:
    return Money.of(amount, "EUR")


def agreed(stage: Any, *components: Component, channel: str | None = SHARED) -> None:
    """An alliance with released rules for sellers who win together."""
    alliance = at.enter(stage, shared_channel=channel)
    drafter, releaser = stage.person(MIRA).id, stage.person(SOFIA).id
    rules, now = AllianceRules("EUR", components or (TWO_PERCENT,)), stage.clock.now
    series = Series(PayRole.SELLER, alliance.id, Route.TOGETHER)
    with stage.library.writing() as books:
        draft = books.versions.add(series, rules, Days(date(2026, 1, 1)), drafter, now)
        assert books.versions.decide(replace(draft, state=State.RELEASED, decided_by=releaser, decided_at=now))


def won(stage: Any, user_id: str = JAMES, amount: str = "75k") -> Lead:
    """A joint deal somebody shares, qualifies and wins by pressing buttons."""
    lead = at.share(stage, user_id, "joint", **TOGETHER)
    for button in ("lead.qualify", "lead.win"):
        shown = at.answer(stage.visitor(user_id), f"/lead show {lead.reference}")
        at.press(stage, user_id, shown, button)
    assert stage.visitor(user_id).fill_and_submit({"amount": amount}).closed
    return lead


def notes(stage: Any, lead: Lead) -> tuple[PayoutNote, ...]:
    with stage.library.reading() as books:
        found: tuple[PayoutNote, ...] = books.payouts.of_lead(lead.id)
    return found


def request(stage: Any, user_id: str, note: PayoutNote) -> Json:
    """What sales operations are asked, as soon as it is there."""
    return at.post_of(stage, user_id, direct(user_id), f"· {note.reference} ·")


def settle(stage: Any, user_id: str, note: PayoutNote, button: str = "payout.confirm", **entered: object) -> Any:
    at.press(stage, user_id, request(stage, user_id, note), button)
    return stage.visitor(user_id).fill_and_submit(entered)


def reject(stage: Any, user_id: str, note: PayoutNote, reason: str = "Covered by the framework contract.") -> Any:
    return settle(stage, user_id, note, "payout.reject", reason=reason)


def cancel(stage: Any, user_id: str, lead: Lead, trigger: str = "not_paid", **entered: object) -> Any:
    at.form(stage.visitor(user_id), f"/lead cancel {lead.reference}")
    done = stage.visitor(user_id).fill_and_submit({"trigger": trigger, **entered})
    if stage.visitor(user_id).open_view():
        stage.visitor(user_id).close_view(everything=True)
    return done


def private(stage: Any, user_id: str, line: str, channel: str | None = None) -> Json:
    return at.answer(stage.visitor(user_id), line, channel)


def privately(appeared: list[Json]) -> list[Json]:
    return [message for message in appeared if message["is_ephemeral"]]


def told_refusal(stage: Any, user_id: str, line: str, why: Any, channel: str | None = None) -> bool:
    return private(stage, user_id, line, channel)["text"] == refusal(why, stage.language(user_id))


# The note


def test_a_won_joint_deal_asks_sales_operations_privately_each_in_their_language(stage: Any, told: Any) -> None:
    agreed(stage)
    lead = won(stage)
    (note,) = notes(stage, lead)

    assert note.amount == eur(1_500)
    for user_id, amount in ((SOFIA, "1.500 €"), (DANIEL, "€1,500")):
        asked = request(stage, user_id, note)
        assert asked["text"].replace("\u00a0", " ").startswith(amount)
        assert {"payout.confirm", "payout.reject"} <= set(at.buttons(asked))
        shown = told(asked)
        for word in (note.reference, lead.reference, PARTNER, f"<@{JAMES}>", "2%", "v1"):
            assert word in shown
        assert CUSTOMER not in json.dumps(asked)
        assert NEED not in json.dumps(asked)


def test_no_channel_ever_hears_of_a_note(stage: Any) -> None:
    agreed(stage)
    (note,) = notes(stage, won(stage))
    request(stage, SOFIA, note)
    settle(stage, SOFIA, note)
    at.tick(stage)

    for user_id, channel in ((MIRA, SHARED), (JAMES, INTERNATIONAL), (LENA, DACH), (KARIN, LEADERSHIP)):
        assert note.reference not in json.dumps(stage.visitor(user_id).messages(channel))


def test_a_deal_no_rules_pay_for_asks_nobody(stage: Any) -> None:
    at.enter(stage)
    lead = won(stage)
    at.tick(stage)

    assert notes(stage, lead) == ()
    assert at.posts(stage, SOFIA, direct(SOFIA), lead.reference) == []


def test_the_seller_reads_that_it_is_confirmed_and_the_buttons_go_for_everybody(stage: Any, told: Any) -> None:
    agreed(stage)
    (note,) = notes(stage, won(stage))
    request(stage, DANIEL, note)

    done = settle(stage, SOFIA, note)

    assert f"<@{JAMES}>" in told(done.view)
    assert "€1,500" in at.post_of(stage, JAMES, direct(JAMES), note.reference)["text"]
    for user_id in (SOFIA, DANIEL):
        at.soon(lambda who=user_id: "payout.confirm" not in at.buttons(request(stage, who, note)))
        assert f"<@{SOFIA}>" in told(request(stage, user_id, note))
    with stage.library.reading() as books:
        kept = books.payouts.get(note.id)
    assert (kept.state, kept.settled_by) == (NoteState.CONFIRMED, stage.person(SOFIA).id)


def test_the_seller_reads_why_it_is_rejected_and_nothing_typed_acts(stage: Any, told: Any) -> None:
    agreed(stage)
    (note,) = notes(stage, won(stage))
    assert settle(stage, SOFIA, note, "payout.reject", reason="  ").errors.keys() == {"reason"}
    assert stage.visitor(SOFIA).fill_and_submit({"reason": "Framework contract. <!channel> *no*"}).errors == {}

    reason = told(at.post_of(stage, JAMES, direct(JAMES), "Framework contract."))
    assert "<!channel>" not in reason
    assert "*no*" not in reason
    with stage.library.reading() as books:
        assert books.payouts.get(note.id).state is NoteState.REJECTED


def test_an_amount_the_deal_does_not_tell_is_entered_when_it_is_confirmed(stage: Any) -> None:
    agreed(stage, Percentage(Rate.percent(10), Basis.MARGIN))
    (note,) = notes(stage, won(stage))
    assert note.amount is None

    wrong = settle(stage, DANIEL, note, amount="900 CHF")
    assert set(wrong.errors) == {"amount"}
    assert stage.visitor(DANIEL).fill_and_submit({"amount": ""}).errors.keys() == {"amount"}
    assert stage.visitor(DANIEL).fill_and_submit({"amount": "900"}).errors == {}

    with stage.library.reading() as books:
        assert books.payouts.get(note.id).amount == eur(900)
    assert "€900" in at.post_of(stage, JAMES, direct(JAMES), note.reference)["text"]


# Who may


def test_who_is_paid_never_decides(stage: Any) -> None:
    agreed(stage)
    with stage.library.writing() as books:
        books.people.assign(stage.person(SOFIA).id, {Right.SALES_OPERATIONS}, PayRole.SELLER)
    lead = won(stage, SOFIA)
    (note,) = notes(stage, lead)
    request(stage, DANIEL, note)

    assert at.posts(stage, SOFIA, direct(SOFIA), note.reference) == []
    shown = private(stage, SOFIA, f"/cosell payouts {note.reference}")
    assert "payout.confirm" not in at.buttons(shown)
    with stage.library.reading() as books, pytest.raises(OwnPayout):
        review(books, stage.person(SOFIA), note.id)


@pytest.mark.parametrize("user_id", [LENA, MIRA, KARIN, ROBIN, OLIVER])
def test_nobody_else_sees_the_notes(stage: Any, user_id: str) -> None:
    agreed(stage)
    (note,) = notes(stage, won(stage))

    for line in ("/cosell payouts", f"/cosell auszahlungen {note.reference}", "/cosell payouts csv"):
        assert told_refusal(stage, user_id, line, NotAllowed(Act.SETTLE_PAYOUTS, None))


def test_a_button_of_somebody_elses_message_can_not_be_pressed(stage: Any) -> None:
    agreed(stage)
    (note,) = notes(stage, won(stage))
    with pytest.raises(PlaygroundFailure):
        stage.visitor(LENA).click(request(stage, SOFIA, note), "payout.confirm")


def test_a_person_of_another_company_gets_no_answer_about_pay(stage: Any) -> None:
    agreed(stage)
    for line in ("/cosell payouts", "/cosell mine"):
        assert private(stage, PRIYA, line, SHARED)["text"] == refusal(Outsider(), stage.language(PRIYA))


@pytest.mark.parametrize("line", ["/cosell payouts", "/cosell mine", "/cosell payouts csv", "/cosell payouts P-1"])
def test_where_another_company_reads_along_nothing_is_said_about_pay(stage: Any, line: str) -> None:
    agreed(stage)
    won(stage)
    assert told_refusal(stage, MIRA, line, SharedChannel(), SHARED)


def test_who_joins_sales_operations_is_asked_about_notes_that_wait(stage: Any) -> None:
    agreed(stage)
    (note,) = notes(stage, won(stage))
    robin = stage.visitor(ROBIN)
    robin.command(direct(ROBIN), "/alliance people")
    robin.fill_and_submit({"person": KARIN})
    robin.fill_and_submit({"rights": ["leadership", "sales_operations"]})

    assert "payout.confirm" in at.buttons(request(stage, KARIN, note))


# Twice


def test_of_two_who_decide_the_first_counts_and_the_second_is_told_who_it_was(stage: Any, told: Any) -> None:
    agreed(stage)
    (note,) = notes(stage, won(stage))
    for user_id, button in ((SOFIA, "payout.confirm"), (DANIEL, "payout.reject")):
        at.press(stage, user_id, request(stage, user_id, note), button)
    stage.visitor(SOFIA).fill_and_submit({})
    late = stage.visitor(DANIEL).fill_and_submit({"reason": "No."})

    why = AlreadySettled(note.reference, confirmed=True, by_slack_id=SOFIA, at=stage.clock.now)
    assert refusal(why, stage.language(DANIEL)) in told(late.view)


def test_a_confirmation_that_arrives_twice_is_one(stage: Any) -> None:
    agreed(stage)
    (note,) = notes(stage, won(stage))
    settle(stage, DANIEL, note)
    again = stage.once_more("interactive")

    assert refusal(AlreadyDone(), stage.language(DANIEL)) in again.body
    at.tick(stage)
    assert len(at.posts(stage, JAMES, direct(JAMES), note.reference)) == 1


def test_two_who_win_at_the_same_moment_make_one_note(stage: Any) -> None:
    agreed(stage)
    lead = at.share(stage, JAMES, "joint", **TOGETHER)
    at.press(stage, JAMES, private(stage, JAMES, f"/lead show {lead.reference}"), "lead.qualify")
    for user_id in (JAMES, MIRA):
        at.press(stage, user_id, private(stage, user_id, f"/lead show {lead.reference}"), "lead.win")
    with ThreadPoolExecutor(2) as threads:
        list(threads.map(lambda who: stage.visitor(who).fill_and_submit({"amount": "75k"}), (JAMES, MIRA)))

    (note,) = notes(stage, lead)
    at.tick(stage)
    assert len(at.posts(stage, SOFIA, direct(SOFIA), note.reference)) == 1


# Lists and the file


def test_sales_operations_list_the_open_ones_first_and_look_at_each(stage: Any, told: Any) -> None:
    agreed(stage)
    first, second = (notes(stage, won(stage, user_id))[0] for user_id in (JAMES, LENA))
    settle(stage, DANIEL, second)
    stage.visitor(DANIEL).close_view(everything=True)

    listed = private(stage, DANIEL, "/cosell payouts")
    words = told(listed)
    assert words.index(first.reference) < words.index(second.reference)
    assert "2 payouts, 1 open" in words
    (shown,) = privately(at.press(stage, DANIEL, listed, "command.run/1"))
    assert first.reference in told(shown)
    at.press(stage, DANIEL, shown, "payout.confirm")
    assert stage.visitor(DANIEL).fill_and_submit({}).errors == {}
    with stage.library.reading() as books:
        assert books.payouts.get(first.id).state is NoteState.CONFIRMED


def test_a_seller_sees_the_own_ones_with_where_they_stand_and_never_another_ones(stage: Any, told: Any) -> None:
    agreed(stage)
    own, other = (notes(stage, won(stage, user_id))[0] for user_id in (LENA, JAMES))
    reject(stage, SOFIA, own)

    listed = private(stage, LENA, "/cosell meine")
    assert own.reference in told(listed)
    assert other.reference not in told(listed)
    (shown,) = privately(at.press(stage, LENA, listed, "command.run/1"))
    assert "framework contract" in told(shown)
    assert "payout.confirm" not in at.buttons(shown)
    assert told_refusal(stage, LENA, f"/cosell payouts {other.reference}", NotAllowed(Act.SETTLE_PAYOUTS, None))


def test_without_notes_both_lists_say_what_makes_one(stage: Any) -> None:
    at.enter(stage)
    assert "joint deal" in private(stage, DANIEL, "/cosell payouts")["text"]
    assert "/lead gemeinsam" in private(stage, LENA, "/cosell meine")["text"]


@pytest.mark.parametrize("typed", ["P-999", "nonsense"])
def test_a_note_that_is_not_there_is_told_so(stage: Any, typed: str) -> None:
    assert told_refusal(stage, SOFIA, f"/cosell payouts {typed}", UnknownPayout(typed))


def test_all_of_them_come_as_a_file_in_a_direct_message(stage: Any, told: Any) -> None:
    agreed(stage)
    lead = won(stage)
    (note,) = notes(stage, lead)
    listed = private(stage, SOFIA, "/cosell payouts")
    (answer,) = privately(at.press(stage, SOFIA, listed, "command.run/2"))

    assert "1 Auszahlung" in told(answer)
    (sent,) = [m for m in stage.visitor(SOFIA).messages(direct(SOFIA)) if m.get("files")]
    with urlopen(sent["files"][0]["url_private"]) as response:
        text = response.read().decode("utf-8-sig")
    (line,) = csv.DictReader(io.StringIO(text, newline=""))
    assert (line["payout"], line["amount"], line["currency"]) == (note.reference, "1500.00", "EUR")
    assert (line["payee"], line["lead"], line["partner"]) == (JAMES, lead.reference, PARTNER)
    assert CUSTOMER not in text


# Cancelling


def test_a_cancelled_deal_makes_a_note_on_what_is_owed_back_and_the_seller_is_told_once_confirmed(
    stage: Any, told: Any
) -> None:
    agreed(stage, TWO_PERCENT, BACK)
    lead = won(stage)
    (note,) = notes(stage, lead)
    settle(stage, SOFIA, note)
    stage.visitor(SOFIA).close_view(everything=True)
    stage.clock.pass_by(timedelta(days=30))

    assert cancel(stage, MIRA, lead, cancelled_on="2026-12-01").closed

    back = notes(stage, lead)[1]
    assert (back.kind, back.amount, back.takes_back) == (NoteKind.CLAWBACK, eur(-1_500), note.id)
    asked = request(stage, DANIEL, back)
    assert "€1,500 back from" in asked["text"]
    assert note.reference in told(asked)
    settle(stage, DANIEL, back)
    taken = at.post_of(stage, JAMES, direct(JAMES), back.reference)
    assert "taken back" in taken["text"]
    assert "the customer does not pay" in told(taken)


def test_a_note_that_waits_says_that_its_deal_was_cancelled_meanwhile(stage: Any, told: Any) -> None:
    agreed(stage)
    lead = won(stage)
    (note,) = notes(stage, lead)
    request(stage, DANIEL, note)
    cancel(stage, MIRA, lead)

    at.soon(lambda: "Cancelled on 23 November 2026: the customer does not pay." in told(request(stage, DANIEL, note)))
    assert "payout.confirm" in at.buttons(request(stage, DANIEL, note)), "without terms nothing is taken back"
    assert len(at.posts(stage, DANIEL, direct(DANIEL), note.reference)) == 1
    assert "Cancelled on" in told(private(stage, JAMES, f"/cosell payouts {note.reference}"))


def test_a_cancelled_deal_is_told_where_it_was_posted_but_not_why(stage: Any) -> None:
    agreed(stage)
    lead = won(stage)
    mine = at.post_of(stage, JAMES, direct(JAMES), NEED)
    cancel(stage, MIRA, lead, "our_fault")

    say = stage.language(JAMES).say
    at.soon(lambda: say("Won, and cancelled later.") in json.dumps(at.post_of(stage, JAMES, direct(JAMES), NEED)))
    steps = json.dumps(at.soon(lambda: [m for m in at.thread(stage, JAMES, mine) if f"<@{MIRA}>" in str(m)]))
    assert say("our own fault") not in steps
    assert at.lead(stage, lead.reference).stage is Stage.CANCELLED
    history = json.dumps(private(stage, JAMES, f"/lead show {lead.reference}"), ensure_ascii=False)
    assert say("our own fault") in history


def test_it_is_offered_in_the_leads_history_to_whoever_may_and_in_no_post(stage: Any) -> None:
    agreed(stage)
    lead = won(stage)
    for user_id, may in ((MIRA, True), (JAMES, False)):
        shown = private(stage, user_id, f"/lead show {lead.reference}")
        assert ("lead.cancel" in at.buttons(shown)) is may
    for post in at.posts(stage, JAMES, direct(JAMES), NEED):
        assert "lead.cancel" not in at.buttons(post)
    at.press(stage, MIRA, private(stage, MIRA, f"/lead show {lead.reference}"), "lead.cancel")
    assert stage.visitor(MIRA).fill_and_submit({"trigger": "returned"}).closed
    assert at.lead(stage, lead.reference).stage is Stage.CANCELLED


def test_sales_operations_cancel_by_the_reference_and_see_no_customer(stage: Any, told: Any) -> None:
    agreed(stage)
    lead = won(stage)
    shown = at.form(stage.visitor(DANIEL), f"/lead storno {lead.reference}")

    assert CUSTOMER not in told(shown)
    assert stage.visitor(DANIEL).fill_and_submit({}).errors.keys() == {"trigger"}
    assert stage.visitor(DANIEL).fill_and_submit({"trigger": "customer_cancels"}).closed


@pytest.mark.parametrize("user_id", [JAMES, LENA, KARIN, ROBIN, OLIVER])
def test_nobody_else_cancels(stage: Any, user_id: str) -> None:
    agreed(stage)
    lead = won(stage)
    assert told_refusal(stage, user_id, f"/lead cancel {lead.reference}", NotAllowed(Act.CANCEL_LEAD, PARTNER))
    assert at.lead(stage, lead.reference).stage is Stage.WON


def test_a_lead_that_is_not_won_is_not_cancelled(stage: Any) -> None:
    agreed(stage)
    lead = at.share(stage, JAMES, "joint", **TOGETHER)
    assert told_refusal(stage, MIRA, f"/lead cancel {lead.reference}", LeadClosed(lead.reference, Stage.ACCEPTED))
    assert told_refusal(stage, MIRA, "/lead cancel", UnknownLead(""))
    assert told_refusal(stage, MIRA, "/lead cancel L-9999", UnknownLead("L-9999"))


def test_a_day_before_the_win_or_after_today_is_refused_at_its_field(stage: Any) -> None:
    agreed(stage)
    lead = won(stage)
    today = stage.clock.now.date()
    for day in (today - timedelta(days=1), today + timedelta(days=1)):
        refused = cancel(stage, MIRA, lead, cancelled_on=day.isoformat())
        assert at.refused(stage, refused, MIRA, "cancelled_on", DayOutside(today, today))


def test_a_clawback_waits_until_what_it_takes_back_is_confirmed(stage: Any, told: Any) -> None:
    agreed(stage, TWO_PERCENT, BACK)
    lead = won(stage)
    cancel(stage, MIRA, lead)
    note, back = notes(stage, lead)

    refused = settle(stage, SOFIA, back)
    assert refusal(NothingPaid(note.reference), stage.language(SOFIA)) in told(refused.view)
    stage.visitor(SOFIA).close_view(everything=True)
    settle(stage, SOFIA, note)
    stage.visitor(SOFIA).close_view(everything=True)
    assert settle(stage, SOFIA, back).errors == {}

    with stage.library.reading() as books:
        assert [one.state for one in books.payouts.of_lead(lead.id)] == [NoteState.CONFIRMED] * 2


def test_a_cancelled_deal_counts_as_won_value_no_more(stage: Any) -> None:
    agreed(stage)
    lead = won(stage)
    until = stage.clock.now + timedelta(days=1)

    def won_value() -> int:
        with stage.library.reading() as books:
            return sum(t.won for t in books.leads.tallies(lead.shared_at, until, lead.alliance_id))

    before = won_value()
    cancel(stage, MIRA, lead)
    assert (before, won_value()) == (7_500_000, 0)


def test_who_is_paid_as_something_else_is_not_paid_by_the_rules_for_sellers(stage: Any) -> None:
    agreed(stage)
    assert notes(stage, won(stage, TIM)) == ()
