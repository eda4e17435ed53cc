"""What use cases need of the books: everything in one transaction, domain values in and out."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta
from typing import Protocol

from bot.domain.alliances import Alliance, Place, Profile, Status
from bot.domain.briefings import BriefingPost
from bot.domain.deliveries import Delivery, DeliveryState, Operation, Target
from bot.domain.evidence import Closed
from bot.domain.history import Entry
from bot.domain.incentives import Terms
from bot.domain.leads import Direction, Lead, LeadEvent
from bot.domain.payouts import PayoutNote
from bot.domain.people import Company, Figures, PayRole, Person, Right, SlackUser
from bot.domain.periods import Days
from bot.domain.reciprocity import AnswerTime, Tally
from bot.domain.schedules import Schedule
from bot.domain.versions import Series, Version


class People(Protocol):
    """The company and everybody who has talked with the bot."""

    def company(self) -> Company:
        """The company this deployment serves."""

    def settle(self, company: Company) -> None:
        """Writes down the company, or what has changed of it."""

    def get(self, person_id: int) -> Person:
        """The person with this id. Raises KeyError if there is none."""

    def find(self, team_id: str, slack_user_id: str) -> Person | None:
        """The person Slack knows by these ids."""

    def seen(self, team_id: str, slack_user_id: str) -> tuple[Person, datetime] | None:
        """The same, and when Slack was last asked about this user (UTC)."""

    def slack_id(self, person_id: int) -> str:
        """What Slack calls the person with this id. Raises KeyError if there is none."""

    def meet(self, user: SlackUser) -> Person:
        """Writes down what Slack tells about a user: a new person, or a new language or admin mark of a known one.

        Workspace admins and owners hold the administrator's right for as long as Slack says so.
        """

    def holding(self, right: Right) -> tuple[Person, ...]:
        """Everybody who holds the right, by id."""

    def assign(self, person_id: int, rights: Collection[Right], pay_role: PayRole) -> Person:
        """Gives the person exactly these rights and this pay role."""


class Alliances(Protocol):
    """The alliance book."""

    def add(self, handle: str, status: Status, profile: Profile, place: Place, started: date | None) -> Alliance:
        """A new alliance; `started` is None for a draft.

        Raises ChangedMeanwhile if the handle or a name was taken a moment ago.
        """

    def save(self, alliance: Alliance) -> Alliance:
        """Writes down a changed alliance and returns it with the next revision.

        Raises ChangedMeanwhile unless the revision is the one in the books.
        """

    def get(self, alliance_id: int) -> Alliance:
        """The alliance with this id. Raises KeyError if there is none."""

    def named(self, names: Collection[str]) -> tuple[Alliance, ...]:
        """The alliances that go by one of these names, each as `bot.domain.names.normalised` spells it; by id."""

    def all(self) -> tuple[Alliance, ...]:
        """Every alliance, by partner name."""


class Versions(Protocol):
    """Plans and alliance rules, each a series of versions."""

    def add(self, series: Series, terms: Terms, valid: Days, drafted_by: int, drafted_at: datetime) -> Version:
        """A draft with the series' next number. Raises ChangedMeanwhile if somebody took that number a moment ago."""

    def get(self, version_id: int) -> Version:
        """The version with this id. Raises KeyError if there is none."""

    def of(self, series: Series) -> tuple[Version, ...]:
        """All versions of the series, by number."""

    def of_alliance(self, alliance_id: int) -> tuple[Version, ...]:
        """All versions of all the alliance's rules, by series and number."""

    def released(self, pay_role: PayRole) -> tuple[Version, ...]:
        """All released versions for a pay role, its plan and every alliance's rules, by series and number.

        Their reasons and approvals are left out.
        """

    def drafts(self) -> tuple[Version, ...]:
        """All versions that wait for release, by series and number."""

    def decide(self, decided: Version) -> bool:
        """Writes down state, validity, decision, reason, approval and budget; the terms stay as they are.

        False if the version is a draft no more: of two who decide at once, one wins.
        """


