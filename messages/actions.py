"""The names of everything a person can press or fill in: what is shown here is listened for in `bot.listeners`."""

from __future__ import annotations

from enum import StrEnum

from bot.domain.leads import Verb


class Action(StrEnum):
    """Action ids of buttons, and of the one select whose options come from a listener."""

    RUN = "command.run"
    """Acts as if its value, `/cosell acme 50000 EUR`, had been typed. See `run` for several in one message."""
    RELEASE = "version.release"
    """The value is the version's id."""
    RETURN = "version.return"
    """The value is the version's id."""
    RULE_MORE = "rule.more"
    """Shows the conditions of a rule or plan form; the form's private metadata says which form it is."""
    RULE_FILE = "rule.file"
    """Opens the form a file is dropped into; the value is the alliance's handle, or `plan`."""
    END = "alliance.end"
    """The value is the alliance's handle."""
    TEXTS = "alliance.texts"
    """Opens the form for the texts in one language; the value is JSON: handle, language."""
    DELETE_FIGURES = "figures.delete"
    PARTNER = "earnings.partner"
    """The select of a partner in a form; its action id differs from its block id, `Field.PARTNER`."""
    CHANCE = "earnings.chance"
    """Asks again with another chance; the value is the whole question as a command. See `numbered`."""
    CHANCE_OTHER = "earnings.chance_other"
    """Opens the ask form to enter a chance; the value is the question as a command. See `numbered`."""
    STEPS = "earnings.steps"
    """Opens every step of an answer; the value is the question as a command."""
    ASK_MORE = "earnings.more"
    """Shows the fields of the ask form that few people need."""
    INDUSTRY = "ranking.industry"
    """Ranks partners for an industry, or asks for one; the value is a command, its answer replaces the message."""
    LEAD_ACCEPT = "lead.accept"
    """A step of a lead; the value of each is the lead's id. See `lead_step`."""
    LEAD_DECLINE = "lead.decline"
    LEAD_QUALIFY = "lead.qualify"
    LEAD_DISQUALIFY = "lead.disqualify"
    LEAD_WIN = "lead.win"
    LEAD_LOSE = "lead.lose"
    LEAD_WITHDRAW = "lead.withdraw"
    LEAD_CANCEL = "lead.cancel"
    LEAD_CUSTOMER = "lead.customer"
    """Opens what is behind a lead; the value is the lead's id."""
    LEAD_MORE = "lead.more"
    """Shows the fields of the share form that may stay empty; the form's private metadata says which form it is."""
    PAYOUT_CONFIRM = "payout.confirm"
    """The value is the payout note's id."""
    PAYOUT_REJECT = "payout.reject"
    """The value is the payout note's id."""
    GOT_IT = "briefing.got_it"
    """The value is the id of the briefing that was posted."""
    ASK_MANAGER = "alliance.ask_manager"
    """The value is the alliance's handle."""
    PAUSE_SCHEDULE = "schedule.pause"
    """The value is the schedule's id. See `numbered` for several in one message."""
    RESUME_SCHEDULE = "schedule.resume"
    """The value is the schedule's id. See `numbered` for several in one message."""


def numbered(action: Action, number: int) -> str:
    """The action id of the nth button of one kind in a message, from 1: ids must differ within a message."""
    return f"{action}/{number}"


def run(number: int) -> str:
    """The action id of the nth button of a message that runs a command, from 1."""
    return numbered(Action.RUN, number)


def lead_step(verb: Verb) -> Action:
    """The action id of the button that takes this step with a lead.

    Raises:
        ValueError: for sharing and expiring, which no button does.
    """
    return Action(f"lead.{verb}")


ANEW = "#"
"""What follows it in a block id makes a field start anew when a view is updated: Slack keeps what was typed where ids
stay the same."""


