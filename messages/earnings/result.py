"""The result in one sentence, never flattering."""

from __future__ import annotations

from bot.domain.cards import Answer
from bot.domain.earnings import Comparison, RoutePay
from bot.domain.incentives import Mode
from bot.domain.money import NOTHING, WHOLE, Money, Rate, Span
from messages.earnings.again import asked
from messages.earnings.unknown import depending_on, only_figures
from messages.language import Language


def result(given: Answer, language: Language) -> str:
    """What the asker came for, with the two numbers that matter."""
    compared = given.comparison
    sentence = _together(compared, language) if compared.together else _only_handing_over(compared, language)
    said = (sentence, _handing_over_pays_most(compared, language), _kept(given, language))
    return " ".join(one for one in said if one)


def _together(compared: Comparison, language: Language) -> str:
    alone, together, difference = compared.alone, compared.together, compared.difference
    assert together is not None
    if alone.plan_lines is None or together.plan_lines is None:
        return _without_plan(alone, together, language)
    if difference is None and together.depends_on and together.on_top is None:
        return language.say("What together pays more depends on {what}.", what=depending_on(compared, language))
    if difference is None:
        return _unbounded(together, language)
    if difference.exact is None:
        return _between(difference, depending_on(compared, language), language)
    pays = _exact(alone), _exact(together)
    if pays[0] is None or pays[1] is None:
        return _in_any_case(difference.exact, compared, language)
    return _exactly(difference.exact, pays[0], pays[1], language)


def _exact(route: RoutePay) -> Money | None:
    return None if route.total is None else route.total.exact


def _exactly(more: Money, alone: Money, together: Money, language: Language) -> str:
    fields = {"alone": language.money(alone), "together": language.money(together)}
    if more.minor > 0:
        return language.say(
            "Together you earn {more} more: {together} instead of {alone}.", more=language.money(more), **fields
        )
    if more.minor < 0:
        return language.say(
            "Alone pays {more} more: {alone} instead of {together} together.", more=language.money(-more), **fields
        )
    return language.say("Alone and together pay the same: {alone}.", alone=fields["alone"])


def _in_any_case(more: Money, compared: Comparison, language: Language) -> str:
    anyway = language.say("in any case")
    if only_figures(compared):
        anyway = language.say("whatever your figures are")
    if more.minor > 0:
        return language.say("Together you earn {more} more, {anyway}.", more=language.money(more), anyway=anyway)
    if more.minor < 0:
        return language.say("Alone pays {more} more, {anyway}.", more=language.money(-more), anyway=anyway)
    return language.say("Alone and together pay the same, {anyway}.", anyway=anyway)


def _between(more: Span, what: str, language: Language) -> str:
    low, high = more.low, more.high
    if low.minor > 0:
        return language.say(
            "Together you earn between {low} and {high} more, depending on {what}.",
            low=language.money(low),
            high=language.money(high),
            what=what,
        )
    if high.minor < 0:
        return language.say(
            "Alone pays between {low} and {high} more, depending on {what}.",
            low=language.money(-high),
            high=language.money(-low),
            what=what,
        )
    if low.minor == 0:
        return language.say(
            "Together you earn up to {high} more and never less, depending on {what}.",
            high=language.money(high),
            what=what,
        )
    if high.minor == 0:
        return language.say(
            "Alone pays up to {low} more and never less, depending on {what}.", low=language.money(-low), what=what
        )
    return language.say(
        "It depends on {what}: together pays between {low} less and {high} more than alone.",
        what=what,
        low=language.money(-low),
        high=language.money(high),
    )


def _without_plan(alone: RoutePay, together: RoutePay, language: Language) -> str:
    if together.on_top is None:
        return language.say(
            "Together you get a share of your plan’s pay on top; without a plan in the books I can’t say how much."
        )
    on_top = language.span(together.on_top)
    if together.mode is Mode.INSTEAD:
        return language.say("Together you get {amount}, instead of what your plan pays.", amount=on_top)
    if together.credit != WHOLE:
        return _with_less_credit(together.credit, on_top, language)
    if together.deal != alone.deal:
        return language.say("On top you get {amount}; the whole deal counts for your plan.", amount=on_top)
    if together.on_top.high.minor == 0:
        return language.say("Full credit, you lose nothing; but this deal gets nothing on top.")
    return language.say("Full credit, you lose nothing; on top you get {amount}.", amount=on_top)


def _with_less_credit(credit: Rate, on_top: str, language: Language) -> str:
    if credit == NOTHING:
        return language.say("Together you get {amount}; the deal does not count for your plan.", amount=on_top)
    share = language.rate(credit)
    return language.say(
        "On top you get {amount}, but only {share} of the deal counts for your plan.", amount=on_top, share=share
    )


def _unbounded(together: RoutePay, language: Language) -> str:
    if together.on_top is None:
        return language.say("What together pays more needs your figures.")
    on_top = language.span(together.on_top)
    if together.mode is Mode.INSTEAD:
        return language.say("Together you get {amount}; what alone pays needs your figures.", amount=on_top)
    return language.say("On top you get {amount}; what your goal bonus adds needs your figures.", amount=on_top)


def _only_handing_over(compared: Comparison, language: Language) -> str:
    assert compared.hand_over is not None
    paid = _paid(compared.hand_over, language)
    if compared.alone.total is None:
        return language.say(
            "Handing the deal over pays {amount}. For winning together there is no rule yet.", amount=paid
        )
    return language.say(
        "Alone pays {alone}, handing the deal over {amount}. For winning together there is no rule yet.",
        alone=language.span(compared.alone.total),
        amount=paid,
    )


def _paid(route: RoutePay, language: Language) -> str:
    known = route.total or route.on_top
    return language.say("an amount that needs your plan") if known is None else language.span(known)


def _handing_over_pays_most(compared: Comparison, language: Language) -> str:
    """Said only when it is certain."""
    if compared.together is None or compared.hand_over is None or compared.hand_over.total is None:
        return ""
    others = [route.total for route in (compared.alone, compared.together)]
    least = compared.hand_over.total.low
    if any(other is None or not other.high < least for other in others):
        return ""
    return language.say("Handing the deal over pays most: {amount}.", amount=_paid(compared.hand_over, language))


def _kept(given: Answer, language: Language) -> str:
    """Said where the rules of the registration day are kept."""
    together, registered = given.comparison.together, asked(given).registered
    if together is None or registered is None or not together.kept:
        return ""
    return language.say("This is by the rules of {day}, when the deal was registered.", day=language.day(registered))
