from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.domain import refusals as r
from bot.domain.alliances import Alliance, Counterpart, GameRules, Objection, Status, Step, ValueProposition
from bot.domain.cards import AllianceCard, AllianceRow, DecisionCard
from bot.domain.incentives import Conditions, Percentage
from bot.domain.lead_cards import CustomerCard, LeadFile, LeadRow
from bot.domain.leads import Basis, Contact, Customer, Direction, Offer, Stage, Verb
from bot.domain.people import LanguageCode, PayRole
from bot.domain.questions import Ask
from bot.domain.ranking import Choice, Fit, Ranking, Untold
from bot.domain.report_cards import Digest
from bot.domain.versions import State
from messages import alliances, briefings, earnings, leads, ranking, refusals, reports, rules
from messages.actions import Field
from messages.examples import answers, balances, world
from messages.examples import briefings as briefing_examples
from messages.examples import leads as lead_examples
from messages.examples.answer_states import answered
from messages.examples.ranking import HISTORIES
from messages.game import game_form
from messages.language import Language
from messages.message import Form, Message, objects
from messages.parts import typed

LANGUAGES = [Language.of(code) for code in LanguageCode]
HARMLESS = "x"
SIGNS = "*_~`<>&!@#|:\n-•1. xX"
TEXTS = st.text(st.sampled_from(SIGNS), min_size=1, max_size=40).filter(str.strip) | st.text(
    min_size=1, max_size=40
).filter(str.strip)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<!channel>", "&lt;!channel&gt;"),
        ("<@U123> & Söhne", "&lt;@U123&gt; &amp; Söhne"),
        ("<https://evil.example|click>", "&lt;https://evil.example|click&gt;"),
        ("*bold* ~gone~ `code`", "∗bold∗ ∼gone∼ ˋcodeˋ"),
        ("_italic_", "ˍitalicˍ"),
        ("snake_case_name", "snake_case_name"),
        ("> quoted", "› quoted"),
        ("two\nlines\r\n\tthree", "two lines three"),
        ("&lt;!here&gt;", "&amp;lt;!here&amp;gt;"),
        ("Größe: 50 %", "Größe: 50 %"),
    ],
)
def test_a_typed_text_is_shown_literally(text, shown):
    assert typed(text) == shown


@given(TEXTS)
def test_a_typed_text_holds_nothing_slack_would_act_on(text):
    shown = typed(text)

    assert not set(shown) & set("<>*~`\n")
    assert not re.search(r"&(?!amp;|lt;|gt;)", shown)
    assert not shown.startswith("&gt;")
    assert not re.search(r"(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])", shown)


@given(TEXTS)
def test_a_typed_text_reads_the_same_once_slack_has_shown_it(text):
    seen = typed(text).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    for lookalike, sign in {"∗": "*", "∼": "~", "ˋ": "`", "ˍ": "_"}.items():
        if sign in text:
            seen = seen.replace(lookalike, sign)
    quoted = " ".join(text.split())

    assert seen in {quoted, "›" + quoted[1:]}


def _mrkdwn(shown: Message | Form) -> Iterator[str]:
    payload = shown.to_dict()
    if isinstance(shown, Message):
        yield payload["text"]
    for found in objects(payload["blocks"]):
        if found.get("type") == "mrkdwn":
            assert found["verbatim"] is True  # or Slack makes links of bare addresses and names
            yield found["text"]


def _alliance(text: str) -> Alliance:
    proposition = ValueProposition(text, text, text, (text, text), (text,), text, (Objection(text, text),))
    profile = replace(
        world.PROFILE,
        partner=text,
        partner_sponsor=text,
        aliases=(text,),
        counterparts=(Counterpart(text, text, text),),
        propositions=dict.fromkeys(LanguageCode, proposition),
    )
    return replace(world.ACME, profile=profile)


def _everything_with(text: str, language: Language) -> Iterator[Message | Form]:
    """Every message and form that repeats something people typed."""
    alliance = _alliance(text)
    shown = AllianceCard(alliance, world.PEOPLE, (), pay_hidden=False, may_change=True, may_draft=True)
    version = replace(world.version(world.rules(world.TWO_PERCENT)), state=State.RETURNED, reason=text)
    yield alliances.card(shown, language)
    yield alliances.listing([AllianceRow(alliance, world.MANAGER, quoted=True)] * 22, language)
    yield alliances.history(text, (), "UTC", language)
    yield alliances.stepped(alliance, language)
    yield alliances.stepped(replace(alliance, status=Status.ENDED), language)
    yield alliances.confirm_end(alliance, language)
    yield alliances.registered(shown, language)
    yield alliances.saved(text, ("texts",), language)
    yield alliances.edit_form(alliance, world.PEOPLE, language)
    yield alliances.texts_form(alliance, LanguageCode.DE, language)
    choices = (Choice(alliance, Untold.NO_RULES, Fit.NAMED),) * 7
    yield ranking.ranking(Ranking(Ask(world.euro(50)), text, choices, world.TODAY, PayRole.SELLER), language)
    yield ranking.history(replace(HISTORIES["partner"], partner=text), language)
    yield rules.rule_form(text, "acme", language, "EUR")
    yield rules.decided(DecisionCard(version, text, "acme", world.MANAGER, world.OPERATIONS), language)
    yield rules.decision_done(DecisionCard(version, text, "acme", world.MANAGER, world.OPERATIONS), language)
    yield from _answers_with(text, language)
    yield earnings.ambiguous(text, [(world.euro(50), "/cosell acme 50")], language)
    yield earnings.ask_form(language, "EUR", ("acme", text), dict.fromkeys(_TYPED, text))
    for refused in _refusals_with(text):
        yield refusals.refused(refused, language, str)
        yield refusals.refused_view(refused, language)
    yield refusals.crashed(text, language)
    yield from _leads_with(text, language)
    yield from _posts_with(text, alliance, language)


