import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import DBAPIError

from bot.domain.alliances import USUAL_RULES
from bot.domain.deliveries import Target
from bot.domain.incentives import Trigger
from bot.domain.leads import Cancellation, Customer, Direction, Lead, LeadEvent, Offer, Stage, Verb
from storage.books import StorageLibrary
from storage.engine import alembic_config, for_writing, migrate, migrating, open_engine, pending
from storage.tables import Row

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
PERSON = (
    "INSERT INTO company VALUES (1, 'T1', 'EUR', 'Europe/Berlin', 'DE', 1)",
    "INSERT INTO person VALUES (1, 'T1', 'U1', 'de', 'seller', false, '2026-01-01 00:00:00.000000')",
)
ALLIANCE = """
    INSERT INTO alliance (id, handle, status, phase, partner, aliases, manager_id, sealed_partner_sponsor, time_zone,
                          country, subdivision, revision)
    VALUES ({id}, 'handle-{id}', '{status}', 'install', 'Partner {id}', '[]', 1, '{sealed}', '{zone}', 'DE', '', 1)
"""
NAME = "INSERT INTO alliance_name VALUES ('handle {id}', {id})"
ENTRY = "INSERT INTO audit_entry VALUES ({id}, '{at}', 1, 'registered', {alliance}, NULL, NULL, '[]')"
DELIVERY = """
    INSERT INTO delivery (id, key, mark, destination, sealed_payload, state, due_at, attempts, settled_at, message_ts)
    VALUES ({id}, 'k{id}', 'm{id}', '{destination}', '{sealed}', '{state}', '2026-03-02 12:00:00.000000', 1, {settled},
            {ts})
"""
SETTLED = "'2026-03-02 12:00:01.000000'"
REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0009", "0010", "0011")
SHARED = Lead(0, 1, Direction.GIVEN, Stage.SHARED, Offer(Customer("Nordwind"), "Help"), 1, None, NOON, None)
ROOT = Path(__file__).parents[2]
MIGRATE = "import sys; from storage.engine import *; print(*migrate(open_engine(sys.argv[1])))"


@pytest.fixture
def empty(empty_url: str) -> Iterator[Engine]:
    """A database without tables."""
    engine = open_engine(empty_url)
    yield engine
    engine.dispose()


def tables(engine: Engine) -> set[str]:
    return set(inspect(engine).get_table_names()) - {"alembic_version"}


def checks(engine: Engine) -> dict[str, str]:
    """What every CHECK says, by its name, as the database understood it."""
    found = inspect(engine)
    return {str(check["name"]): check["sqltext"] for t in tables(engine) for check in found.get_check_constraints(t)}


def upgrade(engine: Engine, revision: str) -> None:
    with migrating(engine) as connection:
        command.upgrade(alembic_config(connection), revision)


def downgrade(engine: Engine, revision: str) -> None:
    with migrating(engine) as connection:
        command.downgrade(alembic_config(connection), revision)


def fill(engine: Engine, *statements: str) -> None:
    with for_writing(engine).begin() as connection:
        for statement in statements:
            connection.execute(text(statement))


def read(engine: Engine, statement: str) -> list[tuple[object, ...]]:
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(statement))]


def test_migrating_makes_all_tables_once(empty: Engine):
    assert pending(empty)
    applied = migrate(empty)
    assert applied == REVISIONS
    assert tables(empty) == set(Row.metadata.tables)
    assert not pending(empty)
    assert migrate(empty) == ()


def test_migrations_go_down_and_up_again(empty: Engine):
    applied = migrate(empty)
    downgrade(empty, "base")
    assert tables(empty) == set()
    assert pending(empty)
    assert migrate(empty) == applied
    assert tables(empty) == set(Row.metadata.tables)


def test_the_migrated_tables_are_those_of_the_code(empty: Engine):
    migrate(empty)
    with for_writing(empty).begin() as connection:
        command.check(alembic_config(connection))
    migrated = checks(empty)
    with for_writing(empty).begin() as connection:
        Row.metadata.drop_all(connection)
        Row.metadata.create_all(connection)
    assert migrated == checks(empty)
    assert migrated


def test_a_migration_that_fails_leaves_nothing_behind(empty: Engine):
    with for_writing(empty).begin() as connection:
        connection.execute(text("CREATE TABLE audit_entry (id INTEGER)"))
    with pytest.raises(DBAPIError, match="already exists"):
        migrate(empty)
    assert tables(empty) == {"audit_entry"}
    assert pending(empty)


