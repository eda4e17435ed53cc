"""A person and a real Bolt app talk: commands, messages, clicks, forms, shortcuts, Home."""

import time

import pytest
from slack_sdk.errors import SlackApiError

from bot.playground.visitor import BotSilent, PayloadRefused, PlaygroundFailure
from tests.playground.conftest import ANNA, ANNA_DM, BEN, BOT, GENERAL, LONELY, SHARED, journal
from tests.playground.every_block import FORM, add_listeners, button, text


def envelopes(playground, kind):
    return [entry["envelope"]["payload"] for entry in journal(playground) if entry.get("type") == kind]


@pytest.fixture
def alliance_bot(bot):
    add_listeners(bot)
    return bot


def test_a_command_is_answered_to_the_asker_alone(bot, anna, ben):
    bot.command("/cosell")(lambda ack, command: ack(f"You asked for {command['text']}"))

    [answer] = anna.command(GENERAL, "/cosell acme 50k")

    assert answer["text"] == "You asked for acme 50k"
    assert answer["is_ephemeral"] is True
    assert ben.messages(GENERAL) == []


def test_an_answer_in_the_channel_is_seen_by_all(bot, anna, ben):
    bot.command("/cosell")(lambda ack: ack(text="for everybody", response_type="in_channel"))

    anna.command(GENERAL, "/cosell")

    assert [message["text"] for message in ben.messages(GENERAL)] == ["for everybody"]


def test_a_command_carries_what_slack_sends(playground, bot, anna):
    bot.command("/cosell")(lambda ack: ack())

    assert anna.command(ANNA_DM, "/cosell with @ben in #general & <more>") == []

    [payload] = envelopes(playground, "slash_commands")
    assert payload["text"] == f"with <@{BEN}|ben> in <#{GENERAL}|general> &amp; &lt;more&gt;"
    assert payload["channel_name"] == "directmessage"
    assert payload["is_enterprise_install"] == "false"
    assert (payload["team_id"], payload["team_domain"], payload["user_name"]) == ("T0HOME", "nordwind", "anna")
    assert payload["response_url"].startswith(playground.url)


def test_a_command_without_should_escape_stays_as_typed(playground, bot, anna):
    bot.command("/plain")(lambda ack: ack())

    anna.command(GENERAL, "/plain @ben & #general")

    assert envelopes(playground, "slash_commands")[0]["text"] == "@ben & #general"


def test_a_command_that_is_not_acknowledged_fails_visibly(bot, anna, ben):
    bot.command("/slow")(lambda ack: (time.sleep(3.3), ack()))

    with pytest.raises(BotSilent, match="operation_timeout"):
        anna.command(GENERAL, "/slow")

    assert anna.messages(GENERAL)[-1]["text"] == "/slow ist mit dem Fehler „operation_timeout“ fehlgeschlagen"
    assert ben.messages(GENERAL) == []


@pytest.mark.usefixtures("playground")
def test_without_a_bot_a_command_fails_at_once(ben):
    with pytest.raises(BotSilent, match="dispatch_failed"):
        ben.command(GENERAL, "/cosell acme")

    assert ben.messages(GENERAL)[-1]["text"] == '/cosell failed with the error "dispatch_failed"'


@pytest.mark.usefixtures("playground")
def test_an_unknown_command_is_no_command(ben):
    with pytest.raises(PlaygroundFailure, match="not_a_command"):
        ben.command(GENERAL, "/unknown")


def test_an_answer_slack_would_refuse_becomes_a_red_card(bot, anna):
    bot.command("/cosell")(lambda ack: ack(text="x", blocks=[{"type": "header", "text": text("x" * 151)}]))

    with pytest.raises(PayloadRefused, match=r"invalid_blocks.*json-pointer:/blocks/0"):
        anna.command(GENERAL, "/cosell")

    assert anna.messages(GENERAL)[-1]["kind"] == "refused"


@pytest.mark.usefixtures("alliance_bot")
def test_a_direct_message_reaches_the_bot_with_its_channel_type(playground, anna):
    [answer] = anna.say(ANNA_DM, "hello & <good> morning")

    assert answer["text"] == "You said: hello &amp; &lt;good&gt; morning"
    [payload] = envelopes(playground, "events_api")
    assert payload["event"]["channel_type"] == "im"
    assert payload["authorizations"][0]["user_id"] == BOT
    assert payload["is_ext_shared_channel"] is False


