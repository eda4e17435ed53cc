"""Rules and plans in Slack: drafted by one, shown before they are sent, released or sent back by another."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.domain.alliances import Status
from bot.domain.refusals import (
    Act,
    AlreadyDecided,
    AlreadyDone,
    NotActive,
    NotAllowed,
    Superseded,
    TermsDiffer,
)
from bot.domain.versions import State
from bot.playground.visitor import PlaygroundFailure
from messages.refusals import refusal
from tests.listeners.rule_forms import (
    DANIEL,
    JAMES,
    KARIN,
    LENA,
    MIRA,
    OLIVER,
    ROBIN,
    SOFIA,
    AsVisitor,
    Told,
    choose,
    direct,
    draft,
    latest,
    run,
    send,
)


def test_a_draft_is_shown_as_a_sentence_with_an_example_before_it_is_sent(
    stage: Any, visitor: AsVisitor, told: Told
) -> None:
    before = latest(stage)
    shown = told(draft(visitor, MIRA, "/alliance regel acme", rate="3", join="replace"))
    assert "3%" in shown
    assert "1.500 €" in shown, "three per cent of the example deal of 50,000"
    assert "<@U0SOFIA>" in shown
    assert "<@U0DANIEL>" in shown
    assert latest(stage, "acme-robotics").state is State.RELEASED, "nothing is written yet"
    assert latest(stage) == before


def test_who_may_release_gets_a_direct_message_in_their_language_and_the_release_reaches_the_drafter(
    stage: Any, visitor: AsVisitor, told: Told, press: Any, arrived: Any
) -> None:
    assert "1.500 € mehr" not in told(run(visitor, LENA, "/cosell kranich 50k"))
    send(visitor, OLIVER, "/alliance incentive kranich", rate="3", join="replace")
    german = told(arrived(SOFIA, "3%"))
    english = arrived(DANIEL, "3%")
    assert "Freigeben" in german
    assert "Release" in told(english)
    assert "1.000 €" in told(run(visitor, LENA, "/cosell kranich 50k")), "a draft is not quoted"
    press(DANIEL, english, "version.release")
    done = visitor(DANIEL).fill_and_submit({"approval": "GBV 2026/7", "budget": "20k"})
    assert "<@U0OLIVER>" in told(done.view)
    released = arrived(OLIVER, "Released by <@U0DANIEL>")
    assert "Kranich Cloud GmbH" in told(released)
    assert "1.500 €" in told(run(visitor, LENA, "/cosell kranich 50k"))
    version = latest(stage)
    assert (version.approval, version.budget and version.budget.amount) == ("GBV 2026/7", 20_000)
    shown = told(run(visitor, OLIVER, "/alliance history kranich"))
    assert "GBV 2026/7" in shown or "<@U0DANIEL>" in shown


def test_a_draft_is_sent_back_with_a_reason_the_drafter_reads(
    stage: Any, visitor: AsVisitor, told: Told, press: Any, arrived: Any
) -> None:
    send(visitor, MIRA, "/alliance regel acme", rate="9", join="replace")
    request = arrived(DANIEL, "9%")
    press(DANIEL, request, "version.return")
    reason = "Too much. <!channel> *Two* is the limit."
    assert visitor(DANIEL).fill_and_submit({"reason": "  "}).errors.keys() == {"reason"}
    assert visitor(DANIEL).fill_and_submit({"reason": reason}).errors == {}
    back = arrived(MIRA, "Too much.")
    assert "<!channel>" not in told(back)
    assert "*Two*" not in told(back)
    press(MIRA, back, "/alliance incentive acme-robotics")
    assert visitor(MIRA).open_view(), "the next step is one click away"
    assert latest(stage, "acme-robotics").state is State.RETURNED


def test_ones_own_draft_is_released_by_somebody_else(visitor: AsVisitor, press: Any, told: Told, arrived: Any) -> None:
    send(visitor, SOFIA, "/alliance regel acme", rate="3", join="replace")
    request = arrived(DANIEL, "3%")
    assert "3%" not in told(visitor(SOFIA).messages(direct(SOFIA))), "the drafter is not asked"
    press(DANIEL, request, "version.release")
    assert visitor(DANIEL).fill_and_submit({}).errors == {}


@pytest.mark.parametrize("first", ["version.release", "version.return"])
def test_of_two_who_decide_the_first_counts_and_the_second_is_told_who_it_was(
    stage: Any, visitor: AsVisitor, press: Any, told: Told, first: str, arrived: Any
) -> None:
    (second,) = {"version.release", "version.return"} - {first}
    send(visitor, MIRA, "/alliance regel acme", rate="3", join="replace")
    for user_id, decision in ((SOFIA, first), (DANIEL, second)):
        press(user_id, arrived(user_id, "3%"), decision)
    filled = {"version.release": {}, "version.return": {"reason": "No."}}
    assert visitor(SOFIA).fill_and_submit(filled[first]).errors == {}
    late = visitor(DANIEL).fill_and_submit(filled[second])
    expected = AlreadyDecided(released=first == "version.release", by_slack_id=SOFIA, at=stage.clock.now)
    assert refusal(expected, stage.language(DANIEL)) in told(late.view)
    state = State.RELEASED if first == "version.release" else State.RETURNED
    assert latest(stage, "acme-robotics").state is state


def test_a_button_pressed_after_the_decision_says_what_was_decided(
    stage: Any, visitor: AsVisitor, press: Any, told: Told, arrived: Any
) -> None:
    send(visitor, MIRA, "/alliance regel acme", rate="3", join="replace")
    request = arrived(DANIEL, "3%")
    press(DANIEL, request, "version.release")
    visitor(DANIEL).fill_and_submit({})
    visitor(DANIEL).close_view(everything=True)
    answer = press(DANIEL, request, "version.release")
    expected = refusal(AlreadyDecided(released=True, by_slack_id=DANIEL, at=stage.clock.now), stage.language(DANIEL))
    assert expected in told(answer)
    assert visitor(DANIEL).open_view() is None


def test_a_draft_sent_twice_is_one_draft_and_one_request(
    stage: Any, visitor: AsVisitor, told: Told, arrived: Any
) -> None:
    send(visitor, MIRA, "/alliance regel acme", rate="3", join="replace")
    sent = latest(stage, "acme-robotics")
    again = stage.once_more("interactive")
    assert again.status == 200
    arrived(DANIEL, "3%")
    assert latest(stage, "acme-robotics") == sent
    requests = [m for m in visitor(DANIEL).messages(direct(DANIEL)) if "3%" in told(m)]
    assert len(requests) == 1


def test_a_release_that_arrives_twice_is_one_release(stage: Any, visitor: AsVisitor, press: Any, arrived: Any) -> None:
    send(visitor, MIRA, "/alliance regel acme", rate="3", join="replace")
    press(DANIEL, arrived(DANIEL, "3%"), "version.release")
    visitor(DANIEL).fill_and_submit({})
    again = stage.once_more("interactive")
    assert refusal(AlreadyDone(), stage.language(DANIEL)) in again.body
    arrived(MIRA, "<@U0DANIEL>")
    assert len([m for m in visitor(MIRA).messages(direct(MIRA)) if "<@U0DANIEL>" in str(m["text"])]) == 1


def test_a_draft_older_than_the_latest_release_must_be_drafted_anew(
    stage: Any, visitor: AsVisitor, press: Any, told: Told, arrived: Any
) -> None:
    send(visitor, MIRA, "/alliance regel acme", rate="3", join="replace")
    stage.clock.pass_by(timedelta(minutes=1))
    send(visitor, MIRA, "/alliance regel acme", rate="4", join="replace")
    stage.clock.pass_by(timedelta(minutes=1))
    older, newer = (arrived(DANIEL, f"{n}%") for n in (3, 4))
    press(DANIEL, newer, "version.release")
    visitor(DANIEL).fill_and_submit({})
    visitor(DANIEL).close_view(everything=True)
    assert refusal(Superseded(), stage.language(DANIEL)) in told(press(DANIEL, older, "version.release"))


def test_a_rule_joins_those_in_force_or_replaces_them(visitor: AsVisitor, told: Told) -> None:
    joined = told(draft(visitor, MIRA, "/alliance regel acme", rate="1", join="add"))
    visitor(MIRA).close_view(everything=True)
    assert "2%" in joined
    assert "1%" in joined
    assert "500 €" in joined
    replaced = told(draft(visitor, MIRA, "/alliance regel acme", rate="1", join="replace"))
    assert "2% × 50.000 €" in joined
    assert "2% × 50.000 €" not in replaced


def test_what_is_paid_another_way_cannot_join(stage: Any, visitor: AsVisitor) -> None:
    mira = visitor(MIRA)
    mira.command(direct(MIRA), "/alliance regel acme")
    refused = mira.fill_and_submit({"rate": "1", "join": "add", "credit": "50"})
    assert refused.errors == {"join": refusal(TermsDiffer(), stage.language(MIRA))}


def test_every_kind_of_rule_needs_its_own_fields_and_says_so_at_once(visitor: AsVisitor) -> None:
    mira = visitor(MIRA)
    mira.command(direct(MIRA), "/alliance regel acme")
    assert set(mira.fill_and_submit({"rate": "abc", "credit": "120"}).errors) == {"rate", "credit"}
    choose(mira, "fixed_amount")
    assert set(mira.fill_and_submit({"amount": "-", "credit": "abc"}).errors) == {"amount", "credit"}
    choose(mira, "bonus", more=True)
    bonus = mira.fill_and_submit({"credit": "100", "deal_from": "0", "amount": "", "rate": ""})
    assert set(bonus.errors) == {"first_day", "last_day"}, "Slack asks for what is needed before we see anything"
    backwards = {"first_day": "2026-12-31", "last_day": "2026-12-01"}
    assert set(mira.fill_and_submit(backwards).errors) == {"amount", "last_day", "deal_from"}
    both = {"last_day": "2026-12-31", "amount": "500", "rate": "1", "deal_from": "20k"}
    assert set(mira.fill_and_submit(both).errors) == {"rate"}, "an amount or a percentage, not both"
    assert set(mira.fill_and_submit({"rate": "", "valid_from": "2026-11-22"}).errors) == {"valid_from"}
    assert mira.fill_and_submit({"valid_from": "2026-11-23", "join": "replace"}).errors == {}


def test_a_fixed_amount_and_a_special_bonus_are_quoted_once_released(
    visitor: AsVisitor, told: Told, press: Any, arrived: Any
) -> None:
    bonus = {"rate": "1", "first_day": "2026-11-01", "last_day": "2026-12-31", "join": "add"}
    send(visitor, OLIVER, "/alliance incentive kranich", kind="bonus", **bonus)
    press(DANIEL, arrived(DANIEL, "1%"), "version.release")
    visitor(DANIEL).fill_and_submit({"valid_until": "2026-12-31"})
    answer = told(run(visitor, JAMES, "/cosell kranich 50k"))
    assert "fixed amount €1,000" in answer
    assert "special bonus 1% × €50,000 = €500" in answer
    assert "31 December 2026" in answer


def test_a_release_may_not_end_before_it_starts(visitor: AsVisitor, press: Any, arrived: Any) -> None:
    send(visitor, MIRA, "/alliance regel acme", rate="3", join="replace", valid_from="2026-12-01")
    press(DANIEL, arrived(DANIEL, "3%"), "version.release")
    refused = visitor(DANIEL).fill_and_submit({"valid_until": "2026-11-30", "budget": "-5"})
    assert "budget" in refused.errors
    assert visitor(DANIEL).fill_and_submit({"budget": ""}).errors.keys() == {"valid_until"}
    assert visitor(DANIEL).fill_and_submit({"valid_until": "2026-12-01"}).errors == {}


@pytest.mark.parametrize("user_id", [LENA, OLIVER, KARIN])
def test_rules_are_drafted_by_who_looks_after_the_alliance_or_sales_operations(
    stage: Any, visitor: AsVisitor, user_id: str
) -> None:
    (refused,) = run(visitor, user_id, "/alliance incentive acme")
    assert refused["text"] == refusal(NotAllowed(Act.DRAFT_RULES, "Acme Robotics"), stage.language(user_id))
    assert visitor(user_id).open_view() is None


@pytest.mark.parametrize("user_id", [LENA, MIRA, KARIN, ROBIN])
def test_plans_are_drafted_by_sales_operations_only(stage: Any, visitor: AsVisitor, user_id: str) -> None:
    (refused,) = run(visitor, user_id, "/alliance plan")
    assert refused["text"] == refusal(NotAllowed(Act.DRAFT_PLAN, None), stage.language(user_id))


def test_a_plan_is_entered_by_sales_operations_and_released_by_a_second_person(
    visitor: AsVisitor, told: Told, press: Any, arrived: Any
) -> None:
    shown = send(visitor, SOFIA, "/alliance plan", kind="percentage", rate="5", pay_role="seller")
    assert "<@U0DANIEL>" in told(shown)
    assert "<@U0SOFIA>" not in told(shown)
    press(DANIEL, arrived(DANIEL, "5%"), "version.release")
    visitor(DANIEL).fill_and_submit({})
    answer = told(run(visitor, JAMES, "/cosell kranich 50k"))
    assert "5% × €50,000 = €2,500" in answer


def test_a_goal_bonus_with_hurdle_and_cap_is_entered_and_its_flaws_are_told(visitor: AsVisitor, told: Told) -> None:
    daniel = visitor(DANIEL)
    daniel.command(direct(DANIEL), "/alliance plan")
    flawed = daniel.fill_and_submit({"hurdle": "80", "cap": "50", "quota": "abc"})
    assert set(flawed.errors) == {"quota"}
    flawed = daniel.fill_and_submit({"quota": "1 Mio", "target_bonus": "28,500"})
    assert set(flawed.errors) == {"cap"}
    shown = daniel.fill_and_submit({"cap": "150"})
    assert "target bonus €28,500" in told(shown.view)
    assert "80%" in told(shown.view)


def test_rules_of_an_alliance_that_has_ended_are_not_drafted(stage: Any, visitor: AsVisitor, press: Any) -> None:
    (asked,) = run(visitor, MIRA, "/alliance end acme")
    press(MIRA, asked, "alliance.end")
    (refused,) = run(visitor, MIRA, "/alliance incentive acme")
    assert refused["text"] == refusal(NotActive("Acme Robotics", Status.ENDED), stage.language(MIRA))
    assert visitor(MIRA).open_view() is None


def test_a_pay_role_of_its_own_has_rules_of_its_own(visitor: AsVisitor, told: Told) -> None:
    assert "0,5% × 50.000 € = 250 €" in told(run(visitor, "U0TIM", "/cosell acme 50k"))


def test_nobody_else_can_press_the_buttons(visitor: AsVisitor, arrived: Any) -> None:
    request = arrived(DANIEL, "Kranich Cloud GmbH")
    with pytest.raises(PlaygroundFailure):
        visitor(LENA).click(request, "version.release")
