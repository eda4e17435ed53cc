"""Every kind of component in the form, its conditions, its end, and pay that falls."""

from __future__ import annotations

from typing import Any

import pytest

from bot.domain.refusals import Act, DayPast, NotAllowed
from messages.refusals import refusal
from tests.listeners.rule_forms import (
    DANIEL,
    LENA,
    MIRA,
    OLIVER,
    AsVisitor,
    Told,
    choose,
    direct,
    draft,
    latest,
    opened,
    run,
)

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
