from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.goals import Curve
from bot.domain.incentives import (
    Basis,
    Bonus,
    Cap,
    Category,
    Conditions,
    Customer,
    FixedAmount,
    Mode,
    Moment,
    Owner,
    Percentage,
    PlanningRate,
    Route,
)
from bot.domain.people import LanguageCode, PayRole
from bot.domain.periods import Days
from bot.domain.worked import worked_example as example_of
from messages import rules
from messages.actions import Action, Field, FormId
from messages.examples import EXAMPLES
from messages.examples import terms as t
from messages.examples import world as w
from messages.language import NO_BREAK_SPACE, Language
from messages.message import objects
from messages.rules.sentences import rule_lines, worked_example

EN, DE = Language.of(LanguageCode.EN), Language.of(LanguageCode.DE)


def spaced(text: str) -> str:
    return text.replace(NO_BREAK_SPACE, " ")


LAST_QUARTER = w.YEAR_END_BONUS.window


@pytest.mark.parametrize(
    ("component", "english", "german"),
    [
        (w.TWO_PERCENT, "2% of the deal amount", "2 % vom Auftragswert"),
        (w.OF_MARGIN, "7.5% of the margin", "7,5 % der Marge"),
        (
            Percentage(w.percent(1), Basis.CREDITED),
            "1% of our credited share",
            "1 % von unserem angerechneten Anteil",
        ),
        (w.FIXED, "€500 a deal, for deals from €20,000", "500 € pro Auftrag, für Aufträge ab 20.000 €"),
        (
            FixedAmount(w.euro(5), Conditions(closes=LAST_QUARTER)),
            "€5 a deal, for deals closing from 1 October to 31 December 2026",
            "5 € pro Auftrag, für Abschlüsse vom 1. Oktober bis zum 31. Dezember 2026",
        ),
        (
            w.YEAR_END_BONUS,
            "a special bonus of €750 a deal, closing from 1 October to 31 December 2026",
            "eine Sonderprämie von 750 € pro Auftrag, Abschluss vom 1. Oktober bis zum 31. Dezember 2026",
        ),
        (
            Bonus(w.percent("0.5"), LAST_QUARTER),
            "a special bonus of 0.5% of the deal amount, closing from 1 October to 31 December 2026",
            "eine Sonderprämie von 0,5 % vom Auftragswert, Abschluss vom 1. Oktober bis zum 31. Dezember 2026",
        ),
        (
            w.GOAL_WITH_HURDLE,
            (
                "a goal bonus (orders, fiscal year): target bonus €28,500; quota €1,000,000; paid in proportion to"
                " attainment; nothing below 50% (hurdle); at most 150% (cap)"
            ),
            (
                "einen Zielbonus (Auftragseingang, Geschäftsjahr): Zielbonus 28.500 €; Quote 1.000.000 €; anteilig nach"
                " Zielerreichung; nichts unter 50 % (Einstiegshürde); höchstens 150 % (Kappung)"
            ),
        ),
        (
            w.PERSONAL_GOAL,
            (
                "a goal bonus (orders, fiscal year): personal target bonus; personal quota;"
                " paid in proportion to attainment"
            ),
            (
                "einen Zielbonus (Auftragseingang, Geschäftsjahr): persönlicher Zielbonus; persönliche Quote;"
                " anteilig nach Zielerreichung"
            ),
        ),
        (
            replace(
                w.GOAL,
                owner=Owner.TEAM,
                weight=w.percent(60),
                curve=Curve(points=((w.percent(50), w.percent(0)), (w.percent(100), w.percent(120)))),
            ),
            (
                "a goal bonus (orders, fiscal year): counted for the team; target bonus €28,500; quota €1,000,000;"
                " weight 60%; paid by attainment: 50% → 0%, 100% → 120%"
            ),
            (
                "einen Zielbonus (Auftragseingang, Geschäftsjahr): gezählt wird das Team; Zielbonus 28.500 €; Quote"
                " 1.000.000 €; Gewicht 60 %; Auszahlung nach Zielerreichung: 50 % → 0 %, 100 % → 120 %"
            ),
        ),
    ],
)
def test_each_component_is_readable_as_a_sentence(component, english, german):
    assert spaced(rules.component_sentence(component, EN)) == english
    assert spaced(rules.component_sentence(component, DE)) == german


def _sentences(terms, route, language, pay_role=PayRole.SELLER):
    return [spaced(sentence) for sentence in rules.terms_sentences(terms, route, pay_role, language)]


