"""What a single deal pays, by figures that others have published. Each names its source; amounts are taken as euros."""

from datetime import date

import pytest

from bot.domain.clawbacks import owed_back
from bot.domain.incentives import (
    AllianceRules,
    Basis,
    Bonus,
    Cap,
    Clawback,
    Conditions,
    FixedAmount,
    Floor,
    Measure,
    Multiplier,
    Override,
    Per,
    Percentage,
    Returns,
    Scope,
    Share,
    Split,
    Tier,
    Tiers,
    Trigger,
)
from bot.domain.pay import Situation, pay
from bot.domain.people import PayRole
from bot.domain.periods import Days
from tests.domain.builders import MAY, UNKNOWN, YEAR, deal, eur, exactly, percent, total

LEAD, PRESALES = Situation(role=PayRole.TEAM_LEAD), Situation(role=PayRole.PRESALES)


def rate(value, basis=Basis.DEAL_AMOUNT, **when):
    return Percentage(percent(value), basis, Conditions(**when))


def fixed(amount, per=Per.DEAL, **when):
    return FixedAmount(eur(amount), Conditions(**when), per)


def tiers(*bounds_and_pay, scope=Scope.MARGINAL, measure=Measure.ORDERS):
    """Tiers from each bound on: rates in per cent, or amounts where things are counted."""
    made = [
        Tier(start, eur(pays)) if measure.is_count else Tier(eur(start), percent(pays))
        for start, pays in bounds_and_pay
    ]
    return Tiers(tuple(made), scope, measure)


def split(seller, presales):
    return Split((Share(PayRole.SELLER, percent(seller)), Share(PayRole.PRESALES, percent(presales))))


# moneyzine, Sales commission <https://moneyzine.com/careers/sales-commission>
# Prowi glossary, Gross margin commission <https://www.prowi.io/en/glossary/gross-margin-commission>
# Bizfluent, How to calculate commission on gross sales
#   <https://bizfluent.com/how-6534629-calculate-commission-gross-sales.html>
# Centify help, Incentive types <https://getcentify.featurebase.app/help/articles/1648443-incentive-types>
PERCENTAGES = [
    ("bizfluent", [rate(5)], deal(100_000), 5_000),
    ("centify", [rate(5)], deal(20_000), 1_000),
    ("moneyzine-sales", [rate(2)], deal(500_000, margin=100_000), 10_000),
    ("moneyzine-profit", [rate(10, Basis.MARGIN)], deal(500_000, margin=100_000), 10_000),
    ("prowi-margin", [rate(15, Basis.MARGIN)], deal(75_000, margin=30_000), 4_500),
    ("prowi-margin-discounted", [rate(15, Basis.MARGIN)], deal(60_000, margin=15_000), 2_250),
    ("prowi-revenue", [rate(10)], deal(75_000, margin=30_000), 7_500),
    ("prowi-revenue-discounted", [rate(10)], deal(60_000, margin=15_000), 6_000),
]

# TUNE developers, Affiliate referral commission <https://developers.tune.com/network-models/affiliatereferralcommission>
# PartnerPortal.io help, Understanding payments
#   <https://help.partnerportal.io/en/articles/12022635-understanding-payments>
# GrowthHero help, Commission modifiers <https://help.growthhero.io/article/3345-commission-modifiers>
# Prowi glossary, Spiff <https://www.prowi.io/en/glossary/spiff>
# ITA Group, Moving from SPIFFs to incremental sales incentives
#   <https://www.itagroup.com/insights/move-spiffs-incremental-sales>
# Ryan Consulting FA-301d, SPIFFs and bonus structures
#   <https://ryanconsulting.ai/courses/fa-commission-modeling/spiff-and-bonus-structures>
LAUNCH = Days.through(MAY, date(2026, 6, 19))
AMOUNTS = [
    ("tune-per-account", [fixed(5, Per.UNIT)], deal(units=10), 50),
    ("tune-share", [rate(5)], deal(100), 5),
    ("partnerportal-share", [rate(10)], deal(2_000), 200),
    ("partnerportal-fixed", [fixed(100)], deal(2_000), 100),
    ("growthhero-flat-and-product", [fixed(10), fixed(5, product="Add-on")], deal(20, product="Add-on"), 15),
    ("prowi-spiff-per-unit", [rate(8), fixed(1_000, Per.UNIT, closes=LAUNCH)], deal(100_000, units=5), 13_000),
    ("ita-doubled-per-unit", [fixed(2, Per.UNIT, closes=LAUNCH)], deal(units=100), 200),
]

