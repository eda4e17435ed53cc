"""How the example alliances have gone so far: one for each health."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.alliances import USUAL_RULES, GameRules, Place
from bot.domain.money import Rate
from bot.domain.reciprocity import Agreement
from bot.example_world.people import JAMES, LENA, TIM

CRITERIA = (
    "The customer knows about us both",
    "Somebody with a budget is named",
    "A decision is planned within a year",
)
KRITERIEN = (
    "Der Kunde weiß von uns beiden",
    "Jemand mit Budget ist benannt",
    "Eine Entscheidung ist innerhalb eines Jahres geplant",
)


@dataclass(frozen=True)
class Course:
    """An alliance that began so many days ago, and how many leads went each way since.

    `quiet` is how many days ago the last of them was shared. Where `early` is set, no lead has qualified yet. `values`
    are the least and the most a lead is worth, in major units of `currency`; `sellers` are Slack user ids.
    """

    began: int
    given: int = 0
    received: int = 0
    joint: int = 0
    quiet: int = 6
    early: bool = False
    sellers: tuple[str, ...] = (LENA, JAMES, TIM)
    currency: str = "EUR"
    values: tuple[int, int] = (12_000, 190_000)
    game: GameRules = USUAL_RULES
    place: Place | None = None


COURSES: Mapping[str, Course] = {
    "acme": Course(began=361, given=58, received=47, joint=16, game=GameRules(KRITERIEN)),
    "kranich": Course(began=340, given=62, received=14, joint=5, sellers=(JAMES, LENA), game=GameRules(CRITERIA)),
    "almgrat": Course(
        began=300,
        given=34,
        received=25,
        joint=6,
        sellers=(LENA, TIM),
        currency="CHF",
        values=(8_000, 90_000),
        game=GameRules(KRITERIEN, response_hours=24, agreement=Agreement(share=Rate.percent(60))),
        place=Place("Europe/Zurich", "CH", "CH-ZH"),
    ),
    "tidewell": Course(began=280, given=7, received=38, joint=3, sellers=(JAMES,), place=Place("Europe/London", "GB")),
    "ostwind": Course(began=330, given=17, received=15, joint=2, quiet=78, sellers=(JAMES, LENA)),
    "tauber": Course(began=361, given=13, received=11, quiet=135, sellers=(LENA, TIM)),
    "meridian": Course(began=74, given=4, quiet=9, early=True, sellers=(JAMES,)),
    "weidner": Course(began=205),
}
