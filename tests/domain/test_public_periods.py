"""What periods and chances come to, by figures that others have published. Each names its source; amounts as euros."""

import pytest

from bot.domain.earnings import Chances, Question, RouteTerms, break_even, compare
from bot.domain.goals import Curve
from bot.domain.incentives import (
    Accelerator,
    Bound,
    Cap,
    Conditions,
    Factor,
    FixedAmount,
    Floor,
    Measure,
    Multiplier,
    Overage,
    Owner,
    Percentage,
    Scope,
    Step,
    Threshold,
    Tier,
    Tiers,
)
from bot.domain.money import Rate
from bot.domain.pay import Situation, period_pay
from bot.domain.people import Figures
from bot.domain.periods import PeriodKind
from tests.domain.builders import UNKNOWN, YEAR, booked, deal, eur, exactly, goal, percent, plan, total

YEARLY = PeriodKind.YEAR


def points(*pairs):
    return tuple((percent(x), percent(y)) for x, y in pairs)


def target(amount, quota, curve=None, **settings):
    return goal(curve or Curve(), target_bonus=eur(amount), quota=eur(quota), **settings)


# Salesforce Help, Attainment rule with an individual rate
#   <https://help.salesforce.com/s/articleView?id=sales.spiff_rules_individual_attainment.htm&language=en_US&type=5>
# Centify help, On-target commission <https://getcentify.featurebase.app/help/articles/1648443-incentive-types>
@pytest.mark.parametrize(
    ("component", "so_far", "asked", "pays"),
    [
        pytest.param(target(25_000, 250_000), 0, 10_000, 1_000, id="salesforce-one-deal"),
        pytest.param(target(25_000, 250_000), 100_000, 10_000, 1_000, id="salesforce-a-later-deal"),
        pytest.param(target(25_000, 250_000), 0, 250_000, 25_000, id="salesforce-all-of-the-quota"),
        pytest.param(target(40_000, 500_000), 0, 500_000, 40_000, id="centify"),
    ],
)
def test_a_goal_pays_a_deal_what_was_published(component, so_far, asked, pays):
    assert total([component], deal(asked), booked(so_far)) == exactly(pays)


# mention Warenwirtschaft, Beispielrechnung zum Modell 1 ohne Knick: 3,000 for own, unit and company result, 70/20/10
#   <https://hilfe.mention-warenwirtschaft.de/dsmain/common/html/beispielrechnung_zum_modell_1_ohne_knick.htm>
# SparrowGenie, MBO-based commission: points of a target of 100
#   <https://www.sparrowgenie.com/sales-commission-models/mbo-based-commission-management-by-objectives>
@pytest.mark.parametrize(
    ("of", "weight", "attained", "pays"),
    [
        pytest.param(3_000, 70, (45_000, 60_000), 1_575, id="mention-own"),
        pytest.param(3_000, 20, (125_000, 100_000), 750, id="mention-unit"),
        pytest.param(3_000, 10, (800_000, 1_000_000), 240, id="mention-company"),
        pytest.param(100, 40, (105, 100), 42, id="sparrowgenie-revenue"),
        pytest.param(100, 20, (90, 100), 18, id="sparrowgenie-product"),
        pytest.param(100, 15, (120, 100), 18, id="sparrowgenie-new-customers"),
        pytest.param(100, 15, (100, 100), 15, id="sparrowgenie-satisfaction"),
    ],
)
def test_a_goal_by_weight_pays_what_was_published(of, weight, attained, pays):
    result, quota = attained
    component = target(of, quota, weight=percent(weight))

    assert period_pay(component, eur(quota), eur(of), eur(result)) == eur(pays)


