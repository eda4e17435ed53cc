"""What past joint deals say about winning together."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.evidence import Closed, Evidence, evidence, wilson
from bot.domain.money import NOTHING, WHOLE, Rate


@pytest.mark.parametrize(("closed", "told"), [(0, False), (9, False), (10, True)])
def test_with_fewer_than_ten_closed_deals_nothing_is_said(closed, told):
    assert (evidence(Closed(closed, 0, 0)) is not None) is told


def test_it_tells_the_share_and_what_it_was_counted_from():
    counts = Closed(30, 10, 4)

    assert evidence(counts) == Evidence(counts, Rate(333_333), *wilson(10, 30))


@pytest.mark.parametrize(
    ("won", "closed", "low", "high"),
    [
        # Newcombe, Two-sided confidence intervals for the single proportion (Statistics in Medicine 17, 1998), table I:
        # the score method without continuity correction, printed to four places.
        (81, 263, "0.2553", "0.3662"),
        (15, 148, "0.0624", "0.1605"),
        (0, 20, "0.0000", "0.1611"),
        (1, 29, "0.0061", "0.1718"),
    ],
)
def test_the_interval_is_wilson_s(won, closed, low, high):
    told = wilson(won, closed)

    assert [round(float(end.fraction), 4) for end in told] == [float(low), float(high)]


@given(st.integers(10, 2_000), st.data())
def test_the_interval_holds_the_share_within_0_and_100_percent_and_mirrors_what_was_lost(closed, data):
    won = data.draw(st.integers(0, closed))
    low, high = wilson(won, closed)
    lost = wilson(closed - won, closed)

    assert NOTHING <= low <= high <= WHOLE
    assert low.fraction - Fraction(1, 10**6) <= Fraction(won, closed) <= high.fraction + Fraction(1, 10**6)
    assert (lost[0].ppm + high.ppm, lost[1].ppm + low.ppm) == (WHOLE.ppm, WHOLE.ppm)
