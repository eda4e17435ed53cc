"""files.*: the first and the last of the three calls that send a file."""

from __future__ import annotations

from bot.playground.files import File
from bot.playground.state import Message
from bot.playground.web_api.call import Call, Method
from bot.playground.web_api.chat import writable
from bot.playground.wire import Json, SlackError
from bot.playground.world import World


def _upload_url(world: World, call: Call) -> Json:
    name = call.needed("filename")
    try:
        length = int(call.needed("length"))
    except ValueError:
        raise SlackError("invalid_arguments", messages=["[ERROR] length must be a whole number"]) from None
    ticket, file = world.files.begin(name, length)
    return {"upload_url": f"http://{call.host}/upload/{ticket}", "file_id": file.id}


def _complete(world: World, call: Call) -> Json:
    listed = call.json("files", "invalid_arguments")
    if not isinstance(listed, list) or not listed or not all(isinstance(one, dict) for one in listed):
        raise SlackError("invalid_arguments", messages=["[ERROR] missing required field: files"])
    files = [world.files.found(str(one.get("id"))) for one in listed]
    channel_id = call.text("channel_id")
    conversation = None if channel_id is None else writable(world, channel_id)
    for file, one in zip(files, listed, strict=True):
        file.title, file.complete = str(one.get("title") or file.name), True
    if conversation is not None:
        shared = [_address(file, call.host) for file in files]
        text = call.text("initial_comment") or ""
        bot = world.workspace.bot_user_id
        message = Message(conversation.id, world.state.stamp(), bot, text, files=shared, bot=True)
        message.thread_ts = call.text("thread_ts")
        world.post(message)
    return {"files": [_address(file, call.host) for file in files]}


def _address(file: File, host: str) -> Json:
    return file.wire | {"url_private": f"http://{host}/files/{file.id}"}


METHODS = {
    "files.getUploadURLExternal": Method(_upload_url, "files:write"),
    "files.completeUploadExternal": Method(_complete, "files:write"),
}