def test_goals_by_weight_add_up_to_what_was_published():
    """Mention, as above: 2,565 in all; the last 5,000 of each are the deal, the rest stood in the books."""
    kept = [("person", 45_000, 60_000, 70), ("team", 125_000, 100_000, 20), ("company", 800_000, 1_000_000, 10)]
    goals = [target(3_000, quota, owner=Owner(who), weight=percent(weight)) for who, _, quota, weight in kept]
    before = Situation(tuple(Figures(YEAR, booked=eur(result - 5_000), owner=Owner(who)) for who, result, _, _ in kept))
    earlier = [
        period_pay(component, eur(quota), eur(3_000), eur(result - 5_000))
        for component, (_, result, quota, _) in zip(goals, kept, strict=True)
    ]

    assert total(goals, deal(5_000), before).exact.minor + sum(pay.minor for pay in earlier) == eur(2_565).minor


# SAP definition of a bonus (ICM) <http://it-pomoc.pl/sap/definicja/bonus-icm>
# SEC exhibit 10.20, annual incentive, in per cent of base pay
#   <https://www.sec.gov/Archives/edgar/data/862831/000095015206002115/l17984aexv10w20.htm>
# bonuspaycalc, Bonus payout curve explained <https://bonuspaycalc.com/guides/bonus-payout-curve-explained.html>
# Agiliti, Executive incentive plan targets, in per cent of the target
#   <https://contracts.justia.com/companies/agiliti-health-inc-7569/contract/672667>
# gehalt.de, Variable Vergütung, in euros a month
#   <https://www.gehalt.de/arbeit/zielvereinbarungen/variable-verguetung-gutes-geld-fuer-gute-leistung>
TO_160 = Curve(percent(80), percent(160), points((0, 0), (100, 100), (120, 160)))
DOUBLED = Curve(percent(70), percent(200), points((70, 0), (100, 100), (110, 120)))
FIVE_POINTS = Curve(percent(93), percent(150), points((93, 65), (100, 100), (110, 150)))
FROM_80 = Curve(percent(80))


@pytest.mark.parametrize(
    ("curve", "of", "attained", "pays"),
    [
        pytest.param(Curve(), 1_000, 80, 800, id="sap"),
        pytest.param(Curve(), 1_000, 100, 1_000, id="sap-reached"),
        pytest.param(TO_160, 50, 120, 80, id="sec-chief-executive-at-the-cap"),
        pytest.param(TO_160, 50, 150, 80, id="sec-chief-executive-above-the-cap"),
        pytest.param(TO_160, 50, "79.99", 0, id="sec-below-the-hurdle"),
        pytest.param(TO_160, 40, 120, 64, id="sec-vice-president"),
        pytest.param(DOUBLED, 10_000, 85, 5_000, id="bonuspaycalc-between-hurdle-and-target"),
        pytest.param(DOUBLED, 10_000, 120, 14_000, id="bonuspaycalc-above-target"),
        *(
            pytest.param(FIVE_POINTS, 100, at, pays, id=f"agiliti-{at}")
            for at, pays in ((93, 65), (95, 75), (97, 85), (100, 100), (105, 125), (110, 150))
        ),
        pytest.param(FROM_80, 560, "79.99", 0, id="gehalt-below-80-percent"),
        pytest.param(FROM_80, 560, 100, 560, id="gehalt-reached"),
    ],
)
def test_a_curve_pays_what_was_published(curve, of, attained, pays):
    assert period_pay(target(of, 100, curve), eur(100), eur(of), eur(attained)) == eur(pays)


# SEC exhibit, as above: a personal modifier of 125 % multiplies the payout.
# skillgainer, Voneinander abhängige Ziele: 750 at 100 % in two goals, payout 200 % at 150 %
#   <https://skillgainer.de/lektionen/2-2-a-bewertung/>
TWICE_AT_150 = Curve(points=points((100, 100), (150, 200)))


