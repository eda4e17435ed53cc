"""A person and a real Bolt app talk: commands, mentions, clicks, forms."""

import time

import pytest

from bot.playground.visitor import BotSilent

GENERAL, ANNA_DM, BOT = "C0GENERAL", "D0ANNA", "U0BOT"


def test_a_command_is_answered_to_the_asker_alone(bot, anna, ben):
    bot.command("/cosell")(lambda ack, command: ack(f"You asked for {command['text']}"))

    [answer] = anna.command(GENERAL, "/cosell acme 50k")

    assert answer["text"] == "You asked for acme 50k"
    assert answer["is_ephemeral"] is True
    assert ben.messages(GENERAL) == []


def test_a_command_that_is_not_acknowledged_fails_visibly(bot, anna):
    bot.command("/slow")(lambda ack: (time.sleep(3.3), ack()))

    with pytest.raises(BotSilent, match="operation_timeout"):
        anna.command(GENERAL, "/slow")

    assert "operation_timeout" in anna.messages(GENERAL)[-1]["text"]
