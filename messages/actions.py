"""The names of everything a person can press or fill in: what is shown here is listened for in `bot.listeners`."""

from __future__ import annotations

from enum import StrEnum


class Action(StrEnum):
    """Action ids of buttons, and of the one select whose options come from a listener."""

    RUN = "command.run"
    """Acts as if its value, `/cosell acme 50000 EUR`, had been typed. See `run` for several in one message."""
    RELEASE = "version.release"
    """The value is the version's id."""
    RETURN = "version.return"
    """The value is the version's id."""
    END = "alliance.end"
    """The value is the alliance's handle."""
    TEXTS = "alliance.texts"
    """Opens the form for the texts in one language; the value is JSON: handle, language."""
    DELETE_FIGURES = "figures.delete"
    PARTNER = "earnings.partner"
    """The partner select of the ask form; its action id differs from its block id, `Field.PARTNER`."""


def run(number: int) -> str:
    """The action id of the nth button of a message that runs a command, from 1: ids must differ within a message."""
    return f"{Action.RUN}/{number}"


class FormId(StrEnum):
    """Callback ids of forms."""

    REGISTER = "alliance.register"
    EDIT = "alliance.edit"
    TEXTS = "alliance.texts"
    RULE = "rule.draft"
    RULE_CONFIRM = "rule.confirm"
    PLAN = "plan.draft"
    PLAN_CONFIRM = "plan.confirm"
    RELEASE = "version.release"
    RETURN = "version.return"
    PEOPLE = "people.assign"
    ASK = "earnings.ask"
    FIGURES = "figures.save"
    NOTICE = "notice"
    """A view that only tells something; it has nothing to submit."""


class Field(StrEnum):
    """Block ids of inputs. The action id of an input is its block id, but for `Action.PARTNER`."""

    PARTNER = "partner"
    ALIASES = "aliases"
    MANAGER = "manager"
    DEPUTY = "deputy"
    SPONSOR = "sponsor"
    PARTNER_SPONSOR = "partner_sponsor"
    CHANNELS_EN = "channels_en"
    CHANNELS_DE = "channels_de"
    SHARED_CHANNEL = "shared_channel"
    KEEP_DRAFT = "keep_draft"
    COUNTERPARTS = "counterparts"

    BENEFIT = "benefit"
    INDUSTRY = "industry"
    PERSONA = "persona"
    SIGNALS = "signals"
    PROOF = "proof"
    QUESTION = "question"
    OBJECTION = "objection"
    OBJECTION_ANSWER = "objection_answer"

    ROUTE = "route"
    PAY_ROLE = "pay_role"
    KIND = "kind"
    RATE = "rate"
    BASIS = "basis"
    AMOUNT = "amount"
    FIRST_DAY = "first_day"
    LAST_DAY = "last_day"
    DEAL_FROM = "deal_from"
    MODE = "mode"
    CREDIT = "credit"
    VALID_FROM = "valid_from"
    JOIN = "join"

    TARGET_BONUS = "target_bonus"
    QUOTA = "quota"
    MEASURE = "measure"
    PERIOD = "period"
    HURDLE = "hurdle"
    CAP = "cap"

    APPROVAL = "approval"
    BUDGET = "budget"
    VALID_UNTIL = "valid_until"
    REASON = "reason"

    PERSON = "person"
    RIGHTS = "rights"

    MARGIN = "margin"
    CLOSES = "closes"
    AMOUNT_TOGETHER = "amount_together"
    MARGIN_TOGETHER = "margin_together"
    CLOSES_TOGETHER = "closes_together"
    CHANCE_ALONE = "chance_alone"
    CHANCE_TOGETHER = "chance_together"
    BASE = "base"
    BOOKED = "booked"
    EXPECTED = "expected"


class Join(StrEnum):
    """Option values of `Field.JOIN`: what a drafted rule does to the rules in force."""

    ADD = "add"
    REPLACE = "replace"
