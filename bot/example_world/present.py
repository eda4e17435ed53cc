"""The example leads that are open now, with the messages that tell of them and what happened since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.alliances import Alliance
from bot.domain.leads import Attempt, Basis, Contact, Customer, Direction, Offer, Side, Timing, Together, Verb
from bot.domain.money import Money
from bot.domain.people import Person
from bot.example_world import people as world
from bot.example_world.past import moment_ago
from bot.ports import Books
from bot.posts import announce, tell_step
from bot.use_cases import leads
from bot.use_cases.leads import Sharing, Step
from bot.wiring import public_holidays


@dataclass(frozen=True)
class Open:
    """A lead that is open, shared so many working hours ago (at least); the steps say who took them (Slack ids)."""

    key: str
    sender: str
    worked: float
    direction: Direction
    offer: Offer
    owner: str | None = None
    together: Together | None = None
    steps: tuple[tuple[str, Verb], ...] = ()


OVERDUE_HOURS = 16
"""Working time after which Acme's answers are due; at one and a half of it the sponsor is told."""

LATEST = (
    Open(
        "acme",
        world.LENA,
        34,
        Direction.GIVEN,
        Offer(
            Customer("Wallhof Verpackung GmbH", "Packaging", "Bavaria", "250 to 1,000 people"),
            "Third packing line by summer; the first two were retooled by hand and stood still for days.",
            Money.of(140_000, "EUR"),
            Timing.NEXT_QUARTER,
            contact=Contact("Ines Wiesner", Basis.AGREED, "agreed on the phone"),
        ),
        steps=((world.PRIYA, Verb.ACCEPT), (world.PRIYA, Verb.QUALIFY)),
    ),
    Open(
        "acme",
        world.LENA,
        OVERDUE_HOURS,
        Direction.GIVEN,
        Offer(
            Customer("Gernhof Feinkost KG", "Food", "Baden-Württemberg", "50 to 250 people"),
            "Can't staff the night shift; wants to see a rented cell in operation before Christmas.",
            Money.of(60_000, "EUR"),
            Timing.NOW,
        ),
    ),
    Open(
        "acme",
        world.JAMES,
        0.5,
        Direction.GIVEN,
        Offer(
            Customer("Penmarrick Drives Ltd", "Automotive supplier", "Ireland", "over 1,000 people"),
            "New model year, four stations to convert. They ask who programs the robots afterwards.",
            Money.of(310_000, "EUR"),
            Timing.THIS_QUARTER,
        ),
    ),
    Open(
        "acme",
        world.MIRA,
        0.5,
        Direction.RECEIVED,
        Offer(
            Customer("Nehrling Antriebstechnik AG", "Automobilzulieferer", "Sachsen", "250 bis 1.000 Leute"),
            "Die Roboter laufen, jetzt fehlt das Leitsystem darüber. Will bis Ostern entscheiden.",
            Money.of(85_000, "EUR"),
            Timing.NEXT_QUARTER,
        ),
        owner=world.LENA,
    ),
    Open(
        "acme",
        world.JAMES,
        20,
        Direction.JOINT,
        Offer(
            Customer("Kestlewick Foods Ltd", "Food", "Benelux", "over 1,000 people"),
            "Two plants, one tender: control system from us, cells from them.",
            Money.of(420_000, "EUR"),
            Timing.NEXT_QUARTER,
        ),
        together=Together(Side.OURS, Side.OURS, Attempt.DURING),
        steps=((world.JAMES, Verb.QUALIFY),),
    ),
    Open(
        "almgrat",
        world.MIRA,
        30,
        Direction.RECEIVED,
        Offer(
            Customer("Zeschau Handels GmbH", "Handel", "Ostschweiz", "50 bis 250 Leute"),
            "Schliesst dank Almgrat schneller ab und will jetzt auch die Lager im selben System.",
            Money.of(48_000, "CHF"),
            Timing.THIS_QUARTER,
        ),
        owner=world.LENA,
        steps=((world.LENA, Verb.ACCEPT),),
    ),
    Open(
        "kranich",
        world.JAMES,
        0.5,
        Direction.GIVEN,
        Offer(
            Customer("Hollinside Hospitals Trust", "Health care", "Scotland", "over 1,000 people"),
            "The German branch may not use the group's cloud, and the contract there ends in spring.",
            Money.of(95_000, "EUR"),
            Timing.NEXT_QUARTER,
        ),
    ),
)


def share_latest(books: Books, people: Mapping[str, Person], alliances: Mapping[str, Alliance], now: datetime) -> None:
    """Shares the open leads and writes their messages, which the bot posts when it starts."""
    for one in LATEST:
        alliance = alliances[one.key]
        at = moment_ago(now, timedelta(hours=one.worked), alliance)
        owner = None if one.owner is None else people[one.owner].id
        sharing = Sharing(one.direction, one.offer, owner, one.together)
        holidays = public_holidays(alliance.place, now.year)
        lead = leads.share(books, people[one.sender], alliance, sharing, at, holidays)
        announce(books, lead, alliance, now)
        for number, (actor, verb) in enumerate(one.steps, start=1):
            lead = leads.take(books, people[actor], lead.id, Step(verb), at + number * timedelta(hours=2))
            tell_step(books, lead, alliance, books.leads.history(lead.id)[-1], now)
