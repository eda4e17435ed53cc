"""The partners that fit a customer, the number first."""

from __future__ import annotations

from collections.abc import Iterator

from slack_sdk.models.blocks import Block

from bot.domain.earnings import Comparison
from bot.domain.incentives import Mode
from bot.domain.money import WHOLE, Span
from bot.domain.people import PayRole
from bot.domain.ranking import Choice, Fit, Ranking, Untold
from messages import names, parts
from messages.actions import Action, numbered
from messages.earnings.again import question
from messages.language import Language
from messages.message import Message
from messages.parts import bold, lines, section, typed
from messages.ranking.asking import partners_command

TOP = 5
"""Partners shown with what each pays; the others are named below them."""


def ranking(found: Ranking, language: Language) -> Message:
    """The partners to ask for this deal, what each pays against alone and why it fits, with a button for the answer."""
    first = _first(found, language)
    blocks: list[Block] = [section(bold(first)), parts.context(" · ".join(_understood(found, language)))]
    top = found.choices[:TOP]
    for number, choice in enumerate(top, start=1):
        (answer,) = parts.commands(
            (language.say("Full answer"), question(choice.alliance.handle, found.asked)), first=number
        )
        blocks.append(parts.entry(_choice(choice, found.industry, language), answer))
    rest = [typed(choice.alliance.partner) for choice in found.choices[TOP:]]
    if rest:
        more = language.say("and {n} more: {names}", n=len(rest), names=", ".join(rest))
        blocks.append(parts.context(more))
    if top:
        blocks.append(parts.context(_small_print(language)))
    blocks.append(_next_steps(found, len(top) + 1, language))
    return Message(first, tuple(blocks))


def _first(found: Ranking, language: Language) -> str:
    industry = typed(found.industry)
    if found.choices:
        partner = typed(found.choices[0].alliance.partner)
        if not industry:
            return language.say("For this customer, {partner} fits best.", partner=partner)
        return language.say("For {industry}, {partner} fits best.", industry=industry, partner=partner)
    if not industry:
        return language.say("No partner’s pitch is for every industry.")
    return language.say("No partner’s pitch is for {industry} yet.", industry=industry)


def _understood(found: Ranking, language: Language) -> Iterator[str]:
    yield language.say("a deal of {amount}", amount=language.money(found.asked.amount))
    day = language.day(found.closes)
    if found.asked.closes is None:
        yield language.say("if it closes today, {day}", day=day)
    else:
        yield language.say("closing {day}", day=day)
    if found.pay_role is not PayRole.SELLER:
        yield language.say("paid as {role}", role=names.pay_role(found.pay_role, language))


def _choice(choice: Choice, industry: str, language: Language) -> str:
    text, _ = choice.alliance.proposition(language.code)
    benefit = typed(text.benefit)
    fits = (
        language.say("Fits {industry}: {benefit}", industry=typed(industry), benefit=benefit)
        if choice.fit is Fit.NAMED
        else language.say("For every industry: {benefit}", benefit=benefit)
    )
    more, pays = _pay(choice.pay, language)
    return lines(f"{bold(names.capitalised(more))} · {typed(choice.alliance.partner)}", pays, fits)


def _pay(pay: Comparison | Untold, language: Language) -> tuple[str, str]:
    """What together pays more than alone, and both pays; or why that can't be told."""
    if isinstance(pay, Untold):
        return {
            Untold.MARGIN: (language.say("paid on the margin"), language.say("Say it: `margin 12k`.")),
            Untold.UNITS: (language.say("paid by units"), language.say("Say how many: `units 5`.")),
            Untold.CURRENCY: (language.say("paid in another currency"), ""),
            Untold.NO_RULES: (language.say("no rules yet"), ""),
        }[pay]
    return _more(pay, language), _both(pay, language)


def _more(pay: Comparison, language: Language) -> str:
    if pay.together is None:
        handed = None if pay.hand_over is None else pay.hand_over.total or pay.hand_over.on_top
        if handed is None:
            return language.say("pays for handing over")
        return language.say("{amount} for handing over", amount=language.span(handed))
    if pay.difference is None:
        if pay.alone.plan_lines is None:
            return language.say("depends on your plan")
        return language.say("depends on your figures")
    return _difference(pay.difference, language)


def _difference(more: Span, language: Language) -> str:
    low, high = language.money(more.low), language.money(more.high)
    less, least = language.money(-more.low), language.money(-more.high)
    if more.exact is not None:
        if more.exact.minor == 0:
            return language.say("the same pay")
        if more.exact.minor > 0:
            return language.say("{amount} more", amount=high)
        return language.say("{amount} less", amount=less)
    if more.low.minor >= 0:
        return language.say("{low} to {high} more", low=low, high=high)
    if more.high.minor <= 0:
        return language.say("{low} to {high} less", low=least, high=less)
    return language.say("between {low} less and {high} more", low=less, high=high)


def _both(pay: Comparison, language: Language) -> str:
    alone, together = pay.alone, pay.together
    if together is None:
        return language.say("For winning together there is no rule yet.")
    if alone.total is not None and together.total is not None:
        pays = {"alone": language.span(alone.total), "together": language.span(together.total)}
        return language.say("{together} together, {alone} alone", **pays)
    on_top = (
        language.say("an amount that needs your plan") if together.on_top is None else language.span(together.on_top)
    )
    if together.mode is Mode.INSTEAD:
        return language.say("{amount} instead of what your plan pays", amount=on_top)
    if together.credit == WHOLE:
        return language.say("{amount} on top of what your plan pays", amount=on_top)
    share = language.rate(together.credit)
    return language.say("{amount} on top; {share} of the deal counts for your plan", amount=on_top, share=share)


def _small_print(language: Language) -> str:
    return lines(
        language.say(
            "First come partners whose pitch names the industry, then those for every industry; among equals, what"
            " pays more."
        ),
        language.say("Amounts without VAT, pay before tax. An estimate; the signed plan binds."),
    )


def _next_steps(found: Ranking, number: int, language: Language) -> Block:
    again = parts.button(
        language.say("Choose another industry"), numbered(Action.INDUSTRY, 1), partners_command(found.asked, None)
    )
    return parts.actions(again, *parts.commands((language.say("All alliances"), "/alliance list"), first=number))