class FormId(StrEnum):
    """Callback ids of forms."""

    REGISTER = "alliance.register"
    EDIT = "alliance.edit"
    TEXTS = "alliance.texts"
    RULE = "rule.draft"
    RULE_CONFIRM = "rule.confirm"
    PLAN = "plan.draft"
    PLAN_CONFIRM = "plan.confirm"
    RULE_FILE = "rule.file"
    RULE_END = "rule.end"
    RELEASE = "version.release"
    RETURN = "version.return"
    PEOPLE = "people.assign"
    ASK = "earnings.ask"
    FIGURES = "figures.save"
    LEAD_SHARE = "lead.share"
    LEAD_STEP = "lead.step"
    PAYOUT_CONFIRM = "payout.confirm"
    PAYOUT_REJECT = "payout.reject"
    SCHEDULE = "schedule.save"
    GAME = "alliance.game"
    ASK_MANAGER = "alliance.ask_manager"
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
    PER = "per"
    FIRST_DEALS = "first_deals"
    BANDS = "bands"
    SCOPE = "scope"
    STEPS = "steps"
    OVERAGE = "overage"
    FACTOR = "factor"
    SHARES = "shares"
    WITHIN_MONTHS = "within_months"
    RETURNS = "returns"
    TRIGGERS = "triggers"
    DEAL_BELOW = "deal_below"
    CLOSING_FIRST = "closing_first"
    CLOSING_LAST = "closing_last"
    GROUP = "group"
    LOWER = "lower"
    SERIES = "series"
    FILE = "file"

    TARGET_BONUS = "target_bonus"
    QUOTA = "quota"
    MEASURE = "measure"
    PERIOD = "period"
    GOAL = "goal"
    EARNED = "earned"
    HURDLE = "hurdle"
    CAP = "cap"
    WEIGHT = "weight"
    POINTS = "points"
    CURVE = "curve"

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
    MONTHS = "months"
    PRODUCT = "product"
    CUSTOMER_KIND = "customer_kind"
    UNITS = "units"
    SO_FAR = "so_far"
    DEALS_SO_FAR = "deals_so_far"
    REGISTERED_ON = "registered_on"
    BASE = "base"
    BOOKED = "booked"
    EXPECTED = "expected"

    CUSTOMER = "customer"
    NEED = "need"
    VALUE = "value"
    TIMING = "timing"
    OWNER = "owner"
    REGION = "region"
    SIZE = "size"
    LINK = "link"
    CONFIDENTIAL = "confidential"
    CONTACT = "contact"
    CONTACT_BASIS = "contact_basis"
    CONTACT_NOTE = "contact_note"
    LEADS_AT = "leads_at"
    INVOICES = "invoices"
    PARTNER_CAME = "partner_came"
    NOTE = "note"
    TRIGGER = "trigger"
    CANCELLED_ON = "cancelled_on"

    CHANNEL = "channel"
    EVERY = "every"
    DAYS = "days"
    TIME = "time"
    ZONE = "zone"
    LANGUAGE = "language"

    CRITERIA = "criteria"
    RESPONSE_HOURS = "response_hours"
    PROTECTION_DAYS = "protection_days"
    AGREED_SHARE = "agreed_share"
    BAND = "band"
    TRUST_CREDIT = "trust_credit"
    MINIMUM = "minimum"
    WINDOW_DAYS = "window_days"
    COMPETES = "competes"
    ASSUMED_CHANCE = "assumed_chance"

    QUESTION_TEXT = "question_text"


class Kind(StrEnum):
    """Option values of `Field.KIND`: the kinds of components, as the domain calls them."""

    PERCENTAGE = "percentage"
    FIXED_AMOUNT = "fixed_amount"
    BONUS = "bonus"
    GOAL_BONUS = "goal_bonus"
    TIERS = "tiers"
    ACCELERATOR = "accelerator"
    THRESHOLD = "threshold"
    MULTIPLIER = "multiplier"
    CAP = "cap"
    FLOOR = "floor"
    OVERRIDE = "override"
    SPLIT = "split"
    CLAWBACK = "clawback"


class CurveKind(StrEnum):
    """Option values of `Field.CURVE`: how a goal pays between the points of its curve."""

    STRAIGHT = "straight"
    STEPPED = "stepped"


class Join(StrEnum):
    """Option values of `Field.JOIN`: what a drafted rule does to the rules in force."""

    ADD = "add"
    REPLACE = "replace"
