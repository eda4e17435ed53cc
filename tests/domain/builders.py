"""Deals, goals, figures and versions, as short as a test can say them; everything is in euros and in 2026."""

from datetime import UTC, date, datetime

from bot.domain.earnings import NO_GUESS, Question, RouteTerms, compare
from bot.domain.goals import Curve
from bot.domain.incentives import AllianceRules, Deal, GoalBonus, Measure, Mode, Percentage, Plan, Route
from bot.domain.money import WHOLE, Money, Rate, Span
from bot.domain.pay import Situation, pay
from bot.domain.people import Figures, PayRole
from bot.domain.periods import Days, PeriodKind
from bot.domain.versions import InForce, Series, State, Version

YEAR = Days(date(2026, 1, 1), date(2027, 1, 1))
MAY, JUNE, NEXT_YEAR = date(2026, 5, 20), date(2026, 6, 30), date(2027, 5, 20)
NOTHING, HALF = Rate.percent(0), Rate.percent(50)
UNKNOWN = Situation()


def eur(amount):
    return Money.of(amount, "EUR")


def span(low, high):
    return Span(eur(low), eur(high))


def exactly(amount):
    return Span.exactly(eur(amount))


def percent(value):
    return Rate.percent(value)


def deal(amount=50_000, closes=MAY, margin=None, **facts):
    return Deal(eur(amount), closes, None if margin is None else eur(margin), **facts)


def booked(result, **other_figures):
    return Situation((Figures(YEAR, booked=eur(result), **other_figures),))


HURDLE_AND_CAP = Curve(HALF, Rate.percent(120))


def goal(curve=HURDLE_AND_CAP, measure=Measure.ORDERS, period=PeriodKind.YEAR, **given):
    """A target bonus of 28,500 for a quota of 1,000,000 a year, unless said otherwise."""
    return GoalBonus(measure, period, curve, **{"target_bonus": eur(28_500), "quota": eur(1_000_000), **given})


def pay_line(component, asked, credit=WHOLE, situation=UNKNOWN):
    """The line of one component by itself, counted before the credit; None where its conditions don't hold."""
    lines = pay(AllianceRules(asked.amount.currency, (component,)), asked, situation, credit).lines
    return lines[0] if lines else None


def paid(components, asked=None, situation=UNKNOWN, credit=WHOLE):
    """What a plan of the components pays for a deal; of 50,000 in May unless said otherwise."""
    return pay(Plan("EUR", tuple(components)), asked or deal(), situation, credit)


def total(components, asked=None, situation=UNKNOWN, credit=WHOLE):
    return paid(components, asked, situation, credit).total


def in_force(terms, until=None, number=1):
    series = Series(PayRole.SELLER) if isinstance(terms, Plan) else Series(PayRole.SELLER, 1, Route.TOGETHER)
    drafted_at = datetime(2025, 12, 1, tzinfo=UTC)
    return InForce(Version(number, series, number, terms, State.RELEASED, Days(YEAR.start), 1, drafted_at), until)


def plan(*components, until=None, number=1):
    return in_force(Plan("EUR", components), until, number)


def rules(*components, mode=Mode.ON_TOP, credit=WHOLE, until=None):
    return in_force(AllianceRules("EUR", components, mode, credit), until)


GOAL = goal()
TWO_PERCENT = Percentage(Rate.percent(2))
PLAN_OF_FIVE_PERCENT = plan(Percentage(Rate.percent(5)))


def ask(of_plan, of_rules, alone=None, together=None, situation=UNKNOWN, plan_together=None):
    """Compares a deal alone and together; together it is the same deal under the same plan unless said otherwise."""
    alone = alone or deal()
    question = Question(alone, together or alone, situation, NO_GUESS)
    return compare(question, RouteTerms(of_plan), RouteTerms(plan_together or of_plan, of_rules), None)
