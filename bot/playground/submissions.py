"""A modal is submitted or closed, and the bot says what becomes of it.

Source: docs.slack.dev/surfaces/modals (response_action errors, update, push, clear).
"""

from __future__ import annotations

from bot.playground import envelopes
from bot.playground.actions import locale
from bot.playground.delivery import NotAnswered
from bot.playground.forms import problems
from bot.playground.modals import View
from bot.playground.rules import check_view
from bot.playground.wire import Json, SlackError
from bot.playground.words import word
from bot.playground.world import World


async def submit(world: World, user: str, view: View) -> Json:
    """Submit a modal as it is filled in; returns the errors by block, the next view, or that it is closed.

    Raises:
        NotAnswered: the bot did not answer; the form stays open.
        SlackError: the bot answered with a view Slack would not take.
    """
    missing = problems(view.blocks, view.values)
    if missing:
        language = locale(world, user)
        return {"result": "errors", "errors": {block: word(language, *what) for block, what in missing.items()}}
    answer = await world.courier.deliver("interactive", envelopes.view_submission(world, user, view), answers=True)
    try:
        return _apply(world, user, view, answer)
    except SlackError as error:
        place = view.reply_channel or world.state.direct([user, world.workspace.bot_user_id]).id
        world.refused(place, "the answer to a form", error, only_for=user)
        raise


def _apply(world: World, user: str, view: View, answer: Json) -> Json:
    action = answer.get("response_action")
    match action:
        case "errors":
            return {"result": "errors", "errors": _known_errors(view, answer.get("errors"))}
        case "update":
            view.replace(check_view(answer.get("view")))
            shown: Json = {"result": "updated", "view": view.wire(world.workspace)}
        case "push":
            pushed = world.modals.push(user, check_view(answer.get("view")))
            shown = {"result": "pushed", "view": pushed.wire(world.workspace)}
        case "clear":
            world.modals.close(view, everything=True)
            shown = {"result": "closed"}
        case None:
            _close_submitted(world, view)
            shown = {"result": "closed"}
        case _:
            raise SlackError("invalid_response_action", messages=[f"unknown response_action: {action}"])
    world.live.tell("views", user=user)
    return shown


def _close_submitted(world: World, view: View) -> None:
    """Only the submitted view goes; one below it comes back, unless the bot opened another meanwhile."""
    if view in world.modals.stack(view.user):
        world.modals.close(view, everything=False)


def _known_errors(view: View, errors: object) -> Json:
    """Errors by block id.

    Raises:
        SlackError: Slack shows an error only at an input block; others it refuses.
    """
    inputs = {block["block_id"] for block in view.blocks if block.get("type") == "input"}
    if not isinstance(errors, dict) or not errors:
        raise SlackError("invalid_response_action", messages=["errors must name at least one block_id"])
    unknown = sorted(set(errors) - inputs)
    if unknown:
        raise SlackError("invalid_response_action", messages=[f"no input block with block_id: {', '.join(unknown)}"])
    return errors


async def close(world: World, user: str, view: View, *, everything: bool) -> None:
    """Close a modal, or with `everything` its whole stack, and tell the bot where it wants to know."""
    everything = everything or bool(view.body.get("clear_on_close"))
    closed = world.modals.close(view, everything=everything)
    world.live.tell("views", user=user)
    for one in closed:
        if one.body.get("notify_on_close"):
            payload = envelopes.view_closed(world, user, one, cleared=everything)
            world.in_background(_tell(world, payload))


async def _tell(world: World, payload: Json) -> None:
    try:
        await world.courier.deliver("interactive", payload, answers=False)
    except NotAnswered:
        return  # the journal has it; a closed form has no place left to show it
