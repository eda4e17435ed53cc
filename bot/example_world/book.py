"""Fills an empty book with the example alliances, their rules, plans and people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.domain.alliances import Alliance, Profile, SalesChannel, Step
from bot.domain.goals import Curve
from bot.domain.incentives import AllianceRules, Bonus, FixedAmount, GoalBonus, Measure, Mode, Percentage, Plan, Route
from bot.domain.money import NOTHING, Money, Rate
from bot.domain.people import Figures, LanguageCode, PayRole, Person, Right, SlackUser
from bot.domain.periods import PeriodKind, period_containing
from bot.domain.versions import Series
from bot.example_world import people as world
from bot.example_world.life import live
from bot.example_world.more_partners import MORE_PARTNERS
from bot.example_world.texts import PARTNERS, Partner
from bot.listeners.rules import ask_reviewers
from bot.ports import Books, Library
from bot.use_cases import alliances, earnings, rules
from bot.use_cases.people import assign
from bot.use_cases.rules import Approval, Draft

_RIGHTS = {
    world.MIRA: Right.PARTNER_MANAGER,
    world.OLIVER: Right.PARTNER_MANAGER,
    world.SOFIA: Right.SALES_OPERATIONS,
    world.DANIEL: Right.SALES_OPERATIONS,
    world.KARIN: Right.LEADERSHIP,
}
_TARGET_BONUS, _QUOTA = "28500", "1000000"


def fill(library: Library, now: datetime, *, life: bool = False) -> bool:
    """Fills the book and says whether it did; a book with alliances in it is left as it is.

    With `life` there are more partners, and a year of leads, briefings and reports lies behind them all.
    """
    with library.writing() as books:
        if books.alliances.all():
            return False
        today = now.astimezone(ZoneInfo(books.people.company().time_zone)).date()
        people = _people(books, now)
        _plans(books, people, now, today)
        book = _alliances(books, people, PARTNERS, now)
        _rules(books, people, book, now, today)
        _figures(books, people[world.LENA], today)
        if life:
            more = _alliances(books, people, MORE_PARTNERS, now)
            _more_rules(books, people, more, now, today)
            live(books, people, {**book, **more}, now)
    return True


def _people(books: Books, now: datetime) -> dict[str, Person]:
    met = {
        user.id: books.people.meet(
            SlackUser(user.team_id, user.id, _language(user.locale), user.is_admin or user.is_owner, now)
        )
        for user in world.WORKSPACE.users
    }
    admin = met[world.ROBIN]
    for slack_id, right in _RIGHTS.items():
        met[slack_id] = assign(books, admin, met[slack_id].id, {right}, PayRole.SELLER, now)
    met[world.TIM] = assign(books, admin, met[world.TIM].id, (), PayRole.PRESALES, now)
    return met


def _language(locale: str) -> LanguageCode:
    return LanguageCode.DE if locale.startswith("de") else LanguageCode.EN


def _plans(books: Books, people: dict[str, Person], now: datetime, today: date) -> None:
    goal = GoalBonus(
        measure=Measure.ORDERS,
        period=PeriodKind.YEAR,
        curve=Curve(hurdle=Rate.percent(50), cap=Rate.percent(150)),
        target_bonus=Money.of(_TARGET_BONUS, "EUR"),
        quota=Money.of(_QUOTA, "EUR"),
    )
    for pay_role, component in ((PayRole.SELLER, goal), (PayRole.PRESALES, Percentage(Rate.percent("0.8")))):
        draft = Draft(Series(pay_role), Plan("EUR", (component,)), today)
        _release(books, people, draft, now, today, drafter=people[world.SOFIA])


def _alliances(
    books: Books, people: dict[str, Person], partners: Mapping[str, Partner], now: datetime
) -> dict[str, Alliance]:
    book = {}
    for key, partner in partners.items():
        profile = Profile(
            partner=partner.name,
            manager=people[partner.manager].id,
            propositions=partner.propositions,
            aliases=partner.aliases,
            sponsor=people[world.KARIN].id,
            partner_sponsor=partner.sponsor,
            counterparts=partner.counterparts,
            channels=_channels(partner.languages),
            shared_channel=world.SHARED if partner.shared else None,
            partner_team_id=world.ACME.id if partner.shared else None,
        )
        manager = people[partner.manager]
        book[key] = alliances.register(books, manager, profile, keep_draft=partner.draft, now=now)
        if partner.paused:
            book[key] = alliances.step(books, manager, book[key].id, Step.PAUSE, now)
    return book


def _channels(languages: tuple[LanguageCode, ...]) -> tuple[SalesChannel, ...]:
    where = {LanguageCode.DE: world.DACH, LanguageCode.EN: world.INTERNATIONAL}
    return tuple(SalesChannel(where[language], language) for language in languages)


def _rules(books: Books, people: dict[str, Person], book: dict[str, Alliance], now: datetime, today: date) -> None:
    quarter = period_containing(today, PeriodKind.QUARTER)
    two_percent = Percentage(Rate.percent(2))
    spiff = Bonus(Money.of(500, "EUR"), quarter)
    hand_over = AllianceRules("EUR", (FixedAmount(Money.of(750, "EUR")),), credit=NOTHING)
    released = (
        Draft(_series(book, "acme"), AllianceRules("EUR", (two_percent, spiff)), today),
        Draft(_series(book, "acme", route=Route.HAND_OVER), hand_over, today),
        Draft(_series(book, "acme", PayRole.PRESALES), AllianceRules("EUR", (Percentage(Rate.percent("0.5")),)), today),
        Draft(_series(book, "kranich"), AllianceRules("EUR", (FixedAmount(Money.of(1000, "EUR")),)), today),
        Draft(
            _series(book, "meridian"),
            AllianceRules("EUR", (Percentage(Rate.percent("2.5")),), Mode.INSTEAD),
            today,
        ),
    )
    for draft in released:
        _release(books, people, draft, now, today)
    waiting = Draft(_series(book, "kranich", PayRole.PRESALES), replace(hand_over, credit=Rate.percent(100)), today)
    ask_reviewers(books, rules.submit(books, people[world.OLIVER], waiting, now, today), now)


def _more_rules(books: Books, people: dict[str, Person], more: dict[str, Alliance], now: datetime, today: date) -> None:
    for draft in (
        Draft(_series(more, "almgrat"), AllianceRules("EUR", (FixedAmount(Money.of(800, "EUR")),)), today),
        Draft(_series(more, "tidewell"), AllianceRules("EUR", (Percentage(Rate.percent("1.5")),)), today),
    ):
        _release(books, people, draft, now, today)


def _series(
    book: dict[str, Alliance], key: str, pay_role: PayRole = PayRole.SELLER, *, route: Route = Route.TOGETHER
) -> Series:
    return Series(pay_role, book[key].id, route)


def _release(
    books: Books, people: dict[str, Person], draft: Draft, now: datetime, today: date, drafter: Person | None = None
) -> None:
    if drafter is None and draft.series.alliance_id is not None:
        drafter = books.people.get(books.alliances.get(draft.series.alliance_id).profile.manager)
    drafted = rules.submit(books, drafter or people[world.SOFIA], draft, now, today)
    rules.release(books, people[world.DANIEL], drafted.version.id, Approval("GBV 2026/4"), now, today)


def _figures(books: Books, lena: Person, today: date) -> None:
    year = period_containing(today, PeriodKind.YEAR)
    own = Figures(year, booked=Money.of(620_000, "EUR"), quota=Money.of(_QUOTA, "EUR"))
    earnings.save_figures(books, lena, own)