@pytest.mark.parametrize(
    ("of", "curve", "attained", "modifier", "modified_by", "pays"),
    [
        pytest.param(50, TO_160, 120, Curve(cap=percent(125)), 125, 100, id="sec-chief-executive"),
        pytest.param(40, TO_160, 120, Curve(cap=percent(125)), 125, 80, id="sec-vice-president"),
        pytest.param(750, TWICE_AT_150, 150, TWICE_AT_150, 150, 3_000, id="skillgainer"),
        pytest.param(750, TWICE_AT_150, 100, TWICE_AT_150, 100, 750, id="skillgainer-at-target"),
    ],
)
def test_goals_that_multiply_pay_what_was_published(of, curve, attained, modifier, modified_by, pays):
    factor = Factor(Measure.MARGIN, YEARLY, modifier, eur(100))
    nothing_yet = Situation(tuple(Figures(YEAR, booked=eur(0), measure=m) for m in (Measure.ORDERS, Measure.MARGIN)))
    asked = deal(attained, margin=modified_by)

    assert total([target(of, 100, curve, multiplied_by=(factor,))], asked, nothing_yet) == exactly(pays)


def test_goals_that_add_pay_what_was_published():
    """skillgainer, as above: 1,500 for the same results."""
    each = target(750, 100, TWICE_AT_150, weight=percent(50))

    assert total([each, each], deal(150), booked(0)) == exactly(1_500)


# excelforum 861932, one more per cent for each slice beyond the quota
#   <https://excelforum.com/excel-formulas-and-functions/861932-vlookup-for-multiple-results-without-duplicates-prev-thread.html>
# bonuspaycalc, Commission tiers, accelerators and caps
#   <https://bonuspaycalc.com/guides/commission-tiers-accelerators-caps.html>
# QuotaPath, Multi-year accelerators <https://comp.quotapath.io/leaders/hilary-headlee-ae-plan>
# Prowi glossary, Multiplier <https://www.prowi.io/en/glossary/multiplier> and
#   Decelerator <https://www.prowi.io/en/glossary/decelerator>
def faster(rate, quota, *steps, scope=Overage.SLICE, bound=Bound.UPPER):
    made = tuple(Step(percent(at), percent(times)) for at, times in steps)
    return Accelerator(percent(rate), made, scope, YEARLY, quota=eur(quota), bound=bound)


SLICES = faster(5, 100_000, (100, 120), (125, 140))
EVERYTHING = faster(5, 1_000_000, (0, 100), (100, 150), (120, 200), scope=Overage.WHOLE_OVERAGE, bound=Bound.LOWER)
HALVED = faster(10, 500_000, (0, 50), (80, 100), scope=Overage.WHOLE_OVERAGE)
HEADLEE = [
    faster(10, 175_000, (100, 125)),
    Multiplier(percent(125), Conditions(months_from=24, months_below=36)),
    Multiplier(percent(150), Conditions(months_from=36)),
]


@pytest.mark.parametrize(
    ("components", "so_far", "asked", "pays"),
    [
        pytest.param([SLICES], 0, deal(100_000), 5_000, id="excelforum-to-quota"),
        pytest.param([SLICES], 100_000, deal(25_000), 1_500, id="excelforum-first-slice"),
        pytest.param([SLICES], 125_000, deal(25_000), 1_750, id="excelforum-second-slice"),
        pytest.param([faster(6, 100_000, (100, 125))], 115_000, deal(50_000), 3_750, id="bonuspaycalc"),
        pytest.param(HEADLEE, 175_000, deal(100, months=12), "12.50", id="quotapath-one-year-beyond"),
        pytest.param(HEADLEE, 175_000, deal(1_000, months=24), "156.25", id="quotapath-two-years-beyond"),
        pytest.param(HEADLEE, 175_000, deal(100, months=36), "18.75", id="quotapath-three-years-beyond"),
        pytest.param(HEADLEE, 0, deal(100, months=24), "12.50", id="quotapath-two-years"),
        pytest.param(HEADLEE, 0, deal(100, months=36), 15, id="quotapath-three-years"),
        pytest.param([EVERYTHING], 0, deal(800_000), 40_000, id="prowi-below-quota"),
        pytest.param([EVERYTHING], 0, deal(1_200_000), 90_000, id="prowi-at-120-percent-on-everything"),
        pytest.param([HALVED], 0, deal(350_000), 17_500, id="prowi-at-70-percent-half-of-everything"),
    ],
)
def test_an_accelerator_pays_what_was_published(components, so_far, asked, pays):
    assert total(components, asked, booked(so_far)) == exactly(pays)


