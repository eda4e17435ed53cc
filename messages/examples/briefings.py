"""Examples of briefings: the posts, standing orders, questions; and the rules both sides play by."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time

from bot.domain.alliances import GameRules
from bot.domain.incentives import FixedAmount, Mode, Route
from bot.domain.people import LanguageCode
from bot.domain.reciprocity import Agreement
from bot.domain.refusals import NotInChannel, SharedChannel
from bot.domain.schedules import WEEKDAYS, Every, Kind, Rhythm, Schedule, Slot, Weekday
from messages import briefings
from messages.examples import world as w
from messages.examples.books import HOSTILE, LONG
from messages.game import game_form
from messages.language import Language
from messages.message import Form, Message

_RULES = (
    w.in_force(w.rules(w.TWO_PERCENT, w.YEAR_END_BONUS)),
    w.in_force(w.rules(FixedAmount(w.euro(500)), mode=Mode.INSTEAD), Route.HAND_OVER, 1, None),
)
_CHANGED = w.version(w.rules(w.TWO_PERCENT, w.OF_MARGIN), number=3)
_TUESDAYS = Rhythm(frozenset({Weekday.TUESDAY, Weekday.THURSDAY}), time(9), "Europe/Berlin")
BRIEFING = Schedule(3, Kind.BRIEFING, 1, "C0SALESDE", LanguageCode.DE, _TUESDAYS)
_REPORT = Schedule(
    4,
    Kind.REPORT,
    1,
    w.MANAGER,
    LanguageCode.EN,
    Rhythm(frozenset({Weekday.MONDAY}), time(8, 30), "Europe/Zurich"),
    active=False,
)
_DIGEST = Schedule(
    5,
    Kind.DIGEST,
    None,
    "C0LEADERS",
    LanguageCode.EN,
    Rhythm(frozenset({Weekday.MONDAY, Weekday.WEDNESDAY}), time(7), "Europe/London", Every.MONTH),
)
_DATES = tuple(
    Slot(datetime.combine(day, time(9)), datetime.combine(day, time(8), UTC))
    for day in (date(2026, 11, 24), date(2026, 11, 26), date(2026, 12, 1))
)
_ROWS = ((BRIEFING, "Acme Robotics", _DATES[0]), (_REPORT, "Acme Robotics", None), (_DIGEST, None, _DATES[2]))
_AGREED = replace(
    w.ACME,
    game=GameRules(
        criteria=("Budget ist freigegeben", "Entscheider ist benannt", "Termin in den nächsten vier Wochen"),
        response_hours=24,
        agreement=Agreement(w.percent("62.5"), w.percent(15), trust_credit=3, minimum=8, window_days=270),
        competes=True,
        assumed_chance=w.percent("37.5"),
    ),
)


def _pitch(language: Language, post_id: int | None = 7) -> Message:
    return briefings.pitch("Acme Robotics", "acme", w.ACME.proposition(language.code)[0], post_id, language)


def _many(language: Language) -> Message:
    rows = [(replace(BRIEFING, id=n, active=n % 3 > 0), "Acme Robotics", _DATES[0]) for n in range(1, 46)]
    return briefings.schedules(rows, language)


_ACME = ("acme", "Acme Robotics")
EXAMPLES: Mapping[str, Callable[[Language], Message | Form]] = {
    "briefing-pitch": _pitch,
    "briefing-preview": lambda language: _pitch(language, None),
    "briefing-pitch-short": lambda language: briefings.pitch(
        "Seehafen", "seehafen", replace(w.ENGLISH, signals=(), opening_question=""), 8, language
    ),
    "briefing-pitch-long": lambda language: briefings.pitch(
        LONG.partner, "acme", LONG.proposition(language.code)[0], 9, language
    ),
    "briefing-pitch-hostile": lambda language: briefings.pitch(
        HOSTILE.partner, "acme", HOSTILE.proposition(language.code)[0], 9, language
    ),
    "briefing-pay": lambda language: briefings.pay("Acme Robotics", "acme", _RULES, 7, language),
    "briefing-pay-one-rule": lambda language: briefings.pay("Acme Robotics", "acme", _RULES[1:], 7, language),
    "briefing-rule-changed": lambda language: briefings.rule_changed("Acme Robotics", "acme", _CHANGED, 7, language),
    "briefing-with-reach": lambda language: briefings.with_reach(_pitch(language), 23, language),
    "briefing-below-reach": lambda language: briefings.with_reach(_pitch(language), 9, language),
    "briefing-got-it": lambda language: briefings.got_it("Acme Robotics", language),
    "briefing-nothing-new": lambda language: briefings.nothing_new("Acme Robotics", language),
    "briefing-posted-now": lambda language: briefings.posted_now("Acme Robotics", "C0SALESDE", language),
    "schedule-form": lambda language: briefings.schedule_form(language, _ACME, time_zone="Europe/Berlin"),
    "schedule-form-report": lambda language: briefings.schedule_form(
        language, _ACME, Kind.REPORT, time_zone="America/Bogota"
    ),
    "schedule-form-digest": lambda language: briefings.schedule_form(
        language, None, Kind.DIGEST, time_zone="Europe/Berlin", channel_id="C0LEADERS"
    ),
    "scheduled": lambda language: briefings.scheduled(BRIEFING, "Acme Robotics", _DATES, language),
    "scheduled-every-day": lambda language: briefings.scheduled(
        replace(BRIEFING, rhythm=replace(_TUESDAYS, days=frozenset(WEEKDAYS))), "Acme Robotics", (), language
    ),
    "scheduled-report": lambda language: briefings.scheduled(_REPORT, "Acme Robotics", _DATES, language),
    "scheduled-digest": lambda language: briefings.scheduled(_DIGEST, None, _DATES[2:], language),
    "schedules": lambda language: briefings.schedules(_ROWS, language),
    "schedules-empty": lambda language: briefings.schedules((), language),
    "schedules-long": _many,
    "schedules-hostile": lambda language: briefings.schedules([(BRIEFING, w.HOSTILE, None)], language),
    "briefing-not-posted": lambda language: briefings.not_posted(
        BRIEFING, "Acme Robotics", NotInChannel("C0SALESDE", archived=False), language
    ),
    "briefing-not-posted-hostile": lambda language: briefings.not_posted(
        BRIEFING, w.HOSTILE, NotInChannel("C0SALESDE", archived=True), language
    ),
    "briefing-not-posted-shared": lambda language: briefings.not_posted(_DIGEST, None, SharedChannel(), language),
    "ask-manager-form": lambda language: briefings.ask_form("Acme Robotics", "acme", language),
    "asked-manager": lambda language: briefings.asked(
        "Acme Robotics", w.SELLER, "Wer kommt mit zum Termin nach Lindau?", language
    ),
    "asked-manager-hostile": lambda language: briefings.asked(w.HOSTILE, w.SELLER, w.HOSTILE, language),
    "asked-manager-done": lambda language: briefings.asked_done("Acme Robotics", w.MANAGER, language),
    "game-form": lambda language: game_form(w.ACME, language),
    "game-form-filled": lambda language: game_form(_AGREED, language),
    "game-form-hostile": lambda language: game_form(
        replace(HOSTILE, game=GameRules(criteria=(w.HOSTILE,) * 5)), language
    ),
}
