"""`alliance-bot try` as a process: register, draft, release and ask over Socket Mode; killed bots lose nothing."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import time
from collections.abc import Callable
from typing import Any

import pytest

from bot.playground.visitor import BotSilent, Visitor

LENA, JAMES, OLIVER, SOFIA, DANIEL = "U0LENA", "U0JAMES", "U0OLIVER", "U0SOFIA", "U0DANIEL"
NEW = {
    "partner": "Helvetia Data AG",
    "manager": OLIVER,
    "benefit": "You find every contract in a second.",
    "channels_en": ["C0INTL"],
}


def direct(user_id: str) -> str:
    return f"D{user_id[1:]}"


def run(visitor: Visitor, line: str) -> str:
    """What a command answers, as plain text."""
    answers = visitor.command(direct(visitor.user_id), line)
    return plain([message for message in answers if message["is_ephemeral"]])


def plain(shown: object) -> str:
    return json.dumps(shown, ensure_ascii=False).replace("\u00a0", " ").replace(" %", "%")


def press(visitor: Visitor, shown: dict[str, Any], label: str) -> None:
    for block in shown["blocks"]:
        for element in block.get("elements", []):
            if element.get("type") == "button" and element["text"]["text"] == label:
                visitor.click(shown, element["action_id"], block_id=block["block_id"])
                return
    raise AssertionError(f"no button {label}")


def register(oliver: Visitor) -> None:
    oliver.command(direct(OLIVER), "/alliance register")
    assert oliver.fill_and_submit(NEW).errors == {}
    oliver.close_view(everything=True)


def draft(oliver: Visitor) -> None:
    oliver.command(direct(OLIVER), "/alliance incentive helvetia data")
    assert oliver.fill_and_submit({"rate": "3"}).errors == {}
    assert oliver.fill_and_submit({}).errors == {}
    oliver.close_view(everything=True)


def release(daniel: Visitor) -> None:
    press(daniel, daniel.wait_for(direct(DANIEL), "Helvetia Data AG", 10), "Release")
    assert daniel.fill_and_submit({"approval": "GBV 2026/9"}).errors == {}
    daniel.close_view(everything=True)


def test_from_registering_to_asking_in_both_languages_and_all_of_it_after_a_restart(trying: Callable[..., Any]) -> None:
    trial = trying()
    assert re.fullmatch(r"The playground is ready: http://127\.0\.0\.1:\d+ \(data in .+, Ctrl-C stops\)\n", trial.line)
    assert str(trial.folder) in trial.line
    oliver, daniel, lena, james = (trial.visitor(who) for who in (OLIVER, DANIEL, LENA, JAMES))
    register(oliver)
    draft(oliver)
    release(daniel)
    assert "Released by" in plain(oliver.wait_for(direct(OLIVER), "Helvetia Data AG", 10))
    assert "3% × €50,000 = €1,500" in run(james, "/cosell helvetia data 50k")
    assert "3% × 50.000 € = 1.500 €" in run(lena, "/cosell helvetia data 50.000 €")
    assert "Freigeben" in plain(trial.visitor(SOFIA).wait_for(direct(SOFIA), "Helvetia Data AG", 10))

    stop_at_once(trial)
    again = trying()
    assert "€1,500" in run(again.visitor(JAMES), "/cosell helvetia data 50k")
    again.process.send_signal(signal.SIGINT)
    assert again.process.wait(20) == 0

    fresh = trying("--fresh")
    assert "Helvetia" not in run(fresh.visitor(JAMES), "/alliance list")
    assert "Kranich" in run(fresh.visitor(JAMES), "/alliance list")


def stop_at_once(trial: Any) -> None:
    """Kills the playground; its bot must end by itself."""
    bot = trial.bot_pid
    trial.process.kill()
    trial.process.wait(10)
    give_up = time.monotonic() + 20
    while _runs(bot):
        assert time.monotonic() < give_up, "the bot was left behind"
        time.sleep(0.05)


def _runs(pid: int) -> bool:
    """Whether the process runs; one that is dead and not yet buried does not."""
    return subprocess.run(
        ["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False
    ).stdout.strip() not in {"", "Z", "Z+"}


def test_a_bot_that_is_killed_comes_back_and_nothing_that_was_answered_is_lost(trying: Callable[..., Any]) -> None:
    trial = trying()
    oliver, daniel, james = (trial.visitor(who) for who in (OLIVER, DANIEL, JAMES))
    os.kill(trial.bot_pid, signal.SIGKILL)
    with pytest.raises(BotSilent):
        james.command(direct(JAMES), "/alliance list")
    assert "/alliance" in james.messages(direct(JAMES))[-1]["text"], "the person is told, as in Slack"
    trial.wait_for_bot()
    register(oliver)
    trial.kill_bot()
    draft(oliver)
    release(daniel)
    trial.kill_bot()
    assert "€1,500" in run(james, "/cosell helvetia data 50k")
    refuses_a_port_and_a_folder_in_use(trial)


def refuses_a_port_and_a_folder_in_use(trial: Any) -> None:
    taken = trial.url.rpartition(":")[2]
    for words, told in (
        (["--port", taken, "--folder", "other"], f"port {taken}"),
        (["--port", "0", "--folder", "data"], "running"),
        (["--port", "0", "--folder", "data", "--fresh"], "running"),
    ):
        refused = trial.another(*words)
        assert refused.returncode == 1
        assert told in refused.stderr
        assert "Traceback" not in refused.stderr
    assert (trial.folder / "book.db").exists(), "nothing is deleted under one that runs"