def _answers_with(text: str, language: Language) -> Iterator[Message | Form]:
    """An answer to a deal with typed names, and one that names a product and a region to ask with."""
    given = answers.ANSWERS["everything-said"]
    deal = replace(given.comparison.alone.deal, product=text, region=text)
    alone = replace(given.comparison.alone, deal=deal)
    yield earnings.answer(replace(given, partner=text, comparison=replace(given.comparison, alone=alone)), language)
    when = Conditions(product=text, region=text)
    terms = world.in_force(world.rules(Percentage(world.percent(2), when=when)))
    yield earnings.answer(answered(terms), language)


_TYPED = (Field.AMOUNT, Field.PRODUCT, Field.REGION)


def _leads_with(text: str, language: Language) -> Iterator[Message | Form]:
    customer = Customer(text, text, text, text)
    offer = Offer(customer, text, link=text, contact=Contact(text, Basis.AGREED, text))
    for direction in Direction:
        lead = lead_examples.lead(direction, Stage.ACCEPTED, offer)
        card = lead_examples.card(lead, partner=text)
        yield leads.posted(card, language)
        yield leads.duplicate(card, [lead], language)
        yield leads.shared(card, language)
        yield leads.step_form(card, Verb.LOSE, language, "EUR")
        yield leads.customer_view(CustomerCard(lead, text, customer, offer.contact, text), language)
        yield leads.listing([LeadRow(lead, text, card.masked, text, overdue=True)] * 22, language)
        yield leads.file(LeadFile(card, text, (), {}, text), language)
    waiting = lead_examples.card(lead_examples.lead(offer=offer), partner=text)
    for which in ("half", "due", "sponsor"):
        yield leads.reminder(waiting, which, language)
    yield leads.share_form(Direction.GIVEN, language, "EUR", ("acme", text), need=text)


def _posts_with(text: str, alliance: Alliance, language: Language) -> Iterator[Message | Form]:
    rule = world.in_force(world.rules(world.TWO_PERCENT))
    order = briefing_examples.BRIEFING
    yield briefings.pitch(text, "acme", alliance.profile.propositions[LanguageCode.DE], 7, language)
    yield briefings.pay(text, "acme", (rule,), 7, language)
    yield briefings.rule_changed(text, "acme", rule.version, 7, language)
    yield briefings.got_it(text, language)
    yield briefings.nothing_new(text, language)
    yield briefings.posted_now(text, "C0SALESDE", language)
    yield briefings.schedule_form(language, ("acme", text), time_zone="Europe/Berlin")
    yield briefings.scheduled(order, text, (), language)
    yield briefings.schedules([(order, text, None)], language)
    yield briefings.not_posted(order, text, r.SharedChannel(), language)
    yield briefings.ask_form(text, "acme", language)
    yield briefings.asked(text, world.SELLER, text, language)
    yield briefings.asked_done(text, world.MANAGER, language)
    yield game_form(replace(alliance, game=GameRules(criteria=(text,) * 5)), language)
    for name in ("overdue", "overdue-at-partner", "we-give-more", "we-take-more", "building"):
        report = replace(balances.REPORTS[name], partner=text)
        yield reports.report(report, language)
        rows = (balances.digest_row(report),) * 9
        yield reports.digest(Digest(balances.QUARTER, rows, world.TODAY), language)


def _refusals_with(text: str) -> tuple[r.AnyRefusal, ...]:
    return (
        r.NameTaken(text, text),
        r.AmountUnreadable(text),
        r.AmountNotPositive(text),
        r.RateUnreadable(text),
        r.DayUnreadable(text),
        r.UnknownCommand("/alliance", text, None),
        r.UnknownPartner(text, (r.Suggestion("acme", text),)),
        r.NotActive(text, Status.PAUSED),
        r.StepImpossible(text, Status.ENDED, Step.PAUSE),
        r.NotAllowed(r.Act.CHANGE_ALLIANCE, text),
        r.MarginMissing(text),
        r.UnitsMissing(text),
        r.WordsUnclear(text),
        r.NoRules(text, world.MANAGER, ended=True),
        r.UnknownLead(text),
        r.NothingToSay(text),
        r.PeriodUnreadable(text),
    )


def _acted_on(text: str) -> Counter[str]:
    """The signs Slack acts on: mentions and links, formatting, lines and quotes."""
    signs = Counter(re.findall(r"<[^>]*>|[*~`\n]|^(?:>|&gt;)|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])", text, re.MULTILINE))
    signs["left open"] = text.count("<") - text.count(">")
    return signs


@settings(max_examples=25, deadline=None)
@given(TEXTS, st.sampled_from(LANGUAGES))
@example("<!channel> *a* _b_ ~c~ `d`\n> e <https://f.example|g> <@U0SELLER> &lt;!here&gt;", LANGUAGES[0])
@example(">" * 40, LANGUAGES[1])
def test_no_typed_text_changes_how_slack_reads_a_message(text, language):
    hostile, harmless = (
        [list(_mrkdwn(shown)) for shown in _everything_with(words, language)] for words in (text, HARMLESS)
    )

    for attacked, plain in zip(hostile, harmless, strict=True):
        assert [_acted_on(one) for one in attacked] == [_acted_on(one) for one in plain]


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_the_longest_texts_still_fit(language):
    for sign in "x&*\N{GRINNING FACE}":
        assert list(_everything_with(sign * 80, language))
