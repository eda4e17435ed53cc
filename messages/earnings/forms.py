"""Forms to keep and delete one's own figures."""

from __future__ import annotations

from collections.abc import Sequence

from slack_sdk.models.blocks import Block, ButtonElement, InputBlock

from bot.domain.measures import Owner, Quantity
from bot.domain.money import Money
from bot.domain.people import Figures
from messages import names, parts
from messages.actions import ANEW, Action, Field, FormId
from messages.language import Language
from messages.message import Form
from messages.names import capitalised
from messages.parts import section


def goal_value(goal: Figures) -> str:
    """The option value of what figures are for, in `Field.GOAL`: `orders/person/2026-01-01/2027-01-01`.

    The day the period ends on is not included.
    """
    end = goal.period.end.isoformat() if goal.period.end else ""
    return f"{goal.measure}/{goal.owner}/{goal.period.start.isoformat()}/{end}"


def goal_name(goal: Figures, language: Language) -> str:
    """What figures are for: `Orders, 2026` or `Margin, counted for the team, 2026`."""
    owner = [] if goal.owner is Owner.PERSON else [names.owner(goal.owner, language)]
    return capitalised(", ".join([names.measure(goal.measure, language), *owner, language.days(goal.period)]))


def figures_form(
    goals: Sequence[Figures],
    language: Language,
    currency: str,
    *,
    chosen: int = 0,
    kept: bool = False,
    earned: bool = False,
) -> Form:
    """The asker's own figures for one of the goals, those that are kept of it filled in.

    Choosing another goal is heard of at once, so that its own figures take the place of these.

    Args:
        goals: what figures may be for, each with what is kept of it.
        language: the reader's.
        currency: that of bare amounts (ISO 4217).
        chosen: which of the goals is shown, from 0.
        kept: whether there is anything to delete.
        earned: whether the pay so far matters, as it does where a plan has a cap or floor for a period.
    """
    known = goals[chosen]
    offered = {goal_value(goal): goal_name(goal, language) for goal in goals}
    figures = [
        _figure(Field.QUOTA, language.say("Quota ({currency}, or a number)", currency=currency), known.quota),
        _figure(Field.TARGET_BONUS, language.say("Target bonus ({currency})", currency=currency), known.target_bonus),
        _figure(Field.BOOKED, language.say("Booked so far ({currency}, or a number)", currency=currency), known.booked),
        _figure(
            Field.EXPECTED,
            language.say("Expected at the period’s end ({currency}, or a number)", currency=currency),
            known.expected,
            language.say("Without the deal you ask about."),
        ),
    ]
    if earned or known.earned is not None:
        paid = language.say("Pay so far in the period ({currency})", currency=currency)
        figures.append(_figure(Field.EARNED, paid, known.earned, language.say("For a cap or a floor of the period.")))
    for figure in figures:
        figure.block_id = f"{figure.block_id}{ANEW}{chosen}"
    blocks: list[Block] = [
        parts.context(language.say("Only you see these figures. They are kept encrypted until you delete them.")),
        parts.choice(Field.GOAL, language.say("What for"), offered, chosen=goal_value(known), tells=True),
        *figures,
    ]
    if kept:
        blocks.append(parts.actions(_delete_button(language)))
    return Form(
        FormId.FIGURES,
        language.say("My figures"),
        tuple(blocks),
        submit=language.say("Save"),
        close=language.say("Cancel"),
    )


def _figure(field: Field, label: str, kept: Quantity | None, hint: str = "") -> InputBlock:
    value = "" if kept is None else str(kept)
    if isinstance(kept, Money):
        value = f"{kept.amount.normalize():f} {kept.currency}"
    return parts.text_input(field, label, value=value, hint=hint, optional=True)


def _delete_button(language: Language) -> ButtonElement:
    sure = parts.confirm(
        language.say("Delete your figures?"),
        language.say("All of them, for every goal and period."),
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
        text = language.say_n("Deleted: your figures for {n} goal.", "Deleted: your figures for {n} goals.", n)
    return Form(FormId.NOTICE, language.say("My figures"), (section(text),), close=language.say("Close"))
