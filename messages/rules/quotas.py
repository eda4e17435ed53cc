"""The fields of components that look at a quota."""

from __future__ import annotations

from collections.abc import Sequence

from slack_sdk.models.blocks import Block

from bot.domain.incentives import Measure, Overage
from messages import names, parts, settings
from messages.actions import CurveKind, Field
from messages.language import Language
from messages.rules import fields


def goal_bonus(asked: fields.Asked) -> Sequence[Block]:
    """A target bonus paid by the attainment of a quota."""
    language = asked.language
    personal = language.say("Empty: everybody has their own.")
    return (
        parts.text_input(
            Field.TARGET_BONUS,
            language.say("Target bonus ({currency})", currency=asked.currency),
            hint=personal,
            example="28500",
            optional=True,
        ),
        parts.text_input(
            Field.WEIGHT,
            language.say("… of which … % hang on this goal"),
            hint=language.say("Empty: all of it."),
            optional=True,
        ),
        parts.choice(
            Field.MEASURE,
            language.say("The quota counts"),
            fields.options({one: names.measure(one, language) for one in Measure}),
            chosen=Measure.ORDERS,
        ),
        fields.period(asked),
        parts.text_input(
            Field.QUOTA,
            language.say("Quota ({currency}, or a number)", currency=asked.currency),
            hint=personal,
            example="1000000",
            optional=True,
        ),
        *_curve(language),
    )


def _curve(language: Language) -> Sequence[Block]:
    kinds = {
        CurveKind.STRAIGHT: language.say("Straight between the points"),
        CurveKind.STEPPED: language.say("In steps, from point to point"),
    }
    return (
        parts.text_input(
            Field.HURDLE,
            language.say("Hurdle (% of the quota)"),
            hint=language.say("Below it nothing is paid. Empty: no hurdle."),
            example="50",
            optional=True,
        ),
        parts.text_input(
            Field.CAP,
            language.say("Cap (% of the target bonus)"),
            hint=language.say("More is not paid. Empty: no cap."),
            example="150",
            optional=True,
        ),
        parts.text_input(
            Field.POINTS,
            language.say("Payout by attainment"),
            hint=language.say(
                "A line for each point: “50 % → 0 %”, “100 % → 100 %”. Empty: attainment is paid as it is."
            ),
            multiline=True,
            optional=True,
        ),
        parts.choice(Field.CURVE, language.say("… paid"), kinds, chosen=CurveKind.STRAIGHT),
    )


def accelerator(asked: fields.Asked) -> Sequence[Block]:
    """A rate that rises with the attainment of a quota."""
    language = asked.language
    return (
        fields.rate(language.say("Pays … % of what is sold")),
        parts.text_input(
            Field.STEPS,
            language.say("… times a factor from a part of the quota on"),
            hint=language.say("A line for each step: “from 100 %: 1.5”, “from 120 %: 2”."),
            multiline=True,
        ),
        parts.choice(
            Field.OVERAGE,
            language.say("… and"),
            fields.options({one: settings.overage(one, language) for one in Overage}),
            chosen=Overage.SLICE,
        ),
        fields.period(asked),
        parts.text_input(
            Field.QUOTA,
            language.say("Quota ({currency})", currency=asked.currency),
            hint=language.say("Empty: everybody has their own."),
            example="1000000",
            optional=True,
        ),
    )