# Biggest Calculator Hub, Commission <https://www.biggestcalculatorhub.com/business/commission>
# bonuspaycalc, Commission tiers, accelerators and caps
#   <https://bonuspaycalc.com/guides/commission-tiers-accelerators-caps.html>
# Oracle Fusion, Calculating earnings using step rates
#   <https://docs.oracle.com/en/cloud/saas/sales/facmi/examples-of-calculating-earnings-using-step-rates.html>
# Referello, Understanding tiered commissions <https://referello.com/tools/tiered-commission-calculator>
# SparrowGenie, Non-retroactive commission
#   <https://www.sparrowgenie.com/sales-commission-models/non-retroactive-commission>
# Earnbase glossary, Retroactive tier jumping <https://www.earnbase.no/glossary/retroactive-tier-jumping>
# Vendor.com, affiliate programme <https://vendor.com/platform/affiliate>
# mikesalkin.com, Commission calculation examples <http://www.mikesalkin.com/examples.txt>
HUB = ((0, 3), (300_000, 5), (600_000, 7))
STEPS = tiers((0, 1), (1_000, 2), (3_000, 3), (8_000, 5))
BY_CUSTOMERS = tiers((1, 7), (100, 8), (500, 9), (1_000, 10), scope=Scope.WHOLE, measure=Measure.UNITS)
AT_LEAST_1000 = [tiers((0, 1), (300_000, "0.5")), Floor(eur(1_000))]
EARNBASE = ((0, 50), (100_000, 60))
TIERED = [
    *(("hub-slices", [tiers(*HUB)], deal(a), p) for a, p in ((750_000, 34_500), (650_000, 27_500), (600_000, 24_000))),
    ("hub-everything-at-the-bound", [tiers(*HUB, scope=Scope.WHOLE)], deal(600_000), 42_000),
    ("bonuspaycalc-within-a-deal", [tiers((0, 5), (100_000, 7), (250_000, 9))], deal(180_000), 10_600),
    *(
        ("oracle-step-rates", [STEPS], deal(amount), pays)
        for amount, pays in ((200, 2), (300, 3), (1_500, 20), (1_200, 14), (2_000, 30), (4_500, 95))
    ),
    ("referello", [tiers((0, 10), (10_000, 20))], deal(15_000), 2_000),
    ("sparrowgenie", [tiers((0, 3), (300_000, 5), (500_000, 7))], deal(600_000), 26_000),
    ("earnbase-whole", [tiers(*EARNBASE, scope=Scope.WHOLE)], deal(180_000), 108_000),
    ("earnbase-slices", [tiers(*EARNBASE)], deal(180_000), 98_000),
    ("vendor-by-number", [BY_CUSTOMERS], deal(units=600), 5_400),
    *(
        ("salkin-at-least-1000", AT_LEAST_1000, deal(amount), pays)
        for amount, pays in ((50_000, 1_000), (100_000, 1_000), (200_000, 2_000), (400_000, 3_500), (800_000, 5_500))
    ),
]

