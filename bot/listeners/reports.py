"""Giving and taking in Slack: the balance of an alliance, the digest, and the rules both sides play by."""

from __future__ import annotations

import json
from dataclasses import replace

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.domain.alliances import LINE_LIMIT, LINES_LIMIT, GameRules
from bot.domain.reciprocity import Agreement
from bot.domain.refusals import Act
from bot.domain.rights import require
from bot.listeners.alliances import named
from bot.listeners.forms import Answers
from bot.listeners.house import Body, Charted, House, Request, caller
from bot.listeners.periods import read_period
from bot.listeners.reading import find_partner
from bot.listeners.surface import ALLIANCE
from bot.use_cases import alliances as alliance_cases
from bot.use_cases import balance as use_cases
from messages import reports as say
from messages.actions import Field, FormId
from messages.alliances import saved
from messages.game import game_form
from messages.message import Form

_WORKING_WEEKS = 400
"""Working hours: longer than ten weeks to answer a lead is a slip of the finger."""
_YEARS = 1096


def register(app: App, house: House) -> None:
    """Listens for the form of the rules both sides play by."""

    @app.view(FormId.GAME)
    def _rules_entered(ack: Ack, body: Body, client: WebClient) -> None:
        asker = caller(house, client, body)
        of = json.loads(body["view"]["private_metadata"])
        answers = Answers(body["view"], asker.person.language, asker.company.currency)
        with house.once("view", body["view"]["id"]) as books:
            alliance = named(books, of["handle"])
            game = _game(answers, alliance.game)
            changed = alliance_cases.agree(books, asker.person, alliance.id, of["revision"], game, asker.now)
        shown = saved(alliance.partner, ("game",) if changed else (), asker.language)
        ack(response_action="update", view=shown.to_dict())


def balance(request: Request) -> Charted:
    """The balance of an alliance in a period; never where another company reads along."""
    require(request.caller.person, Act.ASK)
    request.place.require_no_outsiders()
    asker = request.caller
    with request.house.library.reading() as books:
        found = find_partner(request.text, alliance_cases.visible(books, asker.person), ALLIANCE)
        period = read_period(found.rest, asker.today, asker.company.fiscal_year_starts)
        report = use_cases.report(books, asker.person, found.alliance, period, asker.now)
    return Charted(say.report(report, asker.language), say.report(report, asker.language, charts=False))


def digest(request: Request) -> Charted:
    """All alliances at a glance, for leadership."""
    require(request.caller.person, Act.ASK)
    request.place.require_no_outsiders()
    asker = request.caller
    period = read_period(request.text, asker.today, asker.company.fiscal_year_starts)
    with request.house.library.reading() as books:
        shown = use_cases.digest(books, asker.person, period, asker.now)
    return Charted(say.digest(shown, asker.language), say.digest(shown, asker.language, charts=False))


def open_game(request: Request) -> Form:
    """The form of the rules both sides play by."""
    asker = request.caller
    with request.house.library.reading() as books:
        alliance = find_partner(request.text, alliance_cases.visible(books, asker.person), ALLIANCE).alliance
        require(asker.person, Act.CHANGE_ALLIANCE, alliance)
    return game_form(alliance, asker.language)


def _game(answers: Answers, before: GameRules) -> GameRules:
    agreed = before.agreement
    share = answers.rate(Field.AGREED_SHARE, low=0, high=100, needed=True)
    band = answers.rate(Field.BAND, low=0, high=100, needed=True)
    game = replace(
        before,
        criteria=answers.lines(Field.CRITERIA, LINES_LIMIT, LINE_LIMIT),
        response_hours=answers.number(Field.RESPONSE_HOURS, low=1, high=_WORKING_WEEKS),
        protection_days=answers.number(Field.PROTECTION_DAYS, low=0, high=_YEARS),
        agreement=Agreement(
            share=share or agreed.share,
            band=band or agreed.band,
            trust_credit=answers.number(Field.TRUST_CREDIT, low=0, high=1000),
            minimum=answers.number(Field.MINIMUM, low=1, high=1000),
            window_days=answers.number(Field.WINDOW_DAYS, low=14, high=_YEARS),
        ),
        competes=bool(answers.several(Field.COMPETES)),
        assumed_chance=answers.rate(Field.ASSUMED_CHANCE, low=1, high=100),
    )
    answers.settled()
    return game
