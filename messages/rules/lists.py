"""Lists that may be long."""

from __future__ import annotations

from collections.abc import Sequence

from slack_sdk.models.blocks import Block

from messages import parts
from messages.parts import bullets, lines, section


def bulleted(sentences: Sequence[str]) -> list[Block]:
    """Every sentence on a line; in as many blocks as it takes, so that none is cut."""
    found: list[str] = []
    for sentence in sentences:
        line = bullets([sentence])
        if found and len(found[-1]) + len(line) < parts.SECTION_LIMIT:
            found[-1] = lines(found[-1], line)
        else:
            found.append(line)
    return [section(text) for text in found]
