"""Forms to ask what a deal pays, and to keep one's own figures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from slack_sdk.models.blocks import Block, ButtonElement

from bot.domain.money import Money
from bot.domain.pay import Base
from bot.domain.people import Figures
from bot.domain.periods import Days
from messages import parts
from messages.actions import Action, Field, FormId
from messages.language import Language
from messages.message import Form
from messages.names import capitalised
from messages.parts import bold, section


def ask_form(
    language: Language,
    currency: str,
    partner: tuple[str, str] | None = None,
    amount_text: str = "",
    closes: date | None = None,
) -> Form:
    """The question as a form; partner (handle and name), amount as typed and closing day are filled in where known.

    Bare amounts are in `currency` (ISO 4217). An empty closing day means today, and what is left empty together is as
    alone. Partners are found while typing, under `Action.PARTNER`.
    """
    blocks: list[Block] = [
        parts.partner_input(language.say("Partner"), partner=partner, example=language.say("Type a name")),
        parts.text_input(
            Field.AMOUNT,
            language.say("Deal amount ({currency})", currency=currency),
            value=amount_text,
            hint=language.say("Without VAT. 50k, 50,000 or 1.2 m will do."),
        ),
        parts.day_input(
            Field.CLOSES, language.say("Closing day"), day=closes, hint=language.say("Empty: today."), optional=True
        ),
        parts.text_input(
            Field.MARGIN,
            language.say("Margin ({currency})", currency=currency),
            hint=language.say("Only needed where something is paid on it."),
            optional=True,
        ),
        section(bold(language.say("Your chances, if you like"))),
        parts.text_input(
            Field.CHANCE_ALONE,
            language.say("Chance to win alone (%)"),
            hint=language.say("Your own guess; it is not stored."),
            optional=True,
        ),
        parts.text_input(Field.CHANCE_TOGETHER, language.say("Chance to win together (%)"), optional=True),
        section(bold(language.say("Only where the deal is different together"))),
        parts.text_input(
            Field.AMOUNT_TOGETHER, language.say("Deal amount together ({currency})", currency=currency), optional=True
        ),
        parts.text_input(
            Field.MARGIN_TOGETHER, language.say("Margin together ({currency})", currency=currency), optional=True
        ),
        parts.day_input(Field.CLOSES_TOGETHER, language.say("Closing day together"), optional=True),
        parts.choice(
            Field.BASE,
            language.say("Count goals from"),
            {
                Base.BOOKED: language.say("What I have booked so far"),
                Base.EXPECTED: language.say("What I expect at the period’s end"),
            },
            optional=True,
        ),
    ]
    return Form(
        FormId.ASK,
        language.say("What do I earn?"),
        tuple(blocks),
        submit=language.say("Work it out"),
        close=language.say("Cancel"),
    )


def period_value(period: Days) -> str:
    """The option value of a period in `Field.PERIOD`, its end not included: `2026-01-01/2027-01-01`."""
    return f"{period.start.isoformat()}/{period.end.isoformat() if period.end else ''}"


def figures_form(kept: Figures | None, periods: Sequence[Days], language: Language, currency: str) -> Form:
    """The asker's own figures for one of the periods; the kept ones are filled in and can be deleted.

    Bare amounts are in `currency` (ISO 4217). The first period is chosen unless figures are kept for another.
    """
    known = kept or Figures(periods[0])
    offered = {period_value(period): capitalised(language.days(period)) for period in periods}
    offered.setdefault(period_value(known.period), capitalised(language.days(known.period)))
    blocks: list[Block] = [
        parts.context(language.say("Only you see these figures. They are kept encrypted until you delete them.")),
        parts.choice(Field.PERIOD, language.say("Period"), offered, chosen=period_value(known.period)),
        _figure(Field.QUOTA, language.say("Quota ({currency})", currency=currency), known.quota),
        _figure(Field.TARGET_BONUS, language.say("Target bonus ({currency})", currency=currency), known.target_bonus),
        _figure(Field.BOOKED, language.say("Booked so far ({currency})", currency=currency), known.booked),
        _figure(
            Field.EXPECTED,
            language.say("Expected at the period’s end ({currency})", currency=currency),
            known.expected,
            language.say("Without the deal you ask about."),
        ),
    ]
    if kept is not None:
        blocks.append(parts.actions(_delete_button(language)))
    return Form(
        FormId.FIGURES,
        language.say("My figures"),
        tuple(blocks),
        submit=language.say("Save"),
        close=language.say("Cancel"),
    )


def _figure(field: Field, label: str, kept: Money | None, hint: str = "") -> Block:
    value = "" if kept is None else f"{kept.amount.normalize():f} {kept.currency}"
    return parts.text_input(field, label, value=value, hint=hint, optional=True)


def _delete_button(language: Language) -> ButtonElement:
    sure = parts.confirm(
        language.say("Delete your figures?"),
        language.say("All of them, for every period."),
        language.say("Delete"),
        language.say("Keep them"),
    )
    return parts.button(language.say("Delete my figures"), Action.DELETE_FIGURES, "all", style="danger", confirm=sure)


def figures_saved(language: Language) -> Form:
    """The figures are kept."""
    text = language.say("Saved. Only you see them; `/cosell` now answers with them.")
    return Form(FormId.NOTICE, language.say("My figures"), (section(text),), close=language.say("Close"))


def figures_deleted(n: int, language: Language) -> Form:
    """The figures of so many periods are gone."""
    text = language.say("There was nothing to delete.")
    if n > 0:
        text = language.say_n("Deleted: your figures for {n} period.", "Deleted: your figures for {n} periods.", n)
    return Form(FormId.NOTICE, language.say("My figures"), (section(text),), close=language.say("Close"))
