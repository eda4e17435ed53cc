"""The balance: what the counts say, measured against what was agreed, and the laws of giving and taking."""

from dataclasses import replace

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from bot.domain.leads import Direction, Reason, Stage
from bot.domain.money import PARTS_PER_MILLION, Rate
from bot.domain.reciprocity import Agreement, Tally, Verdict
from tests.domain.lead_builders import given, joint, of, received, tally


@pytest.mark.parametrize(
    ("ours", "theirs", "verdict"),
    [(2, 2, Verdict.NOT_ENOUGH), (4, 0, Verdict.NOT_ENOUGH), (3, 2, Verdict.BALANCED), (5, 0, Verdict.WE_GIVE_MORE)],
)
def test_fewer_than_five_valid_leads_of_both_are_not_enough(ours, theirs, verdict):
    assert of(given(ours), received(theirs)).verdict is verdict


def test_invalid_and_joint_leads_do_not_make_it_enough():
    few = of(given(4), given(9, Stage.WITHDRAWN), joint(9), received(3, Stage.DECLINED, reason=Reason.DUPLICATE))

    assert few.verdict is Verdict.NOT_ENOUGH


@pytest.mark.parametrize(
    ("ours", "theirs", "verdict"),
    [
        (70, 30, Verdict.BALANCED),
        (71, 29, Verdict.WE_GIVE_MORE),
        (30, 70, Verdict.BALANCED),
        (29, 71, Verdict.WE_TAKE_MORE),
        (50, 50, Verdict.BALANCED),
    ],
)
def test_the_borders_of_the_band_belong_to_it(ours, theirs, verdict):
    assert of(given(ours), received(theirs)).verdict is verdict


@pytest.mark.parametrize(
    ("share", "ours", "theirs", "verdict"),
    [
        (100, 9, 0, Verdict.BALANCED),
        (100, 8, 2, Verdict.BALANCED),
        (100, 7, 3, Verdict.WE_TAKE_MORE),
        (0, 0, 9, Verdict.BALANCED),
        (0, 2, 8, Verdict.BALANCED),
        (0, 3, 7, Verdict.WE_GIVE_MORE),
    ],
)
def test_an_alliance_may_be_lopsided_by_agreement(share, ours, theirs, verdict):
    assert of(given(ours), received(theirs), agreement=Agreement(share=Rate.percent(share))).verdict is verdict


@pytest.mark.parametrize(
    ("credit", "ours", "theirs", "verdict"),
    [
        (0, 6, 0, Verdict.WE_GIVE_MORE),
        (5, 6, 0, Verdict.WE_GIVE_MORE),
        (6, 6, 0, Verdict.BALANCED),
        (6, 0, 6, Verdict.BALANCED),
        (6, 0, 7, Verdict.WE_TAKE_MORE),
        (6, 8, 2, Verdict.BALANCED),
        (6, 9, 2, Verdict.WE_GIVE_MORE),
    ],
)
def test_a_trust_credit_lets_one_side_be_so_many_leads_ahead(credit, ours, theirs, verdict):
    assert of(given(ours), received(theirs), agreement=Agreement(trust_credit=credit)).verdict is verdict


def test_a_trust_credit_is_not_stretched_by_rounding():
    # At 60 : 40, 2 received call for 3 given, so 12 are 9 ahead; 3 call for 4.5, so 14 are 9.5 ahead.
    credit = Agreement(share=Rate.percent(60), band=Rate(0), trust_credit=9)

    assert of(given(12), received(2), agreement=credit).verdict is Verdict.BALANCED
    assert of(given(14), received(3), agreement=credit).verdict is Verdict.WE_GIVE_MORE


@pytest.mark.parametrize(
    ("share", "ours", "theirs", "ahead"),
    [(50, 8, 4, 4), (50, 4, 8, 4), (60, 15, 8, 3), (60, 9, 12, 6), (0, 3, 7, 3), (100, 9, 2, 2)],
)
def test_ahead_is_what_was_given_beyond_what_the_others_leads_call_for(share, ours, theirs, ahead):
    strict = Agreement(share=Rate.percent(share), band=Rate(0))

    just_enough, too_little = (
        of(given(ours), received(theirs), agreement=replace(strict, trust_credit=credit)).verdict
        for credit in (ahead, ahead - 1)
    )

    assert just_enough is Verdict.BALANCED
    assert too_little is not Verdict.BALANCED


@pytest.mark.parametrize(
    ("ours", "theirs", "lacking"),
    [
        (10, 0, 5),  # 10 of 15 are 66.7 %, 10 of 14 are 71.4 %
        (0, 10, 5),
        (7, 3, 0),
        (8, 3, 1),  # 8 of 11 are 72.7 %, 8 of 12 are 66.7 %
        (0, 0, 0),
    ],
)
def test_lacking_are_the_fewest_leads_that_lead_back_into_the_band(ours, theirs, lacking):
    assert of(given(ours), received(theirs)).lacking == lacking


