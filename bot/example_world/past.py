"""What became of the example leads of the past year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from bot.domain.alliances import Alliance
from bot.domain.leads import (
    OPEN,
    REASONED,
    TRANSITIONS,
    Attempt,
    Basis,
    Contact,
    Customer,
    Direction,
    Lead,
    LeadEvent,
    Offer,
    Reason,
    Side,
    Stage,
    Timing,
    Together,
    Verb,
)
from bot.domain.money import Money
from bot.domain.people import LanguageCode, Person
from bot.domain.working_time import after_working, is_working_day
from bot.example_world import people as world
from bot.example_world.courses import Course
from bot.example_world.life_texts import AGREED, INTEREST, MARKETS, NEEDS, NOTES, OUR_NEEDS
from bot.use_cases.leads import NO_LEAD, deadlines
from bot.wiring import public_holidays

Story = tuple[Lead, tuple[LeadEvent, ...]]
"""A lead as it stands now, and the steps that led there (the books give both their lead's id)."""

_REASONS: Mapping[Verb, tuple[Reason, ...]] = {
    Verb.DECLINE: (Reason.NOT_OUR_CUSTOMER, Reason.NO_BUDGET, Reason.DUPLICATE, Reason.TIMING, Reason.OTHER),
    Verb.DISQUALIFY: (Reason.REQUIREMENT_NOT_MET, Reason.NO_BUDGET, Reason.NO_ANSWER, Reason.DUPLICATE),
    Verb.LOSE: (Reason.NO_BUDGET, Reason.NO_ANSWER, Reason.TIMING, Reason.OTHER),
}


class Past:
    """The past of one alliance; `people` are by Slack user id."""

    def __init__(
        self,
        key: str,
        course: Course,
        alliance: Alliance,
        people: Mapping[str, Person],
        now: datetime,
        chance: Random,
    ) -> None:
        self._key, self._course, self._alliance, self._chance, self._now = key, course, alliance, chance, now
        self._sellers = [people[seller] for seller in course.sellers]
        self._manager = next(one for one in people.values() if one.id == alliance.profile.manager)
        belongs = alliance.profile.partner_team_id
        self._partner = people[world.PRIYA] if belongs else self._manager
        self._holidays = public_holidays(alliance.place, now.year)

    def stories(self) -> Iterator[Story]:
        """Every lead with its steps; what could not have been answered by now is left out."""
        course = self._course
        ways = [Direction.GIVEN] * course.given + [Direction.RECEIVED] * course.received
        for direction in [*ways, *[Direction.JOINT] * course.joint]:
            shared = self._shared(direction)
            try:
                yield self._followed_up(shared)
            except _NotYet:
                continue

    def _shared(self, direction: Direction) -> Lead:
        chance, seller = self._chance, self._chance.choice(self._sellers)
        received, joint = direction is Direction.RECEIVED, direction is Direction.JOINT
        sender = self._manager if received else seller
        at = self._working_moment()
        return Lead(
            id=NO_LEAD,
            alliance_id=self._alliance.id,
            direction=direction,
            stage=Stage.ACCEPTED if joint else Stage.SHARED,
            offer=self._offer(sender.language, OUR_NEEDS if received else NEEDS[self._key]),
            sender_id=sender.id,
            owner_id=seller.id if received else None,
            shared_at=at,
            deadlines=None if joint else deadlines(self._alliance, at, self._holidays),
            answered_at=at if joint else None,
            together=Together(chance.choice(list(Side)), Side.OURS, chance.choice(list(Attempt))) if joint else None,
        )

    def _working_moment(self) -> datetime:
        """Somewhere between the beginning and the quiet, when people work."""
        zone = ZoneInfo(self._alliance.place.time_zone)
        today = self._now.astimezone(zone).date()
        while True:
            day = today - timedelta(days=self._chance.randint(self._course.quiet, self._course.began - 4))
            if is_working_day(day, self._holidays):
                minute = self._chance.randrange(9 * 60, 17 * 60)
                return datetime.combine(day, time(minute // 60, minute % 60), zone).astimezone(UTC)

    def _offer(self, language: LanguageCode, needs: Mapping[LanguageCode, tuple[str, ...]]) -> Offer:
        chance = self._chance
        low, high = self._course.values
        value = Money.of(round(chance.triangular(low, high, low) / 500) * 500, self._course.currency)
        return Offer(
            customer=customer(language, chance),
            need=chance.choice(needs[language]),
            value=value if chance.random() < 0.9 else None,  # noqa: PLR2004 - a tenth can't say
            timing=chance.choice(list(Timing)),
            confidential=chance.random() < 0.05,  # noqa: PLR2004 - a few
            contact=_contact(language, chance) if chance.random() < 0.2 else None,  # noqa: PLR2004 - a fifth
        )

    def _followed_up(self, lead: Lead) -> Story:
        events = [LeadEvent(lead.shared_at, NO_LEAD, lead.sender_id, Verb.SHARE, lead.stage)]
        while (verb := self._next(lead)) is not None:
            at = self._moment_of(verb, events[-1].at, lead)
            if at > self._now:
                if lead.stage is Stage.SHARED:
                    raise _NotYet
                break
            lead = self._moved(lead, verb, at)
            events.append(LeadEvent(at, NO_LEAD, self._actor(lead, verb), verb, lead.stage, lead.reason, lead.won))
        return lead, tuple(events)

    def _next(self, lead: Lead) -> Verb | None:
        roll = self._chance.random()
        if lead.stage is Stage.SHARED:
            return _which(roll, {Verb.ACCEPT: 0.74, Verb.DECLINE: 0.16, Verb.EXPIRE: 0.06, Verb.WITHDRAW: 0.04})
        if lead.stage is Stage.ACCEPTED and not self._course.early:
            return _which(roll, {Verb.QUALIFY: 0.7, Verb.DISQUALIFY: 0.3})
        if lead.stage is Stage.QUALIFIED:
            return _which(roll, {Verb.WIN: 0.45, Verb.LOSE: 0.55})
        return None

    def _moment_of(self, verb: Verb, before: datetime, lead: Lead) -> datetime:
        """When the step was taken; an answer now and then comes late."""
        if verb is Verb.EXPIRE:
            assert lead.deadlines is not None
            return lead.deadlines.expires_at
        response, chance = self._alliance.game.response_hours, self._chance
        if lead.stage is Stage.SHARED:
            hours = chance.triangular(0.3, response * 1.15, 2.5)
        else:
            hours = chance.triangular(4, 15 * 8, 16)
        minutes = timedelta(minutes=round(hours * 60))
        rules, zone = self._alliance.game, self._alliance.place.time_zone
        return after_working(before, minutes, rules.hours, zone, self._holidays)

    def _moved(self, lead: Lead, verb: Verb, at: datetime) -> Lead:
        stage, chance = TRANSITIONS[lead.stage, verb], self._chance
        answers = verb not in {Verb.EXPIRE, Verb.WITHDRAW}
        reason = chance.choice(_REASONS[verb]) if verb in REASONED else None
        language = (
            LanguageCode.DE if lead.offer.customer.region in MARKETS[LanguageCode.DE].regions else LanguageCode.EN
        )
        return replace(
            lead,
            stage=stage,
            answered_at=lead.answered_at or (at if answers else None),
            closed_at=None if stage in OPEN else at,
            reason=reason,
            reason_note=chance.choice(NOTES[language]) if reason is Reason.OTHER else "",
            won=self._won(lead) if verb is Verb.WIN else None,
            revision=lead.revision + 1,
        )

    def _won(self, lead: Lead) -> Money:
        expected = lead.offer.value or Money.of(25_000, self._course.currency)
        hundreds = round(float(expected.amount) * self._chance.uniform(0.75, 1.25) / 100)
        return Money.of(hundreds * 100, expected.currency)

    def _actor(self, lead: Lead, verb: Verb) -> int | None:
        if verb is Verb.EXPIRE:
            return None
        if verb is Verb.WITHDRAW or lead.direction is Direction.JOINT:
            return lead.sender_id
        return self._partner.id if lead.recipient is Side.PARTNERS else lead.owner_id


class _NotYet(Exception):
    """Nobody could have answered this lead by now."""


def customer(language: LanguageCode, chance: Random) -> Customer:
    """A made-up company, with what may be said of it before a lead is accepted."""
    market = MARKETS[language]
    industry, ending = chance.choice(market.lines)
    company = f"{chance.choice(market.stems)} {ending}"
    return Customer(company, industry, chance.choice(market.regions), chance.choice(market.sizes))


def _contact(language: LanguageCode, chance: Random) -> Contact:
    market, basis = MARKETS[language], chance.choice(list(Basis))
    note = (AGREED if basis is Basis.AGREED else INTEREST)[language]
    return Contact(f"{chance.choice(market.first_names)} {chance.choice(market.last_names)}", basis, note)


def _which(roll: float, shares: Mapping[Verb, float]) -> Verb:
    """The verb a number between 0 and 1 falls to; the shares add up to 1."""
    for verb, share in shares.items():
        roll -= share
        if roll < 0:
            return verb
    return next(iter(shares))


def moment_ago(now: datetime, worked: timedelta, alliance: Alliance) -> datetime:
    """The latest morning of a working day, 9:40 there, since when at least so much working time has passed."""
    zone = ZoneInfo(alliance.place.time_zone)
    holidays = public_holidays(alliance.place, now.year)
    day = now.astimezone(zone).date()
    while True:
        at = datetime.combine(day, time(9, 40), zone).astimezone(UTC)
        passed = after_working(at, worked, alliance.game.hours, alliance.place.time_zone, holidays)
        if is_working_day(day, holidays) and passed <= now:
            return at
        day -= timedelta(days=1)
