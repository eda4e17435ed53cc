"""A seller's own figures: kept for each goal, seen by nobody else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.domain.incentives import Accelerator, Cap, Component, Floor, GoalBonus, Threshold, Tiers
from bot.domain.measures import Measure, Owner, Quantity
from bot.domain.people import Figures
from bot.domain.periods import Days, PeriodKind, period_containing
from bot.domain.refusals import Act, Missing
from bot.domain.rights import require
from bot.domain.versions import Series, in_force
from bot.listeners.forms import Answers, read_day
from bot.listeners.house import Body, Caller, House, Request, caller
from bot.ports import Books
from bot.use_cases import earnings as use_cases
from bot.use_cases.earnings import currency_of
from messages import earnings as say
from messages.actions import Action, Field, FormId
from messages.message import Form


def register(app: App, house: House) -> None:
    """Listens for the form of own figures."""

    @app.view(FormId.FIGURES)
    def _entered(ack: Ack, body: Body, client: WebClient) -> None:
        asker = caller(house, client, body)
        with house.once("view", body["view"]["id"]) as books:
            currency = currency_of(books, asker.person.pay_role, asker.today)
            figures = _figures(Answers(body["view"], asker.person.language, currency))
            use_cases.save_figures(books, asker.person, figures)
        ack(response_action="update", view=say.figures_saved(asker.language).to_dict())

    @app.action(Field.GOAL)
    def _another_goal(ack: Ack, body: Body, client: WebClient) -> None:
        view, asker = body["view"], caller(house, client, body)
        with house.library.reading() as books:
            form = _form(books, asker, body["actions"][0]["selected_option"]["value"])
        client.views_update(view_id=view["id"], hash=view["hash"], view=form.to_dict())
        ack()

    @app.action(Action.DELETE_FIGURES)
    def _unwanted(ack: Ack, body: Body, client: WebClient) -> None:
        asker = caller(house, client, body)
        with house.library.writing() as books:
            deleted = use_cases.delete_figures(books, asker.person)
        done = say.figures_deleted(deleted, asker.language).to_dict()
        client.views_update(view_id=body["view"]["id"], view=done)
        ack()


def open_figures(request: Request) -> Form:
    """The form for one's own figures, those kept last filled in; a form is seen by its owner alone."""
    require(request.caller.person, Act.ASK)
    with request.house.library.reading() as books:
        return _form(books, request.caller, None)


def _form(books: Books, asker: Caller, chosen: str | None) -> Form:
    """The form at the goal that was chosen, else at what was kept last."""
    kept = books.figures.of(asker.person.id)
    currency = currency_of(books, asker.person.pay_role, asker.today)
    components = _plan(books, asker)
    known = {_key(figures): figures for figures in kept}
    blank = {_key(goal): goal for goal in _goals(components, asker)}
    goals = [*known.values(), *(goal for key, goal in blank.items() if key not in known)]
    limited = any(isinstance(component, Cap | Floor) and component.period for component in components)
    position = next((n for n, goal in enumerate(goals) if say.goal_value(goal) == chosen), 0)
    return say.figures_form(goals, asker.language, currency, chosen=position, kept=bool(kept), earned=limited)


def _key(figures: Figures) -> tuple[Days, Measure, Owner]:
    return figures.period, figures.measure, figures.owner


def _plan(books: Books, asker: Caller) -> tuple[Component, ...]:
    plan = in_force(books.versions.of(Series(asker.person.pay_role)), asker.today)
    return plan.terms.components if plan else ()


def _goals(components: Sequence[Component], asker: Caller) -> Iterator[Figures]:
    """This and the next period of whatever the plan counts; without a plan, orders of the quarter and the year."""
    counted = list(dict.fromkeys(goal for component in components for goal in _counted(component)))
    for measure, owner, kind in counted or _usual():
        starts = asker.company.fiscal_year_starts
        current = period_containing(asker.today, kind, starts)
        following = period_containing((current.last or asker.today) + timedelta(days=1), kind, starts)
        yield from (Figures(period, measure=measure, owner=owner) for period in (current, following))


def _usual() -> list[tuple[Measure, Owner, PeriodKind]]:
    return [(Measure.ORDERS, Owner.PERSON, kind) for kind in (PeriodKind.QUARTER, PeriodKind.YEAR)]


def _counted(component: Component) -> Iterator[tuple[Measure, Owner, PeriodKind]]:
    """What a component counts over which period."""
    if isinstance(component, GoalBonus | Tiers | Accelerator | Threshold) and component.period is not None:
        yield component.measure, component.owner, component.period
    if isinstance(component, GoalBonus):
        yield from ((factor.measure, factor.owner, factor.period) for factor in component.multiplied_by)
    if isinstance(component, Cap | Floor) and component.period is not None:
        yield Measure.ORDERS, Owner.PERSON, component.period


def _figures(answers: Answers) -> Figures:
    measure, owner, start, end = (answers.one(Field.GOAL, needed=True) or "orders/person//").split("/")
    is_count = Measure(measure).is_count

    def result(field: Field, *, zero: bool) -> Quantity | None:
        return answers.count(field) if is_count else answers.amount(field, zero=zero)

    target, earned = answers.amount(Field.TARGET_BONUS), answers.amount(Field.EARNED, zero=True)
    quota = result(Field.QUOTA, zero=False)
    booked, expected = result(Field.BOOKED, zero=True), result(Field.EXPECTED, zero=True)
    if all(entered is None for entered in (quota, target, booked, expected, earned)):
        answers.refuse(Field.QUOTA, Missing())
    answers.settled()
    period = Days(read_day(start), read_day(end))
    return Figures(period, quota or None, target, booked, expected, Measure(measure), Owner(owner), earned)