def test_rules_say_who_gets_what_on_which_route_and_what_counts():
    terms = w.rules(w.TWO_PERCENT)

    assert _sentences(terms, Route.TOGETHER, EN) == [
        "Together with the partner a seller gets 2% of the deal amount, on top of the plan.",
        "The whole deal counts for the plan (credit 100%).",
    ]
    assert _sentences(terms, Route.TOGETHER, DE, PayRole.PRESALES) == [
        "Gemeinsam mit dem Partner bekommt jemand im Presales 2 % vom Auftragswert, zusätzlich zum Plan.",
        "Der ganze Auftrag zählt für den Plan (Anrechnung 100 %).",
    ]


@pytest.mark.parametrize(
    ("mode", "credit", "sentence"),
    [
        (Mode.ON_TOP, 100, "The whole deal counts for the plan (credit 100%)."),
        (Mode.ON_TOP, 50, "50% of the deal counts for the plan (credit)."),
        (Mode.ON_TOP, 0, "The deal does not count for the plan (credit 0%)."),
        (Mode.INSTEAD, 100, "The plan pays nothing for such a deal."),
    ],
)
def test_the_credit_is_told_as_what_it_means(mode, credit, sentence):
    assert _sentences(w.rules(w.TWO_PERCENT, mode=mode, credit=credit), Route.HAND_OVER, EN)[1:] == [sentence]


def test_a_plan_has_a_sentence_for_each_component():
    assert _sentences(w.plan(w.PLAN_PERCENTAGE, w.FIXED), None, EN, PayRole.TEAM_LEAD) == [
        "A team lead gets 3% of the deal amount.",
        "A team lead gets €500 a deal, for deals from €20,000.",
    ]


def test_what_acts_on_the_pay_before_it_is_a_sentence_of_its_own():
    assert _sentences(w.plan(w.TWO_PERCENT, t.CAP_A_QUARTER, t.LEAD, t.TWO_PEOPLE, t.PRO_RATA), None, EN)[1:] == [
        "What is listed before pays at most €10,000 per quarter (cap).",
        "A team lead gets 10% of the commission so far on top, and nobody gets less for it (override).",
        "What is listed before is split: seller 60% and presales 40%.",
        "If the customer cancels within 12 months of closing, what is left of the time is owed back (clawback).",
    ]


def test_a_component_that_yields_to_another_of_its_group_says_so():
    of_all = replace(w.TWO_PERCENT, when=Conditions(group="base"))
    of_crm = replace(w.TWO_PERCENT, rate=w.percent(3), when=Conditions(product="CRM", group="base"))
    alone = replace(w.TWO_PERCENT, rate=w.percent(1), when=Conditions(group="other"))

    assert _sentences(w.plan(of_all, of_crm, alone), None, EN) == [
        "A seller gets 2% of the deal amount, unless something more specific applies.",
        "A seller gets 3% of the deal amount, for the product CRM.",
        "A seller gets 1% of the deal amount.",
    ]


def test_what_holds_for_the_whole_comes_last():
    terms = replace(
        w.rules(w.TWO_PERCENT),
        categories=(Category("Software", ("CRM", "*ERP*")), Category("Empty", ())),
        planning_rates=(PlanningRate("USD", 920_000),),
        earned=Moment.ORDER,
        paid=Moment.PAYMENT,
    )

    assert _sentences(terms, Route.TOGETHER, DE)[2:] == [
        "Zur Kategorie Software gehören: CRM und ∗ERP∗.",
        "1 USD zählt als 0,92 EUR (Plankurs).",
        "Verdient ist es mit dem Auftrag.",
        "Ausgezahlt wird es mit der Zahlung des Kunden.",
    ]


def test_on_a_card_nobody_is_told_to_get_a_cap_on_top():
    assert [spaced(line) for line in rule_lines(w.in_force(w.rules(w.TWO_PERCENT, Cap(w.euro(900)))), EN)] == [
        "Together: 2% of the deal amount, on top of the plan",
        "Together: what is listed before pays at most €900 per deal (cap)",
    ]


def test_a_card_has_one_line_for_each_component():
    assert rule_lines(w.in_force(w.plan(w.PLAN_PERCENTAGE), None), EN) == []
    assert [spaced(line) for line in rule_lines(w.in_force(w.rules(w.TWO_PERCENT, w.FIXED)), EN)] == [
        "Together: 2% of the deal amount, on top of the plan",
        "Together: €500 a deal, for deals from €20,000, on top of the plan",
    ]