@pytest.mark.usefixtures("alliance_bot")
def test_a_mention_in_a_channel_reaches_the_bot_once_for_each_subscription(playground, anna):
    [parent_changed, answer] = sorted(
        anna.say(GENERAL, "@alliance-bot hi") + anna.messages(GENERAL)[:1], key=lambda m: m["ts"]
    )

    assert [payload["event"]["type"] for payload in envelopes(playground, "events_api")] == ["app_mention"]
    assert answer["thread_ts"] == parent_changed["ts"]
    assert anna.messages(GENERAL)[0]["reply_count"] == 1


@pytest.mark.usefixtures("alliance_bot")
def test_nothing_is_sent_from_a_channel_the_bot_is_not_in(playground, anna):
    assert anna.say(LONELY, "@alliance-bot hi") == []
    assert envelopes(playground, "events_api") == []


@pytest.mark.usefixtures("alliance_bot")
def test_an_invited_bot_learns_that_it_joined(playground, anna):
    anna.invite(LONELY, BOT)

    assert anna.wait_for(LONELY, "Hello everybody")["user"] == BOT
    [payload] = envelopes(playground, "events_api")
    assert payload["event"]["user"] == BOT
    assert payload["event"]["inviter"] == ANNA


@pytest.mark.usefixtures("alliance_bot")
def test_foreign_people_bring_their_own_team(playground, zoe):
    zoe.say(SHARED, "@alliance-bot hi")
    zoe.command(SHARED, "/cosell acme")

    [event] = envelopes(playground, "events_api")
    assert event["is_ext_shared_channel"] is True
    assert event["team_id"] == "T0HOME"
    assert (event["event"]["team"], event["event"]["user_team"]) == ("T0FOREIGN", "T0FOREIGN")
    [command] = envelopes(playground, "slash_commands")
    assert (command["team_id"], command["team_domain"]) == ("T0FOREIGN", "acme")


def test_foreign_people_are_only_in_shared_channels(zoe):
    with pytest.raises(PlaygroundFailure, match="not_in_channel"):
        zoe.say(GENERAL, "let me in")


@pytest.mark.usefixtures("alliance_bot")
def test_a_click_carries_the_message_and_its_answer_replaces_it(playground, anna):
    [shown] = anna.command(GENERAL, "/cosell acme")

    [changed] = anna.click(shown, "again")

    assert (changed["ts"], changed["text"]) == (shown["ts"], "Compared again")
    [payload] = envelopes(playground, "interactive")
    assert payload["container"]["is_ephemeral"] is True
    assert "message" not in payload
    assert payload["user"] == {"id": ANNA, "username": "anna", "name": "anna", "team_id": "T0HOME"}
    assert payload["actions"][0]["value"] == "50k"


@pytest.mark.usefixtures("alliance_bot")
def test_a_choice_arrives_as_the_whole_option(playground, anna):
    [shown] = anna.command(GENERAL, "/cosell acme")

    anna.click(shown, "partner", "boreal")

    [payload] = envelopes(playground, "interactive")
    assert payload["actions"][0]["selected_option"] == {"text": text("Boreal"), "value": "boreal"}
    assert anna.messages(ANNA_DM)[-1]["text"] == "partner: boreal"


@pytest.mark.usefixtures("bot", "impatient")
def test_a_click_that_nobody_answers_fails(anna, client):
    posted = client.chat_postMessage(
        channel=GENERAL, text="x", blocks=[{"type": "actions", "elements": [button("No", "nobody")]}]
    )

    with pytest.raises(BotSilent, match="operation_timeout"):
        anna.click({"channel": GENERAL, "ts": posted["ts"]}, "nobody")


@pytest.mark.usefixtures("alliance_bot")
def test_a_form_is_checked_before_and_by_the_bot(playground, anna):
    anna.command(GENERAL, "/form")
    view = anna.open_view()
    assert view["callback_id"] == "lead"

    assert set(anna.fill_and_submit().errors) == {"partner", "customer", "amount"}
    assert not [payload for payload in envelopes(playground, "interactive") if payload["type"] == "view_submission"]

    assert anna.suggest("partner", "bor") == [{"text": text("Boreal"), "value": "boreal"}]
    filled = {"partner": "boreal", "customer": "Acme", "amount": "12.5", "people": [BEN], "channel": GENERAL}
    assert anna.fill_and_submit(filled).errors == {"customer": "That is the partner, not the customer."}

    done = anna.fill_and_submit({"customer": "Contoso"})
    assert done.closed
    assert anna.open_view() is None
    assert [message["text"] for message in done.messages] == ["Lead noted: *Contoso* for boreal"]


