"""Updates of posts and replies to them: after the post, in their order, one at a time."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.deliveries import Delivery, DeliveryState, Operation, Target
from storage.books import StorageLibrary

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
SOON = NOON + timedelta(minutes=5)
LEASE = timedelta(seconds=60)
LATE = NOON + LEASE
MESSAGE = Target("D7", "1772452800.000100")
UPDATE, REPLY = Operation.UPDATE, Operation.REPLY


@pytest.fixture
def written(library: StorageLibrary) -> StorageLibrary:
    """Books with a post to a person that was not sent yet."""
    with library.writing() as books:
        books.deliveries.add("card", "U1", "{}", NOON)
    return library


@pytest.fixture
def sent(written: StorageLibrary) -> StorageLibrary:
    """Books with a post that was sent to a person, and landed in a channel."""
    settle(written, *claim(written))
    return written


def follow(library: StorageLibrary, operation: Operation, key: str, due: datetime = NOON, target: str = "card") -> bool:
    with library.writing() as books:
        return books.deliveries.follow(key, operation, target, f'{{"text": "{key}"}}', due)


def claim(library: StorageLibrary, now: datetime = NOON, limit: int = 10) -> tuple[Delivery, ...]:
    with library.writing() as books:
        return books.deliveries.claim(now, LEASE, limit)


def settle(library: StorageLibrary, delivery: Delivery, state=DeliveryState.SENT, message=MESSAGE, **told) -> None:
    with library.writing() as books:
        message = message if state is DeliveryState.SENT else None
        assert books.deliveries.settle(delivery, state, NOON, sent=message, **told)


def sent_in_turn(library: StorageLibrary, now: datetime = NOON) -> list[str]:
    """The keys of all that is sent from now on, in turn."""
    keys = []
    while due := claim(library, now):
        for delivery in due:
            keys.append(delivery.key)
            settle(library, delivery)
    return keys


def test_what_follows_a_post_knows_where_that_stands(sent):
    assert follow(sent, UPDATE, "step 1")
    (update,) = claim(sent)
    assert (update.operation, update.target, update.destination) == (UPDATE, MESSAGE, "D7")
    assert (update.payload, update.state) == ('{"text": "step 1"}', DeliveryState.SENDING)


def test_a_post_follows_nothing(written):
    (post,) = claim(written)
    assert (post.operation, post.target, post.destination) == (Operation.POST, None, "U1")


def test_a_key_is_written_down_once_whatever_it_is_for(sent):
    assert follow(sent, UPDATE, "step 1")
    assert not follow(sent, REPLY, "step 1")
    assert not follow(sent, UPDATE, "card")
    with sent.writing() as books:
        assert not books.deliveries.add("step 1", "C1", "{}", NOON)
    assert [(found.key, found.operation) for found in claim(sent)] == [("step 1", UPDATE)]


def test_nothing_follows_a_post_that_was_never_written_down(sent):
    assert not follow(sent, REPLY, "step 1", target="unknown")
    assert claim(sent) == ()


def test_an_answer_waits_until_its_post_was_sent(written):
    follow(written, REPLY, "step 1")
    (post,) = claim(written)
    assert post.key == "card"
    assert claim(written, SOON) == ()
    settle(written, post)
    assert [found.key for found in claim(written)] == ["step 1"]


def test_an_answer_waits_while_the_fate_of_its_post_is_unknown(written):
    follow(written, REPLY, "step 1")
    claim(written)
    with written.writing() as books:
        books.deliveries.expire(LATE)
    assert claim(written, LATE) == ()
    with written.writing() as books:
        (lost,) = books.deliveries.unknown(LATE, LEASE, 10)
    settle(written, lost)
    assert [found.key for found in claim(written, LATE)] == ["step 1"]


def test_what_waits_for_another_is_not_due_next(written):
    follow(written, REPLY, "step 1", NOON - timedelta(hours=1))
    with written.reading() as books:
        assert books.deliveries.next_due() == NOON
    (post,) = claim(written)
    with written.reading() as books:
        assert books.deliveries.next_due() is None
    settle(written, post)
    with written.reading() as books:
        assert books.deliveries.next_due() == NOON - timedelta(hours=1)


@pytest.mark.parametrize("state", [DeliveryState.FAILED, DeliveryState.SKIPPED])
def test_what_follows_a_post_that_was_never_sent_is_skipped(written, state):
    follow(written, UPDATE, "step 1")
    (post,) = claim(written)
    settle(written, post, state)
    assert claim(written) == ()
    with written.writing() as books:
        assert books.deliveries.next_due() is None
        assert books.deliveries.forget(SOON) == 2


def test_what_follows_a_post_that_nobody_finds_is_skipped(written):
    (post,) = claim(written)
    settle(written, post, message=None)
    follow(written, REPLY, "step 1")
    assert claim(written) == ()
    with written.writing() as books:
        assert books.deliveries.forget(SOON) == 2


def test_all_that_follows_a_post_is_sent_in_the_order_it_was_written_down(sent):
    follow(sent, UPDATE, "step 1")
    follow(sent, REPLY, "told 1", NOON - timedelta(hours=1))
    follow(sent, REPLY, "told 2")
    assert sent_in_turn(sent) == ["step 1", "told 1", "told 2"]


def test_one_at_a_time_follows_a_post_and_others_are_not_held_up(sent):
    with sent.writing() as books:
        books.deliveries.add("other card", "C1", "{}", NOON - timedelta(hours=1))
    settle(sent, *claim(sent))
    for key in ("told 1", "told 2"):
        follow(sent, REPLY, key)
        follow(sent, REPLY, f"other {key}", target="other card")
    assert [found.key for found in claim(sent)] == ["told 1", "other told 1"]
    assert claim(sent, SOON) == ()


@pytest.mark.parametrize("state", [DeliveryState.DUE, DeliveryState.UNKNOWN])
def test_nothing_overtakes_what_is_tried_again_or_was_lost(sent, state):
    follow(sent, REPLY, "told 1")
    follow(sent, REPLY, "told 2")
    settle(sent, *claim(sent), state, due_at=SOON)
    assert claim(sent) == ()


def test_what_failed_holds_nothing_up(sent):
    follow(sent, REPLY, "told 1")
    follow(sent, REPLY, "told 2")
    settle(sent, *claim(sent), DeliveryState.FAILED)
    assert [found.key for found in claim(sent)] == ["told 2"]


def test_a_newer_update_takes_the_place_of_older_ones_and_of_no_answer(sent):
    with sent.writing() as books:
        books.deliveries.add("other card", "C1", "{}", NOON)
    settle(sent, *claim(sent))
    follow(sent, UPDATE, "other step 1", target="other card")
    for step in (1, 2, 3):
        follow(sent, UPDATE, f"step {step}")
        follow(sent, REPLY, f"told {step}")
    assert sorted(sent_in_turn(sent)) == ["other step 1", "step 3", "told 1", "told 2", "told 3"]


def test_an_update_on_its_way_is_finished_before_a_newer_one(sent):
    follow(sent, UPDATE, "step 1")
    (first,) = claim(sent)
    follow(sent, UPDATE, "step 2")
    assert claim(sent) == ()
    settle(sent, first)
    assert [found.key for found in claim(sent)] == ["step 2"]


def test_an_update_that_is_to_be_tried_again_gives_way_to_a_newer_one(sent):
    follow(sent, UPDATE, "step 1")
    (first,) = claim(sent)
    follow(sent, UPDATE, "step 2")
    settle(sent, first, DeliveryState.DUE, due_at=SOON)
    assert sent_in_turn(sent) == ["step 2"]
    assert claim(sent, SOON) == ()


def test_a_lost_answer_is_looked_up_where_its_post_stands(sent):
    follow(sent, REPLY, "told 1")
    (reply,) = claim(sent)
    with sent.writing() as books:
        books.deliveries.expire(LATE)
        (lost,) = books.deliveries.unknown(LATE, LEASE, 10)
    assert (lost.key, lost.target, lost.mark) == ("told 1", MESSAGE, reply.mark)


def test_an_answer_can_be_changed_too(sent):
    follow(sent, REPLY, "told 1")
    follow(sent, UPDATE, "told better", target="told 1")
    (reply,) = claim(sent)
    assert reply.key == "told 1"
    settle(sent, reply, message=Target("D7", "1772452999.000200"))
    (better,) = claim(sent)
    assert better.target == Target("D7", "1772452999.000200")