def test_references_hold_again_after_migrating(empty: Engine):
    migrate(empty)
    with for_writing(empty).begin() as connection, pytest.raises(DBAPIError, match=r"(?i)foreign key"):
        connection.execute(text("INSERT INTO person_right (person_id, assigned) VALUES (1, 'leadership')"))


def test_a_database_ahead_of_the_code_is_left_alone(empty: Engine):
    migrate(empty)
    with for_writing(empty).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    assert not pending(empty)
    assert migrate(empty) == ()


@pytest.fixture
def first(empty: Engine) -> Engine:
    """Books as they first were, with a company and a person."""
    upgrade(empty, "0001")
    fill(empty, *PERSON)
    return empty


def test_alliances_play_by_the_usual_rules_and_started_with_their_first_deed(first: Engine, vault):
    sealed = vault.seal("")
    zones = ("Europe/Berlin", "Asia/Tokyo", "Europe/Berlin", "Europe/Berlin")
    for number, (status, zone) in enumerate(zip(("active", "paused", "ended", "draft"), zones, strict=True), start=1):
        fill(first, ALLIANCE.format(id=number, status=status, zone=zone, sealed=sealed), NAME.format(id=number))
    fill(
        first,
        ENTRY.format(id=1, alliance=1, at="2026-02-10 12:00:00.000000"),
        ENTRY.format(id=2, alliance=1, at="2026-02-09 12:00:00.000000"),
        ENTRY.format(id=3, alliance=2, at="2026-02-09 16:00:00.000000"),
        ENTRY.format(id=4, alliance=4, at="2026-02-09 16:00:00.000000"),
    )
    migrate(first)
    with StorageLibrary(first, vault).reading() as books:
        acme, beta, gamma, draft = books.alliances.all()
    assert [alliance.game for alliance in (acme, beta, gamma, draft)] == [USUAL_RULES] * 4
    assert (acme.started, beta.started, draft.started) == (date(2026, 2, 9), date(2026, 2, 10), None)
    assert gamma.started is not None
    assert abs(gamma.started - datetime.now(UTC).date()) <= timedelta(days=1)


def test_names_and_deeds_of_alliances_outlast_the_way_up_and_down(first: Engine, vault):
    fill(first, ALLIANCE.format(id=1, status="active", zone="Europe/Berlin", sealed=vault.seal("")), NAME.format(id=1))
    fill(first, ENTRY.format(id=1, alliance=1, at="2026-02-09 12:00:00.000000"))
    wanted = {table: f"SELECT * FROM {table}" for table in ("alliance", "alliance_name", "audit_entry", "company")}
    before = {table: read(first, all_of_it) for table, all_of_it in wanted.items()}
    rules = checks(first)
    migrate(first)
    downgrade(first, "0001")
    assert {table: read(first, all_of_it) for table, all_of_it in wanted.items()} == before
    assert checks(first) == rules
    assert before["alliance_name"]


def test_posts_of_before_are_sent_and_followed_where_their_place_is_known(first: Engine, vault):
    sealed = vault.seal("{}")
    fill(
        first,
        DELIVERY.format(id=101, destination="C1", sealed=sealed, state="sent", settled=SETTLED, ts="'1.1'"),
        DELIVERY.format(id=102, destination="U1", sealed=sealed, state="sent", settled=SETTLED, ts="'1.2'"),
        DELIVERY.format(id=103, destination="U1", sealed=sealed, state="due", settled="NULL", ts="NULL"),
    )
    migrate(first)
    with StorageLibrary(first, vault).writing() as books:
        for key in ("k101", "k102"):
            books.deliveries.follow(f"after {key}", "reply", key, "{}", NOON)
        claimed = books.deliveries.claim(NOON + timedelta(days=1), timedelta(minutes=1), 10)
    targets = {delivery.key: delivery.target for delivery in claimed}
    assert targets == {"k103": None, "after k101": Target("C1", "1.1")}


def test_on_the_way_down_only_posts_are_kept_of_what_is_to_be_sent(first: Engine, vault):
    migrate(first)
    with StorageLibrary(first, vault).writing() as books:
        books.deliveries.add("card", "C1", "{}", NOON)
        books.deliveries.follow("step", "update", "card", "{}", NOON)
        books.deliveries.follow("step of step", "reply", "step", "{}", NOON)
    downgrade(first, "0004")
    assert read(first, "SELECT key, state FROM delivery") == [("card", "due")]


