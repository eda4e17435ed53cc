"""Briefings in Slack: standing orders, what comes next, and the buttons under a post."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import time
from typing import Any
from zoneinfo import available_timezones

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.domain.alliances import LINE_LIMIT, Alliance, Status
from bot.domain.briefings import Briefing
from bot.domain.people import LanguageCode
from bot.domain.refusals import (
    Act,
    Missing,
    NotActive,
    NothingToSay,
    NotInChannel,
    PartnerMissing,
    Refusal,
    SharedChannel,
    SlackBusy,
)
from bot.domain.rights import require
from bot.domain.schedules import Every, Kind, Rhythm, Schedule, Weekday
from bot.listeners.alliances import named
from bot.listeners.forms import Answers
from bot.listeners.house import Body, Caller, House, Request, caller
from bot.listeners.reading import find_partner
from bot.listeners.surface import BRIEFING
from bot.ports import Books
from bot.posts import brief, post, show_reach
from bot.slack import require_postable
from bot.use_cases import briefings as use_cases
from bot.use_cases.alliances import visible
from messages import briefings as say
from messages.actions import Action, Field, FormId
from messages.language import Language
from messages.message import Form, Message

_DATES = 3


def register(app: App, house: House) -> None:
    """Listens for standing orders and for the buttons under a briefing."""
    _register_orders(app, house)
    _register_buttons(app, house)


def _register_orders(app: App, house: House) -> None:
    @app.view(FormId.SCHEDULE)
    def _ordered(ack: Ack, body: Body, client: WebClient) -> None:
        asker = caller(house, client, body)
        kind = Kind(json.loads(body["view"]["private_metadata"])["kind"])
        answers = Answers(body["view"], asker.person.language, asker.company.currency)
        with house.library.reading() as books:
            alliance = _entered_alliance(books, answers, kind)
            wanted = _entered_schedule(books, answers, kind, alliance, asker)
        _check_channel(client, wanted, answers)
        with house.once("view", body["view"]["id"]) as books:
            order = use_cases.schedule(books, asker.person, wanted, asker.now)
        coming = use_cases.next_slots(order.rhythm, asker.now, house.days_off(alliance, asker.company), _DATES)
        partner = None if alliance is None else alliance.partner
        ack(response_action="update", view=say.scheduled(order, partner, coming, asker.language).to_dict())

    @app.action(re.compile(rf"^({re.escape(Action.PAUSE_SCHEDULE)}|{re.escape(Action.RESUME_SCHEDULE)})(/\d+)?$"))
    def _switched(ack: Ack, body: Body, client: WebClient, payload: Mapping[str, Any], respond: Respond) -> None:
        asker = caller(house, client, body)
        active = str(payload["action_id"]).startswith(Action.RESUME_SCHEDULE)
        with house.once("action", body["trigger_id"]) as books:
            use_cases.switch(books, asker.person, int(payload["value"]), asker.now, active=active)
            shown = _listing(house, books, asker)
        respond(**shown.to_dict(), response_type="ephemeral", replace_original=True)
        ack()


def _register_buttons(app: App, house: House) -> None:
    @app.action(Action.GOT_IT)
    def _got_it(ack: Ack, body: Body, client: WebClient, payload: Mapping[str, Any], respond: Respond) -> None:
        asker = caller(house, client, body)
        with house.library.writing() as books:
            done = use_cases.acknowledge(books, asker.person, int(payload["value"]), asker.now)
            show_reach(books, done, body["message"], asker.now)
        house.wake()
        respond(**say.got_it(done.partner, asker.language).to_dict(), response_type="ephemeral", replace_original=False)
        ack()

    @app.action(Action.ASK_MANAGER)
    def _question_wanted(ack: Ack, body: Body, client: WebClient, payload: Mapping[str, Any]) -> None:
        asker = caller(house, client, body)
        require(asker.person, Act.ASK)
        with house.library.reading() as books:
            alliance = named(books, payload["value"])
        form = say.ask_form(alliance.partner, alliance.handle, asker.language)
        opening = client.views_push if "view" in body else client.views_open
        opening(trigger_id=body["trigger_id"], view=form.to_dict())
        ack()

    @app.view(FormId.ASK_MANAGER)
    def _question_asked(ack: Ack, body: Body, client: WebClient) -> None:
        asker = caller(house, client, body)
        require(asker.person, Act.ASK)
        answers = Answers(body["view"], asker.person.language, asker.company.currency)
        question = answers.text(Field.QUESTION_TEXT, LINE_LIMIT, needed=True)
        answers.settled()
        with house.once("view", body["view"]["id"]) as books:
            alliance = named(books, json.loads(body["view"]["private_metadata"])["handle"])
            manager = books.people.get(alliance.profile.manager)
            told = say.asked(alliance.partner, asker.person.slack_user_id, question, Language.of(manager.language))
            post(books, f"question:{body['view']['id']}", manager.slack_user_id, told, asker.now)
        done = say.asked_done(alliance.partner, manager.slack_user_id, asker.language)
        ack(response_action="update", view=done.to_dict())


def open_schedule(request: Request) -> Form:
    """The form for briefings about an alliance."""
    return _open(request, Kind.BRIEFING)


def open_report(request: Request) -> Form:
    """The form for a report on giving and taking."""
    return _open(request, Kind.REPORT)


def open_digest(request: Request) -> Form:
    """The form for the digest over all alliances."""
    asker = request.caller
    require(asker.person, Act.SEE_DIGEST)
    channel = request.place.channel_id
    return say.schedule_form(
        asker.language, None, Kind.DIGEST, time_zone=asker.company.time_zone, channel_id=_only_channel(channel)
    )


def listing(request: Request) -> Message:
    """The standing orders the reader may change."""
    require(request.caller.person, Act.ASK)
    with request.house.library.reading() as books:
        return _listing(request.house, books, request.caller)


def preview(request: Request) -> Message:
    """What would be posted next here, seen by the asker alone; nothing is kept."""
    require(request.caller.person, Act.ASK)
    request.place.require_no_outsiders()
    asker = request.caller
    with request.house.library.reading() as books:
        alliance = _managed(books, request)
        _require_active(alliance)
        briefing = _coming(books, request, alliance)
    if briefing is None:
        return say.nothing_new(alliance.partner, asker.language)
    return say.briefing(briefing, None, Language.of(briefing.language))


def post_now(request: Request) -> Message | Form:
    """Posts what comes next by every standing order of an alliance at once; without any, opens the form to make one."""
    asker = request.caller
    with request.house.library.reading() as books:
        alliance = _managed(books, request)
        _require_active(alliance)
        orders = _orders_of(books, alliance)
    if not orders:
        return open_schedule(request)
    for order in orders:
        try:
            _require_postable(request.client, order.destination)
        except (NotInChannel, SharedChannel) as why:
            return say.not_posted(order, alliance.partner, why, asker.language)
    with request.house.once("command", request.key) as books:
        posted = [order for order in orders if brief(books, order, alliance, request.key, asker.now)]
    if not posted:
        raise NothingToSay(alliance.partner)
    return say.posted_now(alliance.partner, posted[0].destination, asker.language)


def _open(request: Request, kind: Kind) -> Form:
    asker = request.caller
    try:
        with request.house.library.reading() as books:
            alliance = _managed(books, request)
    except PartnerMissing:
        require(asker.person, Act.ASK)
        return say.schedule_form(asker.language, None, kind, time_zone=asker.company.time_zone)
    zone, channel = alliance.place.time_zone, next((c.channel_id for c in alliance.profile.channels), None)
    partner = (alliance.handle, alliance.partner)
    return say.schedule_form(
        asker.language, partner, kind, time_zone=zone, channel_id=channel if kind is Kind.BRIEFING else None
    )


def _managed(books: Books, request: Request) -> Alliance:
    alliance = find_partner(request.text, visible(books, request.caller.person), BRIEFING).alliance
    require(request.caller.person, Act.SCHEDULE, alliance)
    return alliance


def _require_active(alliance: Alliance) -> None:
    if alliance.status is not Status.ACTIVE:
        raise NotActive(alliance.partner, alliance.status)


def _coming(books: Books, request: Request, alliance: Alliance) -> Briefing | None:
    """What the order for this channel posts next, or the first order; without any, what a new one would begin with."""
    orders = _orders_of(books, alliance)
    order = next((each for each in orders if each.destination == request.place.channel_id), next(iter(orders), None))
    posted = books.schedules.latest_posts(order.id) if order else ()
    language = order.language if order else request.caller.person.language
    return use_cases.next_briefing(books, alliance, language, posted, use_cases.today_of(alliance, request.caller.now))


def _orders_of(books: Books, alliance: Alliance) -> list[Schedule]:
    briefings = [order for order in books.schedules.all() if order.kind is Kind.BRIEFING and order.active]
    return [order for order in briefings if order.alliance_id == alliance.id]


def _listing(house: House, books: Books, asker: Caller) -> Message:
    rows = []
    for order, alliance in use_cases.schedules_of(books, asker.person):
        days_off = house.days_off(alliance, asker.company)
        coming = use_cases.next_slots(order.rhythm, asker.now, days_off, 1)[0] if order.active else None
        rows.append((order, None if alliance is None else alliance.partner, coming))
    return say.schedules(rows, asker.language)


def _entered_alliance(books: Books, answers: Answers, kind: Kind) -> Alliance | None:
    if kind is Kind.DIGEST:
        return None
    handle = answers.one(Field.PARTNER, needed=True)
    answers.settled()
    return named(books, handle or "")


def _entered_schedule(books: Books, answers: Answers, kind: Kind, alliance: Alliance | None, asker: Caller) -> Schedule:
    channel = answers.one(Field.CHANNEL, needed=kind is not Kind.REPORT)
    days = frozenset(Weekday(day) for day in answers.several(Field.DAYS))
    zone = answers.one(Field.ZONE) or asker.company.time_zone
    at = answers.one(Field.TIME) or "09:00"
    if not days:
        answers.refuse(Field.DAYS, Missing())
    if zone not in available_timezones():
        answers.refuse(Field.ZONE, Missing())
    answers.settled()
    manager = None if alliance is None else books.people.get(alliance.profile.manager).slack_user_id
    return Schedule(
        id=0,
        kind=kind,
        alliance_id=None if alliance is None else alliance.id,
        destination=channel or manager or "",
        language=answers.choice(Field.LANGUAGE, LanguageCode, asker.person.language),
        rhythm=Rhythm(days, time.fromisoformat(at), zone, answers.choice(Field.EVERY, Every, Every.WEEK)),
    )


def _require_postable(client: WebClient, destination: str) -> None:
    try:
        require_postable(client, destination)
    except (SlackApiError, OSError):
        raise SlackBusy from None


def _check_channel(client: WebClient, wanted: Schedule, answers: Answers) -> None:
    """Refuses, at its field, a channel the bot is not in, an archived one, and one shared with another company."""
    try:
        _require_postable(client, wanted.destination)
    except Refusal as refused:
        answers.refuse(Field.CHANNEL, refused)
    answers.settled()


def _only_channel(channel_id: str | None) -> str | None:
    return channel_id if channel_id is not None and channel_id.startswith("C") else None
