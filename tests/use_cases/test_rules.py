"""Plans and rules at the books: drafted by one, released by another, and nothing written that was refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.alliances import Alliance, Step
from bot.domain.goals import Curve
from bot.domain.history import Deed
from bot.domain.incentives import AllianceRules, FixedAmount, GoalBonus, Measure, Mode, Percentage, Plan, Route
from bot.domain.money import Money, Rate, Span
from bot.domain.people import PayRole, Person
from bot.domain.periods import PeriodKind
from bot.domain.refusals import (
    AlreadyDecided,
    DayPast,
    EndsBeforeStart,
    FormRefused,
    Gone,
    LowersPay,
    NotActive,
    NotAllowed,
    NotInForce,
    Outsider,
    OwnDraft,
    Superseded,
    TermsDiffer,
    TermsFlawed,
)
from bot.domain.versions import Series, State, in_force
from bot.ports import Library
from bot.use_cases import alliances, rules
from bot.use_cases.rules import Approval, Draft

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
TODAY = date(2026, 11, 23)
LATER = NOW + timedelta(minutes=1)

People = dict[str, Person]
Everything = Callable[[], object]
TWO_PERCENT = AllianceRules("EUR", (Percentage(Rate.percent(2)),))


@pytest.fixture
def draft(acme: Alliance) -> Draft:
    return Draft(Series(PayRole.SELLER, acme.id, Route.TOGETHER), TWO_PERCENT, TODAY)


@pytest.fixture
def submitted(library: Library, people: People, draft: Draft) -> int:
    """The id of a draft of the partner manager's."""
    with library.writing() as books:
        return rules.submit(books, people["manager"], draft, NOW, TODAY).version.id


def release(library: Library, person: Person, version_id: int, approval: Approval | None = None) -> None:
    with library.writing() as books:
        rules.release(books, person, version_id, approval or Approval(), LATER, TODAY)


@pytest.mark.parametrize("who", ["manager", "operations"])
def test_a_draft_is_shown_before_and_written_when_it_is_sent(
    library: Library, people: People, draft: Draft, everything: Everything, who: str
) -> None:
    before = everything()
    with library.reading() as books:
        shown = rules.preview(books, people[who], draft, NOW, TODAY)
    assert everything() == before
    assert shown.example.total == Money.of(1_000, "EUR")
    with library.writing() as books:
        sent = rules.submit(books, people[who], draft, NOW, TODAY)
    assert (sent.version.state, sent.version.number, sent.version.drafted_by) == (State.DRAFT, 1, people[who].id)
    assert people[who].slack_user_id not in sent.reviewers
    with library.reading() as books:
        assert books.versions.get(sent.version.id) == sent.version
        entry = books.history.of_alliance(draft.series.alliance_id or 0, 9)[0]
    assert (entry.deed, entry.version_id) == (Deed.DRAFTED, sent.version.id)


@pytest.mark.parametrize("who", ["seller", "other_manager", "leader", "admin", "outsider"])
def test_nobody_else_drafts_rules(
    library: Library, people: People, draft: Draft, everything: Everything, who: str
) -> None:
    before = everything()
    for act in (rules.preview, rules.submit):
        with pytest.raises((NotAllowed, Outsider)), library.writing() as books:
            act(books, people[who], draft, NOW, TODAY)
    assert everything() == before


@pytest.mark.parametrize("who", ["seller", "manager", "leader", "admin", "outsider"])
def test_plans_are_for_sales_operations(library: Library, people: People, who: str) -> None:
    plan = Draft(Series(PayRole.SELLER), Plan("EUR", (Percentage(Rate.percent(5)),)), TODAY)
    with pytest.raises((NotAllowed, Outsider)), library.writing() as books:
        rules.submit(books, people[who], plan, NOW, TODAY)