# Afflio, Commission caps and guardrails <https://autocloz.com/afflio/blog/commission-caps-and-guardrails>
# datafield.dev, Car sales, quiz on compensation <https://datafield.dev/car-sales/part-01/chapter-05/quiz.html>
# Oracle Siebel, Creating a multiplier <https://docs.oracle.com/cd/E05553_01/books/InCompAdm/InCompAdmPlanDesign23.html>
# QuotaPath help, Rate formulas <https://help.quotapath.com/en/articles/12427488-rate-formulas>
LONGER = Multiplier(percent(150), Conditions(months_from=13))
LOOKING_BACK = [
    ("afflio-cap-per-order", [rate(20), Cap(eur(500))], deal(5_000), 500),
    ("datafield-least-per-deal", [rate(25, Basis.MARGIN), Floor(eur(150))], deal(20_000, margin=400), 150),
    ("datafield-where-both-are-equal", [rate(25, Basis.MARGIN), Floor(eur(150))], deal(20_000, margin=600), 150),
    ("siebel-below-85-percent", [rate(5), Multiplier(percent(90))], deal(100_000), 4_500),
    ("siebel-below-75-percent", [rate(5), Multiplier(percent(80))], deal(100), 4),
    ("quotapath-longer-than-a-year", [rate(5), LONGER], deal(100, months=24), "7.50"),
]


@pytest.mark.parametrize(
    ("components", "asked", "pays"),
    [pytest.param(*case[1:], id=case[0]) for case in (*PERCENTAGES, *AMOUNTS, *TIERED, *LOOKING_BACK)],
)
def test_a_deal_pays_what_was_published(components, asked, pays):
    assert total(components, asked) == exactly(pays)


def tip(components, asked):
    """What somebody gets as an override on what the others earn."""
    return total(components, asked, LEAD).exact - total(components, asked).exact


# Everflow help, Partner referral program
#   <https://help.everflow.io/support/solutions/articles/22000242662-partner-referral-program>
# Borchers Immobilien, Tippgeberprovision <https://borchersimmobilien.de/services/tippgeberprovision/>
# Gelsen Grund Invest, Tippgeber-Provision
#   <https://www.gelsen-grund-invest.de/tippgeber-provision/>
# Prowi glossary, Override commission <https://www.prowi.io/en/glossary/override-commission>
# Remuner, What is an overriding commission <https://remuner.com/blog/what-is-an-overriding-commission>
# Vendor.com as above: ten recruits with 200 customers each and forty with 75 are worth 2,220 at 6 %.
@pytest.mark.parametrize(
    ("components", "asked", "pays"),
    [
        pytest.param([fixed(100), Override(percent(10))], deal(), 10, id="everflow"),
        pytest.param([rate(7), Override(percent(10))], deal(300_000), 2_100, id="borchers"),
        pytest.param([fixed(5_000), Override(percent(10))], deal(), 500, id="gelsen"),
        pytest.param([rate(10), Override(percent(3), Basis.DEAL_AMOUNT)], deal(300_000), 9_000, id="prowi-team"),
        pytest.param([rate(10), Override(percent(3), Basis.DEAL_AMOUNT)], deal(67_500), 2_025, id="prowi-one-seller"),
        pytest.param([Override(percent(5), Basis.DEAL_AMOUNT)], deal(10_000), 500, id="remuner-of-the-deal"),
        pytest.param([fixed(5_000), Override(percent(10))], deal(), 500, id="remuner-of-the-commission"),
    ],
)
def test_an_override_pays_what_was_published(components, asked, pays):
    assert tip(components, asked) == eur(pays)


# Borchers and Gelsen, as above: a tenth of the commission so far is an uplift.
@pytest.mark.parametrize(
    ("commission", "uplift"),
    [pytest.param(rate(7), 2_100, id="borchers"), pytest.param(fixed(5_000), 500, id="gelsen")],
)
def test_an_uplift_pays_what_was_published(commission, uplift):
    with_uplift = [commission, rate(10, Basis.COMMISSION)]

    assert total(with_uplift, deal(300_000)).exact - total([commission], deal(300_000)).exact == eur(uplift)


def test_overrides_on_many_pay_what_was_published():
    recruits = [BY_CUSTOMERS, Override(percent(6))]
    many, few = (tip(recruits, deal(units=units)) for units in (200, 75))

    assert 10 * many.minor + 40 * few.minor == eur(2_220).minor


