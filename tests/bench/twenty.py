"""A plan and rules of twenty components each, of every kind there is."""

from __future__ import annotations

from datetime import date

from bot.domain.goals import Curve
from bot.domain.incentives import (
    Accelerator,
    AllianceRules,
    Basis,
    Bonus,
    Cap,
    Category,
    Clawback,
    Component,
    Conditions,
    Customer,
    Deal,
    Factor,
    FixedAmount,
    Floor,
    GoalBonus,
    Measure,
    Mode,
    Multiplier,
    Overage,
    Override,
    Per,
    Percentage,
    Plan,
    Returns,
    Scope,
    Share,
    Split,
    Step,
    Threshold,
    Tier,
    Tiers,
)
from bot.domain.money import Money, Rate
from bot.domain.people import Figures, PayRole
from bot.domain.periods import Days, PeriodKind


def _euro(amount: int) -> Money:
    return Money.of(amount, "EUR")


def _percent(value: str) -> Rate:
    return Rate.percent(value)


YEAR = Days(date(2026, 1, 1), date(2027, 1, 1))
DEAL = Deal(
    _euro(50_000),
    date(2026, 11, 23),
    margin=_euro(15_000),
    units=12,
    product="Forecast",
    customer=Customer.NEW,
    region="South",
    months=24,
)
FIGURES = (
    Figures(YEAR, booked=_euro(620_000)),
    Figures(YEAR, booked=_euro(190_000), measure=Measure.MARGIN),
    Figures(YEAR, booked=9, measure=Measure.DEALS),
)

_QUOTA, _TARGET = _euro(1_000_000), _euro(28_500)
_CURVE = Curve(_percent("50"), _percent("150"))
_SIZES = (Tier(_euro(0), _percent("1")), Tier(_euro(25_000), _percent("1.5")), Tier(_euro(100_000), _percent("2")))
_STEPS = (Step(_percent("60"), _percent("150")), Step(_percent("120"), _percent("200")))

_ANYWHERE: tuple[Component, ...] = (
    Percentage(_percent("2")),
    Percentage(_percent("5"), Basis.MARGIN, Conditions(deal_from=_euro(10_000))),
    Percentage(_percent("1"), when=Conditions(product="Forecast", group="product")),
    Percentage(_percent("0.8"), when=Conditions(category="Software", group="product")),
    Percentage(_percent("0.5"), when=Conditions(group="product")),
    FixedAmount(_euro(250), Conditions(customer=Customer.NEW)),
    FixedAmount(_euro(10), per=Per.UNIT),
    Bonus(_percent("0.5"), YEAR),
    Tiers(_SIZES, Scope.MARGINAL),
    Tiers(_SIZES, Scope.WHOLE, when=Conditions(region="South")),
    Threshold(_percent("0.3"), _euro(20_000)),
    Override(_percent("10")),
    Percentage(_percent("10"), Basis.COMMISSION),
    Multiplier(_percent("150"), Conditions(months_from=13)),
    Cap(_euro(20_000)),
    Floor(_euro(100)),
    Clawback(12, Returns.PRO_RATA),
)
_IN_PLANS: tuple[Component, ...] = (
    GoalBonus(Measure.ORDERS, PeriodKind.YEAR, _CURVE, _TARGET, _QUOTA, _percent("50")),
    GoalBonus(
        Measure.MARGIN,
        PeriodKind.YEAR,
        _CURVE,
        _TARGET,
        _euro(300_000),
        _percent("50"),
        multiplied_by=(Factor(Measure.DEALS, PeriodKind.YEAR, Curve(), 12),),
    ),
    Accelerator(_percent("1"), _STEPS, Overage.SLICE, PeriodKind.YEAR, quota=_QUOTA),
)
_IN_RULES: tuple[Component, ...] = (
    Percentage(_percent("0.2")),
    FixedAmount(_euro(100), Conditions(deal_from=_euro(40_000))),
    Split((Share(PayRole.SELLER, _percent("80")), Share(PayRole.PRESALES, _percent("20")))),
)
_SOFTWARE = (Category("Software", ("Forecast", "Planning")),)

PLAN = Plan("EUR", (*_IN_PLANS, *_ANYWHERE), _SOFTWARE)
RULES = AllianceRules("EUR", (*_IN_RULES[:2], *_ANYWHERE, _IN_RULES[2]), Mode.INSTEAD, categories=_SOFTWARE)
