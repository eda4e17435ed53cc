"""Blocks of every kind, and a Bolt app that shows them: what the browser test and the tests of rules look at."""


def text(words):
    return {"type": "plain_text", "text": words, "emoji": True}


def mrkdwn(words):
    return {"type": "mrkdwn", "text": words}


def option(words, value, description=None):
    return {"text": text(words), "value": value, **({"description": text(description)} if description else {})}


def button(words, action_id, **more):
    return {"type": "button", "text": text(words), "action_id": action_id, **more}


def raw(words):
    return {"type": "raw_text", "text": words}


def number(value, words):
    return {"type": "raw_number", "value": value, "text": words}


PARTNERS = [option(name, name.lower()) for name in ("Acme", "Boreal", "Contoso", "Delta")]

ANSWER = [
    {"type": "header", "text": text("Acme, 50,000 EUR: sell it together :handshake:")},
    {
        "type": "section",
        "text": mrkdwn(
            "You earn *4,250 EUR*, that is _850 EUR_ more than ~selling alone~.\n> Break-even at `42,000 EUR`\n"
            "Ask <@U0BEN> in <#C0GENERAL|general>, see <https://example.com/plan|the plan> &amp; decide. R&amp;D &lt;3"
        ),
        "accessory": button("Note as lead", "note", value="acme", style="primary"),
    },
    {
        "type": "section",
        "fields": [
            mrkdwn("*Alone*\n3,400 EUR"),
            mrkdwn("*Together*\n4,250 EUR"),
            mrkdwn("*Referred*\n1,000 EUR"),
            mrkdwn("*Rule*\nco-sell, 8.5 %"),
        ],
    },
    {
        "type": "data_visualization",
        "title": "What you would earn",
        "chart": {
            "type": "bar",
            "series": [
                {
                    "name": "Commission",
                    "data": [
                        {"label": "Alone", "value": 3400},
                        {"label": "Together", "value": 3000},
                        {"label": "Referred", "value": 400},
                    ],
                },
                {
                    "name": "Alliance bonus",
                    "data": [
                        {"label": "Alone", "value": 0},
                        {"label": "Together", "value": 1250},
                        {"label": "Referred", "value": 600},
                    ],
                },
            ],
            "axis_config": {"categories": ["Alone", "Together", "Referred"], "y_label": "EUR"},
        },
    },
    {
        "type": "actions",
        "elements": [
            button("Compare again", "again", value="50k"),
            button(
                "Forget it",
                "forget",
                style="danger",
                confirm={
                    "title": text("Forget it?"),
                    "text": mrkdwn("This *can't* be undone."),
                    "confirm": text("Forget"),
                    "deny": text("Keep"),
                },
            ),
            {
                "type": "static_select",
                "action_id": "partner",
                "placeholder": text("Another partner"),
                "options": PARTNERS,
            },
            button("Open the plan", "plan", url="https://example.com/plan"),
            {
                "type": "overflow",
                "action_id": "more",
                "options": [option("Explain", "explain"), option("Share", "share")],
            },
        ],
    },
    {"type": "context", "elements": [mrkdwn(":lock: Rates are yours alone · plan of 2026 · rule 4b")]},
]

