from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import Engine, event
from sqlalchemy.exc import IntegrityError

from bot.domain.alliances import Alliance
from bot.domain.incentives import AllianceRules, FixedAmount, Percentage, Plan, Route, Terms
from bot.domain.money import Money, Rate
from bot.domain.people import PayRole, Person
from bot.domain.periods import Days
from bot.domain.versions import Series, State, Version
from storage.books import StorageLibrary

NOBODY = 2_000_000_000
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
PLAN = Plan("EUR", (Percentage(Rate(25_000)),))
RULES = AllianceRules("EUR", (FixedAmount(Money(100_000, "EUR")),))
YEAR = Days(date(2026, 1, 1), date(2027, 1, 1))
SELLER_PLAN = Series(PayRole.SELLER)


def drafted(library: StorageLibrary, drafter: Person, series: Series = SELLER_PLAN, terms: Terms = PLAN) -> Version:
    with library.writing() as books:
        return books.versions.add(series, terms, YEAR, drafter.id, NOON)


def released(draft: Version, by: Person) -> Version:
    return replace(
        draft,
        state=State.RELEASED,
        valid=Days(date(2026, 2, 1)),
        decided_by=by.id,
        decided_at=NOON + timedelta(hours=1),
        approval="Betriebsrat, 2026-03-01",
        budget=Money(5_000_000_000_00, "JPY"),
    )


def test_a_draft_comes_back_as_it_was_written(library, people):
    draft = drafted(library, people[0])
    assert draft == Version(draft.id, SELLER_PLAN, 1, PLAN, State.DRAFT, YEAR, people[0].id, NOON)
    with library.reading() as books:
        assert books.versions.get(draft.id) == draft


def test_each_series_counts_for_itself(library, people, alliance: Alliance):
    rules = [
        Series(PayRole.SELLER, alliance.id, Route.TOGETHER),
        Series(PayRole.SELLER, alliance.id, Route.HAND_OVER),
        Series(PayRole.PRESALES, alliance.id, Route.TOGETHER),
    ]
    plans = [SELLER_PLAN, Series(PayRole.PRESALES)]
    for series in [*plans, *rules] * 2:
        drafted(library, people[0], series, PLAN if series.is_plan else RULES)
    with library.reading() as books:
        for series in [*plans, *rules]:
            versions = books.versions.of(series)
            assert [(version.series, version.number) for version in versions] == [(series, 1), (series, 2)]
        of_alliance = books.versions.of_alliance(alliance.id)
    by_series = [rules[1], rules[2], rules[0]]
    assert [(v.series, v.number) for v in of_alliance] == [(series, n) for series in by_series for n in (1, 2)]


def test_what_was_released_for_a_pay_role_is_found_at_once(library, people, alliance: Alliance):
    together = Series(PayRole.SELLER, alliance.id, Route.TOGETHER)
    drafts = [
        drafted(library, people[0], series, PLAN if series.is_plan else RULES) for series in (SELLER_PLAN, together)
    ]
    of_others = drafted(library, people[0], Series(PayRole.PRESALES))
    drafted(library, people[0], together, RULES)
    decided = [released(draft, people[1]) for draft in (*drafts, of_others)]
    with library.writing() as books:
        assert [books.versions.decide(version) for version in decided] == [True] * 3
        found = books.versions.released(PayRole.SELLER)
    assert set(found) == {replace(version, approval="") for version in decided[:2]}


def test_a_version_that_was_never_drafted_is_not_there(library):
    with library.reading() as books, pytest.raises(KeyError):
        books.versions.get(NOBODY)


def test_a_release_writes_down_everything_that_was_decided(library, people):
    decided = released(drafted(library, people[0]), people[1])
    with library.writing() as books:
        assert books.versions.decide(decided)
        assert books.versions.get(decided.id) == decided
        assert books.versions.of(SELLER_PLAN) == (decided,)


def test_a_return_keeps_its_reason(library, people):
    draft = drafted(library, people[0])
    returned = replace(draft, state=State.RETURNED, decided_by=people[1].id, decided_at=NOON, reason="Too much.")
    with library.writing() as books:
        assert books.versions.decide(returned)
        assert books.versions.get(draft.id) == returned


def test_a_decision_leaves_the_terms_as_they_were_drafted(library, people):
    draft = drafted(library, people[0])
    other_terms = replace(released(draft, people[1]), terms=Plan("EUR", (Percentage(Rate(1)),)), number=7)
    with library.writing() as books:
        assert books.versions.decide(other_terms)
        kept = books.versions.get(draft.id)
    assert (kept.terms, kept.number) == (PLAN, 1)


def test_what_was_decided_stays_decided(library, people):
    decided = released(drafted(library, people[0]), people[1])
    with library.writing() as books:
        assert books.versions.decide(decided)
        assert not books.versions.decide(replace(decided, state=State.RETURNED, reason="Changed my mind."))
        assert books.versions.get(decided.id) == decided


def test_the_database_lets_nobody_release_their_own_draft(library, people):
    own = released(drafted(library, people[0]), people[0])
    with library.writing() as books, pytest.raises(IntegrityError, match="released_by_another"):
        books.versions.decide(own)


def test_a_series_is_read_once_in_a_transaction_unless_a_version_is_written(library, engine: Engine, people):
    asked = []
    event.listen(engine, "before_cursor_execute", lambda *told: asked.append(told[2]))

    with library.writing() as books:
        first = books.versions.add(SELLER_PLAN, PLAN, YEAR, people[0].id, NOON)
        assert books.versions.of(SELLER_PLAN) == books.versions.of(SELLER_PLAN) == (first,)
        assert len([one for one in asked if one.startswith("SELECT version.id")]) == 1
        second = books.versions.add(SELLER_PLAN, PLAN, YEAR, people[0].id, NOON)
        assert books.versions.of(SELLER_PLAN) == (first, second)
        books.versions.decide(released(first, people[1]))
        assert [version.state for version in books.versions.of(SELLER_PLAN)] == [State.RELEASED, State.DRAFT]


@pytest.mark.parametrize("route", [None, Route.TOGETHER])
def test_an_index_finds_a_series(library, engine: Engine, alliance: Alliance, route):
    series = SELLER_PLAN if route is None else Series(PayRole.SELLER, alliance.id, route)
    asked = []
    event.listen(engine, "before_cursor_execute", lambda *told: asked.append(told[2:4]))
    with library.reading() as books:
        books.versions.of(series)
    (statement,) = [one for one in asked if "FROM version" in one[0]]
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            steps = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement[0]}", statement[1]).all()
            assert all("SEARCH version USING" in step.detail for step in steps if "version" in step.detail), steps
        else:
            # PostgreSQL reads small tables whole; it is asked as if this one were not small.
            connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
            steps = connection.exec_driver_sql(f"EXPLAIN {statement[0]}", statement[1]).all()
            told = "\n".join(str(step[0]) for step in steps)
            assert ("uq_version_plan" if route is None else "Index Cond: ((alliance_id =") in told, told
