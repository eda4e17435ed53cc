"""Plans and rules from a file: dropped into a form, tried by their examples, and only then drafted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from bot.domain.refusals import (
    Act,
    ChangedMeanwhile,
    DayPast,
    FileElsewhere,
    FileTooLarge,
    FileUnreachable,
    NotAllowed,
)
from bot.domain.versions import State, Version
from bot.playground.visitor import Submission, Visitor
from messages.refusals import about_chosen, refusal

LENA, JAMES, MIRA, OLIVER, SOFIA, DANIEL = "U0LENA", "U0JAMES", "U0MIRA", "U0OLIVER", "U0SOFIA", "U0DANIEL"

AsVisitor = Callable[[str], Visitor]
Told = Callable[[object], str]

PLAN = """plan: seller
currency: EUR
from: 2027-01-01
components:
  - percentage: 4 %
    of: deal amount
"""
RULES = """rules: together
currency: EUR
components:
  - percentage: 3 %
    of: deal amount
    when: {{product: CRM}}
  - fixed amount: 500
examples:
  - {{deal: 50 000, closes: 2026-12-31, product: CRM, pays: {crm}}}
  - {{deal: 50 000, closes: 2026-12-31, product: ERP, pays: 500}}
"""
GOOD = RULES.format(crm="2 000")


def direct(user_id: str) -> str:
    return f"D{user_id[1:]}"


def drop(person: Visitor, line: str, text: str | bytes, name: str = "acme.yaml", **fields: object) -> Submission:
    """Opens the form a command stands for, then the one for a file, and drops one."""
    person.command(direct(person.user_id), line)
    view = person.open_view()
    assert view is not None
    person.click(view, "rule.file")
    return again(person, text, name, **fields)


def again(person: Visitor, text: str | bytes, name: str = "acme.yaml", **fields: object) -> Submission:
    content = text if isinstance(text, bytes) else text.encode()
    return person.fill_and_submit({"file": [person.drop(name, content)], **fields})


def latest(stage: Any) -> Version:
    with stage.library.reading() as books:
        found = [v for a in books.alliances.all() for v in books.versions.of_alliance(a.id)]
    return max(found, key=lambda version: version.id)


def test_a_file_is_shown_with_its_examples_before_it_is_drafted_and_released_by_somebody_else(
    stage: Any, visitor: AsVisitor, told: Told, press: Any, arrived: Any
) -> None:
    before, oliver = latest(stage), visitor(OLIVER)
    shown = told(drop(oliver, "/alliance incentive kranich", GOOD).view)
    assert "2 of 2 examples come out" in shown
    assert "3% of the deal amount, for the product CRM" in shown
    assert "<@U0DANIEL>" in shown
    assert latest(stage) == before, "nothing is written yet"
    assert "Sent" in told(oliver.fill_and_submit({"lower": ["yes"]}).view)
    drafted = latest(stage)
    assert (drafted.state, len(drafted.terms.components)) == (State.DRAFT, 2)
    press(DANIEL, arrived(DANIEL, "product CRM"), "version.release")
    assert visitor(DANIEL).fill_and_submit({}).errors == {}
    assert "€500" in told(visitor(JAMES).command(direct(JAMES), "/cosell kranich 50k"))


def test_a_file_whose_examples_do_not_come_out_says_so_with_both_numbers_and_is_not_sent(
    stage: Any, visitor: AsVisitor, told: Told
) -> None:
    before, mira = latest(stage), visitor(MIRA)
    refused = drop(mira, "/alliance regel acme", RULES.format(crm="1 500"))
    shown = told(refused.view)
    assert "1 von 2 Beispielen gehen auf" in shown
    assert "1.500 €" in shown
    assert "2.000 €" in shown
    assert refused.view is not None
    assert refused.view["callback_id"] == "rule.file", "it can be dropped again"
    assert "2 von 2" in told(again(mira, GOOD).view)
    assert latest(stage) == before


def test_every_problem_of_a_file_is_told_with_its_line_and_path_in_the_readers_language(
    visitor: AsVisitor, told: Told
) -> None:
    mira = visitor(MIRA)
    wrong = GOOD.replace("percentage: 3 %", "percentage: 3 apples").replace(
        "fixed amount: 500", "fixed amount: 500\n    colour: red"
    )
    shown = told(drop(mira, "/alliance regel acme", wrong).view)
    assert "2 Fehler" in shown
    assert "Zeile 4" in shown
    assert "components[1]" in shown
    assert "Zeile 8" in shown
    assert "colour" in shown
    hostile = told(again(mira, "rules: <!channel> *now*\n").view)
    assert "<!channel>" not in hostile
    assert "*now*" not in hostile
    assert "Die Datei hat" in told(again(mira, b"\xff\xfe\x00").view)


def test_a_file_for_something_else_or_from_a_day_that_passed_is_refused_at_its_field(
    stage: Any, visitor: AsVisitor
) -> None:
    oliver, say = visitor(OLIVER), stage.language(OLIVER)
    elsewhere = about_chosen(FileElsewhere(), say)
    assert drop(oliver, "/alliance incentive kranich", PLAN).errors == {"file": elsewhere}
    named = GOOD.replace("currency", "alliance: acme-robotics\ncurrency", 1)
    assert again(oliver, named).errors == {"file": elsewhere}
    past = again(oliver, GOOD, valid_from="2026-11-22")
    assert past.errors == {"valid_from": about_chosen(DayPast(), say)}
    large = again(oliver, GOOD + "#" * 100_001, valid_from="2026-12-01")
    assert large.errors == {"file": about_chosen(FileTooLarge(100), say)}
    assert again(oliver, GOOD).errors == {}


def test_a_plan_is_dropped_where_plans_are_drafted(visitor: AsVisitor, told: Told) -> None:
    daniel = visitor(DANIEL)
    shown = told(drop(daniel, "/alliance plan", PLAN, "plan.yml").view)
    assert "4% of the deal amount" in shown
    assert "from 1 January 2027 on" in shown, "the day the file names"
    assert "Sent" in told(daniel.fill_and_submit({}).view)


def test_lower_pay_from_a_file_is_asked_about_too(visitor: AsVisitor, told: Told) -> None:
    mira = visitor(MIRA)
    assert "Das senkt" in told(drop(mira, "/alliance regel acme", GOOD).view)
    assert mira.fill_and_submit({}).errors.keys() == {"lower"}
    assert mira.fill_and_submit({"lower": ["yes"]}).errors == {}


def test_a_file_that_is_not_what_was_shown_or_not_to_be_had_is_not_sent(stage: Any, visitor: AsVisitor) -> None:
    before, oliver = latest(stage), visitor(OLIVER)
    drop(oliver, "/alliance incentive kranich", GOOD)
    for file in stage.playground._world.files.of(OLIVER):
        file.content = GOOD.replace("500", "900").encode()
    changed = oliver.fill_and_submit({"lower": ["yes"]})
    assert changed.errors == {"lower": about_chosen(ChangedMeanwhile(), stage.language(OLIVER))}
    oliver.close_view(everything=True)
    drop(oliver, "/alliance incentive kranich", GOOD)
    for file in stage.playground._world.files.of(OLIVER):
        file.content = None
    gone = oliver.fill_and_submit({"lower": ["yes"]})
    assert gone.errors == {"lower": about_chosen(FileUnreachable(), stage.language(OLIVER))}
    assert latest(stage) == before


@pytest.mark.parametrize("line", ["/alliance plan", "/alliance incentive acme"])
def test_nobody_else_gets_as_far_as_the_file(stage: Any, visitor: AsVisitor, line: str) -> None:
    (refused,) = [m for m in visitor(LENA).command(direct(LENA), line) if m["is_ephemeral"]]
    act = Act.DRAFT_PLAN if line.endswith("plan") else Act.DRAFT_RULES
    partner = None if line.endswith("plan") else "Acme Robotics"
    assert refused["text"] == refusal(NotAllowed(act, partner), stage.language(LENA))
