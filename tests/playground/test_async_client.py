"""The asynchronous clients of slack_sdk and Bolt find the same Slack as the others."""

import asyncio
import json

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground.visitor import Visitor
from tests.playground.conftest import ANNA, ANNA_DM, APP_TOKEN, BEN, BOT_TOKEN, GENERAL, soon
from tests.playground.every_block import FORM


async def _calls(client):
    assert (await client.auth_test())["ok"]
    posted = await client.chat_postMessage(channel=GENERAL, text="x", blocks=[{"type": "divider"}])
    await client.chat_update(channel=GENERAL, ts=posted["ts"], text="y")
    await client.chat_postEphemeral(channel=GENERAL, user=ANNA, text="psst")
    await client.files_upload_v2(channel=GENERAL, filename="a.txt", content="a")
    pages = [page["members"] async for page in await client.users_list(limit=1)]
    history = await client.conversations_history(channel=GENERAL)
    try:
        await client.chat_postMessage(channel=GENERAL, text="x", blocks=[{"type": "banner"}])
    except SlackApiError as refused:
        return len(pages), [message["text"] for message in history["messages"]], refused.response["error"]
    raise AssertionError("the banner was taken")


def test_the_asynchronous_client_is_answered_like_the_other(playground):
    client = AsyncWebClient(BOT_TOKEN, base_url=playground.api_url)
    assert asyncio.run(_calls(client)) == (4, ["", "y"], "invalid_blocks")


async def _serve(playground, work):
    app = AsyncApp(client=AsyncWebClient(BOT_TOKEN, base_url=playground.api_url))

    @app.command("/form")
    async def form(ack, body, client):
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=FORM | {"callback_id": "lead"})

    @app.event("message")
    async def heard(event, say):
        await say(f"heard {event['text']}")

    handler = AsyncSocketModeHandler(app, APP_TOKEN)
    await handler.connect_async()
    try:
        await asyncio.to_thread(work)
    finally:
        await handler.close_async()


def test_an_asynchronous_app_answers_at_the_socket(playground):
    anna = Visitor(playground.url, ANNA)

    def work():
        soon(anna.bot_is_connected)
        anna.say(ANNA_DM, "hello")
        soon(lambda: "heard hello" in json.dumps(anna.messages(ANNA_DM)))
        anna.command(GENERAL, "/form")
        soon(lambda: anna.open_view() is not None)
        assert Visitor(playground.url, BEN).open_view() is None

    asyncio.run(_serve(playground, work))
