from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.deliveries import Delivery, DeliveryState, Target
from storage.books import StorageLibrary

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
SOON = NOON + timedelta(minutes=5)
LEASE = timedelta(seconds=60)
LATE = NOON + LEASE


def claimed(library: StorageLibrary, key: str = "k", now: datetime = NOON) -> Delivery:
    """A post that was written down and claimed just now."""
    with library.writing() as books:
        books.deliveries.add(key, "C1", "{}", now)
    return claim(library, now)[0]


def claim(library: StorageLibrary, now: datetime = NOON, limit: int = 10) -> tuple[Delivery, ...]:
    with library.writing() as books:
        return books.deliveries.claim(now, LEASE, limit)


def settle(library: StorageLibrary, delivery: Delivery, state: DeliveryState, now: datetime = NOON, **told) -> bool:
    with library.writing() as books:
        return books.deliveries.settle(delivery, state, now, **told)


def expire(library: StorageLibrary, now: datetime) -> int:
    with library.writing() as books:
        return books.deliveries.expire(now)


def unknown(library: StorageLibrary, limit: int = 10, now: datetime = LATE) -> tuple[Delivery, ...]:
    with library.writing() as books:
        return books.deliveries.unknown(now, LEASE, limit)


def test_a_due_post_is_claimed_with_all_it_takes_to_send_it(library):
    with library.writing() as books:
        books.deliveries.add("release:7", "U1", '{"text": "Grüße"}', NOON)
    (post,) = claim(library, SOON)
    assert post == Delivery(
        post.id, "release:7", post.mark, "U1", '{"text": "Grüße"}', DeliveryState.SENDING, NOON, 1, SOON, post.claim
    )
    assert post.claim
    assert len(post.mark) >= 16


def test_the_same_post_is_written_down_once(library):
    with library.writing() as books:
        books.deliveries.add("k", "C1", "first", NOON)
        books.deliveries.add("k", "C2", "second", NOON)
    assert [post.payload for post in claim(library)] == ["first"]


def test_posts_are_claimed_oldest_first_when_they_are_due_and_no_more_than_asked_for(library):
    with library.writing() as books:
        for key, due in (("b", NOON), ("c", NOON), ("a", NOON - timedelta(hours=1)), ("later", SOON)):
            books.deliveries.add(key, "C1", "{}", due)
    assert [post.key for post in claim(library, limit=2)] == ["a", "b"]
    assert [post.key for post in claim(library)] == ["c"]
    assert claim(library) == ()
    with library.reading() as books:
        assert books.deliveries.next_due() == SOON


def test_every_claim_and_every_mark_is_another(library):
    first, second = claimed(library, "a"), claimed(library, "b")
    assert first.claim != second.claim
    assert first.mark != second.mark


def test_nothing_is_due_in_empty_books(library):
    with library.reading() as books:
        assert books.deliveries.next_due() is None


@pytest.mark.parametrize("state", [DeliveryState.SENT, DeliveryState.FAILED, DeliveryState.SKIPPED])
def test_what_is_settled_is_over(library, state):
    post = claimed(library)
    assert settle(library, post, state, sent=Target("C1", "123.456"), error="gone")
    assert claim(library, LATE) == ()
    assert expire(library, LATE) == 0
    assert unknown(library) == ()
    assert not settle(library, post, DeliveryState.SENT)


def test_a_post_that_is_to_be_tried_again_is_due_later(library):
    post = claimed(library)
    assert settle(library, post, DeliveryState.DUE, due_at=SOON, error="ratelimited")
    assert claim(library, NOON) == ()
    (again,) = claim(library, SOON)
    assert (again.id, again.mark, again.payload) == (post.id, post.mark, post.payload)
    assert (again.attempts, again.claimed_at) == (2, SOON)
    assert again.claim != post.claim


def test_whoever_lost_the_claim_settles_nothing(library):
    post = claimed(library)
    settle(library, post, DeliveryState.DUE, due_at=NOON)
    (again,) = claim(library)
    assert not settle(library, post, DeliveryState.SENT)
    assert not settle(library, replace(again, claim=None), DeliveryState.SENT)
    assert not settle(library, replace(again, claim=""), DeliveryState.SENT)
    assert settle(library, again, DeliveryState.SENT)


def test_a_claim_whose_lease_is_over_has_an_unknown_fate_and_is_not_due(library):
    post = claimed(library)
    assert expire(library, LATE - timedelta(seconds=1)) == 0
    assert expire(library, LATE) == 1
    assert expire(library, LATE) == 0
    assert claim(library, LATE) == ()
    assert not settle(library, post, DeliveryState.SENT)


def test_an_unknown_fate_is_looked_up_by_one_at_a_time_from_when_it_was_sent(library):
    post = claimed(library)
    expire(library, LATE)
    (lost,) = unknown(library)
    assert lost == replace(post, state=DeliveryState.UNKNOWN, claim=lost.claim)
    assert lost.claim not in {None, post.claim}
    assert unknown(library) == ()
    assert expire(library, LATE + LEASE) == 0
    assert settle(library, lost, DeliveryState.SENT, sent=Target("C1", "123.456"))


def test_a_look_up_that_broke_off_is_taken_up_again(library):
    claimed(library)
    expire(library, LATE)
    (first,) = unknown(library)
    assert unknown(library, now=LATE + LEASE - timedelta(seconds=1)) == ()
    (second,) = unknown(library, now=LATE + LEASE)
    assert first.id == second.id
    assert not settle(library, first, DeliveryState.SENT)
    assert settle(library, second, DeliveryState.SENT)


def test_the_oldest_unknown_fates_are_looked_up_first(library):
    for key, now in (("b", NOON), ("a", NOON - timedelta(hours=1)), ("c", NOON)):
        claimed(library, key, now)
    expire(library, LATE)
    assert [post.key for post in unknown(library, 2)] == ["a", "b"]


def test_a_lost_answer_is_looked_up(library):
    post = claimed(library)
    assert settle(library, post, DeliveryState.UNKNOWN, error="timeout")
    assert [lost.id for lost in unknown(library)] == [post.id]


def test_what_stays_unknown_after_it_was_looked_up_waits_for_a_person_with_its_payload(library):
    claimed(library)
    expire(library, LATE)
    (lost,) = unknown(library)
    assert settle(library, lost, DeliveryState.UNKNOWN, error="missing_scope")
    assert unknown(library) == ()
    assert claim(library, LATE) == ()
    with library.writing() as books:
        assert books.deliveries.forget(LATE + timedelta(days=99)) == 0


def test_a_post_that_did_not_arrive_is_due_again(library):
    claimed(library)
    expire(library, LATE)
    (lost,) = unknown(library)
    assert settle(library, lost, DeliveryState.DUE, due_at=LATE)
    assert [post.key for post in claim(library, LATE)] == ["k"]


def test_payloads_of_settled_posts_are_forgotten_and_no_others(library):
    settle(library, claimed(library, "old"), DeliveryState.SENT, NOON)
    settle(library, claimed(library, "new"), DeliveryState.SENT, SOON)
    claimed(library, "open")
    with library.writing() as books:
        assert books.deliveries.forget(SOON) == 1
        assert books.deliveries.forget(SOON) == 0