# Visdum glossary, Commission threshold <https://visdum.com/term/payout-floor-commission-threshold>
# SparrowGenie, Quota-based commission <https://www.sparrowgenie.com/sales-commission-models/quota-based-commission>
# SimplyComp help, Apply highest rate: slices, or every deal at the reached rate, with what those before are raised by
#   <https://help.simplycomp.com/hc/en-us/articles/24325209007639-Apply-highest-rate>
# Prowi glossary, Milestone bonuses <https://prowi.io/en/glossary/milestone-bonus>
# PromoteKit, Tiered commission structures <https://www.promotekit.com/blog/tiered-commission-structures>
def tiers(*bounds_and_rates, scope=Scope.MARGINAL):
    return Tiers(tuple(Tier(eur(at), percent(rate)) for at, rate in bounds_and_rates), scope, period=YEARLY)


SLICED, HIGHEST = (tiers((0, 1), (500_000, 3), scope=scope) for scope in (Scope.MARGINAL, Scope.WHOLE))
MILESTONES = Tiers(
    tuple(Tier(eur(at), eur(pays)) for at, pays in ((0, 0), (50, 2_000), (75, 3_500), (100, 7_000), (125, 14_000))),
    Scope.MARGINAL,
    period=YEARLY,
)
FROM_700000 = Threshold(percent(10), eur(700_000), period=YEARLY)


@pytest.mark.parametrize(
    ("component", "so_far", "asked", "pays"),
    [
        pytest.param(FROM_700000, 0, 500_000, 0, id="visdum-at-half"),
        pytest.param(FROM_700000, 0, 690_000, 0, id="visdum-just-below"),
        pytest.param(FROM_700000, 0, 700_000, 70_000, id="visdum-at-the-threshold"),
        pytest.param(FROM_700000, 0, 900_000, 90_000, id="visdum-beyond"),
        pytest.param(Threshold(percent(8), eur(80_000), period=YEARLY), 0, 120_000, 9_600, id="sparrowgenie"),
        pytest.param(SLICED, 0, 250_000, 2_500, id="simplycomp-january"),
        pytest.param(SLICED, 250_000, 350_000, 2_500 + 3_000, id="simplycomp-february"),
        pytest.param(SLICED, 600_000, 200_000, 6_000, id="simplycomp-march"),
        pytest.param(HIGHEST, 250_000, 350_000, 5_500 + 5_000 + 5_000, id="simplycomp-february-at-the-highest-rate"),
        pytest.param(MILESTONES, 0, 110, 12_500, id="prowi-milestones-at-110-percent"),
        pytest.param(MILESTONES, 0, 125, 26_500, id="prowi-milestones-all"),
    ],
)
def test_what_a_period_cumulates_pays_what_was_published(component, so_far, asked, pays):
    assert total([component], deal(asked), booked(so_far)) == exactly(pays)


def test_the_number_of_deals_sets_the_published_rate():
    """PromoteKit, as above: 20, 25 and 30 per cent from the first, the sixth and the sixteenth on."""
    made = tuple(Tier(at, percent(rate)) for at, rate in ((1, 20), (6, 25), (16, 30)))
    by_number = Tiers(made, Scope.MARGINAL, Measure.DEALS, PeriodKind.MONTH)

    assert total([by_number], deal(100), Situation(deals_so_far=19)) == exactly(30)


# Affonso help, Commission cap per referred customer
#   <https://affonso.io/help/commission-payouts/commission/cap-commission-per-referred-customer>
# Order Legend help, Commission budget cap
#   <https://help.orderlegend.com/en/articles/8432338-what-is-the-commission-budget-cap>
# BrokerSumo, Introducing caps on fees <https://blogs.brokersumo.com/2017/06/30/introducing-caps-fees/>
def fixed(amount):
    return FixedAmount(eur(amount))