@pytest.mark.parametrize("who", ["seller", "manager", "leader", "admin", "outsider"])
def test_only_sales_operations_release_or_return(
    library: Library, people: People, submitted: int, everything: Everything, who: str
) -> None:
    before = everything()
    with pytest.raises((NotAllowed, Outsider)):
        release(library, people[who], submitted)
    with pytest.raises((NotAllowed, Outsider)), library.writing() as books:
        rules.send_back(books, people[who], submitted, "No.", LATER)
    assert everything() == before


def test_ones_own_draft_is_released_by_somebody_else(
    library: Library, people: People, draft: Draft, everything: Everything
) -> None:
    with library.writing() as books:
        own = rules.submit(books, people["operations"], draft, NOW, TODAY).version.id
    before = everything()
    with pytest.raises(OwnDraft):
        release(library, people["operations"], own)
    assert everything() == before
    release(library, people["second"], own)


def test_a_decision_is_made_once(library: Library, people: People, submitted: int, everything: Everything) -> None:
    release(library, people["operations"], submitted)
    before = everything()
    with pytest.raises(AlreadyDecided) as refused, library.writing() as books:
        rules.send_back(books, people["second"], submitted, "No.", LATER)
    assert (refused.value.released, refused.value.by_slack_id) == (True, people["operations"].slack_user_id)
    assert everything() == before


def test_the_reason_stays_with_the_version_and_out_of_the_history(
    library: Library, people: People, submitted: int, acme: Alliance
) -> None:
    with library.writing() as books:
        rules.send_back(books, people["operations"], submitted, "A secret reason", LATER)
    with library.reading() as books:
        assert books.versions.get(submitted).reason == "A secret reason"
        assert "secret" not in repr(books.history.of_alliance(acme.id, 9))


def test_of_two_drafts_the_older_one_is_superseded_by_the_release_of_the_other(
    library: Library, people: People, draft: Draft, submitted: int
) -> None:
    with library.writing() as books:
        newer = rules.submit(books, people["manager"], draft, NOW, TODAY).version.id
    release(library, people["operations"], newer)
    with pytest.raises(Superseded):
        release(library, people["operations"], submitted)


def test_a_release_counts_from_its_first_day_but_never_from_one_that_has_passed(
    library: Library, people: People, submitted: int
) -> None:
    later = TODAY + timedelta(days=10)
    with library.writing() as books:
        decision = rules.release(books, people["operations"], submitted, Approval("GBV 1"), LATER, later)
    assert decision.version.valid.start == later
    assert decision.version.approval == "GBV 1"


def test_a_release_may_not_end_before_it_starts(library: Library, people: People, submitted: int) -> None:
    with pytest.raises(FormRefused) as refused:
        release(library, people["operations"], submitted, Approval(last_day=TODAY - timedelta(days=1)))
    assert isinstance(refused.value.problems["valid_until"], EndsBeforeStart)
    release(library, people["operations"], submitted, Approval(last_day=TODAY))


def test_what_is_not_in_the_books_is_gone(library: Library, people: People) -> None:
    with pytest.raises(Gone):
        release(library, people["operations"], 4711)


@pytest.mark.parametrize(
    "terms",
    [
        AllianceRules("EUR", ()),
        AllianceRules("EUR", (Percentage(Rate.percent(101)),)),
        AllianceRules("EUR", (FixedAmount(Money.of(500, "USD")),)),
        AllianceRules("EUR", (GoalBonus(Measure.ORDERS, PeriodKind.YEAR, Curve()),)),
    ],
    ids=["nothing", "more than all", "another currency", "a goal"],
)
def test_terms_that_cannot_be_paid_are_refused(
    library: Library, people: People, draft: Draft, everything: Everything, terms: AllianceRules
) -> None:
    before = everything()
    with pytest.raises(TermsFlawed), library.writing() as books:
        rules.submit(books, people["manager"], replace(draft, terms=terms), NOW, TODAY)
    assert everything() == before


