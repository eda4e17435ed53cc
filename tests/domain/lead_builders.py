"""Leads, the people around one, and counts of many, as short as a test can say them; everything is in euros."""

from datetime import UTC, date, datetime, timedelta

from bot.domain.alliances import Alliance, Place, Profile, Status
from bot.domain.leads import Contact, Customer, Deadlines, Direction, Lead, Offer, Stage
from bot.domain.people import LanguageCode, Person
from bot.domain.periods import Days
from bot.domain.reciprocity import AGREEMENT, Tally, balance

OUR_TEAM, PARTNERS_TEAM, THIRD_TEAM = "T-US", "T-ACME", "T-THIRD"
MANAGER, DEPUTY, SENDER, OWNER, OTHER, CONTACT = range(1, 7)
ALLIANCE = Alliance(
    1,
    "acme",
    Status.ACTIVE,
    Profile("Acme Robotics", manager=MANAGER, deputy=DEPUTY, propositions={}, partner_team_id=PARTNERS_TEAM),
    Place("Europe/Berlin", "DE"),
)
QUARTER = Days(date(2026, 1, 1), date(2026, 4, 1))
MONDAY_NOON = datetime(2026, 3, 2, 11, tzinfo=UTC)
DEADLINES = Deadlines(*(MONDAY_NOON + timedelta(days=day) for day in (1, 2, 3, 4)))


def person(person_id, *rights):
    """Somebody of our company."""
    return Person(person_id, OUR_TEAM, f"U{person_id}", LanguageCode.EN, frozenset(rights))


def contact_of(team):
    """Somebody of another company."""
    return Person(CONTACT, team, f"U{CONTACT}", LanguageCode.EN, outsider=True)


def offer(company="Nordwind Logistik GmbH", need="Wants to move its warehouse", contact=None, **given):
    return Offer(Customer(company), need, contact=None if contact is None else Contact(contact, *AGREED), **given)


AGREED = ("agreed", "on the phone on 2 March")


def lead(direction=Direction.GIVEN, stage=Stage.SHARED, **given):
    """A lead that SENDER wrote down on a Monday noon; OWNER answers it if it was received."""
    joint = direction is Direction.JOINT
    return Lead(
        **{
            "id": 42,
            "alliance_id": ALLIANCE.id,
            "direction": direction,
            "stage": stage,
            "offer": offer(),
            "sender_id": SENDER,
            "owner_id": OWNER if direction is Direction.RECEIVED else None,
            "shared_at": MONDAY_NOON,
            "deadlines": None if joint else DEADLINES,
            **given,
        }
    )


def tally(direction, stage, count=1, reason=None, currency=None, expected=0, won=0):
    """So many leads of a kind; values in whole units of the currency."""
    return Tally(ALLIANCE.id, direction, stage, reason, currency, count, expected * 100, won * 100)


def given(count, stage=Stage.SHARED, **more):
    return tally(Direction.GIVEN, stage, count, **more)


def received(count, stage=Stage.SHARED, **more):
    return tally(Direction.RECEIVED, stage, count, **more)


def of(*tallies, agreement=AGREEMENT, **more):
    """The balance of so many leads in a quarter."""
    return balance(QUARTER, agreement, tallies, **more)


def joint(count, stage=Stage.ACCEPTED, **more):
    return tally(Direction.JOINT, stage, count, **more)
