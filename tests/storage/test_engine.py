from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError

from storage.engine import UnknownDatabase, for_writing, look_at_growth, open_engine, reachable


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_a_postgres_url_is_understood_as_hosts_give_it(scheme: str):
    engine = open_engine(f"{scheme}://user:secret@db.example:5433/books?sslmode=require")
    assert engine.url.drivername == "postgresql+psycopg"
    assert (engine.url.host, engine.url.port, engine.url.database) == ("db.example", 5433, "books")
    assert (engine.url.username, engine.url.password) == ("user", "secret")
    assert engine.url.query == {"sslmode": "require"}


def test_a_postgres_url_connects(postgres_url: str):
    engine = open_engine(postgres_url.replace("postgresql://", "postgres://"))
    assert reachable(engine) is None
    engine.dispose()


@pytest.mark.parametrize(
    "url", ["", "books.db", "mysql://user:secret@host/books", "sqlite://", "sqlite+aiosqlite:///x"]
)
def test_another_database_is_refused_without_telling_its_password(url: str):
    with pytest.raises(UnknownDatabase) as refused:
        open_engine(url)
    assert "secret" not in str(refused.value)


def test_a_database_that_answers_is_reachable(engine: Engine):
    assert reachable(engine) is None


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("sqlite:////nowhere/at/all/books.db", "unable to open database file"),
        ("postgresql://user:secret@/books?host=/nowhere", "No such file or directory"),
    ],
)
def test_one_that_can_not_be_reached_says_why_in_a_line_and_without_its_password(url: str, reason: str):
    engine = open_engine(url)
    told = reachable(engine)
    assert told is not None
    assert reason in told
    assert "\n" not in told
    assert "secret" not in told


def test_a_file_that_is_no_database_says_so(tmp_path: Path):
    file = tmp_path / "books.db"
    file.write_text("Dear diary, " * 100)
    engine = open_engine(f"sqlite:///{file}")
    assert reachable(engine) == "file is not a database"
    engine.dispose()


def test_sqlite_keeps_every_commit_and_waits_for_other_writers(tmp_path: Path):
    engine = open_engine(f"sqlite:///{tmp_path / 'books.db'}")
    full = 2
    with for_writing(engine).connect() as connection:
        asked = {p: connection.execute(text(f"PRAGMA {p}")).scalar_one() for p in ("journal_mode", "synchronous")}
        patience = connection.execute(text("PRAGMA busy_timeout")).scalar_one()
    engine.dispose()
    assert asked == {"journal_mode": "wal", "synchronous": full}
    assert patience >= 5000


def test_references_are_held_on_both_databases(engine: Engine):
    orphan = "INSERT INTO person_right (person_id, assigned) VALUES (2000000000, 'leadership')"
    with for_writing(engine).begin() as connection, pytest.raises(IntegrityError):
        connection.execute(text(orphan))


def test_words_outside_an_enumeration_are_refused_by_the_database(engine: Engine, people):
    strange = text("INSERT INTO person_right (person_id, assigned) VALUES (:person, 'emperor')")
    with for_writing(engine).begin() as connection, pytest.raises(IntegrityError, match="assigned_known"):
        connection.execute(strange, {"person": people[0].id})


def test_sqlite_looks_at_how_its_tables_have_grown(engine: Engine):
    with for_writing(engine).begin() as connection:
        for number in range(50):
            values = f"('command', 'T{number}', '2026-03-02 12:00:00')"
            connection.exec_driver_sql(f"INSERT INTO handled_request (kind, key, at) VALUES {values}")
    look_at_growth(engine)
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            known = connection.exec_driver_sql("SELECT stat FROM sqlite_stat1 WHERE tbl = 'handled_request'").scalars()
            assert [stat.split()[0] for stat in known] == ["50"]
