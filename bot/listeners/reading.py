"""Words people type, made into values of ours or refused: commands, partner names, questions."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from bot.domain.alliances import Alliance
from bot.domain.names import normalised
from bot.domain.refusals import PartnerMissing, Suggestion, UnknownCommand, UnknownPartner
from bot.listeners.amounts import AMOUNT

_NEAR = 72
"""A similarity, of 100, from which a name may be meant; below it a suggestion would be a guess."""
_SUGGESTIONS = 3
_LOOKED_UP = 40
"""Words of a text, at most, whose runs (then 820) are looked up; beyond, reading every alliance is as quick."""
_BESIDE_A_NAME = 6
"""So many words a name may have more than it is compared by: `GmbH & Co. KG`. Longer runs of a pasted text are none."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A partner and what was said beside it."""

    alliance: Alliance
    rest: str


def first_word(command: str, text: str, words: Mapping[str, Sequence[str]]) -> tuple[str, str]:
    """The subcommand and what follows it. `words` maps each subcommand to its other spellings.

    An empty text means `help`.

    Raises:
        UnknownCommand: if the first word is none of them; it carries the one that may be meant.
    """
    word, _, rest = text.strip().partition(" ")
    spoken = {spelling: name for name, others in words.items() for spelling in (name, *others)}
    typed = word.lower()
    if not typed:
        return "help", ""
    if typed in spoken:
        return spoken[typed], rest.strip()
    near = process.extractOne(typed, list(spoken), scorer=fuzz.ratio, score_cutoff=_NEAR)
    raise UnknownCommand(command, word, spoken[near[0]] if near else None)


def find_partner(text: str, alliances: Sequence[Alliance], command: str) -> Asked:
    """The alliance named in the text: the longest run of words that is the name of one.

    Raises:
        PartnerMissing: if there is nothing but, at most, an amount.
        UnknownPartner: if no run of words is a name; it carries those that may be meant.
    """
    by_name = {normalised(name): alliance for alliance in alliances for name in alliance.names()}
    words = text.split()
    longest = max((len(name.split()) for name in by_name), default=0) + _BESIDE_A_NAME
    for start, end in _runs(words, longest):
        alliance = by_name.get(normalised(" ".join(words[start:end])))
        if alliance is not None:
            return Asked(alliance, " ".join(words[:start] + words[end:]))
    typed, _ = split_amount(text)
    if not typed:
        raise PartnerMissing(command)
    raise UnknownPartner(typed, suggestions(typed, alliances))


def names_in(text: str) -> frozenset[str]:
    """Every run of words, as a name is compared; none of a text too long to look each of them up."""
    words = text.split()
    if len(words) > _LOOKED_UP:
        return frozenset()
    return frozenset(normalised(" ".join(words[start:end])) for start, end in _runs(words, len(words)))


def _runs(words: Sequence[str], longest: int) -> list[tuple[int, int]]:
    """Where runs of at most so many words start and end: long ones first, of the same length the first one first."""
    runs = [
        (start, end) for start in range(len(words)) for end in range(start + 1, min(start + longest, len(words)) + 1)
    ]
    return sorted(runs, key=lambda run: run[0] - run[1])


def suggestions(typed: str, alliances: Sequence[Alliance]) -> tuple[Suggestion, ...]:
    """The alliances whose name is near to what was typed, the nearest first."""
    by_name = {normalised(name): alliance for alliance in alliances for name in alliance.names()}
    near = process.extract(
        normalised(typed), list(by_name), scorer=fuzz.WRatio, score_cutoff=_NEAR, limit=_SUGGESTIONS * 2
    )
    meant = dict.fromkeys(Suggestion(by_name[name].handle, by_name[name].partner) for name, _, _ in near)
    return tuple(meant)[:_SUGGESTIONS]


def near_miss(text: str, alliances: Sequence[Alliance]) -> UnknownPartner | None:
    """The words within a sentence that come nearest to a partner's name, and whose name it may be."""
    words = text.split()
    names = {normalised(name) for alliance in alliances for name in alliance.names()}
    runs = {
        normalised(run): run
        for length in {len(name.split()) for name in names}
        for run in (" ".join(words[start : start + length]) for start in range(len(words)))
    }
    scored = [(process.extractOne(run, names, scorer=fuzz.ratio, score_cutoff=_NEAR), run) for run in runs]
    found = max(((near[1], run) for near, run in scored if near), default=None)
    return found and UnknownPartner(runs[found[1]], suggestions(found[1], alliances))


def matching(typed: str, alliances: Sequence[Alliance], limit: int) -> tuple[Alliance, ...]:
    """The alliances to offer while somebody is typing: those that contain it first, then those that are near."""
    wanted = normalised(typed) if typed.strip() else ""
    containing = [a for a in alliances if any(wanted in normalised(name) for name in a.names())]
    near = {s.handle for s in suggestions(typed, alliances)} if wanted else set()
    return tuple([*containing, *(a for a in alliances if a.handle in near and a not in containing)][:limit])


def split_amount(text: str) -> tuple[str, str]:
    """What stands before or around the last amount in a text, and the amount as typed; empty where there is none."""
    found = list(AMOUNT.finditer(text))
    if not found:
        return _tidy(text), ""
    last = found[-1]
    return _tidy(text[: last.start()] + " " + text[last.end() :]), last.group().strip()


def _tidy(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip(" ,;:?!")
