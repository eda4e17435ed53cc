import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import DBAPIError

from storage.engine import alembic_config, for_writing, migrate, open_engine, pending
from storage.tables import Row

REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006")
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


def test_migrating_makes_all_tables_once(empty: Engine):
    assert pending(empty)
    applied = migrate(empty)
    assert applied == REVISIONS
    assert tables(empty) == set(Row.metadata.tables)
    assert not pending(empty)
    assert migrate(empty) == ()


def test_migrations_go_down_and_up_again(empty: Engine):
    applied = migrate(empty)
    with for_writing(empty).begin() as connection:
        command.downgrade(alembic_config(connection), "base")
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
