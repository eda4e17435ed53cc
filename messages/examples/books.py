"""Examples of the alliance book: cards, lists, history, forms."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta

from bot.domain.alliances import (
    BENEFIT_LIMIT,
    LINE_LIMIT,
    LINES_LIMIT,
    NAME_LIMIT,
    Alliance,
    Counterpart,
    Objection,
    Status,
    ValueProposition,
)
from bot.domain.cards import AllianceCard, AllianceRow, HistoryLine
from bot.domain.history import Deed, Entry
from bot.domain.incentives import FixedAmount, Mode, Percentage, Route
from bot.domain.people import LanguageCode
from bot.domain.versions import InForce
from messages import alliances
from messages.examples import world as w
from messages.language import Language
from messages.message import Form, Message

_RULES = (
    w.in_force(w.rules(w.TWO_PERCENT, w.YEAR_END_BONUS)),
    w.in_force(w.rules(FixedAmount(w.euro(500)), mode=Mode.INSTEAD), Route.HAND_OVER, 1),
)


def _card(
    alliance: Alliance, rules: tuple[InForce, ...] = (), *, manages: bool = False, pay_hidden: bool = False
) -> AllianceCard:
    return AllianceCard(alliance, w.PEOPLE, rules, pay_hidden, may_change=manages, may_draft=manages)


def _filled_with(text: str) -> Alliance:
    """Acme with this text in every field, as long as it may be."""
    line, name = text[:LINE_LIMIT], text[:NAME_LIMIT]
    proposition = ValueProposition(
        text[:BENEFIT_LIMIT],
        name,
        name,
        (line,) * LINES_LIMIT,
        (line,) * LINES_LIMIT,
        line,
        (Objection(line, line),),
    )
    profile = replace(
        w.PROFILE,
        partner=name,
        aliases=(name,),
        partner_sponsor=name,
        counterparts=(Counterpart(name, name, name),),
        propositions=dict.fromkeys(LanguageCode, proposition),
    )
    return replace(w.ACME, profile=profile)


LONG = _filled_with("So viel Text wie in dieses Feld passt, und kein Zeichen mehr. " * 10)
HOSTILE = _filled_with((w.HOSTILE + " ") * 10)
_HOLDER = w.alliance("seehafen", "Seehafen Logistik", "Ihre Ware ist da, bevor Ihr Kunde fragt.", Status.PAUSED)
_ROWS = (
    AllianceRow(w.ACME, w.MANAGER, quoted=True),
    AllianceRow(w.NORDLICHT, w.DEPUTY, quoted=False),
    AllianceRow(_HOLDER, w.MANAGER, quoted=False),
)
_MANY = tuple(
    AllianceRow(w.alliance(f"partner-{n}", f"Partner {n}", "One offer instead of two."), w.MANAGER, quoted=n % 2 == 0)
    for n in range(1, 46)
)
_DRAFT = w.version(w.rules(Percentage(w.percent(2))))
_DEEDS = (
    Entry(w.NOW, 1, Deed.RESUMED, 1),
    Entry(w.NOW - timedelta(hours=3), 1, Deed.PAUSED, 1),
    Entry(w.NOW - timedelta(days=1), 4, Deed.RELEASED, 1, _DRAFT.id),
    Entry(w.NOW - timedelta(days=2), 4, Deed.RETURNED, 1, _DRAFT.id),
    Entry(w.NOW - timedelta(days=3), 1, Deed.DRAFTED, 1, _DRAFT.id),
    Entry(w.NOW - timedelta(days=40), 1, Deed.EDITED, 1, fields=("aliases", "channels", "propositions")),
    Entry(w.NOW - timedelta(days=41), 1, Deed.REGISTERED, 1),
    Entry(w.NOW - timedelta(days=50), 1, Deed.RIGHTS_ASSIGNED, person_id=5, fields=("partner_manager", "presales")),
    Entry(w.NOW - timedelta(days=60), 1, Deed.ENDED, 1),
)
_HISTORY = tuple(
    HistoryLine(
        entry,
        w.OPERATIONS if entry.actor_id != 1 else w.MANAGER,
        None if entry.version_id is None else _DRAFT,
        None if entry.person_id is None else w.SELLER,
    )
    for entry in _DEEDS
)


def _of(shown: AllianceCard) -> Callable[[Language], Message | Form]:
    return lambda language: alliances.card(shown, language)


EXAMPLES: Mapping[str, Callable[[Language], Message | Form]] = {
    "card": _of(_card(w.ACME, _RULES)),
    "card-for-manager": _of(_card(w.ACME, _RULES, manages=True)),
    "card-in-one-language": _of(_card(w.NORDLICHT)),
    "card-in-one-language-for-manager": _of(_card(w.NORDLICHT, manages=True)),
    "card-in-shared-channel": _of(_card(w.ACME, pay_hidden=True)),
    "card-draft": _of(_card(w.of_acme(Status.DRAFT), manages=True)),
    "card-paused": _of(_card(w.of_acme(Status.PAUSED), _RULES, manages=True)),
    "card-ended": _of(_card(w.of_acme(Status.ENDED))),
    "card-long": _of(_card(LONG, _RULES, manages=True)),
    "card-hostile": _of(_card(HOSTILE, _RULES, manages=True)),
    "list": lambda language: alliances.listing(_ROWS, language),
    "list-empty": lambda language: alliances.listing((), language),
    "list-long": lambda language: alliances.listing(_MANY, language),
    "list-hostile": lambda language: alliances.listing((AllianceRow(HOSTILE, w.MANAGER, quoted=True),), language),
    "history": lambda language: alliances.history("Acme Robotics", _HISTORY, "Europe/Berlin", language),
    "history-empty": lambda language: alliances.history("Acme Robotics", (), "Europe/Berlin", language),
    "stepped-active": lambda language: alliances.stepped(w.ACME, language),
    "stepped-paused": lambda language: alliances.stepped(w.of_acme(Status.PAUSED), language),
    "stepped-ended": lambda language: alliances.stepped(w.of_acme(Status.ENDED), language),
    "confirm-end": lambda language: alliances.confirm_end(w.ACME, language),
    "confirm-end-hostile": lambda language: alliances.confirm_end(HOSTILE, language),
    "registered": lambda language: alliances.registered(_card(w.NORDLICHT, manages=True), language),
    "registered-draft": lambda language: alliances.registered(_card(w.of_acme(Status.DRAFT), manages=True), language),
    "saved": lambda language: alliances.saved("Acme Robotics", ("channels", "propositions"), language),
    "saved-nothing": lambda language: alliances.saved("Acme Robotics", (), language),
    "register-form": lambda language: alliances.register_form(language, w.MANAGER),
    "edit-form": lambda language: alliances.edit_form(w.ACME, w.PEOPLE, language),
    "edit-form-hostile": lambda language: alliances.edit_form(HOSTILE, w.PEOPLE, language),
    "texts-form": lambda language: alliances.texts_form(w.NORDLICHT, LanguageCode.EN, language),
    "texts-form-filled": lambda language: alliances.texts_form(w.ACME, LanguageCode.DE, language),
}