REPORT = [
    {"type": "header", "text": text("Leads this quarter")},
    {
        "type": "data_table",
        "caption": "Given and taken",
        "page_size": 3,
        "rows": [
            [raw("Partner"), raw("Given"), raw("Taken"), raw("Value")],
            *[
                [raw(name), number(given, str(given)), number(taken, str(taken)), number(value, f"{value:,} EUR")]
                for name, given, taken, value in [
                    ("Acme", 12, 9, 120000),
                    ("Boreal", 3, 8, 45000),
                    ("Contoso", 7, 7, 80000),
                    ("Delta", 1, 0, 5000),
                    ("Echo", 4, 2, 31000),
                ]
            ],
        ],
    },
    {
        "type": "data_visualization",
        "title": "Balance by month",
        "chart": {
            "type": "line",
            "series": [
                {
                    "name": "Acme",
                    "data": [{"label": m, "value": v} for m, v in zip(("Jul", "Aug", "Sep"), (12, -4, 7), strict=True)],
                },
                {
                    "name": "Boreal",
                    "data": [{"label": m, "value": v} for m, v in zip(("Jul", "Aug", "Sep"), (3, 6, 9), strict=True)],
                },
            ],
            "axis_config": {"categories": ["Jul", "Aug", "Sep"], "x_label": "Month", "y_label": "Leads"},
        },
    },
    {
        "type": "data_visualization",
        "title": "Where leads come from",
        "chart": {
            "type": "pie",
            "segments": [
                {"label": "Events", "value": 12},
                {"label": "Partners", "value": 30},
                {"label": "Web", "value": 9},
            ],
        },
    },
    {
        "type": "rich_text",
        "elements": [
            {
                "type": "rich_text_section",
                "elements": [
                    {"type": "text", "text": "Next: ", "style": {"bold": True}},
                    {"type": "user", "user_id": "U0ANNA"},
                    {"type": "text", "text": " calls Acme "},
                    {"type": "emoji", "name": "phone"},
                ],
            },
            {
                "type": "rich_text_list",
                "style": "bullet",
                "elements": [
                    {"type": "rich_text_section", "elements": [{"type": "text", "text": "send the offer"}]},
                    {
                        "type": "rich_text_section",
                        "elements": [{"type": "link", "url": "https://example.com", "text": "book a date"}],
                    },
                ],
            },
        ],
    },
    {"type": "markdown", "text": "## From Markdown\n**Bold**, *italic* and `code`\n\n| a | b |\n|---|---|\n| 1 | 2 |"},
    {
        "type": "table",
        "column_settings": [{"align": "left"}, {"align": "right"}],
        "rows": [[raw("Step"), raw("Share")], [raw("First 50,000"), raw("6 %")], [raw("Beyond"), raw("8.5 %")]],
    },
    {
        "type": "card",
        "title": mrkdwn("*Acme*"),
        "subtitle": mrkdwn("Strategic alliance"),
        "body": mrkdwn("Three leads wait for an answer."),
        "actions": [button("Answer", "answer")],
    },
    {
        "type": "image",
        "image_url": "https://example.com/picture.png",
        "alt_text": "A picture",
        "title": text("A picture"),
    },
    {"type": "divider"},
]

FORM = {
    "type": "modal",
    "callback_id": "lead",
    "title": text("Note a lead"),
    "submit": text("Save"),
    "close": text("Not now"),
    "private_metadata": "from-the-form",
    "notify_on_close": True,
    "blocks": [
        {
            "type": "section",
            "block_id": "intro",
            "text": mrkdwn("Who gives *what* to whom?"),
            "accessory": button("Explain", "explain"),
        },
        {
            "type": "input",
            "block_id": "partner",
            "label": text("Partner"),
            "element": {
                "type": "external_select",
                "action_id": "partner",
                "min_query_length": 1,
                "placeholder": text("Type a name"),
            },
        },
        {
            "type": "input",
            "block_id": "customer",
            "label": text("Customer"),
            "hint": text("Only you and your manager see the name."),
            "element": {
                "type": "plain_text_input",
                "action_id": "customer",
                "max_length": 60,
                "placeholder": text("Company"),
            },
        },
        {
            "type": "input",
            "block_id": "amount",
            "label": text("Amount"),
            "element": {"type": "number_input", "action_id": "amount", "is_decimal_allowed": True, "min_value": "1"},
        },
        {
            "type": "input",
            "block_id": "direction",
            "label": text("Direction"),
            "element": {
                "type": "radio_buttons",
                "action_id": "direction",
                "initial_option": option("We give", "give"),
                "options": [option("We give", "give"), option("We take", "take", "from the partner")],
            },
        },
        {
            "type": "input",
            "block_id": "due",
            "optional": True,
            "label": text("Follow up on"),
            "element": {"type": "datepicker", "action_id": "due", "initial_date": "2026-12-01"},
        },
        {
            "type": "input",
            "block_id": "people",
            "optional": True,
            "label": text("Who should know"),
            "element": {"type": "multi_users_select", "action_id": "people"},
        },
        {
            "type": "input",
            "block_id": "channel",
            "optional": True,
            "label": text("Tell a channel"),
            "element": {"type": "conversations_select", "action_id": "channel"},
        },
        {
            "type": "input",
            "block_id": "tags",
            "optional": True,
            "label": text("Kind"),
            "element": {
                "type": "checkboxes",
                "action_id": "tags",
                "options": [option("New customer", "new"), option("Renewal", "renewal")],
            },
        },
        {
            "type": "input",
            "block_id": "note",
            "optional": True,
            "label": text("Note"),
            "element": {"type": "plain_text_input", "action_id": "note", "multiline": True},
        },
    ],
}

