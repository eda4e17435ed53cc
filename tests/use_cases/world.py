"""A company with an alliance and everybody who may have to do with a lead, and what they do with leads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from bot.domain.alliances import Alliance, Status
from bot.domain.incentives import Trigger
from bot.domain.leads import (
    REASONED,
    Basis,
    Cancellation,
    Contact,
    Customer,
    Direction,
    Lead,
    LeadEvent,
    Offer,
    Reason,
    Stage,
    Verb,
)
from bot.domain.money import Money
from bot.domain.people import Person, Right
from bot.ports import Library
from bot.use_cases.leads import Sharing, Step, expire, share, take

OURS, PARTNERS, THIRD = "T-US", "T-ACME", "T-THIRD"
NOON = datetime(2026, 3, 2, 11, tzinfo=UTC)
"""Monday, 12:00 in Berlin."""
RIGHTS: Mapping[str, frozenset[Right]] = {
    "manager": frozenset({Right.PARTNER_MANAGER}),
    "deputy": frozenset(),
    "sender": frozenset(),
    "owner": frozenset(),
    "seller": frozenset(),
    "administrator": frozenset({Right.ADMINISTRATOR}),
    "sales operations": frozenset({Right.SALES_OPERATIONS}),
    "leadership": frozenset({Right.LEADERSHIP}),
}
TEAMS = {**dict.fromkeys(RIGHTS, OURS), "partner contact": PARTNERS, "stranger": THIRD}
NO_HOLIDAYS: frozenset[date] = frozenset()
OFFER = Offer(Customer("Nordwind Logistik GmbH", "Logistics"), "Wants to move its warehouse", Money.of(60_000, "EUR"))
ERIKA = Contact("Erika Muster", Basis.AGREED, "on the phone on 2 March")
WON = Money.of(80_000, "EUR")
CANCELLED = Cancellation(Trigger.CUSTOMER_CANCELS, NOON.date())
GIVEN, RECEIVED, JOINT = Direction
PATHS: Mapping[Stage, tuple[Verb, ...]] = {
    Stage.SHARED: (),
    Stage.ACCEPTED: (Verb.ACCEPT,),
    Stage.QUALIFIED: (Verb.ACCEPT, Verb.QUALIFY),
    Stage.WON: (Verb.ACCEPT, Verb.QUALIFY, Verb.WIN),
    Stage.CANCELLED: (Verb.ACCEPT, Verb.QUALIFY, Verb.WIN, Verb.CANCEL),
    Stage.LOST: (Verb.ACCEPT, Verb.QUALIFY, Verb.LOSE),
    Stage.DISQUALIFIED: (Verb.ACCEPT, Verb.DISQUALIFY),
    Stage.DECLINED: (Verb.DECLINE,),
    Stage.WITHDRAWN: (Verb.WITHDRAW,),
    Stage.EXPIRED: (Verb.EXPIRE,),
}
"""The steps that bring a given or received lead to a stage."""


@dataclass(frozen=True)
class World:
    """The books, the people by what they are, and the alliance with Acme."""

    library: Library
    people: Mapping[str, Person]
    alliance: Alliance

    def add(self, partner: str, status: Status = Status.ACTIVE, started: date | None = date(2025, 1, 1)) -> Alliance:
        """Another alliance of the same manager."""
        profile = replace(self.alliance.profile, partner=partner)
        with self.library.writing() as books:
            return books.alliances.add(partner.lower(), status, profile, self.alliance.place, started)

    def change(self, **changes: object) -> World:
        """The world with another alliance in the books."""
        with self.library.writing() as books:
            changed = replace(books.alliances.get(self.alliance.id), **changes)
            return replace(self, alliance=books.alliances.save(changed))

    def share(
        self,
        direction: Direction = Direction.GIVEN,
        offer: Offer = OFFER,
        *,
        by: str = "sender",
        now: datetime = NOON,
        holidays: frozenset[date] = NO_HOLIDAYS,
        alliance: Alliance | None = None,
    ) -> Lead:
        """A lead shared on Monday noon; the owner answers a received one."""
        owner = self.people["owner"].id if direction is RECEIVED else None
        sharing = Sharing(direction, offer, owner)
        with self.library.writing() as books:
            return share(books, self.people[by], alliance or self.alliance, sharing, now, holidays)

    def take(self, lead: Lead, verb: Verb, *, by: str = "manager", now: datetime = NOON, **more: object) -> Lead:
        """A step somebody takes with the lead."""
        with self.library.writing() as books:
            return take(books, self.people[by], lead.id, Step(verb, **more), now)

    def bring(self, lead: Lead, stage: Stage) -> Lead:
        """The lead after all steps from sharing to this stage."""
        for verb in PATHS[stage]:
            if verb is Verb.EXPIRE:
                assert lead.deadlines is not None
                with self.library.writing() as books:
                    expire(books, lead.id, lead.deadlines.expires_at)
            else:
                reason = Reason.TIMING if verb in REASONED else None
                cancelled = CANCELLED if verb is Verb.CANCEL else None
                self.take(lead, verb, reason=reason, won=WON if verb is Verb.WIN else None, cancellation=cancelled)
        return self.kept(lead)[0]

    def kept(self, lead: Lead) -> tuple[Lead, tuple[LeadEvent, ...]]:
        """What the books hold of the lead."""
        with self.library.reading() as books:
            return books.leads.get(lead.id), books.leads.history(lead.id)


def berlin_noon(day: int) -> datetime:
    """Noon of a day in March 2026."""
    return datetime(2026, 3, day, 11, tzinfo=UTC)