def _text(name: str, language: Language = EN) -> str:
    payload = EXAMPLES[name](language).to_dict()
    return spaced("\n".join(o["text"] for o in objects(payload["blocks"]) if isinstance(o.get("text"), str)))


def test_a_draft_is_shown_with_an_example_and_what_it_replaces_and_who_is_asked():
    shown = _text("rule-preview")

    assert "*For example:* a deal of €50,000, closing 1 January 2027, pays €2,125." in shown
    assert "• 7.5% × €15,000 margin = €1,125" in shown
    assert "From that day on it replaces v2: 2% of the deal amount." in shown
    assert "<@U0SALESOPS> will be asked to release it." in shown


@pytest.mark.parametrize(
    ("language", "deal"),
    [
        (EN, "a deal of €50,000 (new customer, 24 contract months), closing"),
        (DE, "Ein Auftrag über 50.000 € (Neukunde, 24 Monate Laufzeit), Abschluss am"),
    ],
)
def test_an_example_says_what_the_deal_must_be_like_for_its_lines(language, deal):
    when = Conditions(customer=Customer.NEW, months_from=24)
    terms = w.rules(replace(w.TWO_PERCENT, when=when))

    shown = worked_example(example_of(terms, PayRole.SELLER, date(2027, 1, 1), 1), language)

    assert deal in spaced(shown)


def test_a_draft_nobody_can_release_says_who_must_do_what_first():
    assert "/alliance people" in _text("rule-preview-without-reviewers")
    assert "/alliance personen" in _text("rule-preview-without-reviewers", DE)


def test_assumed_figures_are_marked():
    assert "assumed" in _text("plan-preview-personal")
    assert "assumed" not in _text("plan-preview")


@pytest.mark.parametrize(
    ("name", "form"), [("rule-preview", FormId.RULE_CONFIRM), ("plan-preview", FormId.PLAN_CONFIRM)]
)
def test_a_preview_carries_the_draft_to_its_confirmation(name, form):
    payload = EXAMPLES[name](EN).to_dict()

    assert (payload["callback_id"], payload["private_metadata"]) == (form, "{}")


def test_a_review_asks_for_a_decision_on_this_version():
    buttons = [o for o in objects(EXAMPLES["rule-review-request"](EN).to_dict()) if o.get("type") == "button"]

    assert [(button["action_id"], button["value"]) for button in buttons] == [
        (Action.RELEASE, "73"),
        (Action.RETURN, "73"),
    ]
    assert EXAMPLES["release-form"](EN).to_dict()["private_metadata"] == "73"
    assert EXAMPLES["return-form"](EN).to_dict()["private_metadata"] == "73"


def test_a_drafter_reads_the_reason_and_can_start_anew():
    assert "„2 % sind im Budget" in _text("rule-returned", DE)
    assert "/alliance incentive acme" in str(EXAMPLES["rule-returned"](EN).to_dict())
    assert "/alliance plan" in str(EXAMPLES["plan-returned"](EN).to_dict())


def test_a_released_rule_says_from_when_to_when_it_counts():
    assert "It counts for deals closing from 1 January to 31 December 2027." in _text("rule-released")


def _chosen(form) -> dict[str, str]:
    inputs = [block for block in form.to_dict()["blocks"] if block["type"] == "input"]
    return {b["block_id"]: b["element"]["initial_option"]["value"] for b in inputs if "initial_option" in b["element"]}


def test_the_common_answers_are_chosen_already():
    assert _chosen(rules.rule_form("Acme", "acme", EN, "EUR")) == {
        Field.ROUTE: "together",
        Field.PAY_ROLE: "seller",
        Field.KIND: "percentage",
        Field.BASIS: "deal_amount",
        Field.MODE: "on_top",
        Field.JOIN: "add",
    }
    assert _chosen(rules.plan_form(EN, "EUR")) == {
        Field.PAY_ROLE: "seller",
        Field.KIND: "goal_bonus",
        Field.MEASURE: "orders",
        Field.PERIOD: "year",
        Field.CURVE: "straight",
        Field.JOIN: "add",
    }


def test_open_ended_validity_has_no_last_day():
    open_ended = replace(w.version(w.rules(w.TWO_PERCENT)), valid=Days(w.YEAR.start))

    assert EN.days(open_ended.valid) == "from 1 January 2026 on"
