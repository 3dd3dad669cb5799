"""The options that forms choose among: codes with their labels, and what stands inside the ticket."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from console.forms.context import FormContext
from console.forms.fields.field_types import Options
from console.widgets.fields.choice import Option
from console.wording.instants import full_moment
from core.text import clean_line
from core.tickets.records import Approval, Task
from core.vocabulary import TicketType

_SHOWN = 60


def codes(enum: type[StrEnum], hints: Mapping[str, str] | None = None) -> Options:
    """All codes of an enumeration by their labels; ``hints`` by code."""
    known = hints or {}

    def options(context: FormContext) -> Sequence[Option]:
        labels = context.policy.labels
        return [Option(each.value, labels.of(each), known.get(each.value, "")) for each in enum]

    return options


def some(*chosen: StrEnum) -> Options:
    """Some codes of an enumeration."""

    def options(context: FormContext) -> Sequence[Option]:
        return [Option(each.value, context.policy.labels.of(each)) for each in chosen]

    return options


def words(titles: Mapping[str, str]) -> Options:
    """Options with Russian names of their own."""

    def options(_context: FormContext) -> Sequence[Option]:
        return [Option(value, title[:1].upper() + title[1:]) for value, title in titles.items()]

    return options


def open_tasks(context: FormContext) -> Sequence[Option]:
    """The ticket's tasks that still have to be done."""
    return [Option(str(each.id), f"№ {each.id}", _task(each)) for each in context.view.ticket.tasks if each.open]


def open_approvals(context: FormContext) -> Sequence[Option]:
    """The ticket's approvals that nobody has answered (п. 11.4)."""
    return [
        Option(str(each.id), f"№ {each.id}", _approval(each))
        for each in context.view.ticket.approvals
        if each.granted is None
    ]


def events(context: FormContext) -> Sequence[Option]:
    """The events of the ticket that hold people's words, the latest first."""
    return [
        Option(str(each.seq), f"{each.seq}", clean_line(f"{full_moment(each.at, context.now)} {each.title}", _SHOWN))
        for each in reversed(context.view.timeline)
        if each.text
    ]


def competences(context: FormContext) -> Sequence[Option]:
    """The words that the routing rules know competences by."""
    known = dict.fromkeys(rule.competence for rule in context.policy.dispatch.rules if rule.competence)
    return [Option(word, word) for word in known]


def _task(task: Task) -> str:
    return clean_line(task.text, _SHOWN)


def _approval(approval: Approval) -> str:
    return clean_line(approval.text, _SHOWN)


def something_open(context: FormContext) -> bool:
    """Whether something is open inside the ticket that would stay behind; of many tickets it is not known."""
    return context.about.view is None or bool(context.view.ticket.left_open)


def approver(context: FormContext) -> int | None:
    """Who approves a «Настройка» for the clinic: the first who was found; of anything else its requester."""
    if context.view.ticket.type is not TicketType.SETUP:
        return requester(context)
    found = context.entries.get("approvers", ())
    return found[0].key if found else None


def requester(context: FormContext) -> int:
    """Whose ticket it is."""
    return context.view.ticket.requester