def test_who_may_get_nothing_at_all_is_asked_for_one_lead_as_a_start():
    all_ours = Agreement(share=Rate.percent(100), band=Rate(0))

    assert of(given(9), received(2), agreement=all_ours).lacking == 1
    assert of(given(9), agreement=all_ours).lacking == 0


# Laws


COUNTS = st.integers(0, 400)
AGREEMENTS = st.builds(
    Agreement,
    share=st.builds(Rate, st.integers(0, PARTS_PER_MILLION)),
    band=st.builds(Rate, st.integers(0, PARTS_PER_MILLION // 2)),
    trust_credit=st.integers(0, 10),
    minimum=st.integers(0, 20),
)
MIRRORED = {Direction.GIVEN: Direction.RECEIVED, Direction.RECEIVED: Direction.GIVEN, Direction.JOINT: Direction.JOINT}
OPPOSITE = {Verdict.WE_GIVE_MORE: Verdict.WE_TAKE_MORE, Verdict.WE_TAKE_MORE: Verdict.WE_GIVE_MORE}
TALLIES = st.lists(
    st.builds(
        tally,
        st.sampled_from(Direction),
        st.sampled_from(Stage),
        st.integers(0, 30),
        st.none() | st.sampled_from(Reason),
        st.sampled_from(["EUR", "CHF"]),
        st.integers(0, 10**7),
        st.integers(0, 10**7),
    ),
    max_size=8,
)


def mirrored(one):
    return Tally(1, MIRRORED[one.direction], one.stage, one.reason, one.currency, one.count, one.expected, one.won)


@for_all(TALLIES, AGREEMENTS)
def test_seen_from_the_other_side_the_balance_is_the_mirror_image(tallies, agreement):
    other = Agreement(
        Rate(PARTS_PER_MILLION - agreement.share.ppm), agreement.band, agreement.trust_credit, agreement.minimum
    )

    ours, theirs = of(*tallies, agreement=agreement), of(*map(mirrored, tallies), agreement=other)

    assert (theirs.given, theirs.received, theirs.joint) == (ours.received, ours.given, ours.joint)
    assert theirs.share == (None if ours.share is None else 1 - ours.share)
    assert theirs.off == (None if ours.off is None else -ours.off)
    assert theirs.value_shares == {currency: 1 - share for currency, share in ours.value_shares.items()}
    assert theirs.verdict is OPPOSITE.get(ours.verdict, ours.verdict)
    assert theirs.lacking == ours.lacking


@for_all(COUNTS, COUNTS, AGREEMENTS)
def test_with_so_many_leads_more_the_side_behind_has_caught_up_and_with_one_fewer_not(ours, theirs, agreement):
    strict = Agreement(agreement.share, agreement.band, minimum=1)
    before = of(given(ours), received(theirs), agreement=strict)
    we_lack = before.verdict is Verdict.WE_TAKE_MORE

    def after(more):
        return of(given(ours + more * we_lack), received(theirs + more * (not we_lack)), agreement=strict).verdict

    assert (before.lacking > 0) is (before.verdict in OPPOSITE)
    reachable = agreement.band.ppm or 0 < agreement.share.ppm < PARTS_PER_MILLION
    if before.lacking and reachable:
        assert after(before.lacking - 1) is before.verdict
        assert after(before.lacking) is not before.verdict


@for_all(TALLIES, COUNTS, st.sampled_from([Stage.SHARED, Stage.EXPIRED]))
def test_sitting_on_leads_never_shrinks_the_others_count(tallies, count, left_as):
    answered = of(*tallies, received(count, Stage.ACCEPTED))
    sat_on = of(*tallies, received(count, left_as))

    assert sat_on.received.valid == answered.received.valid
    assert (sat_on.share, sat_on.verdict) == (answered.share, answered.verdict)


@for_all(TALLIES, COUNTS)
def test_dumping_leads_that_are_of_no_use_never_grows_the_own_count(tallies, count):
    dumped = [given(count, Stage.DECLINED, reason=Reason.DUPLICATE), given(count, Stage.WITHDRAWN)]

    assert of(*tallies, *dumped).given.valid == of(*tallies).given.valid
    assert of(*tallies, *dumped).share == of(*tallies).share


@for_all(TALLIES)
def test_later_stages_are_part_of_earlier_ones(tallies):
    for flow in (of(*tallies).given, of(*tallies).received, of(*tallies).joint):
        assert flow.won <= flow.qualified <= flow.accepted <= flow.shared
        assert max(flow.valid, flow.open + flow.expired) <= flow.shared
        assert flow.accepted_share is None or 0 <= flow.accepted_share <= 1


@for_all(TALLIES, st.randoms())
def test_tallies_may_come_in_any_order(tallies, chance):
    shuffled = chance.sample(tallies, len(tallies))

    assert of(*shuffled) == of(*tallies)