# Carvd, Commission splits <https://www.getcarvd.com/blog/commission-split>
# Prowi glossary, Split commission <https://prowi.io/en/glossary/split-commission>
@pytest.mark.parametrize(
    ("amount", "shares", "pays"),
    [
        pytest.param(80_000, (70, 30), (5_600, 2_400), id="carvd"),
        pytest.param(100_000, (60, 40), (6_000, 4_000), id="prowi-territory"),
        pytest.param(80_000, (60, 40), (4_800, 3_200), id="prowi-handover"),
    ],
)
def test_a_split_pays_each_what_was_published(amount, shares, pays):
    components = [rate(10), split(*shares)]

    assert [total(components, deal(amount), who).exact for who in (UNKNOWN, PRESALES)] == [eur(each) for each in pays]


# Prowi glossary, Split commission, as above: 85 % of the deal count for one, 15 % for the other, who gets 50 besides.
# Insight Partners, Quota credit for non-standard renewals
#   <https://insightpartners.com/blog/how-to-track-arr-quota-credit-for-non-standard-renewals-and-expansion>
@pytest.mark.parametrize(
    ("components", "asked", "credit", "pays"),
    [
        pytest.param([rate(10, Basis.CREDITED)], deal(100_000), 85, 8_500, id="prowi-closing"),
        pytest.param([fixed(50), rate(2, Basis.CREDITED)], deal(100_000), 15, 350, id="prowi-opening"),
        pytest.param([rate(10, Basis.CREDITED)], deal(120_000), 100, 12_000, id="insight-first-sale"),
        pytest.param([rate(10, Basis.CREDITED)], deal(60_000), 100, 6_000, id="insight-upgrade-by-its-annual-value"),
    ],
)
def test_a_credited_share_pays_what_was_published(components, asked, credit, pays):
    assert pay(AllianceRules("EUR", tuple(components)), asked, UNKNOWN, percent(credit)).total == exactly(pays)


# Frequense help, First order commissions
#   <https://frequense.zendesk.com/hc/en-us/articles/40713393842964-Compensation-First-Order-Commissions>
# BrokerSumo, Introducing caps on fees <https://blogs.brokersumo.com/2017/06/30/introducing-caps-fees/>
@pytest.mark.parametrize(
    ("bonus", "asked", "deals", "pays"),
    [
        pytest.param(Bonus(percent(20), YEAR, first=1), deal(100), 3, 20, id="frequense-first-order"),
        pytest.param(Bonus(eur(100), YEAR, first=10), deal(), 12, 1_000, id="brokersumo-first-ten"),
        pytest.param(Bonus(eur(2_500), LAUNCH), deal(35_000), 12, 30_000, id="ryan-twelve-deals"),
    ],
)
def test_the_first_deals_pay_together_what_was_published(bonus, asked, deals, pays):
    earned = [total([bonus], asked, Situation(deals_so_far=before)).exact.minor for before in range(deals)]

    assert sum(earned) == eur(pays).minor


# Earnbase glossary, Chargeback <https://www.earnba.se/glossary/commission-chargeback>
# Core8 docs, Clawbacks and early exit <https://docs.core8.co/commission-plan-patterns/clawbacks-and-early-exit>
# GetInsureLeads glossary, Chargeback <https://www.getinsureleads.com/glossary/chargeback>
# Zepys, Refunds and clawbacks with agents
#   <https://staging.zepys.com/learn/how-to-handle-refunds-and-clawbacks-with-agents>
@pytest.mark.parametrize(
    ("clawback", "paid", "cancelled", "back"),
    [
        pytest.param(Clawback(12, Returns.ALL), 4_000, date(2026, 7, 25), 4_000, id="earnbase-third-month"),
        pytest.param(Clawback(12, Returns.SHARE, share=percent(50)), 10_000, MAY, 5_000, id="core8-half"),
        pytest.param(Clawback(9, Returns.PRO_RATA), 612, date(2026, 9, 20), 340, id="getinsureleads-four-of-nine"),
        pytest.param(Clawback(12, Returns.PRO_RATA), 100, date(2026, 11, 20), 50, id="zepys-six-of-twelve"),
    ],
)
def test_a_cancelled_deal_owes_back_what_was_published(clawback, paid, cancelled, back):
    assert owed_back(clawback, eur(paid), MAY, cancelled, Trigger.CUSTOMER_CANCELS) == eur(-back)