HOME = {
    "type": "home",
    "blocks": [
        {"type": "header", "text": text("Your alliances")},
        {
            "type": "section",
            "block_id": "row",
            "text": mrkdwn("*Acme* is lived: 12 given, 9 taken"),
            "accessory": button("Note a lead", "home_lead", style="primary"),
        },
        {"type": "context", "elements": [mrkdwn("As of today")]},
    ],
}


def add_listeners(app):
    """A small alliance bot."""
    app.command("/cosell")(lambda ack, command: ack(text=f"Earnings for {command['text']}", blocks=ANSWER))
    app.command("/show")(lambda ack, say: (say(text="The report", blocks=REPORT), ack()))
    app.command("/form")(lambda ack, body, client: (client.views_open(trigger_id=body["trigger_id"], view=FORM), ack()))
    app.command("/wrong")(
        lambda ack, say: (_try(lambda: say(text="x", blocks=[{"type": "header", "text": text("x" * 151)}])), ack())
    )
    app.action("again")(lambda ack, respond: (respond(text="Compared again", replace_original=True), ack()))
    for name in ("note", "forget", "partner", "plan", "more", "explain", "answer", "home_lead"):
        app.action(name)(lambda ack, action, body, client: (_tell(client, body, action), ack()))
    app.options("partner")(
        lambda ack, payload: ack(options=[one for one in PARTNERS if payload["value"].lower() in one["value"]])
    )
    app.view("lead")(_save)
    app.view_closed("lead")(lambda ack: ack())
    app.event("app_home_opened")(
        lambda event, client: event["tab"] == "home" and client.views_publish(user_id=event["user"], view=HOME)
    )
    app.event("app_mention")(lambda event, say: say(text=f"You called, <@{event['user']}>?", thread_ts=event["ts"]))
    app.event("message")(lambda event, say: say(f"You said: {event['text']}"))
    app.event("member_joined_channel")(lambda say: say("Hello everybody"))
    app.shortcut("new_lead")(
        lambda ack, body, client: (client.views_open(trigger_id=body["trigger_id"], view=FORM), ack())
    )
    app.shortcut("lead_of")(
        lambda ack, body, client: (client.views_open(trigger_id=body["trigger_id"], view=FORM), ack())
    )


def _try(call):
    try:
        call()
    except Exception:  # noqa: BLE001 - the refusal is the point
        return


def _tell(client, body, action):
    chosen = action.get("value") or (action.get("selected_option") or {}).get("value")
    client.chat_postMessage(channel=body["user"]["id"], text=f"{action['action_id']}: {chosen}")


def _save(ack, body, client):
    values = body["view"]["state"]["values"]
    customer = values["customer"]["customer"]["value"]
    if customer == "Acme":
        ack(response_action="errors", errors={"customer": "That is the partner, not the customer."})
        return
    client.chat_postMessage(
        channel=body["user"]["id"],
        text=f"Lead noted: *{customer}* for {values['partner']['partner']['selected_option']['value']}",
    )
    ack()
