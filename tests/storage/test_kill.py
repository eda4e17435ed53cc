"""A process dies between claiming a post and hearing of its fate."""

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.domain.deliveries import DeliveryState, Operation, Target
from storage.vault import ENCRYPTION_KEYS, INDEX_KEY

ROOT = Path(__file__).parents[2]
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
LEASE = timedelta(seconds=60)
CLAIM_AND_WAIT = """
import sys, time
from datetime import datetime, timedelta
from storage.books import StorageLibrary
from storage.engine import open_engine
from storage.vault import Vault

url, encryption_key, index_key, now = sys.argv[1:]
library = StorageLibrary(open_engine(url), Vault([encryption_key], index_key))
with library.writing() as books:
    (post,) = books.deliveries.claim(datetime.fromisoformat(now), timedelta(seconds=60), 1)
with library.writing() as books:
    books.deliveries.settle(post, "sent", datetime.fromisoformat(now))
    print(post.claim, flush=True)
    time.sleep(60)
"""


def killed_while_sending(database_url, keys, tmp_path) -> str:
    """A process of its own claims what is due, and dies before anybody hears of it; gives its claim."""
    told = [database_url, keys[ENCRYPTION_KEYS], keys[INDEX_KEY], NOON.isoformat()]
    environment = {"PYTHONPATH": str(ROOT), "PATH": os.defpath}
    with subprocess.Popen(
        [sys.executable, "-c", CLAIM_AND_WAIT, *told], cwd=tmp_path, env=environment, stdout=subprocess.PIPE, text=True
    ) as sender:
        assert sender.stdout is not None
        claim = sender.stdout.readline().strip()
        sender.kill()
    assert claim
    return claim


def test_a_post_whose_sender_was_killed_has_an_unknown_fate_and_is_not_sent_again(
    library, database_url, keys, tmp_path
):
    with library.writing() as books:
        books.deliveries.add("k", "C1", "{}", NOON)
    claim = killed_while_sending(database_url, keys, tmp_path)
    with library.writing() as books:
        assert books.deliveries.claim(NOON + timedelta(days=1), LEASE, 1) == ()
        assert books.deliveries.expire(NOON + LEASE) == 1
        (lost,) = books.deliveries.unknown(NOON + LEASE, LEASE, 1)
    assert (lost.key, lost.state, lost.claimed_at) == ("k", DeliveryState.UNKNOWN, NOON)
    assert lost.claim != claim


def test_what_comes_after_an_answer_whose_sender_was_killed_waits_until_that_was_looked_up(
    library, database_url, keys, tmp_path
):
    with library.writing() as books:
        books.deliveries.add("card", "C1", "{}", NOON)
        (card,) = books.deliveries.claim(NOON, LEASE, 1)
        books.deliveries.settle(card, DeliveryState.SENT, NOON, sent=Target("C1", "1.1"))
        books.deliveries.follow("told", Operation.REPLY, "card", "{}", NOON)
        books.deliveries.follow("step", Operation.UPDATE, "card", "{}", NOON)
    killed_while_sending(database_url, keys, tmp_path)
    with library.writing() as books:
        books.deliveries.expire(NOON + LEASE)
        assert books.deliveries.claim(NOON + LEASE, LEASE, 9) == ()
        (lost,) = books.deliveries.unknown(NOON + LEASE, LEASE, 9)
        books.deliveries.settle(lost, DeliveryState.SENT, NOON + LEASE, sent=Target("C1", "1.2"))
        (after,) = books.deliveries.claim(NOON + LEASE, LEASE, 9)
    assert (lost.key, lost.target) == ("told", Target("C1", "1.1"))
    assert (after.key, after.target) == ("step", Target("C1", "1.1"))
