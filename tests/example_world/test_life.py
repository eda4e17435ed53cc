"""A year of example life: believable, the same each time, and nothing in it gives a customer away."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from bot.config import Settings
from bot.domain.deliveries import DeliveryState
from bot.domain.health import State
from bot.domain.leads import OPEN, TRANSITIONS, Direction, Reason, Stage, Verb, names_customer
from bot.domain.periods import Days
from bot.domain.schedules import Kind
from bot.domain.working_time import is_working_time
from bot.example_world import WORKSPACE, fill
from bot.use_cases import balance
from bot.wiring import open_books, public_holidays, settle_company

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
"""A Monday in the fourth quarter."""
MANY = 1000


def filled(folder, now):
    settings = Settings.read({"DATABASE_URL": f"sqlite:///{folder / 'book.db'}"}, folder)
    opened = open_books(settings)
    opened.migrate()
    settle_company(settings, opened.library, WORKSPACE.team.id)
    assert fill(opened.library, now, life=True)
    return opened.library


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    return filled(tmp_path_factory.mktemp("life"), NOW)


@pytest.fixture
def books(library):
    with library.reading() as opened:
        yield opened


@pytest.fixture
def leads(books):
    return books.leads.latest(None, None, MANY)


@pytest.fixture
def posts(library):
    with library.writing() as books:
        claimed = books.deliveries.claim(NOW, timedelta(seconds=60), MANY)
        for delivery in claimed:
            books.deliveries.settle(delivery, DeliveryState.DUE, NOW, due_at=NOW)
    return claimed


def healths(books, now):
    quarter = Days(now.date() - timedelta(days=90), now.date() + timedelta(days=1))
    return {row.handle: row.health.state for row in balance.digest(books, None, quarter, now).rows}


def overdue(books, now):
    return books.leads.overdue(now - timedelta(days=400), now + timedelta(days=1), now)


def test_each_health_appears(books):
    assert set(healths(books, NOW).values()) == set(State)


@pytest.mark.parametrize(
    "now",
    [datetime(2027, 1, 2, 11, tzinfo=UTC), datetime(2026, 8, 15, 22, tzinfo=UTC)],
    ids=["after the holidays", "on a night in summer"],
)
def test_each_health_appears_on_any_day_and_one_answer_is_overdue(tmp_path, now):
    with filled(tmp_path, now).reading() as books:
        assert set(healths(books, now).values()) == set(State)
        assert list(overdue(books, now).values()) == [1]
        assert all(lead.shared_at <= now for lead in books.leads.latest(None, None, MANY))


def test_there_are_a_few_hundred_leads_in_every_stage_and_direction_with_every_reason(leads):
    assert 300 < len(leads) < 600
    assert {lead.direction for lead in leads} == set(Direction)
    assert {lead.stage for lead in leads} == set(Stage) - {Stage.CANCELLED}
    assert {lead.reason for lead in leads} == {None, *Reason}


def test_about_eight_alliances_are_judged_and_one_of_them_wins_in_francs(books, leads):
    assert len(healths(books, NOW)) == 8
    won = [lead for lead in leads if lead.won is not None]
    swiss = [lead for lead in won if books.alliances.get(lead.alliance_id).handle == "almgrat-treuhand"]
    assert {lead.won.currency for lead in swiss} == {"CHF"}
    assert {lead.won.currency for lead in won if lead not in swiss} == {"EUR"}


def test_one_lead_is_overdue_and_it_waits_for_acme(books):
    [((alliance_id, direction), count)] = overdue(books, NOW).items()

    assert (books.alliances.get(alliance_id).handle, direction, count) == ("acme-robotics", Direction.GIVEN, 1)


def test_the_alliances_began_at_different_times_before_their_first_lead(books, leads):
    began = {alliance.id: alliance.started for alliance in books.alliances.all() if alliance.started}

    assert len(set(began.values())) > 5
    assert all(lead.shared_at.date() >= began[lead.alliance_id] for lead in leads)


def test_leads_are_shared_when_people_work(books, leads):
    for lead in leads:
        alliance = books.alliances.get(lead.alliance_id)
        days_off = public_holidays(alliance.place, NOW.year)
        assert is_working_time(lead.shared_at, alliance.game.hours, alliance.place.time_zone, days_off)


def test_every_lead_came_step_by_step_to_where_it_stands(books, leads):
    for lead in leads:
        first, *steps = books.leads.history(lead.id)
        assert (first.verb, first.at) == (Verb.SHARE, lead.shared_at)
        stage, moment = first.stage, first.at
        for step in steps:
            assert moment < step.at <= NOW
            stage, moment = TRANSITIONS[stage, step.verb], step.at
            assert step.stage is stage
        assert stage is lead.stage
        assert lead.revision == 1 + len(steps)


def test_numbers_count_up_with_time(leads):
    past = [lead for lead in sorted(leads, key=lambda lead: lead.id) if lead.stage not in OPEN]

    assert [lead.shared_at for lead in past] == sorted(lead.shared_at for lead in past)


def test_no_customer_is_named_where_a_lead_is_masked(leads, posts):
    said = " ".join(delivery.payload for delivery in posts)
    for lead in leads:
        customer, contact = lead.offer.customer, lead.offer.contact
        names = [customer.company, *([contact.name] if contact else [])]
        shown = (lead.offer.need, customer.industry, customer.region, customer.size)
        assert not any(names_customer(text, name) for text in shown for name in names)
        assert not any(name in said for name in names)


def test_only_what_is_open_or_ordered_is_posted(posts):
    told = {delivery.key.split(":")[0] for delivery in posts}
    leads = {delivery.key.split(":")[1] for delivery in posts if delivery.key.startswith("lead:")}

    assert told == {"lead", "schedule", "review"}
    assert len(leads) == 7


def test_the_orders_brief_two_channels_in_their_language_and_report_to_manager_and_leadership(books):
    orders = [(order.kind, order.destination, order.language.value) for order in books.schedules.all()]

    assert orders == [
        (Kind.BRIEFING, "C0DACH", "de"),
        (Kind.BRIEFING, "C0INTL", "en"),
        (Kind.REPORT, "U0MIRA", "de"),
        (Kind.DIGEST, "C0LEAD", "de"),
    ]


def test_what_was_posted_lately_does_not_repeat_itself(posts):
    told = [json.loads(delivery.payload)["text"] for delivery in posts if delivery.key.startswith("schedule:")]

    assert len(told) == 6
    assert len(set(told)) == len(told)


def test_it_is_the_same_each_time(tmp_path, leads):
    with filled(tmp_path, NOW).reading() as again:
        assert again.leads.latest(None, None, MANY) == leads


def test_books_that_are_in_use_are_left_alone(library, leads):
    assert not fill(library, NOW, life=True)

    with library.reading() as books:
        assert len(books.leads.latest(None, None, MANY)) == len(leads)
