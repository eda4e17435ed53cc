"""`alliance-bot plans`: between files and the books, in both directions and without loss."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import main
from bot.config import Settings
from bot.domain.people import PayRole, Right
from bot.domain.versions import Series, State
from bot.example_world import WORKSPACE, fill
from bot.files.plans import read
from bot.use_cases.plan_files import newest_versions
from bot.use_cases.rules import Approval, release
from bot.wiring import open_books, settle_company

DOCS = Path(__file__).parents[2] / "docs" / "plans"
NOW = datetime.now(UTC)
NEXT_YEAR = (NOW + timedelta(days=366)).date()
PLAN = """
plan: support
currency: EUR
from: {day}
components:
  - percentage: {rate}
    of: margin
examples:
  - {{deal: 50 000, margin: 10 000, pays: {pays}}}
"""


def opened_in(folder):
    settings = Settings.read({"DATABASE_URL": f"sqlite:///{folder / 'book.db'}"}, folder)
    return settings, open_books(settings)


@pytest.fixture(scope="module")
def example_books(tmp_path_factory):
    """A folder with the example company's database and keys; made once, because it holds a year."""
    folder = tmp_path_factory.mktemp("books")
    settings, opened = opened_in(folder)
    opened.migrate()
    settle_company(settings, opened.library, WORKSPACE.team.id)
    fill(opened.library, NOW)
    opened.close()
    return folder


@pytest.fixture
def library(tmp_path, monkeypatch, example_books):
    shutil.copytree(example_books, tmp_path, dirs_exist_ok=True)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'book.db'}")
    monkeypatch.chdir(tmp_path)
    _, opened = opened_in(tmp_path)
    yield opened.library
    opened.close()


@pytest.fixture
def operations(library):
    with library.reading() as books:
        return books.people.holding(Right.SALES_OPERATIONS)


@pytest.fixture
def run(library):
    assert library is not None
    return lambda *words: CliRunner().invoke(main, ["plans", *map(str, words)])


@pytest.fixture
def file(tmp_path):
    def file(rate="2 %", pays="200", day=NEXT_YEAR, name="plan.yaml"):
        path = tmp_path / name
        path.write_text(PLAN.format(rate=rate, pays=pays, day=day), encoding="utf-8")
        return path

    return file


@pytest.fixture
def versions(library):
    def versions(role=PayRole.SUPPORT):
        with library.reading() as books:
            return books.versions.of(Series(role))

    return versions


def test_what_is_written_out_and_read_in_again_changes_nothing(run, library, operations, tmp_path):
    with library.reading() as books:
        before = newest_versions(books)

    written = run("export", tmp_path / "out")
    files = sorted((tmp_path / "out").glob("*.yaml"))
    told = run("import", *files, "--by", operations[0].slack_user_id)

    assert written.exit_code == 0
    assert sorted(written.output.split()) == [str(path) for path in files]
    assert len(files) == len(before) > 1
    assert told.exit_code == 0, told.output
    assert all("nothing to change" in line for line in told.output.splitlines())
    with library.reading() as books:
        assert newest_versions(books) == before


def test_a_file_holds_the_terms_of_the_books(run, library, tmp_path):
    run("export", tmp_path)

    with library.reading() as books:
        kept = newest_versions(books)
    in_files = [read(path.read_bytes()) for path in tmp_path.glob("*.yaml")]
    assert {each.version.terms for each in kept} == {each.terms for each in in_files}


def test_a_file_becomes_a_draft_that_somebody_else_releases(run, library, versions, operations, file):
    drafter, reviewer = operations[:2]

    told = run("import", file(), "--by", drafter.slack_user_id)

    draft = versions()[-1]
    assert told.exit_code == 0, told.output
    assert f"drafted as version {draft.number} from {NEXT_YEAR} on" in told.output
    assert (draft.state, draft.drafted_by, draft.valid.start) == (State.DRAFT, drafter.id, NEXT_YEAR)
    with library.writing() as books:
        due = books.deliveries.claim(datetime.now(UTC) + timedelta(minutes=5), timedelta(1), 99)
        asked = [delivery.destination for delivery in due if delivery.key.startswith(f"review:{draft.id}:")]
        assert reviewer.slack_user_id in asked
        assert drafter.slack_user_id not in asked
        released = release(books, reviewer, draft.id, Approval(), NOW, NOW.date())
    assert released.version.state is State.RELEASED


