"""What is posted next: news first and once, the others in turn, nothing twice in a row."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.briefings import BriefingPost, Content, Topic, next_content

PITCH = Content(Topic.PITCH, "pitch in its first words")
PITCH_REWORDED = Content(Topic.PITCH, "pitch in better words")
PAY = Content(Topic.PAY, "pay by version 1", 1)
PAY_CHANGED = Content(Topic.PAY, "pay by version 2", 2)
CHANGE = Content(Topic.RULE_CHANGED, "change to version 2", 2)
ANOTHER_CHANGE = Content(Topic.RULE_CHANGED, "change to version 3", 3)
MONDAY = datetime(2026, 3, 2, 8, tzinfo=UTC)


def posts(*said):
    """What was posted, given from the first to the last; newest first, as the books tell it."""
    times = [MONDAY + timedelta(weeks=week) for week in range(len(said))]
    told = [
        BriefingPost(number, 1, at.isoformat(), content.topic, content.mark, at)
        for number, (content, at) in enumerate(zip(said, times, strict=True), 1)
    ]
    return told[::-1]


def run(available, times, *said):
    """What is posted in so many slots after what was said before; None where nothing is."""
    history, told = list(said), []
    for _ in range(times):
        content = next_content(available, posts(*history))
        told.append(content)
        if content is not None:
            history.append(content)
    return told


def test_with_nothing_to_say_nothing_is_posted():
    assert next_content([], []) is None
    assert next_content([], posts(PITCH)) is None


def test_the_most_useful_is_said_first():
    assert next_content([PITCH, PAY], []) == PITCH
    assert next_content([PAY, PITCH], []) == PAY


def test_several_take_turns():
    assert run([PITCH, PAY], 5) == [PITCH, PAY, PITCH, PAY, PITCH]


def test_the_same_is_never_said_twice_in_a_row_even_if_it_is_all_there_is():
    assert run([PITCH], 3) == [PITCH, None, None]


def test_new_words_are_something_new():
    assert next_content([PITCH_REWORDED], posts(PITCH)) == PITCH_REWORDED
    assert next_content([PITCH, PAY_CHANGED], posts(PITCH, PAY, PITCH, PAY)) == PAY_CHANGED


def test_what_was_never_said_comes_before_what_was():
    assert next_content([PITCH, PAY], posts(PITCH)) == PAY


def test_what_was_said_longest_ago_comes_next():
    third = Content(Topic.PITCH, "a third thing")

    assert next_content([PITCH, PAY, third], posts(third, PITCH, PAY)) == third
    assert next_content([PITCH, PAY, third], posts(PAY, third, PITCH)) == PAY


def test_it_counts_when_something_was_said_last_not_first():
    assert next_content([PITCH, PAY], posts(PITCH, PAY, PITCH, CHANGE)) == PAY


def test_a_changed_rule_comes_first_and_once():
    assert run([PITCH, PAY, CHANGE], 4) == [CHANGE, PITCH, PAY, PITCH]


def test_a_changed_rule_cuts_in_and_the_others_go_on_where_they_were():
    assert run([CHANGE, PITCH, PAY], 3, PITCH, PAY) == [CHANGE, PITCH, PAY]


def test_two_changes_are_told_one_after_the_other():
    assert run([CHANGE, ANOTHER_CHANGE, PITCH], 4) == [CHANGE, ANOTHER_CHANGE, PITCH, None]


def test_a_change_told_long_ago_is_no_news():
    assert run([CHANGE], 1, CHANGE, *[PITCH, PAY] * 20) == [None]


CONTENTS = st.lists(st.sampled_from([PITCH, PITCH_REWORDED, PAY, PAY_CHANGED, CHANGE, ANOTHER_CHANGE]), unique=True)


@given(CONTENTS, CONTENTS, st.integers(1, 12))
def test_nothing_is_ever_said_twice_in_a_row_and_no_change_twice_at_all(before, available, times):
    told = [content for content in run(available, times, *before) if content is not None]

    said = [*before, *told]
    assert all(one != other for one, other in pairwise(said))
    changes = [content for content in said if content.topic is Topic.RULE_CHANGED]
    assert len(set(changes)) == len(changes)


@given(CONTENTS, CONTENTS)
def test_a_change_nobody_told_yet_comes_before_all_else(before, available):
    news = [content for content in available if content.topic is Topic.RULE_CHANGED and content not in before]

    if news:
        assert next_content(available, posts(*before)) == news[0]


@given(st.lists(st.sampled_from([PITCH, PITCH_REWORDED, PAY, PAY_CHANGED]), unique=True, min_size=2))
def test_each_has_its_turn_before_any_comes_again(available):
    assert run(available, 2 * len(available)) == [*available, *available]