class FiguresBook(Protocol):
    """Sellers' own figures; encrypted, read for nobody but themselves."""

    def of(self, person_id: int) -> tuple[Figures, ...]:
        """The person's figures, the latest period first."""

    def save(self, person_id: int, figures: Figures) -> None:
        """Keeps the figures for what they count in a period, in place of those kept before."""

    def delete(self, person_id: int) -> int:
        """Deletes all of the person's figures and says how many there were."""


class History(Protocol):
    """The audit history; entries are only added."""

    def add(self, entry: Entry) -> None:
        """Writes down a deed."""

    def of_alliance(self, alliance_id: int, limit: int) -> tuple[Entry, ...]:
        """The alliance's latest deeds, newest first."""


class Requests(Protocol):
    """What Slack has sent before, so that handling it twice changes nothing."""

    def first(self, kind: str, key: str, at: datetime) -> bool:
        """Writes down the request; False if it was written down before."""

    def forget(self, before: datetime, limit: int) -> int:
        """Deletes requests handled before this moment, the oldest first, at most so many, and says how many."""


class Deliveries(Protocol):
    """Posts on their way to Slack."""

    def add(self, key: str, destination: str, payload: str, due_at: datetime) -> bool:
        """Writes down a post; False if one with this key is written down already."""

    def follow(self, key: str, operation: Operation, target_key: str, payload: str, due_at: datetime) -> bool:
        """Writes down an update of, or a reply to, the post with the target's key; False if the key is known already.

        It waits until its target was sent, and is skipped if that fails. A newer update takes the place of older ones
        of the same target that were not sent yet.
        """

    def claim(self, now: datetime, lease: timedelta, limit: int) -> tuple[Delivery, ...]:
        """Takes due posts for sending, oldest first, each with a fresh claim token. Commit before calling Slack.

        The claim holds for the lease: all of them must be sent and settled by then.
        """

    def settle(
        self,
        delivery: Delivery,
        state: DeliveryState,
        now: datetime,
        *,
        due_at: datetime | None = None,
        sent: Target | None = None,
        error: str | None = None,
    ) -> bool:
        """Writes down how it went; False if the claim is no longer held. `due_at` is when to try again (state due)."""

    def expire(self, now: datetime) -> int:
        """Turns claims whose lease is over into unknown fates, and says how many."""

    def unknown(self, now: datetime, lease: timedelta, limit: int) -> tuple[Delivery, ...]:
        """Posts whose fate is unknown and not yet looked up to the end, oldest first, each claimed anew."""

    def next_due(self) -> datetime | None:
        """When the next post is due (UTC)."""

    def forget(self, before: datetime) -> int:
        """Deletes the payload of posts settled before this moment, and says how many."""


class Leads(Protocol):
    """The lead book. Customers, contacts and free texts are encrypted."""

    def add(self, lead: Lead) -> Lead:
        """A new lead; its id is given by the books."""

    def save(self, lead: Lead) -> Lead:
        """Writes down a changed lead and returns it with the next revision.

        Raises ChangedMeanwhile unless the revision is the one in the books: of two clicks at once one wins.
        """

    def get(self, lead_id: int) -> Lead:
        """The lead with this id. Raises KeyError if there is none."""

    def latest(self, alliance_ids: Collection[int] | None, person_id: int | None, limit: int) -> tuple[Lead, ...]:
        """The latest leads, newest first: of these alliances, or sent or owned by this person; None is no condition.

        With both given a lead needs to meet one of them.
        """

    def about(self, alliance_id: int, company: str) -> tuple[Lead, ...]:
        """Open leads of the alliance about a company of this name, spelled the same once normalised."""

    def waiting(self, now: datetime) -> tuple[Lead, ...]:
        """Leads that nobody answered and whose half time has passed, the oldest first."""

    def tallies(self, start: datetime, end: datetime, alliance_id: int | None = None) -> tuple[Tally, ...]:
        """Leads shared from `start` until before `end` (UTC), by alliance, direction, stage, reason and currency."""

    def answers(self, start: datetime, end: datetime, alliance_id: int | None = None) -> tuple[AnswerTime, ...]:
        """How long each lead shared in that time waited for its answer; unanswered ones are left out."""

    def overdue(
        self, start: datetime, end: datetime, now: datetime, alliance_id: int | None = None
    ) -> Mapping[tuple[int, Direction], int]:
        """How many leads shared in that time are unanswered past their time now, by alliance and direction."""

    def closed_joint(self, alliance_id: int, since: date) -> Closed:
        """How many joint leads of the alliance were won or lost on that day (UTC) or later; cancelled is not won."""

    def last_shared(self) -> Mapping[int, datetime]:
        """When the latest lead of each alliance was shared (UTC); alliances without leads are left out."""

    def note(self, event: LeadEvent) -> None:
        """Adds a step to a lead's history."""

    def history(self, lead_id: int) -> tuple[LeadEvent, ...]:
        """The steps of a lead, oldest first."""


