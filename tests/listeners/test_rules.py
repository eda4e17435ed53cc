"""Rules and plans in Slack: drafted by one, shown before they are sent, released or sent back by another."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.alliances import Status
from bot.domain.refusals import (
    Act,
    AlreadyDecided,
    AlreadyDone,
    DayPast,
    NotActive,
    NotAllowed,
    Superseded,
    TermsDiffer,
)
from bot.domain.versions import State, Version
from bot.playground.visitor import PlaygroundFailure, Visitor
from messages.refusals import refusal

LENA, JAMES, MIRA, OLIVER = "U0LENA", "U0JAMES", "U0MIRA", "U0OLIVER"
SOFIA, DANIEL, KARIN, ROBIN = "U0SOFIA", "U0DANIEL", "U0KARIN", "U0ROBIN"

Json = dict[str, Any]
AsVisitor = Callable[[str], Visitor]
Told = Callable[[object], str]


def direct(user_id: str) -> str:
    return f"D{user_id[1:]}"


def run(visitor: AsVisitor, user_id: str, line: str) -> list[Json]:
    return [message for message in visitor(user_id).command(direct(user_id), line) if message["is_ephemeral"]]


def draft(
    visitor: AsVisitor, user_id: str, line: str, kind: str | None = None, *, more: bool = False, **fields: object
) -> Json:
    """Fills in the form a command opens, and returns the preview."""
    person = visitor(user_id)
    person.command(direct(user_id), line)
    choose(person, kind, more=more)
    submitted = person.fill_and_submit(fields)
    assert submitted.errors == {}
    assert submitted.view is not None
    return submitted.view


def send(visitor: AsVisitor, user_id: str, line: str, kind: str | None = None, **fields: object) -> Json:
    """Drafts and sends it to sales operations."""
    draft(visitor, user_id, line, kind, **fields)
    sent = visitor(user_id).fill_and_submit(agreed(visitor(user_id)))
    visitor(user_id).close_view(everything=True)
    assert sent.errors == {}
    assert sent.view is not None
    return sent.view


def agreed(person: Visitor) -> Json:
    """The tick that lower pay is meant, where the open preview asks for it."""
    return {"lower": ["yes"]} if any(block["block_id"] == "lower" for block in opened(person)["blocks"]) else {}


def choose(person: Visitor, kind: str | None = None, *, more: bool = False) -> None:
    """Chooses a kind of component, and opens the conditions, as one does before filling in the rest."""
    if kind:
        person.click(opened(person), "kind", kind)
    if more:
        person.click(opened(person), "rule.more")


def opened(person: Visitor) -> Json:
    shown = person.open_view()
    assert shown is not None
    return shown


def latest(stage: Any, handle: str | None = "kranich-cloud") -> Version:
    with stage.library.reading() as books:
        ids = [a.id for a in books.alliances.all() if a.handle == handle]
        found = [v for n in ids for v in books.versions.of_alliance(n)]
    return max(found, key=lambda version: version.id)


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


KINDS = {
    "percentage": ({"rate": "2", "basis": "commission"}, "2% der bisherigen Provision"),
    "fixed_amount": ({"amount": "10", "per": "unit"}, "10 € pro Stück"),
    "bonus": (
        {"amount": "500", "first_day": "2026-12-01", "last_day": "2026-12-31", "first_deals": "3"},
        "nur für die ersten 3 Aufträge",
    ),
    "tiers": ({"bands": "ab 0: 2 %\nab 100.000: 3 %\n\n", "scope": "whole"}, "3%"),
    "threshold": ({"rate": "2", "amount": "80k"}, "= 1.600 €"),
    "multiplier": ({"factor": "1,5", "months": "24"}, "Verträge ab 24 Monaten"),
    "cap": ({"amount": "400"}, "400 €"),
    "floor": ({"amount": "1.800"}, "1.800 €"),
    "override": ({"rate": "10", "basis": "deal_amount"}, "10% × 50.000 €"),
    "split": ({"shares": "Verkäufer 70 %\nPresales: 30"}, "70%"),
    "clawback": ({"within_months": "12", "returns": "pro_rata"}, "12 Monaten"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_its_own_fields_and_is_shown_as_a_sentence_with_an_example(
    visitor: AsVisitor, told: Told, kind: str
) -> None:
    fields, said = KINDS[kind]
    shown = told(draft(visitor, MIRA, "/alliance regel acme", kind, join="add", **fields))
    assert said in shown
    assert "Zum Beispiel" in shown


PLAN_KINDS = {
    "goal_bonus": (
        {"weight": "60", "hurdle": "50", "cap": "150", "points": "50 % → 0 %\n100 % → 100 %", "curve": "stepped"},
        "weight 60%",
    ),
    "tiers": ({"bands": "from 0: 2 %\nfrom 100000: 3 %", "period": "quarter"}, "in the quarter"),
    "accelerator": ({"rate": "2", "steps": "from 100 %: 1.5\nfrom 120 %: x 2", "quota": "1m"}, "120%"),
    "cap": ({"amount": "5000", "period": "month"}, "month"),
    "floor": ({"amount": "250", "period": "year"}, "€250"),
    "clawback": ({"within_months": "6", "returns": "share", "rate": "40"}, "40%"),
}


@pytest.mark.parametrize("kind", PLAN_KINDS)
def test_each_kind_of_a_plan_has_its_own_fields(visitor: AsVisitor, told: Told, kind: str) -> None:
    fields, said = PLAN_KINDS[kind]
    assert said in told(draft(visitor, DANIEL, "/alliance plan", kind, join="add", **fields))


def test_what_was_typed_stays_when_another_kind_is_chosen_and_the_conditions_open(visitor: AsVisitor) -> None:
    mira = visitor(MIRA)
    mira.command(direct(MIRA), "/alliance regel acme")
    mira.click(opened(mira), "kind", "threshold", values={"rate": {"rate": "7"}})
    mira.click(opened(mira), "rule.more", values={"amount": {"amount": "90k"}})
    values = opened(mira)["values"]
    assert (values["rate"]["rate"], values["amount"]["amount"]) == ("7", "90k")
    assert {"deal_from", "region", "group"} <= {block["block_id"] for block in opened(mira)["blocks"]}


def test_every_condition_is_told(visitor: AsVisitor, told: Told) -> None:
    conditions = {
        "rate": "1", "deal_from": "20k", "deal_below": "100k", "product": "CRM *Pro*", "customer_kind": "new",
        "region": "Tyrol", "months": "12", "closing_first": "2026-12-01", "closing_last": "2026-12-31", "group": "a",
    }  # fmt: skip
    shown = told(draft(visitor, OLIVER, "/alliance incentive kranich", more=True, **conditions))
    for said in ("from €20,000 to below €100,000", "CRM", "new customers", "Tyrol", "12 months", "31 December 2026"):
        assert said in shown
    assert "*Pro*" not in shown


def test_lines_that_cant_be_read_and_terms_that_cant_be_paid_are_told_at_their_field(visitor: AsVisitor) -> None:
    oliver = visitor(OLIVER)
    oliver.command(direct(OLIVER), "/alliance incentive kranich")
    choose(oliver, "tiers")
    for bands in ("two percent", "from 0: 2 %\nfrom 50.000: 3 %", "from 100: 2 %", "from 0: 2 %\nfrom 9: 1 €"):
        assert oliver.fill_and_submit({"bands": bands}).errors.keys() == {"bands"}
    choose(oliver, "split")
    assert oliver.fill_and_submit({"shares": "seller 70 %\npresales 20 %"}).errors.keys() == {"shares"}
    assert oliver.fill_and_submit({"shares": "boss 100 %"}).errors.keys() == {"shares"}
    choose(oliver, "multiplier", more=True)
    assert oliver.fill_and_submit({"factor": "0", "months": "0"}).errors.keys() == {"factor", "months"}
    choose(oliver, "clawback")
    assert oliver.fill_and_submit({"within_months": "6", "returns": "share", "months": ""}).errors.keys() == {"rate"}
    choose(oliver, "cap")
    alone = oliver.fill_and_submit({"amount": "5000", "join": "replace", "deal_from": "9k", "deal_below": "8k"})
    assert alone.errors.keys() == {"kind", "deal_below"}, "nothing before it pays, and its conditions never hold"


def test_lower_pay_is_said_must_be_meant_and_is_read_by_who_releases(
    visitor: AsVisitor, told: Told, arrived: Any
) -> None:
    shown = told(draft(visitor, MIRA, "/alliance regel acme", rate="1", join="replace"))
    said = "Das senkt, was ein Verkäufer verdient: bei einem Auftrag über 50.000 € von 1.500 € auf 500 €."
    assert said in shown
    assert visitor(MIRA).fill_and_submit({}).errors.keys() == {"lower"}
    assert visitor(MIRA).fill_and_submit({"lower": ["yes"]}).errors == {}
    assert "from €1,500 to €500" in told(arrived(DANIEL, "This lowers what a seller earns"))


def test_what_pays_more_need_not_be_confirmed(visitor: AsVisitor, told: Told) -> None:
    assert "senkt" not in told(draft(visitor, MIRA, "/alliance regel acme", rate="9", join="add"))
    assert visitor(MIRA).fill_and_submit({}).errors == {}


def test_rules_end_on_a_day_and_the_past_keeps_them(
    stage: Any, visitor: AsVisitor, told: Told, press: Any, arrived: Any
) -> None:
    end = {"series": "together/seller", "valid_from": "2026-12-15"}
    assert "auf 0 €" in told(draft(visitor, MIRA, "/alliance regel-ende acme", **end))
    assert visitor(MIRA).fill_and_submit({"lower": ["yes"]}).errors == {}
    request = arrived(DANIEL, "the end of")
    assert "mehr" in told(run(visitor, LENA, "/cosell acme 50k abschluss 2026-12-15")), "not released yet"
    press(DANIEL, request, "version.release")
    assert "valid_until" not in {block["block_id"] for block in opened(visitor(DANIEL))["blocks"]}
    visitor(DANIEL).fill_and_submit({})
    arrived(MIRA, "Ende für")
    assert "1.000 €" in told(run(visitor, LENA, "/cosell acme 50k abschluss 2026-12-14"))
    after = told(run(visitor, LENA, "/cosell acme 50k abschluss 2026-12-15"))
    assert "2% × 50.000 €" not in after
    released = latest(stage, "acme-robotics")
    assert released.ends
    assert released.terms.components == ()


def test_what_is_not_in_force_is_not_ended(stage: Any, visitor: AsVisitor) -> None:
    (refused,) = run(visitor, LENA, "/alliance incentive-end acme")
    assert refused["text"] == refusal(NotAllowed(Act.DRAFT_RULES, "Acme Robotics"), stage.language(LENA))
    mira = visitor(MIRA)
    mira.command(direct(MIRA), "/alliance incentive-end acme")
    past = mira.fill_and_submit({"valid_from": "2026-11-22"})
    assert past.errors == {"valid_from": refusal(DayPast(), stage.language(MIRA))}
