"""A partner without any leads yet, and what people do with leads and standing orders, as the tests tell it."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlmodel import col, select

from bot.domain.alliances import Alliance, GameRules, Profile, SalesChannel, Status, Step, ValueProposition
from bot.domain.deliveries import DeliveryState
from bot.domain.leads import Lead, lead_id_in
from bot.domain.people import LanguageCode
from bot.domain.refusals import FormRefused
from bot.example_world import people as world
from bot.jobs import Sender
from bot.playground.visitor import Submission, Visitor
from bot.timetable import Timetable
from bot.use_cases import alliances
from bot.wiring import public_holidays
from messages.refusals import field_errors
from storage.tables import DeliveryRow

LENA, JAMES, TIM, MIRA, OLIVER = world.LENA, world.JAMES, world.TIM, world.MIRA, world.OLIVER
SOFIA, KARIN, ROBIN, PRIYA = world.SOFIA, world.KARIN, world.ROBIN, world.PRIYA
DACH, INTERNATIONAL, SHARED, LEADERSHIP, PRIVATE = (
    world.DACH, world.INTERNATIONAL, world.SHARED, world.LEADERSHIP, world.PRIVATE,
)  # fmt: skip

Json = dict[str, Any]
PARTNER, HANDLE = "Polarstern Analytics", "polarstern-analytics"
CUSTOMER, NEED = "Brauhaus Zeppelin GmbH", "Wants to know tomorrow's demand, today."
LEAD = {"customer": CUSTOMER, "need": NEED, "value": "80k", "timing": "this_quarter"}
"""What Lena or James type into the share form."""


def direct(user_id: str) -> str:
    return f"D{user_id[1:]}"


def enter(stage: Any, game: GameRules | None = None, **changes: Any) -> Alliance:
    """An alliance with an empty book: Mira's, with a channel shared with the partner; changes go to its profile."""
    propositions = {
        LanguageCode.EN: ValueProposition("You know tomorrow's demand today."),
        LanguageCode.DE: ValueProposition("Du kennst heute den Bedarf von morgen."),
    }
    profile = Profile(
        partner=PARTNER,
        manager=stage.person(MIRA).id,
        propositions=propositions,
        sponsor=stage.person(KARIN).id,
        channels=(SalesChannel(DACH, LanguageCode.DE),),
        shared_channel=SHARED,
        partner_team_id=world.ACME.id,
    )
    mira, now = stage.person(MIRA), stage.clock.now
    with stage.library.writing() as books:
        entered = alliances.register(books, mira, replace(profile, **changes), keep_draft=False, now=now)
        if game is not None:
            alliances.agree(books, mira, entered.id, entered.revision, game, now)
        return books.alliances.get(entered.id)


def pause(stage: Any, alliance: Alliance) -> None:
    with stage.library.writing() as books:
        paused = alliances.step(books, stage.person(MIRA), alliance.id, Step.PAUSE, stage.clock.now)
    assert paused.status is Status.PAUSED


def form(visitor: Visitor, line: str, channel: str | None = None) -> Json:
    """Opens the form of a command."""
    visitor.command(channel or direct(visitor.user_id), line)
    view = visitor.open_view()
    assert view is not None, f"{line} opened no form"
    return view


def answer(visitor: Visitor, line: str, channel: str | None = None) -> Json:
    """The private answer to a command."""
    (told,) = [m for m in visitor.command(channel or direct(visitor.user_id), line) if m["is_ephemeral"]]
    return told


def share(stage: Any, user_id: str, word: str = "share", **entered: object) -> Lead:
    """Somebody shares a lead (or, with `receive`, writes down one of the partner's) and gets it from the book."""
    visitor: Visitor = stage.visitor(user_id)
    form(visitor, f"/lead {word} {HANDLE}")
    done = visitor.fill_and_submit({**LEAD, **entered})
    assert done.errors == {}
    assert done.view is not None
    (reference,) = [w for w in json.dumps(done.view).replace("*", " ").split() if w.startswith("L-")][:1]
    visitor.close_view(everything=True)
    return lead(stage, reference)


