"""Plans and rules from a file that is dropped into a form: tried first, and only then drafted."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.domain.refusals import (
    ChangedMeanwhile,
    FileElsewhere,
    FileTooLarge,
    FileUnreachable,
    FileUnreadable,
    FormRefused,
)
from bot.files.plans import PlanFile, check, read
from bot.listeners.alliances import named
from bot.listeners.forms import Answers
from bot.listeners.house import Body, House, caller
from bot.ports import Books
from bot.slack.dropped import fetch
from bot.use_cases import rules as use_cases
from bot.use_cases.plan_files import series_for
from bot.use_cases.rules import Draft
from messages import rules as say
from messages.actions import Action, Field, FormId
from messages.rules.forms import PLAN


@dataclass(frozen=True, slots=True)
class Dropped:
    """A file as a preview remembers it: where Slack keeps it, a hash of what was shown, for whom and from when."""

    url: str
    sha256: str
    handle: str | None
    valid_from: date

    def remembered(self) -> str:
        """As private metadata."""
        return json.dumps({"file": [self.url, self.sha256, self.handle, self.valid_from.isoformat()]})


def register(app: App, house: House) -> None:
    """Listens for the form a file is dropped into."""

    @app.action(Action.RULE_FILE)
    def _file_wanted(ack: Ack, body: Body, client: WebClient, payload: Mapping[str, Any]) -> None:
        asker = caller(house, client, body)
        handle = None if payload["value"] == PLAN else str(payload["value"])
        with house.library.reading() as books:
            use_cases.require_drafting(asker.person, None if handle is None else named(books, handle))
        client.views_push(trigger_id=body["trigger_id"], view=say.file_form(handle, asker.language).to_dict())
        ack()

    @app.view(FormId.RULE_FILE)
    def _dropped(ack: Ack, body: Body, client: WebClient) -> None:
        asker = caller(house, client, body)
        handle = json.loads(body["view"]["private_metadata"])["handle"]
        answers = Answers(body["view"], asker.person.language, asker.company.currency)
        file = answers.file(Field.FILE)
        content = _fetched(client, file)
        try:
            plan_file = read(content)
        except FileUnreadable as unreadable:
            again = say.file_form(handle, asker.language, problems=unreadable.problems)
            ack(response_action="update", view=again.to_dict())
            return
        results = check(plan_file)
        if not all(result.kept for result in results):
            ack(response_action="update", view=say.file_form(handle, asker.language, results=results).to_dict())
            return
        day = answers.day(Field.VALID_FROM) or plan_file.target.valid_from or asker.today
        answers.settled()
        dropped = Dropped(str(file["url_private"]), hashlib.sha256(content).hexdigest(), handle, day)
        with house.library.reading() as books:
            draft = _draft(books, plan_file, dropped)
            card = use_cases.preview(books, asker.person, draft, asker.now, asker.today)
        shown = say.draft_preview(card, dropped.remembered(), asker.language, results)
        ack(response_action="update", view=shown.to_dict())


def dropped_draft(house: House, client: WebClient, remembered: str) -> Draft | None:
    """The draft of a file that a preview showed, read anew; None where the preview showed no file.

    Raises:
        ChangedMeanwhile: if the file is not what was shown.
    """
    kept = json.loads(remembered)
    if "file" not in kept:
        return None
    url, sha256, handle, day = kept["file"]
    content = fetch(client, {"url_private": url})
    if hashlib.sha256(content).hexdigest() != sha256:
        raise ChangedMeanwhile
    with house.library.reading() as books:
        return _draft(books, read(content), Dropped(url, sha256, handle, date.fromisoformat(day)))


def _draft(books: Books, plan_file: PlanFile, dropped: Dropped) -> Draft:
    target = plan_file.target
    elsewhere = (target.route is None) is not (dropped.handle is None)
    if elsewhere or target.alliance not in {None, dropped.handle}:
        raise FormRefused({str(Field.FILE): FileElsewhere()})
    series = series_for(books, target.pay_role, target.route, dropped.handle)
    return Draft(series, plan_file.terms, dropped.valid_from)


def _fetched(client: WebClient, file: Mapping[str, Any]) -> bytes:
    """The bytes, or why there are none, told at the field."""
    try:
        return fetch(client, file)
    except (FileTooLarge, FileUnreachable) as refused:
        raise FormRefused({str(Field.FILE): refused}) from None
