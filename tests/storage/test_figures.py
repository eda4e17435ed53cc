from datetime import date

import pytest

from bot.domain.measures import Measure, Owner
from bot.domain.money import Money
from bot.domain.people import Figures
from bot.domain.periods import Days

FIRST_QUARTER = Days(date(2026, 1, 1), date(2026, 4, 1))
SECOND_QUARTER = Days(date(2026, 4, 1), date(2026, 7, 1))
FULL = Figures(
    SECOND_QUARTER, Money(100_000_000, "EUR"), Money(2_850_000, "EUR"), Money(0, "EUR"), Money(90_000_000, "EUR")
)


def test_figures_come_back_exactly_the_latest_period_first(library, people):
    sparse = Figures(FIRST_QUARTER, booked=Money(-1, "EUR"))
    with library.writing() as books:
        books.figures.save(people[0].id, sparse)
        books.figures.save(people[0].id, FULL)
    with library.reading() as books:
        assert books.figures.of(people[0].id) == (FULL, sparse)


def test_figures_of_one_period_are_kept_for_each_thing_that_is_counted(library, people):
    deals = Figures(SECOND_QUARTER, quota=20, booked=7, measure=Measure.DEALS)
    team = Figures(SECOND_QUARTER, booked=Money(5, "EUR"), owner=Owner.TEAM, earned=Money(3, "EUR"))
    with library.writing() as books:
        for each in (FULL, deals, team):
            books.figures.save(people[0].id, each)
    with library.reading() as books:
        assert books.figures.of(people[0].id) == (deals, FULL, team)


def test_figures_belong_to_one_person(library, people):
    with library.writing() as books:
        books.figures.save(people[0].id, FULL)
        assert books.figures.of(people[1].id) == ()
        assert books.figures.delete(people[1].id) == 0
        assert books.figures.of(people[0].id) == (FULL,)


def test_saving_a_period_again_takes_the_place_of_what_was_kept(library, people):
    later = Figures(SECOND_QUARTER, quota=Money(1, "EUR"))
    with library.writing() as books:
        books.figures.save(people[0].id, FULL)
        books.figures.save(people[0].id, later)
        assert books.figures.of(people[0].id) == (later,)


def test_deleting_removes_all_periods_and_counts_them(library, people):
    with library.writing() as books:
        books.figures.save(people[0].id, FULL)
        books.figures.save(people[0].id, Figures(FIRST_QUARTER))
    with library.writing() as books:
        assert books.figures.delete(people[0].id) == 2
    with library.reading() as books:
        assert books.figures.of(people[0].id) == ()


def test_figures_without_an_end_are_refused(library, people):
    with library.writing() as books, pytest.raises(ValueError, match="ends"):
        books.figures.save(people[0].id, Figures(Days(date(2026, 1, 1))))