def lead(stage: Any, reference: str) -> Lead:
    found = lead_id_in(reference)
    assert found is not None
    with stage.library.reading() as books:
        read: Lead = books.leads.get(found)
    return read


def posts(stage: Any, reader: str, channel: str, words: str) -> list[Json]:
    """The posts in a channel, not those in threads, that say these words."""
    seen = stage.visitor(reader).messages(channel)
    return [
        m for m in seen if not m["is_ephemeral"] and not in_thread(m) and words in json.dumps(m, ensure_ascii=False)
    ]


def in_thread(message: Json) -> bool:
    return bool(message.get("thread_ts")) and message["thread_ts"] != message["ts"]


def thread(stage: Any, reader: str, post: Json) -> list[Json]:
    """What stands in the thread of a post, oldest first."""
    seen = stage.visitor(reader).messages(post["channel"])
    return [m for m in seen if in_thread(m) and m["thread_ts"] == post["ts"]]


def soon(look: Callable[[], Any], seconds: float = 8) -> Any:
    """What was looked for, as soon as it is there."""
    give_up = time.monotonic() + seconds
    while True:
        found = look()
        if found:
            return found
        assert time.monotonic() < give_up, "it did not come"
        time.sleep(0.05)


def post_of(stage: Any, reader: str, channel: str, words: str) -> Json:
    """The newest post in a channel that says these words, as soon as there is one."""
    found: Json = soon(lambda: posts(stage, reader, channel, words))[-1]
    return found


def timetable(stage: Any) -> Timetable:
    return Timetable(stage.library, stage.bot.app.client, lambda: stage.clock.now, public_holidays)


def tick(stage: Any) -> None:
    """What happens by itself at this moment, to its end: the bot's own clock may have taken a post for sending."""
    timetable(stage).run()
    Sender(stage.library, stage.bot.app.client, lambda: stage.clock.now).run()
    soon(lambda: not on_the_way(stage))


def on_the_way(stage: Any) -> bool:
    """Whether something is being sent, or should be."""
    with stage.library.reading() as books:
        sending = select(DeliveryRow.id).where(col(DeliveryRow.state) == DeliveryState.SENDING)
        if books.deliveries._session.exec(sending).first() is not None:
            return True
        due = books.deliveries.next_due()
        return due is not None and due <= stage.clock.now


def move_to(stage: Any, moment: datetime) -> None:
    """Moves the bot's time once nothing is on its way: nothing is sent for hours."""
    soon(lambda: not on_the_way(stage))
    stage.clock.now = moment


def tick_at(stage: Any, moment: datetime) -> None:
    move_to(stage, moment)
    tick(stage)


def refused(stage: Any, submission: Submission, user_id: str, field: str, why: Any) -> bool:
    """Whether a form says at this field, in the person's language, why it is refused."""
    return submission.errors.get(field) == field_errors(FormRefused({field: why}), stage.language(user_id))[field]


def buttons(shown: Json) -> dict[str, Json]:
    """The buttons of a message or view, by action id."""
    return {e["action_id"]: {**e, "block_id": b["block_id"]} for b, e in elements(shown) if e.get("type") == "button"}


def elements(shown: Json) -> Iterator[tuple[Json, Json]]:
    for block in shown["blocks"]:
        for element in (*block.get("elements", []), block.get("accessory")):
            if isinstance(element, dict):
                yield block, element


def press(stage: Any, user_id: str, shown: Json, action_id: str) -> list[Json]:
    """Somebody presses a button of a message or view."""
    found = buttons(shown)
    assert action_id in found, f"no {action_id} among {sorted(found)}"
    pressed: list[Json] = stage.visitor(user_id).click(shown, action_id, block_id=found[action_id]["block_id"])
    return pressed