class Payouts(Protocol):
    """Payout notes. Why one was rejected is encrypted."""

    def add(self, note: PayoutNote) -> PayoutNote | None:
        """A new note, its id given by the books; None if the lead has one of this kind for this payee already."""

    def get(self, note_id: int) -> PayoutNote:
        """The note with this id. Raises KeyError if there is none."""

    def of_lead(self, lead_id: int) -> tuple[PayoutNote, ...]:
        """The notes of a lead, oldest first."""

    def waiting(self) -> tuple[PayoutNote, ...]:
        """Every note that is open, oldest first."""

    def latest(self, payee_id: int | None, limit: int | None) -> tuple[PayoutNote, ...]:
        """Notes, the open ones first and then the newest: somebody's own, or everybody's; without a limit all."""

    def count(self, payee_id: int | None, *, only_open: bool = False) -> int:
        """How many notes there are, somebody's own or everybody's."""

    def settle(self, settled: PayoutNote) -> bool:
        """Writes down state, amount, who, when and why.

        False if the note is open no more: of two who settle at once, one wins.
        """


class Schedules(Protocol):
    """Standing orders to post something, and what was posted by them."""

    def add(self, schedule: Schedule) -> Schedule:
        """A new schedule; its id is given by the books."""

    def save(self, schedule: Schedule) -> None:
        """Writes down a changed schedule."""

    def get(self, schedule_id: int) -> Schedule:
        """The schedule with this id. Raises KeyError if there is none."""

    def all(self) -> tuple[Schedule, ...]:
        """Every schedule, by id."""

    def advance(self, schedule_id: int, seen_until: datetime | None, now_until: datetime) -> bool:
        """Moves the moment up to which slots were dealt with; False if another process has moved it since."""

    def seen_until(self, schedule_id: int) -> datetime:
        """The moment (UTC) up to which slots were dealt with; when it was made, at first."""

    def posted(self, post: BriefingPost) -> int:
        """Writes down what a briefing said, and gives its id."""

    def post(self, post_id: int) -> BriefingPost:
        """The post with this id. Raises KeyError if there is none."""

    def latest_posts(self, schedule_id: int) -> tuple[BriefingPost, ...]:
        """What the schedule posted, newest first, at most twenty."""

    def acknowledge(self, post_id: int, person: str, at: datetime) -> int:
        """Counts a *got it* once for each person, kept as a keyed marker, and says how many there are."""

    def forget_marks(self, before: datetime) -> int:
        """Deletes markers made before this moment; the counts stay."""


class Books(Protocol):
    """Everything the company has written down, as one transaction sees it."""

    people: People
    alliances: Alliances
    versions: Versions
    figures: FiguresBook
    history: History
    requests: Requests
    deliveries: Deliveries
    leads: Leads
    payouts: Payouts
    schedules: Schedules


class Library(Protocol):
    """Opens the books. A transaction ends with its block: kept when it is left, undone when an exception leaves it."""

    def reading(self) -> AbstractContextManager[Books]:
        """A transaction that changes nothing."""

    def writing(self) -> AbstractContextManager[Books]:
        """A transaction that may write; on SQLite one at a time."""

    def optimize(self) -> None:
        """Lets the database see how its tables have grown, so that it goes on choosing the right index."""