@pytest.mark.parametrize(
    ("component", "cap", "earned", "asked", "pays"),
    [
        pytest.param(fixed(15), 200, 180, 1, 15, id="affonso-within"),
        pytest.param(fixed(50), 200, 180, 1, 20, id="affonso-what-is-left"),
        pytest.param(fixed(50), 200, 200, 1, 0, id="affonso-used-up"),
        pytest.param(Percentage(percent(12)), 600, 0, 5_000, 600, id="orderlegend-exactly"),
        pytest.param(fixed(100), 1_000, 900, 1, 100, id="brokersumo-tenth"),
    ],
)
def test_a_period_s_cap_leaves_what_was_published(component, cap, earned, asked, pays):
    standing = Situation((Figures(YEAR, earned=eur(earned)),))

    assert total([component, Cap(eur(cap), YEARLY)], deal(asked), standing) == exactly(pays)


# Xactly, The non-recoverable draw <https://www.xactlycorp.com/blog/non-recoverable-draw/>
# QCommission, Recoverable and non-recoverable draw
#   <https://www.qcommission.com/blog/recoverable-vs-non-recoverable-draw-what-is-the-difference.html>
# Oracle Fusion, Draw and recovery
#   <https://docs.oracle.com/en/cloud/saas/sales/facmi/example-of-incentive-compensation-draw-and-recovery.html>
@pytest.mark.parametrize(
    ("guarantee", "earns", "pays"),
    [
        pytest.param(1_500, 500, 1_500, id="xactly-august"),
        pytest.param(1_500, 3_000, 3_000, id="xactly-september"),
        pytest.param(2_000, 1_000, 2_000, id="qcommission-slow-month"),
        pytest.param(2_000, 4_000, 4_000, id="qcommission-good-month"),
        pytest.param(1_000, 500, 1_000, id="oracle"),
    ],
)
def test_a_guarantee_and_what_a_period_earns_on_top_are_what_was_published(guarantee, earns, pays):
    nothing_yet = Situation((Figures(YEAR, earned=eur(0)),))
    added = total([fixed(earns), Floor(eur(guarantee), YEARLY)], deal(), nothing_yet)

    assert eur(guarantee) + added.exact == eur(pays)


# Rework, Weighted pipeline <https://resources.rework.com/libraries/pipeline-management/weighted-pipeline>
# Skylead glossary, Weighted pipeline <https://skylead.io/sales-glossary/w/weighted-pipeline>
# CentralStationCRM, Valor esperado de un presupuesto
#   <https://ayuda.centralstationcrm.es/article/322/que-es-el-valor-esperado-de-un-presupuesto>
@pytest.mark.parametrize(
    ("amount", "chance", "expected"),
    [
        pytest.param(200_000, 30, 60_000, id="rework-likely-to-be-lost"),
        pytest.param(50_000, 80, 40_000, id="rework-likely-to-be-won"),
        pytest.param(20_000, 30, 6_000, id="skylead"),
        pytest.param(25_000, 50, 12_500, id="centralstation"),
    ],
)
def test_expected_pay_is_what_was_published(amount, chance, expected):
    all_of_it = RouteTerms(plan(Percentage(Rate.percent(100))))
    answer = compare(Question(deal(amount), deal(amount), UNKNOWN, Chances(percent(chance))), all_of_it, None, None)

    assert answer.expected(answer.alone) == eur(expected)


# Winning by Design, Discount and win rate: a discount of 20 % wants a win rate of 25 % instead of 20 %
#   <https://winningbydesign.com/resources/research/the-relationship-between-discount-and-win-rate>
# flopturnriver, odds of 3 to 1 want a chance of 25 %
#   <https://flopturnriver.com/pokerforum/beginners-circle/stupid-question-re-odds-158296.html>
@pytest.mark.parametrize(
    ("alone", "together", "chance", "needed"),
    [
        pytest.param(100, 80, 20, 25, id="winning-by-design"),
        pytest.param(1, 4, 100, 25, id="flopturnriver"),
    ],
)
def test_the_chance_that_breaks_even_is_what_was_published(alone, together, chance, needed):
    found = break_even(exactly(alone), exactly(together), Chances(alone=percent(chance)))

    assert found.together_from == percent(needed).fraction
    assert found.points(percent(chance)) == percent(needed - chance).fraction