@pytest.mark.usefixtures("alliance_bot")
def test_a_submission_carries_the_whole_state(playground, anna):
    anna.command(GENERAL, "/form")
    anna.suggest("partner", "acme")
    anna.fill_and_submit({"partner": "acme", "customer": "Contoso", "amount": "5", "people": [BEN], "tags": ["new"]})

    payload = envelopes(playground, "interactive")[-1]
    values = payload["view"]["state"]["values"]
    assert values["partner"]["partner"] == {
        "type": "external_select",
        "selected_option": {"text": text("Acme"), "value": "acme"},
    }
    assert values["direction"]["direction"]["selected_option"]["value"] == "give"
    assert values["due"]["due"] == {"type": "datepicker", "selected_date": "2026-12-01"}
    assert values["people"]["people"] == {"type": "multi_users_select", "selected_users": [BEN]}
    assert values["tags"]["tags"]["selected_options"] == [{"text": text("New customer"), "value": "new"}]
    assert values["note"]["note"] == {"type": "plain_text_input", "value": None}
    assert payload["view"]["private_metadata"] == "from-the-form"


@pytest.mark.usefixtures("alliance_bot")
@pytest.mark.parametrize(
    ("entered", "error"),
    [("abc", "Please enter a whole or, where allowed, a decimal number."), ("0", "Please enter a number not below 1.")],
)
def test_a_number_must_be_one(ben, entered, error):
    ben.command(GENERAL, "/form")
    assert ben.fill_and_submit({"amount": entered}).errors["amount"] == error


@pytest.mark.usefixtures("impatient")
def test_a_form_whose_bot_is_silent_stays_open(bot, anna):
    bot.command("/form")(
        lambda ack, body, client: (client.views_open(trigger_id=body["trigger_id"], view=_small()), ack())
    )
    anna.command(GENERAL, "/form")

    with pytest.raises(BotSilent, match="operation_timeout"):
        anna.fill_and_submit({"name": "x"})

    assert anna.open_view() is not None


def _small(title="Small", **more):
    element = {"type": "plain_text_input", "action_id": "name"}
    block = {"type": "input", "block_id": "name", "label": text("Name"), "element": element}
    return {
        "type": "modal",
        "callback_id": "small",
        "title": text(title),
        "submit": text("Go"),
        "blocks": [block],
        **more,
    }


def test_views_are_updated_pushed_and_cleared(bot, anna):
    bot.command("/form")(
        lambda ack, body, client: (client.views_open(trigger_id=body["trigger_id"], view=_small()), ack())
    )
    steps = iter(
        [
            {"response_action": "update", "view": _small("Second")},
            {"response_action": "push", "view": _small("Third")},
            {},
            {"response_action": "clear"},
        ]
    )
    bot.view("small")(lambda ack: ack(**next(steps)))
    anna.command(GENERAL, "/form")

    updated = anna.fill_and_submit({"name": "x"})
    assert updated.view["title"]["text"] == "Second"
    pushed = anna.fill_and_submit({"name": "x"})
    assert pushed.view["title"]["text"] == "Third"
    assert pushed.view["previous_view_id"] == pushed.view["root_view_id"] == updated.view["id"]
    assert anna.fill_and_submit({"name": "x"}).closed
    assert anna.open_view()["title"]["text"] == "Second"
    assert anna.fill_and_submit({"name": "x"}).closed
    assert anna.open_view() is None


def test_the_stack_holds_three_views(bot, anna):
    deeper = _small() | {"blocks": [{"type": "actions", "elements": [button("Deeper", "deeper")]}]}
    errors = []

    def push(ack, body, client):
        try:
            client.views_push(trigger_id=body["trigger_id"], view=deeper)
        except SlackApiError as refused:
            errors.append(refused.response["error"])
        ack()

    bot.command("/form")(
        lambda ack, body, client: (client.views_open(trigger_id=body["trigger_id"], view=deeper), ack())
    )
    bot.action("deeper")(push)
    anna.command(GENERAL, "/form")
    anna.click(anna.open_view(), "deeper")
    anna.click(anna.open_view(), "deeper")

    with pytest.raises(PayloadRefused, match="push_limit_reached"):
        anna.click(anna.open_view(), "deeper")

    assert errors == ["push_limit_reached"]


@pytest.mark.usefixtures("alliance_bot")
def test_closing_tells_the_bot_that_wants_to_know(playground, anna):
    anna.command(GENERAL, "/form")
    anna.close_view()

    assert anna.open_view() is None
    deadline = time.monotonic() + 3
    while not (told := [p for p in envelopes(playground, "interactive") if p["type"] == "view_closed"]):
        assert time.monotonic() < deadline
    assert told[0]["is_cleared"] is False
    assert told[0]["view"]["callback_id"] == "lead"


