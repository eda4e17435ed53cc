from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest
from sqlalchemy import event
from sqlalchemy.exc import DBAPIError, IntegrityError, InvalidRequestError

from bot.domain.alliances import (
    USUAL_RULES,
    Alliance,
    Counterpart,
    GameRules,
    Objection,
    Phase,
    Place,
    Profile,
    SalesChannel,
    Status,
    ValueProposition,
)
from bot.domain.money import Rate
from bot.domain.people import Company, LanguageCode, SlackUser
from bot.domain.reciprocity import Agreement
from bot.domain.refusals import ChangedMeanwhile
from bot.domain.working_time import WorkingHours
from storage.books import StorageLibrary

NOBODY = 2_000_000_000
MARCH = date(2026, 3, 2)
MUNICH = Place("Europe/Berlin", "DE", "DE-BY")
GERMAN = ValueProposition(
    benefit="Ihre Rechnungen sind am selben Tag gebucht – ohne Abtippen.",
    industry="Handel",
    persona="Leiterin Buchhaltung",
    signals=("„Wir tippen noch ab“", "Monatsabschluss dauert"),
    proof=("40 % weniger Aufwand",),
    opening_question="Wie lange dauert Ihr Abschluss?",
    objections=(Objection("Zu teuer.", "Es trägt sich im ersten Jahr."), Objection("Keine Zeit.", "Zwei Tage.")),
)
ENGLISH = ValueProposition(benefit="Your invoices are booked the same day.")


@pytest.fixture
def manager(library: StorageLibrary) -> int:
    with library.writing() as books:
        books.people.settle(Company("T1", "EUR", "Europe/Berlin", "DE"))
        seen = datetime(2026, 3, 2, tzinfo=UTC)
        met = [books.people.meet(SlackUser("T1", user, LanguageCode.DE, False, seen)) for user in ("U1", "U2", "U3")]  # noqa: FBT003 (not an admin)
    return met[0].id


def profile(manager: int, partner: str = "Acme GmbH", *aliases: str) -> Profile:
    return Profile(partner, manager, {LanguageCode.EN: ENGLISH}, aliases)


def full_profile(manager: int) -> Profile:
    return Profile(
        partner="Müller & Söhne GmbH",
        manager=manager,
        propositions={LanguageCode.EN: ENGLISH, LanguageCode.DE: GERMAN},
        aliases=("Zett", "mueller und soehne", "Anton"),
        deputy=manager + 1,
        sponsor=manager + 2,
        partner_sponsor="Dr. Ilse Müller",
        counterparts=(Counterpart("Zoe Zander", "Süd", "Handel"), Counterpart("Adam Ost")),
        channels=(SalesChannel("C9", LanguageCode.DE), SalesChannel("C1", LanguageCode.EN)),
        shared_channel="C5",
        partner_team_id="T9",
    )


def registered(library: StorageLibrary, profile: Profile, handle: str = "acme") -> Alliance:
    with library.writing() as books:
        return books.alliances.add(handle, Status.ACTIVE, profile, MUNICH, MARCH)


def test_everything_about_an_alliance_comes_back_in_its_order(library: StorageLibrary, manager: int):
    added = registered(library, full_profile(manager), "mueller")
    assert added == Alliance(added.id, "mueller", Status.ACTIVE, full_profile(manager), MUNICH, started=MARCH)
    with library.reading() as books:
        assert books.alliances.get(added.id) == added
        assert books.alliances.all() == (added,)


def test_alliances_are_listed_by_partner_name(library: StorageLibrary, manager: int):
    for handle, partner in (("zeta", "Zeta"), ("aerger", "Ärger AG"), ("beta", "beta")):
        registered(library, profile(manager, partner), handle)
    with library.reading() as books:
        assert [alliance.partner for alliance in books.alliances.all()] == ["Ärger AG", "beta", "Zeta"]


def test_an_alliance_that_was_never_added_is_not_there(library: StorageLibrary):
    with library.reading() as books, pytest.raises(KeyError):
        books.alliances.get(NOBODY)


def test_alliances_are_found_by_any_of_their_names_and_nothing_else_is_read(library, engine, manager: int):
    with library.writing() as books:
        acme = books.alliances.add("acme", Status.ACTIVE, full_profile(manager), MUNICH, MARCH)
        beta = books.alliances.add("beta", Status.DRAFT, profile(manager, "Beta AG", "Béta Cloud"), MUNICH, None)
    asked = []
    event.listen(engine, "before_cursor_execute", lambda *told: asked.append(told[2:4]))
    with library.reading() as books:
        for names in ({"acme"}, {"mueller soehne"}, {"zett", "anton", "acme", "gamma"}):
            assert books.alliances.named(names) == (acme,)
        assert books.alliances.named({"beta cloud"}) == (beta,)
        assert books.alliances.named({"beta", "acme"}) == (acme, beta)
        assert books.alliances.named({"Beta AG", "beta ag", "gamma"}) == books.alliances.named(()) == ()
    (statement, values) = next(one for one in asked if "alliance_name" in one[0])
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            steps = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()
            assert not any(step.detail.startswith("SCAN") for step in steps), steps


