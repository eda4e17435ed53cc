"""That a change lowers pay, in words."""

from __future__ import annotations

from collections.abc import Iterator

from bot.domain.incentives import Deal
from bot.domain.lowering import Lowering
from bot.domain.people import PayRole
from messages import names
from messages.language import Language
from messages.parts import typed


def lowering_sentence(lowered: Lowering, pay_role: PayRole, language: Language) -> str:
    """That pay falls, and by how much on which deal."""
    who = names.somebody_paid_as(pay_role, language)
    if lowered.before is None or lowered.after is None:
        return language.say("This lowers what {who} earns: less of the deal counts for the plan.", who=who)
    paid = {
        "who": who,
        "amount": language.money(lowered.deal.amount),
        "before": language.span(lowered.before),
        "after": language.span(lowered.after),
    }
    facts = ", ".join(_facts(lowered.deal, language))
    if facts:
        return language.say(
            "This lowers what {who} earns: for a deal of {amount} ({facts}) from {before} to {after}.",
            facts=facts,
            **paid,
        )
    return language.say("This lowers what {who} earns: for a deal of {amount} from {before} to {after}.", **paid)


def _facts(deal: Deal, language: Language) -> Iterator[str]:
    """What is known of the deal beyond its amount."""
    yield from (typed(fact) for fact in (deal.product, deal.region) if fact)
    if deal.customer is not None:
        yield names.customer(deal.customer, language)
    if deal.months:
        yield language.say_n("{n} month", "{n} months", deal.months)
