"""A company of the size that is measured: two hundred alliances with released rules, a plan, a million leads.

The domain makes the first leads; the database then copies those of the other alliances, so that the alliance that is
asked about has the same ones before and after.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Connection, Engine, func, insert, literal, select, text, true

from bot.domain.alliances import Alliance, Counterpart, Place, Profile, SalesChannel, Status, ValueProposition
from bot.domain.goals import Curve
from bot.domain.incentives import AllianceRules, Bonus, FixedAmount, GoalBonus, Measure, Percentage, Plan, Route, Terms
from bot.domain.leads import (
    OPEN,
    Attempt,
    Customer,
    Deadlines,
    Direction,
    Lead,
    Offer,
    Reason,
    Side,
    Stage,
    Timing,
    Together,
)
from bot.domain.money import NOTHING, Money, Rate
from bot.domain.people import Company, Figures, LanguageCode, PayRole, Person, Right, SlackUser
from bot.domain.periods import Days, PeriodKind, period_containing
from bot.domain.versions import Series, State
from bot.ports import Books, Library
from storage.books.lead_rows import lead_columns, text_columns
from storage.engine import for_writing, look_at_growth
from storage.tables import LeadRow, LeadTextRow
from storage.vault import Vault

TEAM, SELLER, CHANNEL = "T0BENCH", "U0SELLER", "C0SALES"
PARTNER = "Acme"
"""The alliance that is asked about."""
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
TODAY = NOW.date()
ALLIANCES = 200
YEARS = timedelta(days=5 * 365)
"""Leads are spread over the time before `NOW`."""
FEW = 10_000
"""Leads before those of the other alliances are copied."""
OF_EACH_OTHER = 25
"""Leads of each other alliance before they are copied."""
COPIES = 199
"""Makes a million of them."""

_STILL_OPEN = timedelta(days=120)
_CLOSED_AS = {Stage.SHARED: Stage.EXPIRED, Stage.ACCEPTED: Stage.DISQUALIFIED, Stage.QUALIFIED: Stage.LOST}
_OF_JOINT = (Stage.WON, Stage.LOST, Stage.QUALIFIED, Stage.DISQUALIFIED)
_WITH_REASON = frozenset({Stage.DECLINED, Stage.DISQUALIFIED, Stage.LOST})


def fill(library: Library, engine: Engine, vault: Vault) -> None:
    """Writes the company and its first leads into empty books."""
    with library.writing() as books:
        books.people.settle(Company(TEAM, "EUR", "Europe/Berlin", "DE"))
        seller, manager, operations = (_met(books, user) for user in (SELLER, "U0MANAGER", "U0OPERATIONS"))
        books.people.assign(manager.id, {Right.PARTNER_MANAGER}, PayRole.SELLER)
        books.people.assign(operations.id, {Right.SALES_OPERATIONS}, PayRole.SELLER)
        year = period_containing(TODAY, PeriodKind.YEAR)
        books.figures.save(seller.id, Figures(year, booked=_euro(620_000), quota=_euro(1_000_000)))
        _release(books, Series(PayRole.SELLER), _plan(), manager, operations)
        asked, *others = [_alliance(books, number, manager, operations) for number in range(ALLIANCES)]
    of_others = OF_EACH_OTHER * len(others)
    leads = [*_leads([asked], FEW - of_others, seller), *_leads(others, of_others, seller)]
    with for_writing(engine).begin() as connection:
        _write(connection, leads, vault)
    _tidy(engine)


def multiply(engine: Engine) -> None:
    """Copies the leads of all alliances but the one asked about, each time from one alliance to the next."""
    lead, texts = LeadRow.metadata.tables["lead"], LeadRow.metadata.tables["lead_text"]
    copies = select(literal(1).label("n")).cte("copies", recursive=True)
    copies = copies.union_all(select(copies.c.n + 1).where(copies.c.n < COPIES))
    with for_writing(engine).begin() as connection:
        if engine.dialect.name == "sqlite":
            connection.execute(text("PRAGMA cache_size=-1000000"))  # else the indexes are read again and again
        asked, last = connection.execute(select(func.min(lead.c.alliance_id), func.max(lead.c.alliance_id))).one()
        others = last - asked
        to = (lead.c.alliance_id - asked - 1 + copies.c.n) % others + asked + 1
        changed = {"id": lead.c.id + copies.c.n * FEW, "alliance_id": to}
        copied = select(*(changed.get(c.name, c) for c in lead.c)).join_from(lead, copies, true())
        connection.execute(insert(lead).from_select(list(lead.c), copied.where(lead.c.alliance_id > asked)))
        changed = {"lead_id": lead.c.id}
        copied = select(*(changed.get(c.name, c) for c in texts.c))
        copied = copied.join_from(lead, texts, texts.c.lead_id == (lead.c.id - 1) % FEW + 1).where(lead.c.id > FEW)
        connection.execute(insert(texts).from_select(list(texts.c), copied))
    _tidy(engine)


def _tidy(engine: Engine) -> None:
    """Looks at the tables' sizes, as the bot does on SQLite from time to time and PostgreSQL does by itself."""
    engine.dispose()
    look_at_growth(engine)
    if engine.dialect.name == "postgresql":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE"))