def test_saving_writes_every_change_and_counts_it(library: StorageLibrary, manager: int):
    added = registered(library, full_profile(manager))
    changed = replace(
        added,
        status=Status.PAUSED,
        phase=Phase.BUILD,
        place=Place("Europe/Zurich", "CH"),
        profile=replace(
            added.profile,
            partner="Acme",
            aliases=("Anton", "Zett"),
            propositions={LanguageCode.DE: replace(GERMAN, signals=())},
            deputy=None,
            sponsor=None,
            partner_sponsor="",
            counterparts=added.profile.counterparts[::-1],
            channels=added.profile.channels[:1],
            shared_channel=None,
            partner_team_id=None,
        ),
    )
    with library.writing() as books:
        saved = books.alliances.save(changed)
    assert saved == replace(changed, revision=2)
    with library.reading() as books:
        assert books.alliances.get(added.id) == saved


def test_the_rules_of_the_game_come_back(library: StorageLibrary, manager: int):
    added = registered(library, profile(manager))
    assert added.game == USUAL_RULES
    game = GameRules(
        criteria=("Budget ist da", "Entscheider ist bekannt"),
        response_hours=8,
        protection_days=30,
        agreement=Agreement(Rate.percent(60), Rate.percent("12.5"), trust_credit=3, minimum=7, window_days=365),
        hours=WorkingHours(time(8, 30), time(16)),
        competes=True,
        assumed_chance=Rate.percent("37.5"),
    )
    with library.writing() as books:
        saved = books.alliances.save(replace(added, game=game))
    assert saved.game == game
    with library.reading() as books:
        assert books.alliances.get(added.id) == saved


def test_an_alliance_starts_when_it_becomes_active(library: StorageLibrary, manager: int):
    with library.writing() as books:
        draft = books.alliances.add("acme", Status.DRAFT, profile(manager), MUNICH, None)
        assert draft.started is None
        assert books.alliances.save(replace(draft, status=Status.ACTIVE, started=MARCH)).started == MARCH


def test_an_active_alliance_has_started(library: StorageLibrary, manager: int):
    with library.writing() as books, pytest.raises(IntegrityError, match="started_on_a_day"):
        books.alliances.add("acme", Status.ACTIVE, profile(manager), MUNICH, None)


def test_saving_what_others_changed_meanwhile_is_refused_and_changes_nothing(library: StorageLibrary, manager: int):
    seen = registered(library, profile(manager))
    with library.writing() as books:
        paused = books.alliances.save(replace(seen, status=Status.PAUSED))
    with library.writing() as books, pytest.raises(ChangedMeanwhile):
        books.alliances.save(replace(seen, status=Status.ENDED, profile=profile(manager, "Other")))
    with library.reading() as books:
        assert books.alliances.get(seen.id) == paused


@pytest.mark.parametrize(
    ("handle", "partner", "alias"),
    [
        ("acme", "Other", "Else"),
        ("other", "ACME", "Else"),
        ("other", "Other", "Acme Inc."),
        ("other", "Other", "road runner"),
    ],
)
def test_a_name_belongs_to_one_alliance_however_it_is_spelled(library, manager, handle, partner, alias):
    first = registered(library, profile(manager, "Acme GmbH", "Road-Runner"))
    with library.writing() as books:
        with pytest.raises(ChangedMeanwhile):
            books.alliances.add(handle, Status.ACTIVE, profile(manager, partner, alias), MUNICH, MARCH)
        assert books.alliances.all() == (first,)


def test_a_name_taken_by_another_is_refused_when_saving_too(library: StorageLibrary, manager: int):
    registered(library, profile(manager, "Acme"))
    beta = registered(library, profile(manager, "Beta", "B"), "beta")
    with library.writing() as books:
        with pytest.raises(ChangedMeanwhile):
            books.alliances.save(replace(beta, profile=profile(manager, "Beta", "ACME AG")))
        assert books.alliances.get(beta.id) == beta


def test_a_name_given_up_is_free_again_but_a_handle_stays(library: StorageLibrary, manager: int):
    acme = registered(library, profile(manager, "Acme", "Road Runner"))
    with library.writing() as books:
        renamed = books.alliances.save(replace(acme, profile=profile(manager, "Coyote"), handle="coyote"))
    assert renamed.handle == "acme"
    assert registered(library, profile(manager, "Road Runner"), "runner").partner == "Road Runner"
    with library.writing() as books, pytest.raises(ChangedMeanwhile):
        books.alliances.add("new", Status.ACTIVE, profile(manager, "Acme"), MUNICH, MARCH)


def test_a_manager_nobody_met_is_a_mistake_and_not_a_race(library: StorageLibrary):
    with pytest.raises(IntegrityError, match=r"(?i)foreign key"):
        registered(library, profile(NOBODY))


def test_an_exception_undoes_the_whole_transaction(library: StorageLibrary, manager: int):
    def breaks_off() -> None:
        with library.writing() as books:
            books.alliances.add("acme", Status.ACTIVE, profile(manager), MUNICH, MARCH)
            raise LookupError

    with pytest.raises(LookupError):
        breaks_off()
    with library.reading() as books:
        assert books.alliances.all() == ()


def test_what_is_written_while_reading_is_refused(library: StorageLibrary, manager: int):
    with library.reading() as books, pytest.raises(DBAPIError, match=r"read-?only"):
        books.alliances.add("acme", Status.ACTIVE, profile(manager), MUNICH, MARCH)


@pytest.mark.parametrize("how", ["reading", "writing"])
def test_books_are_closed_when_their_block_is_left(library: StorageLibrary, how: str):
    with getattr(library, how)() as books:
        books.alliances.all()
    with pytest.raises(InvalidRequestError):
        books.alliances.all()
