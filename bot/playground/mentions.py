"""What a person types becomes what Slack sends: @name and #channel turn into ids, & < > into entities."""

from __future__ import annotations

import re

from bot.playground.state import State

# Tokens that are in Slack's own form already pass untouched.
_TOKEN = re.compile(r"(<(?:@[UW]\w+|#C\w+|!\w+|https?://)[^<>]*>)")
_NAME = re.compile(r"(?<![\w@#])([@#])([\w.\-äöüÄÖÜß]+)")
_LINK = re.compile(r"https?://[^\s<>|]+")


def sent(text: str, state: State) -> str:
    """A message as Slack sends it to apps: <@U…>, <#C…>, <https://…>, &amp; &lt; &gt;."""
    return _convert(text, state, named=False)


def escaped(text: str, state: State) -> str:
    """The text of a slash command with should_escape: <@U…|name> and <#C…|name>."""
    return _convert(text, state, named=True)


def _convert(text: str, state: State, *, named: bool) -> str:
    parts = _TOKEN.split(text)
    # The pattern has one group, so every second part is a token.
    return "".join(part if index % 2 else _plain(part, state, named=named) for index, part in enumerate(parts))


def _plain(text: str, state: State, *, named: bool) -> str:
    safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    safe = _LINK.sub(lambda found: f"<{found[0]}>", safe)

    def resolve(found: re.Match[str]) -> str:
        sign, name = found[1], found[2]
        for cut in (name, name.rstrip(".-")):
            target = _person(cut, state) if sign == "@" else _channel(cut, state)
            if target is not None:
                tail = f"|{cut}" if named else ""
                return f"<{sign}{target}{tail}>{name[len(cut) :]}"
        return found[0]

    return _NAME.sub(resolve, safe)


def _person(name: str, state: State) -> str | None:
    for user in state.workspace.people.values():
        if user.name.lower() == name.lower():
            return user.id
    return None


def _channel(name: str, state: State) -> str | None:
    for conversation in state.conversations.values():
        if not conversation.is_direct and conversation.name == name:
            return conversation.id
    return None
