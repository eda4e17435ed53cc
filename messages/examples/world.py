"""Believable people, partners and terms for the examples; every day is fixed. No real companies."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from bot.domain.alliances import (
    Alliance,
    Counterpart,
    Objection,
    Place,
    Profile,
    SalesChannel,
    Status,
    ValueProposition,
)
from bot.domain.goals import Curve
from bot.domain.incentives import (
    AllianceRules,
    Basis,
    Bonus,
    Component,
    Conditions,
    FixedAmount,
    GoalBonus,
    Measure,
    Mode,
    Percentage,
    Plan,
    Route,
    Terms,
)
from bot.domain.money import Money, Rate
from bot.domain.people import LanguageCode, PayRole
from bot.domain.periods import Days, PeriodKind
from bot.domain.versions import InForce, Series, State, Version

TODAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 13, 5, tzinfo=UTC)
YEAR = Days(date(2026, 1, 1), date(2027, 1, 1))
MANAGER, DEPUTY, SPONSOR, OPERATIONS, SELLER = "U0MANAGER", "U0DEPUTY", "U0SPONSOR", "U0SALESOPS", "U0SELLER"
PEOPLE = {1: MANAGER, 2: DEPUTY, 3: SPONSOR}


def euro(amount: str | int) -> Money:
    """An amount in euro."""
    return Money.of(amount, "EUR")


def percent(value: str | int) -> Rate:
    """A rate in per cent."""
    return Rate.percent(value)


ENGLISH = ValueProposition(
    benefit="Your machines call before they stop, and the technician brings the right part the first time.",
    industry="Machinery, automotive suppliers",
    persona="Head of production, service manager",
    signals=("We lose whole shifts to a single spare part", "Our maintenance plan lives in a spreadsheet"),
    proof=("A gear maker cut unplanned downtime by 31 % within a year", "Live in 14 plants"),
    opening_question="What did your last unplanned stop cost you per hour?",
    objections=(
        Objection("We already collect sensor data.", "Good: then it takes two weeks instead of three months."),
    ),
)
GERMAN = ValueProposition(
    benefit="Ihre Maschinen melden sich, bevor sie stehen, und der Techniker bringt gleich das richtige Teil mit.",
    industry="Maschinenbau, Automobilzulieferer",
    persona="Produktionsleitung, Serviceleitung",
    signals=("Wegen eines einzigen Teils steht bei uns die ganze Schicht", "Unser Wartungsplan ist eine Excel-Liste"),
    proof=("Ein Getriebehersteller hat 31 % weniger ungeplante Stillstände", "In 14 Werken im Einsatz"),
    opening_question="Was hat Sie der letzte ungeplante Stillstand pro Stunde gekostet?",
    objections=(Objection("Sensordaten haben wir schon.", "Umso besser: dann sind es zwei Wochen statt drei Monate."),),
)
PROFILE = Profile(
    partner="Acme Robotics",
    manager=1,
    deputy=2,
    sponsor=3,
    partner_sponsor="Dr. Helene Brandt",
    aliases=("Acme", "Acme Robotik"),
    counterparts=(
        Counterpart("Jana Weber", "Bayern", "Maschinenbau"),
        Counterpart("Tom Okafor", "UK", "Automotive"),
        Counterpart("Lea Sommer"),
    ),
    channels=(SalesChannel("C0SALESDE", LanguageCode.DE), SalesChannel("C0SALESUK", LanguageCode.EN)),
    shared_channel="C0ACMESHARED",
    partner_team_id="T0ACME",
    propositions={LanguageCode.EN: ENGLISH, LanguageCode.DE: GERMAN},
)
ACME = Alliance(1, "acme", Status.ACTIVE, PROFILE, Place("Europe/Berlin", "DE", "DE-BY"), revision=4)
NORDLICHT = Alliance(
    2,
    "nordlicht",
    Status.ACTIVE,
    Profile(
        partner="Nordlicht Cloud",
        manager=2,
        propositions={
            LanguageCode.DE: ValueProposition(
                "Ihre Kundendaten bleiben in Deutschland, und Ihr Team arbeitet trotzdem von überall.",
                signals=("Das darf nicht in eine US-Cloud",),
                opening_question="Wer entscheidet bei Ihnen, wo Daten liegen dürfen?",
            )
        },
    ),
    Place("Europe/Berlin", "DE"),
)


def alliance(handle: str, partner: str, benefit: str, status: Status = Status.ACTIVE) -> Alliance:
    """A short alliance, with the same text in both languages."""
    texts = dict.fromkeys(LanguageCode, ValueProposition(benefit))
    return Alliance(9, handle, status, Profile(partner, 1, texts), Place("Europe/Berlin", "DE"))


def of_acme(status: Status) -> Alliance:
    """Acme in another status."""
    return replace(ACME, status=status)


GOAL = GoalBonus(Measure.ORDERS, PeriodKind.YEAR, Curve(), euro(28_500), euro(1_000_000))
GOAL_WITH_HURDLE = replace(GOAL, curve=Curve(hurdle=percent(50), cap=percent(150)))
PERSONAL_GOAL = replace(GOAL, target_bonus=None, quota=None)
PLAN_PERCENTAGE = Percentage(percent(3))
ONE_PERCENT = Percentage(percent(1))
TWO_PERCENT = Percentage(percent(2))
FIXED = FixedAmount(euro(500), Conditions(deal_from=euro(20_000)))
YEAR_END_BONUS = Bonus(euro(750), Days(date(2026, 10, 1), date(2027, 1, 1)))
OF_MARGIN = Percentage(percent("7.5"), Basis.MARGIN)


def plan(*components: Component) -> Plan:
    """A plan in euro."""
    return Plan("EUR", components)


def rules(*components: Component, mode: Mode = Mode.ON_TOP, credit: int = 100) -> AllianceRules:
    """Alliance rules in euro; the credit is in per cent."""
    return AllianceRules("EUR", components, mode, percent(credit))


def version(terms: Terms, route: Route | None = Route.TOGETHER, number: int = 2) -> Version:
    """A released version for sellers; route None is a plan."""
    series = Series(PayRole.SELLER, None if route is None else 1, route)
    return Version(
        id=70 + number,
        series=series,
        number=number,
        terms=terms,
        state=State.RELEASED,
        valid=Days(date(2026, 7, 1)),
        drafted_by=1,
        drafted_at=NOW,
        decided_by=4,
        decided_at=NOW,
    )


def in_force(
    terms: Terms, route: Route | None = Route.TOGETHER, number: int = 2, until: date | None = date(2026, 12, 31)
) -> InForce:
    """The version and the last day it counts."""
    return InForce(version(terms, route, number), until)


HOSTILE = "<!channel> *urgent* <https://evil.example|click> _now_ `rm` ~no~ <@U0MANAGER> & > quoted"
"""What somebody might type; nothing of it may become a mention, a link or formatting."""