def test_the_same_file_twice_changes_nothing(run, versions, operations, file):
    first = run("import", file(), "--by", operations[0].slack_user_id)
    after = versions()

    second = run("import", file(), "--by", operations[1].slack_user_id)

    assert (first.exit_code, second.exit_code) == (0, 0)
    assert "nothing to change" in second.output
    assert versions() == after


def test_a_changed_file_is_a_new_version(run, versions, operations, file):
    run("import", file(), "--by", operations[0].slack_user_id)
    before = versions()

    run("import", file("3 %", "300"), "--by", operations[0].slack_user_id)

    assert versions()[: len(before)] == before
    assert versions()[-1].number == before[-1].number + 1


def test_a_file_whose_examples_do_not_come_out_is_refused_and_says_which(run, versions, operations, file):
    told = run("import", file(pays="201"), "--by", operations[0].slack_user_id)

    assert told.exit_code == 1
    assert "Example 1 (line 9) says €201, but €200 comes out." in told.stderr
    assert not versions()


def test_of_several_files_all_are_drafted_or_none(run, versions, operations, file, tmp_path):
    unknown = tmp_path / "unknown.yaml"
    unknown.write_text("{rules: together, alliance: nobody, currency: EUR, components: [{fixed amount: 5}]}")

    told = run("import", file(), unknown, "--by", operations[0].slack_user_id)

    assert told.exit_code == 1
    assert "nobody" in told.stderr
    assert not versions()


def test_a_file_that_can_not_be_read_ends_with_2(run, operations, file):
    told = run("import", file(rate="2.000"), "--by", operations[0].slack_user_id)

    assert told.exit_code == 2
    assert "Line 6, column 17, components[1].percentage" in told.stderr


def test_a_day_that_has_passed_is_refused_unless_another_is_named(run, versions, operations, file):
    past = file(day="2020-01-01")

    refused = run("import", past, "--by", operations[0].slack_user_id)
    drafted = run("import", past, "--by", operations[0].slack_user_id, "--from", NEXT_YEAR)

    assert refused.exit_code == 1
    assert "This day has passed." in refused.stderr
    assert drafted.exit_code == 0, drafted.output
    assert [version.valid.start for version in versions()] == [NEXT_YEAR]


def test_who_may_not_draft_plans_is_refused(run, versions, file):
    told = run("import", file(), "--by", "U0LENA")
    unknown = run("import", file(), "--by", "U0NOBODY")

    assert (told.exit_code, unknown.exit_code) == (1, 2)
    assert "U0NOBODY" in unknown.output
    assert not versions()


def test_rules_that_lower_pay_go_to_their_alliance_once_that_is_meant(run, library, operations):
    words = ["import", DOCS / "acme-together.yaml", "--by", operations[0].slack_user_id]

    refused, told = run(*words), run(*words, "--lower-pay")

    assert refused.exit_code == 1
    assert "--lower-pay" in refused.stderr
    assert told.exit_code == 0, told.output
    with library.reading() as books:
        acme = next(each for each in books.alliances.all() if each.handle == "acme-robotics")
        drafts = [version for version in books.versions.of_alliance(acme.id) if version.state is State.DRAFT]
    assert read((DOCS / "acme-together.yaml").read_bytes()).terms in [draft.terms for draft in drafts]


def test_a_database_that_is_behind_is_left_alone(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'empty.db'}")

    told = CliRunner().invoke(main, ["plans", "export", "out"])

    assert told.exit_code == 1
    assert "migrate" in told.output
    assert not (tmp_path / "out").exists()