def test_what_was_entered_survives_an_update_of_the_view(bot, anna):
    bot.command("/form")(
        lambda ack, body, client: (client.views_open(trigger_id=body["trigger_id"], view=_with_button()), ack())
    )
    bot.action("more")(
        lambda ack, body, client: (
            client.views_update(view_id=body["view"]["id"], hash=body["view"]["hash"], view=_with_button("Updated")),
            ack(),
        )
    )

    def _with_button(title="First"):
        view = _small(title)
        return view | {
            "blocks": [*view["blocks"], {"type": "actions", "block_id": "a", "elements": [button("More", "more")]}]
        }

    anna.command(GENERAL, "/form")
    anna.click(anna.open_view(), "more", values={"name": {"name": "Anna"}})

    view = anna.open_view()
    assert view["title"]["text"] == "Updated"
    assert view["state"]["values"]["name"]["name"]["value"] == "Anna"


@pytest.mark.usefixtures("alliance_bot")
def test_shortcuts_open_forms_and_carry_their_message(playground, anna):
    anna.shortcut("new_lead")
    assert anna.open_view() is not None
    anna.close_view(everything=True)
    anna.say(GENERAL, "Contoso looks for a partner")

    anna.shortcut("lead_of", anna.messages(GENERAL)[-1])

    assert anna.open_view() is not None
    payload = next(p for p in envelopes(playground, "interactive") if p["type"] == "message_action")
    assert payload["message"]["text"] == "Contoso looks for a partner"
    assert payload["channel"] == {"id": GENERAL, "name": "general"}


@pytest.mark.usefixtures("alliance_bot")
def test_home_is_published_when_it_is_opened(playground, anna):
    home = anna.home()

    assert home["blocks"][0]["text"]["text"] == "Your alliances"
    assert envelopes(playground, "events_api")[0]["event"]["tab"] == "home"
    anna.click(home, "home_lead")
    assert anna.messages(ANNA_DM)[-1]["text"] == "home_lead: None"


def test_a_response_url_serves_five_times(bot, anna):
    seen = []

    def answer(ack, respond):
        ack()
        seen.extend(respond(text=f"answer {number}", replace_original=False).status_code for number in range(6))

    bot.command("/cosell")(answer)
    anna.command(GENERAL, "/cosell")

    assert seen == [200] * 5 + [404]
    assert [message["is_ephemeral"] for message in anna.messages(GENERAL)] == [True] * 5


def test_a_response_url_deletes_and_speaks_in_the_channel(bot, anna, ben, client):
    posted = client.chat_postMessage(
        channel=GENERAL, text="x", blocks=[{"type": "actions", "elements": [button("Go", "go")]}]
    )
    bot.action("go")(
        lambda ack, respond: (
            respond(text="done", response_type="in_channel", replace_original=False),
            respond(delete_original=True),
            ack(),
        )
    )

    anna.click({"channel": GENERAL, "ts": posted["ts"]}, "go")

    assert [message["text"] for message in ben.messages(GENERAL)] == ["done"]


def test_a_suggestion_slack_would_refuse_is_refused(bot, anna):
    too_long = {"text": text("x" * 76), "value": "x"}
    bot.command("/form")(lambda ack, body, client: (client.views_open(trigger_id=body["trigger_id"], view=FORM), ack()))
    bot.options("partner")(lambda ack: ack(options=[too_long]))
    anna.command(GENERAL, "/form")

    with pytest.raises(PlaygroundFailure, match="invalid_blocks"):
        anna.suggest("partner", "x")


def test_errors_at_a_block_that_is_no_input_are_refused(bot, anna):
    bot.command("/form")(
        lambda ack, body, client: (client.views_open(trigger_id=body["trigger_id"], view=_small()), ack())
    )
    bot.view("small")(lambda ack: ack(response_action="errors", errors={"nowhere": "x"}))
    anna.command(GENERAL, "/form")

    with pytest.raises(PlaygroundFailure, match="invalid_response_action"):
        anna.fill_and_submit({"name": "x"})


def test_text_in_slacks_form_passes_untouched(anna):
    anna.say(GENERAL, f"<@{BOT}> see https://example.com/a?b=1&c=2 and <!here>")

    assert anna.messages(GENERAL)[-1]["text"] == f"<@{BOT}> see <https://example.com/a?b=1&amp;c=2> and <!here>"
