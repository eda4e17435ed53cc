"""Forms to keep and delete one's own figures."""

from __future__ import annotations

from collections.abc import Sequence

from slack_sdk.models.blocks import Block, ButtonElement

from bot.domain.measures import Quantity
from bot.domain.money import Money
from bot.domain.people import Figures
from bot.domain.periods import Days
from messages import parts
from messages.actions import Action, Field, FormId
from messages.language import Language
from messages.message import Form
from messages.names import capitalised
from messages.parts import section


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


def _figure(field: Field, label: str, kept: Quantity | None, hint: str = "") -> Block:
    value = "" if kept is None else str(kept)
    if isinstance(kept, Money):
        value = f"{kept.amount.normalize():f} {kept.currency}"
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