def test_a_history_with_newer_deeds_is_not_thinned_out(first: Engine):
    migrate(first)
    fill(first, "INSERT INTO audit_entry VALUES (1, '2026-02-09 12:00:00', 1, 'scheduled', NULL, NULL, NULL, '[]')")
    with pytest.raises(DBAPIError, match="deed_known"):
        downgrade(first, "0005")
    assert not pending(first)
    assert len(read(first, "SELECT id FROM audit_entry")) == 1


def test_a_lead_that_was_cancelled_is_not_thinned_out_either(first: Engine, vault):
    fill(first, ALLIANCE.format(id=1, status="active", zone="Europe/Berlin", sealed=vault.seal("")))
    migrate(first)
    cancelled = replace(SHARED, stage=Stage.CANCELLED, closed_at=NOON)
    with StorageLibrary(first, vault).writing() as books:
        lead = books.leads.add(cancelled)
        why = Cancellation(Trigger.NOT_PAID, NOON.date())
        books.leads.note(LeadEvent(NOON, lead.id, 1, Verb.CANCEL, Stage.CANCELLED, cancellation=why))
    with pytest.raises(DBAPIError, match="stage_known"):
        downgrade(first, "0006")
    with StorageLibrary(first, vault).reading() as books:
        assert books.leads.get(lead.id).stage is Stage.CANCELLED
        assert [event.cancellation for event in books.leads.history(lead.id)] == [why]


def test_leads_and_their_steps_outlast_the_way_up_and_down(first: Engine, vault):
    fill(first, ALLIANCE.format(id=1, status="active", zone="Europe/Berlin", sealed=vault.seal("")))
    migrate(first)
    with StorageLibrary(first, vault).writing() as books:
        lead = books.leads.add(SHARED)
        books.leads.note(LeadEvent(NOON, lead.id, 1, Verb.SHARE, Stage.SHARED))
    kept = {table: read(first, f"SELECT * FROM {table}") for table in ("lead", "lead_text", "audit_entry")}
    downgrade(first, "0006")
    assert "payout_note" not in tables(first)
    steps = read(first, "SELECT id, lead_id, verb, stage FROM lead_event")
    migrate(first)
    assert {table: read(first, f"SELECT * FROM {table}") for table in kept} == kept
    assert read(first, "SELECT id, lead_id, verb, stage FROM lead_event") == steps
    assert steps == [(1, lead.id, "share", "shared")]


def test_migrating_from_each_revision_gives_the_same_books(empty: Engine):
    for revision in REVISIONS[:-1]:
        upgrade(empty, revision)
        assert pending(empty)
    migrate(empty)
    for revision in reversed(REVISIONS[:-1]):
        downgrade(empty, revision)
        assert migrate(empty) == REVISIONS[REVISIONS.index(revision) + 1 :]
    assert tables(empty) == set(Row.metadata.tables)


def test_migrated_books_take_leads(first: Engine, vault):
    fill(first, ALLIANCE.format(id=1, status="active", zone="Europe/Berlin", sealed=vault.seal("")))
    migrate(first)
    with StorageLibrary(first, vault).writing() as books:
        assert books.leads.get(books.leads.add(SHARED).id).offer == SHARED.offer


def test_a_lead_won_without_an_amount_is_not_given_one_on_the_way_down(first: Engine, vault):
    fill(first, ALLIANCE.format(id=1, status="active", zone="Europe/Berlin", sealed=vault.seal("")))
    migrate(first)
    offer = Offer(Customer("Nordwind"), "Help")
    won = Lead(0, 1, Direction.GIVEN, Stage.WON, offer, 1, None, NOON, None, answered_at=NOON, closed_at=NOON)
    with StorageLibrary(first, vault).writing() as books:
        books.leads.add(won)
    with pytest.raises(DBAPIError, match="won_an_amount"):
        downgrade(first, "0010")
    with StorageLibrary(first, vault).reading() as books:
        assert books.leads.get(1).won is None


def test_of_two_processes_that_migrate_at_once_one_does_it(empty_url: str, tmp_path: Path):
    processes = [
        subprocess.Popen(
            [sys.executable, "-W", "error", "-c", MIGRATE, empty_url],
            cwd=tmp_path,
            env={"PYTHONPATH": str(ROOT), "PATH": os.defpath},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    told = [process.communicate(timeout=60) for process in processes]
    assert [process.returncode for process in processes] == [0, 0], told
    assert sorted(out.strip() for out, _ in told) == ["", " ".join(REVISIONS)]
