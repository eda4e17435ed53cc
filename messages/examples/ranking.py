"""Examples of partners ranked for a customer, and of plans and rules over time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from bot.domain.alliances import Alliance, ValueProposition
from bot.domain.earnings import NO_GUESS, Chances, Comparison, Question, RouteTerms, compare
from bot.domain.incentives import AllianceRules, Deal, FixedAmount, Mode, Percentage, Route, Terms
from bot.domain.pay import Situation
from bot.domain.people import LanguageCode, PayRole
from bot.domain.periods import Days
from bot.domain.questions import Ask
from bot.domain.ranking import Candidate, Ranking, Untold, ranked
from bot.domain.timelines import PayHistory, SeriesHistory, next_change, stretches
from bot.domain.versions import InForce, Series, State, Version, in_force
from messages import ranking
from messages.examples import world as w
from messages.language import Language
from messages.message import Form, Message

_DEAL = Deal(w.euro(50_000), w.TODAY)
_ASKED = Ask(w.euro(50_000))
_PLAN = w.in_force(w.plan(Percentage(w.percent(3))), None, 3)
_RANGE = w.in_force(w.plan(w.GOAL_WITH_HURDLE), None, 4)
_ALL_SAID = replace(_ASKED, closes=date(2027, 6, 30), months=24, chances=Chances(w.percent(40)), role=PayRole.PRESALES)
_INDUSTRIES = {
    LanguageCode.EN: ("Machinery", "Public sector", "Retail"),
    LanguageCode.DE: ("Maschinenbau", "Öffentliche Hand", "Handel"),
}
_TEXTS = {
    "Acme Robotics": w.PROFILE.propositions,
    "Kestrel Data": {
        LanguageCode.EN: ValueProposition("You see which machine fails next week.", "Machinery"),
        LanguageCode.DE: ValueProposition("Ihr seht, welche Maschine nächste Woche ausfällt.", "Maschinenbau"),
    },
    "Polar Finance": {
        LanguageCode.EN: ValueProposition("Your customer pays monthly, you are paid at once."),
        LanguageCode.DE: ValueProposition("Euer Kunde zahlt monatlich, ihr bekommt euer Geld sofort."),
    },
}


def _alliance(partner: str) -> Alliance:
    return _with_name(partner, _TEXTS.get(partner, _TEXTS["Polar Finance"]))


def _with_name(partner: str, texts: Mapping[LanguageCode, ValueProposition]) -> Alliance:
    profile = replace(w.PROFILE, partner=partner, propositions=texts)
    return replace(w.ACME, handle=partner.lower().replace(" ", "-")[:20], profile=profile)


def _pays(
    rules: AllianceRules | None, *, plan: InForce | None = _PLAN, handed: AllianceRules | None = None
) -> Comparison:
    return compare(
        Question(_DEAL, _DEAL, Situation(), NO_GUESS),
        RouteTerms(plan),
        None if rules is None else RouteTerms(plan, w.in_force(rules)),
        None if handed is None else RouteTerms(plan, w.in_force(handed, Route.HAND_OVER)),
    )


_ON_TOP = w.rules(w.TWO_PERCENT)
_LESS = w.rules(FixedAmount(w.euro(400)), mode=Mode.INSTEAD)
_HALF = w.rules(w.TWO_PERCENT, credit=40)


def _best(industry: str, pays: Mapping[str, Comparison | Untold], asked: Ask = _ASKED) -> Ranking:
    found = [Candidate(_alliance(partner), pay) for partner, pay in pays.items()]
    closes, role = asked.closes or w.TODAY, asked.role or PayRole.SELLER
    return Ranking(asked, industry, ranked(found, industry), closes, role)


_MANY: Mapping[str, Comparison | Untold] = {
    "Acme Robotics": _pays(_ON_TOP),
    "Kestrel Data": _pays(w.rules(w.PLAN_PERCENTAGE, mode=Mode.INSTEAD)),
    "Polar Finance": _pays(_LESS),
    "Aurora Cloud": _pays(None, handed=_LESS),
    "Birch Logistics": Untold.MARGIN,
    "Cedar Media": Untold.UNITS,
    "Dune Energy": Untold.NO_RULES,
}
RANKINGS: Mapping[str, tuple[Mapping[str, Comparison | Untold], Ask]] = {
    "many": (_MANY, _ASKED),
    "said": ({"Acme Robotics": _pays(_ON_TOP), "Dune Energy": Untold.CURRENCY}, _ALL_SAID),
    "range": (
        {
            "Acme Robotics": _pays(_HALF, plan=_RANGE),
            "Kestrel Data": _pays(_ON_TOP, plan=_RANGE),
            "Polar Finance": _pays(_LESS, plan=_RANGE),
        },
        _ASKED,
    ),
    "no-plan": (
        {
            "Acme Robotics": _pays(_ON_TOP, plan=None),
            "Kestrel Data": _pays(_HALF, plan=None),
            "Polar Finance": _pays(_LESS, plan=None),
            "Aurora Cloud": _pays(None, plan=None, handed=_LESS),
        },
        _ASKED,
    ),
    "none": ({}, _ASKED),
}


def _ranked(name: str) -> Callable[[Language], Message | Form]:
    pays, asked = RANKINGS[name]
    return lambda language: ranking.ranking(_best(_INDUSTRIES[language.code][0], pays, asked), language)


def _hostile(language: Language) -> Message:
    texts = {LanguageCode.EN: ValueProposition(w.HOSTILE[:140], w.HOSTILE[:80])}
    found = ranked([Candidate(_with_name(w.HOSTILE, texts), _pays(_ON_TOP))], w.HOSTILE[:80])
    return ranking.ranking(Ranking(_ASKED, w.HOSTILE[:80], found, w.TODAY, PayRole.SELLER), language)


def _versions(series: Series, *spans: tuple[Terms, Days], drafts: int = 0) -> tuple[Version, ...]:
    """Versions by number; the last so many are drafts."""
    model, released = w.version(spans[0][0], series.route), len(spans) - drafts
    return tuple(
        replace(
            model,
            id=number,
            series=series,
            number=number,
            terms=terms,
            valid=valid,
            state=State.RELEASED if number <= released else State.DRAFT,
        )
        for number, (terms, valid) in enumerate(spans, start=1)
    )


def _series(partner: str | None, versions: tuple[Version, ...], *, drafts: bool = False) -> SeriesHistory:
    return SeriesHistory(
        series=versions[0].series,
        partner=partner,
        now=in_force(versions, w.TODAY),
        change=next_change(versions, w.TODAY),
        latest=stretches(versions)[:5],
        drafts=tuple(version for version in versions if drafts and version.state is State.DRAFT),
    )


_JANUARY, _JULY, _NEXT_YEAR = date(2026, 1, 1), date(2026, 7, 1), date(2027, 1, 1)
_PLANS = _versions(
    Series(PayRole.SELLER),
    (w.plan(w.PLAN_PERCENTAGE), Days(_JANUARY)),
    (w.plan(w.GOAL), Days(_JULY)),
    (w.plan(w.GOAL_WITH_HURDLE), Days(_NEXT_YEAR)),
)
_TOGETHER = _versions(
    Series(PayRole.SELLER, 1, Route.TOGETHER),
    (w.rules(w.TWO_PERCENT), Days(_NEXT_YEAR)),
    (w.rules(w.TWO_PERCENT, w.YEAR_END_BONUS), Days(_JULY, _NEXT_YEAR)),
    (_HALF, Days(_NEXT_YEAR)),
    drafts=1,
)
_HAND_OVER = _versions(Series(PayRole.SELLER, 1, Route.HAND_OVER), (w.rules(w.FIXED, credit=0), Days(_NEXT_YEAR)))
_ENDING = _versions(
    Series(PayRole.SELLER, 1, Route.HAND_OVER),
    (w.rules(w.FIXED, credit=0), Days(_JANUARY)),
    (w.rules(), Days(_NEXT_YEAR)),
)
_OF_PLAN = _series(None, _PLANS)
_OF_ACME = (_series("Acme Robotics", _TOGETHER), _series("Acme Robotics", _HAND_OVER))
_DRAFTED = (_series("Acme Robotics", _TOGETHER, drafts=True), _series("Acme Robotics", _ENDING))
_NO_PLAN = SeriesHistory(Series(PayRole.SUPPORT), None, None, None, ())
_EVERY = tuple(_series(f"Partner {n}", _TOGETHER if n % 3 else _HAND_OVER) for n in range(1, 24))

HISTORIES: Mapping[str, PayHistory] = {
    "partner": PayHistory(PayRole.SELLER, _OF_PLAN, "Acme Robotics", _OF_ACME, w.TODAY),
    "drafts": PayHistory(PayRole.SELLER, _OF_PLAN, "Acme Robotics", _DRAFTED, w.TODAY),
    "partner-none": PayHistory(PayRole.SUPPORT, _NO_PLAN, "Acme Robotics", (), w.TODAY),
    "every": PayHistory(PayRole.SELLER, _OF_PLAN, None, _EVERY, w.TODAY),
    "none": PayHistory(PayRole.SUPPORT, _NO_PLAN, None, (), w.TODAY),
}


def _told(name: str) -> Callable[[Language], Message | Form]:
    return lambda language: ranking.history(HISTORIES[name], language)


EXAMPLES: Mapping[str, Callable[[Language], Message | Form]] = {
    "ranking-industry": lambda language: ranking.ask_industry(_ASKED, _INDUSTRIES[language.code], language),
    "ranking-industry-many": lambda language: ranking.ask_industry(
        _ALL_SAID, [f"{_INDUSTRIES[language.code][0]} {n}" for n in range(1, 30)], language
    ),
    "ranking-industry-hostile": lambda language: ranking.ask_industry(
        _ASKED, [w.HOSTILE.partition(" <@")[0]], language
    ),
    **{f"ranking-{name}": _ranked(name) for name in RANKINGS},
    "ranking-other-industry": lambda language: ranking.ranking(
        _best("", {"Acme Robotics": _pays(_ON_TOP), "Polar Finance": _pays(_ON_TOP)}), language
    ),
    "ranking-none-for-every-industry": lambda language: ranking.ranking(_best("", {}), language),
    "ranking-hostile": _hostile,
    **{f"pay-history-{name}": _told(name) for name in HISTORIES},
    "pay-history-hostile": lambda language: ranking.history(
        replace(HISTORIES["every"], partner=w.HOSTILE, rules=_OF_ACME), language
    ),
}