def _met(books: Books, user_id: str) -> Person:
    return books.people.meet(SlackUser(TEAM, user_id, LanguageCode.EN, is_workspace_admin=False, seen_at=NOW))


def _euro(amount: int) -> Money:
    return Money.of(amount, "EUR")


def _plan() -> Plan:
    curve = Curve(hurdle=Rate.percent(50), cap=Rate.percent(150))
    goal = GoalBonus(Measure.ORDERS, PeriodKind.YEAR, curve, target_bonus=_euro(28_500), quota=_euro(1_000_000))
    return Plan("EUR", (goal,))


def _alliance(books: Books, number: int, manager: Person, operations: Person) -> Alliance:
    partner = PARTNER if number == 0 else f"Partner {number:03}"
    texts = ValueProposition(
        "You know today what the market asks for tomorrow.",
        industry="Logistics",
        persona="Head of operations",
        signals=("We are always out of stock.", "Our forecast is an Excel file."),
        proof=("12 % less stock at a wholesaler",),
        opening_question="How do you plan your stock today?",
    )
    profile = Profile(
        partner=partner,
        manager=manager.id,
        propositions=dict.fromkeys(LanguageCode, texts),
        aliases=(f"{partner} Group", f"P{number:03}"),
        sponsor=operations.id,
        partner_sponsor="Erika Muster",
        counterparts=(Counterpart("Max Muster", "South"), Counterpart("Ada Muster", "North", "Logistics")),
        channels=(SalesChannel(CHANNEL, LanguageCode.EN),),
    )
    handle = partner.lower().replace(" ", "-")
    alliance = books.alliances.add(handle, Status.ACTIVE, profile, Place("Europe/Berlin", "DE"), date(2021, 1, 1))
    quarter = period_containing(TODAY, PeriodKind.QUARTER)
    together = AllianceRules("EUR", (Percentage(Rate.percent(2)), Bonus(_euro(500), quarter)))
    hand_over = AllianceRules("EUR", (FixedAmount(_euro(750)),), credit=NOTHING)
    for route, terms in ((Route.TOGETHER, together), (Route.HAND_OVER, hand_over)):
        _release(books, Series(PayRole.SELLER, alliance.id, route), terms, manager, operations)
    return alliance


def _release(books: Books, series: Series, terms: Terms, drafter: Person, releaser: Person) -> None:
    draft = books.versions.add(series, terms, Days(date(2026, 1, 1)), drafter.id, NOW)
    books.versions.decide(replace(draft, state=State.RELEASED, decided_by=releaser.id, decided_at=NOW))


def _leads(alliances: Sequence[Alliance], count: int, sender: Person) -> Iterator[Lead]:
    """Leads of all directions, stages and attempts, evenly over the alliances and the years."""
    for number in range(count):
        yield _lead(number, alliances[number % len(alliances)], NOW - (number + 1) * YEARS / count, sender)


def _lead(number: int, alliance: Alliance, shared_at: datetime, sender: Person) -> Lead:
    turn = number // ALLIANCES + number  # so that one alliance, too, has leads of every kind
    direction = tuple(Direction)[turn % 3]
    joint = direction is Direction.JOINT
    stage = _stage(turn // 3, NOW - shared_at, joint=joint)
    closed_at = None if stage in OPEN else min(shared_at + timedelta(days=10 + turn % 110), NOW)
    value = _euro(5_000 + 1_000 * (turn % 97))
    day = timedelta(days=1)
    attempt = tuple(Attempt)[turn // 3 % 3]
    return Lead(
        id=0,
        alliance_id=alliance.id,
        direction=direction,
        stage=stage,
        offer=Offer(Customer("Nordwind Logistik GmbH", "Logistics"), "Wants to move", value, tuple(Timing)[turn % 5]),
        sender_id=sender.id,
        owner_id=sender.id if direction is Direction.RECEIVED else None,
        shared_at=shared_at,
        deadlines=None if joint else Deadlines(*(shared_at + days * day for days in (1, 2, 3, 4))),
        answered_at=None if stage in {Stage.SHARED, Stage.EXPIRED, Stage.WITHDRAWN} else shared_at + day,
        closed_at=closed_at,
        reason=tuple(Reason)[turn % 7] if stage in _WITH_REASON else None,
        won=value if stage is Stage.WON else None,
        together=Together(Side.OURS, Side.PARTNERS, attempt) if joint else None,
    )


def _stage(turn: int, age: timedelta, *, joint: bool) -> Stage:
    """Each stage in turn; what was shared long ago is open no more."""
    stage = _OF_JOINT[turn % 4] if joint else tuple(Stage)[turn % 9]
    return stage if age < _STILL_OPEN else _CLOSED_AS.get(stage, stage)


def _write(connection: Connection, leads: Sequence[Lead], vault: Vault) -> None:
    """The leads with ids from 1 on. Sealing is slow, so all of them share a few sealed texts."""
    rows = [{"id": number, **lead_columns(lead)} for number, lead in enumerate(leads, start=1)]
    sealed = [text_columns(lead, vault) for lead in leads[:10]]
    texts = [{"lead_id": number, **sealed[number % 10]} for number in range(1, len(leads) + 1)]
    connection.execute(insert(LeadRow), rows)
    connection.execute(insert(LeadTextRow), texts)
