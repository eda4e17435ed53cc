"""From promise to pay with the real process: won, asked, killed, confirmed, told, and out on the terminal as CSV."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from collections.abc import Callable
from typing import Any

from bot.playground.visitor import Visitor

JAMES, SOFIA, DANIEL = "U0JAMES", "U0SOFIA", "U0DANIEL"
DEAL = {
    "customer": "Pemberley Bottling Ltd",
    "need": "Two lines that keep up with the summer.",
    "value": "80k",
    "leads_at": "ours",
    "invoices": "ours",
    "partner_came": "during",
}


def direct(user_id: str) -> str:
    return f"D{user_id[1:]}"


def answer(visitor: Visitor, line: str) -> dict[str, Any]:
    (told,) = [m for m in visitor.command(direct(visitor.user_id), line) if m["is_ephemeral"]]
    return told


def press(visitor: Visitor, shown: dict[str, Any], action_id: str) -> None:
    for block in shown["blocks"]:
        if any(element.get("action_id") == action_id for element in block.get("elements", [])):
            visitor.click(shown, action_id, block_id=block["block_id"])
            return
    raise AssertionError(f"no {action_id} in {json.dumps(shown)}")


def win(james: Visitor) -> str:
    """James shares a joint deal with Acme, finds it qualified and wins it; its reference."""
    james.command(direct(JAMES), "/lead joint acme")
    done = james.fill_and_submit(DEAL)
    assert done.errors == {}
    reference = next(word for word in json.dumps(done.view).replace("*", " ").split() if word.startswith("L-"))
    james.close_view(everything=True)
    for button in ("lead.qualify", "lead.win"):
        press(james, answer(james, f"/lead show {reference}"), button)
    assert james.fill_and_submit({"amount": "75k"}).closed
    return reference


def test_what_was_promised_is_confirmed_told_and_exported_though_the_bot_dies_in_between(
    trying: Callable[..., Any], alliance_bot: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    trial = trying()
    james, daniel, sofia = (trial.visitor(who) for who in (JAMES, DANIEL, SOFIA))

    lead = win(james)
    asked = daniel.wait_for(direct(DANIEL), lead, 10)
    assert "2% × €75,000 = €1,500" in json.dumps(asked, ensure_ascii=False)
    trial.kill_bot()
    press(daniel, asked, "payout.confirm")
    assert daniel.fill_and_submit({}).errors == {}

    assert "is confirmed" in james.wait_for(direct(JAMES), "is confirmed", 10)["text"]
    assert "<@U0DANIEL>" in json.dumps(sofia.wait_for(direct(SOFIA), "Bestätigt von", 10))
    assert "1 payout" in json.dumps(answer(james, "/cosell mine"))

    exported = alliance_bot("payouts", DATABASE_URL=f"sqlite:///{trial.folder / 'book.db'}")
    assert exported.returncode == 0, exported.stderr
    (line,) = csv.DictReader(io.StringIO(exported.stdout))
    assert (line["lead"], line["state"], line["payee"], line["settled_by"]) == (lead, "confirmed", JAMES, DANIEL)
    assert DEAL["customer"] not in exported.stdout


def test_without_a_database_that_is_up_to_date_nothing_is_exported(
    alliance_bot: Callable[..., subprocess.CompletedProcess[str]],
) -> None:
    refused = alliance_bot("payouts")
    assert refused.returncode == 1
    assert "alliance-bot migrate" in refused.stderr
    assert "Traceback" not in refused.stderr
    alliance_bot("migrate")
    assert alliance_bot("payouts").stdout.startswith("payout,kind,state,amount,currency,payee,")