def test_a_draft_never_reaches_back(library: Library, people: People, draft: Draft) -> None:
    with pytest.raises(FormRefused) as refused, library.writing() as books:
        rules.submit(books, people["manager"], replace(draft, valid_from=TODAY - timedelta(days=1)), NOW, TODAY)
    assert isinstance(refused.value.problems["valid_from"], DayPast)


def test_added_components_join_those_in_force(library: Library, people: People, draft: Draft, submitted: int) -> None:
    release(library, people["operations"], submitted)
    more = AllianceRules("EUR", (FixedAmount(Money.of(500, "EUR")),))
    with library.reading() as books:
        joined = rules.preview(books, people["manager"], replace(draft, terms=more, join=True), LATER, TODAY)
        alone = rules.preview(books, people["manager"], replace(draft, terms=more), LATER, TODAY)
        assert joined.version.terms.components == (*TWO_PERCENT.components, *more.components)
        assert alone.version.terms.components == more.components
        assert alone.replaces is not None
        for other in (replace(more, mode=Mode.INSTEAD), replace(more, credit=Rate.percent(50))):
            with pytest.raises(FormRefused) as refused:
                rules.preview(books, people["manager"], replace(draft, terms=other, join=True), LATER, TODAY)
            assert isinstance(refused.value.problems["join"], TermsDiffer)


def test_nothing_is_drafted_for_an_alliance_that_has_ended(
    library: Library, people: People, draft: Draft, acme: Alliance
) -> None:
    with library.writing() as books:
        alliances.step(books, people["manager"], acme.id, Step.END, NOW)
    with pytest.raises(NotActive), library.writing() as books:
        rules.submit(books, people["manager"], draft, NOW, TODAY)


def test_lower_pay_is_written_only_where_it_is_meant_and_who_releases_sees_it(
    library: Library, people: People, draft: Draft, submitted: int, everything: Everything
) -> None:
    release(library, people["operations"], submitted)
    less = replace(draft, terms=AllianceRules("EUR", (Percentage(Rate.percent(1)),)))
    before = everything()
    with pytest.raises(FormRefused) as refused, library.writing() as books:
        rules.submit(books, people["manager"], less, LATER, TODAY)
    assert isinstance(refused.value.problems["lower"], LowersPay)
    assert everything() == before
    with library.writing() as books:
        sent = rules.submit(books, people["manager"], replace(less, meant=True), LATER, TODAY)
        seen = rules.review(books, people["operations"], sent.version.id)
    assert seen.lowering == sent.lowering
    assert seen.lowering is not None
    assert seen.lowering.after == Span.exactly(Money.of(500, "EUR"))


def test_rules_end_on_a_day_and_nothing_before_it_changes(
    library: Library, people: People, draft: Draft, submitted: int
) -> None:
    release(library, people["operations"], submitted)
    last, end = TODAY + timedelta(days=9), replace(draft, terms=None, valid_from=TODAY + timedelta(days=10), meant=True)
    with library.writing() as books:
        drafted = rules.submit(books, people["manager"], end, LATER, TODAY)
        assert (drafted.example, drafted.version.ends) == (None, True)
        assert in_force(books.versions.of(draft.series), end.valid_from) is not None
        late = Approval("GBV", last_day=TODAY)
        rules.release(books, people["operations"], drafted.version.id, late, LATER, TODAY)
        now = in_force(books.versions.of(draft.series), TODAY)
        assert now is not None
        assert (now.version.id, now.until) == (submitted, last)
        assert in_force(books.versions.of(draft.series), end.valid_from) is None
        assert rules.still_in_force(books, draft.series.alliance_id or 0, TODAY) == (draft.series,)
        assert rules.still_in_force(books, draft.series.alliance_id or 0, end.valid_from) == ()


def test_what_is_not_in_force_then_can_not_end(library: Library, people: People, draft: Draft) -> None:
    with pytest.raises(FormRefused) as refused, library.reading() as books:
        rules.preview(books, people["manager"], replace(draft, terms=None), NOW, TODAY)
    assert isinstance(refused.value.problems["valid_from"], NotInForce)
