"""Several senders at once: every post is sent by one of them, and what follows a post by one at a time."""

from collections import Counter
from datetime import UTC, datetime, timedelta

from bot.domain.deliveries import Delivery, DeliveryState, Operation, Target
from storage.books import StorageLibrary
from tests.storage.threads import THREADS, at_once

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
LEASE = timedelta(seconds=60)


def test_every_post_is_claimed_by_one(library: StorageLibrary):
    posts = 60
    with library.writing() as books:
        for number in range(posts):
            books.deliveries.add(f"k{number}", "C1", "{}", NOON)

    def claim_until_none_is_left(_thread: int) -> list[Delivery]:
        mine: list[Delivery] = []
        while True:
            with library.writing() as books:
                some = books.deliveries.claim(NOON, LEASE, 3)
            if not some:
                return mine
            mine += some

    claimed = [delivery for mine in at_once(claim_until_none_is_left) for delivery in mine]
    # A thread may find nothing while others hold the last posts; those are not lost, they were claimed.
    assert Counter(delivery.key for delivery in claimed) == {f"k{number}": 1 for number in range(posts)}


def test_every_lost_post_is_looked_up_by_one(library: StorageLibrary):
    with library.writing() as books:
        for number in range(10):
            books.deliveries.add(f"k{number}", "C1", "{}", NOON)
        books.deliveries.claim(NOON, LEASE, 10)
        books.deliveries.expire(NOON + timedelta(hours=1))

    def look_up(_thread: int) -> list[str]:
        with library.writing() as books:
            return [delivery.key for delivery in books.deliveries.unknown(NOON, LEASE, 10)]

    assert sorted(key for keys in at_once(look_up) for key in keys) == sorted(f"k{number}" for number in range(10))


def test_of_several_who_settle_the_same_claim_one_is_believed(library: StorageLibrary):
    with library.writing() as books:
        books.deliveries.add("k", "C1", "{}", NOON)
        (post,) = books.deliveries.claim(NOON, LEASE, 1)

    def settle(_thread: int) -> bool:
        with library.writing() as books:
            return books.deliveries.settle(post, DeliveryState.SENT, NOON)

    assert Counter(at_once(settle)) == {True: 1, False: THREADS - 1}


def test_of_several_who_write_down_the_same_post_one_does(library: StorageLibrary):
    def add(_thread: int) -> bool:
        with library.writing() as books:
            return books.deliveries.add("briefing:1:2026-03-02T09:00", "C1", "{}", NOON)

    assert Counter(at_once(add)) == {True: 1, False: THREADS - 1}


def test_what_several_write_to_follow_a_post_is_sent_one_at_a_time(library: StorageLibrary):
    with library.writing() as books:
        books.deliveries.add("card", "C1", "{}", NOON)
        (card,) = books.deliveries.claim(NOON, LEASE, 1)
        books.deliveries.settle(card, DeliveryState.SENT, NOON, sent=Target("C1", "1.1"))
    sending, at_the_same_time = set[str](), set[int]()

    def send() -> list[str]:
        with library.writing() as books:
            claimed = books.deliveries.claim(NOON, LEASE, 3)
        sending.update(delivery.key for delivery in claimed)
        at_the_same_time.add(len(sending))
        for delivery in claimed:
            sending.remove(delivery.key)
            with library.writing() as books:
                books.deliveries.settle(delivery, DeliveryState.SENT, NOON, sent=Target("C1", delivery.key))
        return [delivery.key for delivery in claimed]

    def tell_and_send(thread: int) -> list[str]:
        with library.writing() as books:
            books.deliveries.follow(f"told {thread}", Operation.REPLY, "card", "{}", NOON)
        return [key for _ in range(THREADS) for key in send()]

    sent = [key for mine in at_once(tell_and_send) for key in mine]
    while rest := send():
        sent += rest
    assert sorted(sent) == sorted(f"told {thread}" for thread in range(THREADS))
    assert max(at_the_same_time) == 1
