"""An alliance as rows, and back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from bot.domain.alliances import (
    Alliance,
    Counterpart,
    GameRules,
    Objection,
    Place,
    Profile,
    SalesChannel,
    ValueProposition,
)
from bot.domain.money import Rate
from bot.domain.names import normalised
from bot.domain.people import LanguageCode
from bot.domain.reciprocity import Agreement
from bot.domain.working_time import WorkingHours
from storage.tables import AllianceRow, ChannelRow, CounterpartRow, NameRow, PropositionRow
from storage.vault import Vault

Part = NameRow | CounterpartRow | ChannelRow | PropositionRow
SomeRow = TypeVar("SomeRow", CounterpartRow, ChannelRow, PropositionRow)


@dataclass(frozen=True, slots=True)
class Parts:
    """What alliances have several of, by the alliance's id; each list in the order people gave."""

    counterparts: Mapping[int, Sequence[CounterpartRow]]
    channels: Mapping[int, Sequence[ChannelRow]]
    propositions: Mapping[int, Sequence[PropositionRow]]


def of_each(rows: Sequence[SomeRow]) -> Mapping[int, Sequence[SomeRow]]:
    """The rows by the alliance they belong to, in the same order."""
    found: dict[int, list[SomeRow]] = {}
    for row in rows:
        found.setdefault(row.alliance_id, []).append(row)
    return found


def profile_columns(profile: Profile, place: Place, vault: Vault) -> dict[str, Any]:
    """Of the alliance's own row: its profile and its place, by column."""
    return {
        "partner": profile.partner,
        "aliases": list(profile.aliases),
        "manager_id": profile.manager,
        "deputy_id": profile.deputy,
        "sponsor_id": profile.sponsor,
        "sealed_partner_sponsor": vault.seal(profile.partner_sponsor),
        "time_zone": place.time_zone,
        "country": place.country,
        "subdivision": place.subdivision,
        "shared_channel": profile.shared_channel,
        "partner_team_id": profile.partner_team_id,
    }


def game_columns(game: GameRules) -> dict[str, Any]:
    """Of the alliance's own row: the rules both sides play by, by column."""
    agreement = game.agreement
    return {
        "criteria": list(game.criteria),
        "response_hours": game.response_hours,
        "protection_days": game.protection_days,
        "share_ppm": agreement.share.ppm,
        "band_ppm": agreement.band.ppm,
        "trust_credit": agreement.trust_credit,
        "minimum": agreement.minimum,
        "window_days": agreement.window_days,
        "work_starts": game.hours.start,
        "work_ends": game.hours.end,
        "competes": game.competes,
        "assumed_chance_ppm": game.assumed_chance and game.assumed_chance.ppm,
    }


def parts_of(alliance_id: int, handle: str, profile: Profile, vault: Vault) -> Iterator[Part]:
    """The rows of what the alliance has several of."""
    for name in sorted({normalised(name) for name in (handle, profile.partner, *profile.aliases)}):
        yield NameRow(name=name, alliance_id=alliance_id)
    for position, counterpart in enumerate(profile.counterparts):
        yield CounterpartRow(
            alliance_id=alliance_id,
            position=position,
            sealed_name=vault.seal(counterpart.name),
            region=counterpart.region,
            industry=counterpart.industry,
        )
    for position, channel in enumerate(profile.channels):
        yield ChannelRow(
            alliance_id=alliance_id, position=position, channel_id=channel.channel_id, language=channel.language
        )
    for language, proposition in profile.propositions.items():
        yield _proposition_row(alliance_id, language, proposition)


def alliance_of(row: AllianceRow, parts: Parts, vault: Vault) -> Alliance:
    """The alliance of the row, with those of the parts that are its own."""
    assert row.id is not None
    return Alliance(
        id=row.id,
        handle=row.handle,
        status=row.status,
        profile=_profile(row, parts, vault),
        place=Place(row.time_zone, row.country, row.subdivision),
        phase=row.phase,
        revision=row.revision,
        started=row.started,
        game=_game(row),
    )


def _game(row: AllianceRow) -> GameRules:
    return GameRules(
        criteria=tuple(row.criteria),
        response_hours=row.response_hours,
        protection_days=row.protection_days,
        agreement=Agreement(Rate(row.share_ppm), Rate(row.band_ppm), row.trust_credit, row.minimum, row.window_days),
        hours=WorkingHours(row.work_starts, row.work_ends),
        competes=row.competes,
        assumed_chance=None if row.assumed_chance_ppm is None else Rate(row.assumed_chance_ppm),
    )


def _profile(row: AllianceRow, parts: Parts, vault: Vault) -> Profile:
    assert row.id is not None
    return Profile(
        partner=row.partner,
        manager=row.manager_id,
        propositions={p.language: _proposition(p) for p in parts.propositions.get(row.id, ())},
        aliases=tuple(row.aliases),
        deputy=row.deputy_id,
        sponsor=row.sponsor_id,
        partner_sponsor=vault.open(row.sealed_partner_sponsor),
        counterparts=tuple(
            Counterpart(vault.open(c.sealed_name), c.region, c.industry) for c in parts.counterparts.get(row.id, ())
        ),
        channels=tuple(SalesChannel(c.channel_id, c.language) for c in parts.channels.get(row.id, ())),
        shared_channel=row.shared_channel,
        partner_team_id=row.partner_team_id,
    )


def _proposition(row: PropositionRow) -> ValueProposition:
    return ValueProposition(
        benefit=row.benefit,
        industry=row.industry,
        persona=row.persona,
        signals=tuple(row.signals),
        proof=tuple(row.proof),
        opening_question=row.opening_question,
        objections=tuple(Objection(says, answer) for says, answer in row.objections),
    )


def _proposition_row(alliance_id: int, language: LanguageCode, proposition: ValueProposition) -> PropositionRow:
    return PropositionRow(
        alliance_id=alliance_id,
        language=language,
        benefit=proposition.benefit,
        industry=proposition.industry,
        persona=proposition.persona,
        signals=list(proposition.signals),
        proof=list(proposition.proof),
        opening_question=proposition.opening_question,
        objections=[[objection.says, objection.answer] for objection in proposition.objections],
    )
