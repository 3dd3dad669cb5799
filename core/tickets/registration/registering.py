"""Registration of a request, and what bars it (п. 1.2, 3.6, 5.5)."""

from typing import Final

from core.tickets.answers.events import Commented
from core.tickets.assignment.assigning import automatic, request_of
from core.tickets.classification.pairs import no_such_pair
from core.tickets.context import Context
from core.tickets.effects import Effects
from core.tickets.outages.announcements import lasting
from core.tickets.outages.joining import OutageJoined
from core.tickets.people.contracts import uncontracted
from core.tickets.refusal import Refusal, bad_input, not_found
from core.tickets.registration.channels import wrong_register
from core.tickets.registration.commands import Register
from core.tickets.registration.events import Registered
from core.tickets.registration.similar import Open, Similar, similar
from core.tickets.registration.templates import unfit
from core.tickets.relations.links import linked, not_repeatable
from core.tickets.tasks.tasks import TaskSet
from core.tickets.use_cases.use_case import Reversal, UseCase
from core.vocabulary import Channel, Ground, LinkKind, Role


def register(command: Register, context: Context) -> Effects | Refusal:
    """A registration, whom the rules chose, and the answer given on the phone as its first public comment."""
    refusal = _who(command, context) or _when(command, context) or _contract(command, context)
    refusal = refusal or wrong_register(command.mis, command.channel, context.policy)
    refusal = refusal or no_such_pair(command.type, command.priority, context.policy)
    refusal = refusal or unfit(command, context.policy.registration)
    refusal = refusal or _external(command, context) or _similar(command, context) or _linked_to(command, context)
    if refusal:
        return refusal
    clarified = context.actor.role is Role.FIRST_LINE and not command.imported
    decision, follows = automatic(request_of(command, context), context, clarified=clarified)
    registered = Registered(
        subject=command.subject,
        description=command.description,
        type=command.type,
        priority=command.priority,
        channel=command.channel,
        mis=command.mis,
        organization=command.organization,
        requester=command.requester,
        received_at=command.received_at or context.now,
        external_number=command.external_number,
        ground=command.ground or (Ground.NOT_SOLVED if command.channel is Channel.PHONE else None),
        template=command.template,
        imported=command.imported,
        masked=command.masked,
        admitted=command.admit_reason,
        different_from=command.different_from,
        decision=decision,
    )
    answer = (Commented(text=command.answer),) if command.answer else ()
    return (registered, *_links(command, context), *answer, *follows, *_ask_again(command, context))


def _ask_again(command: Register, context: Context) -> Effects:
    """What was masked in an import is asked for again without it: a task for whoever took it in (Прил. 3, п. 5)."""
    if not (command.imported and command.masked):
        return ()
    text = "В тексте скрыты персональные данные: попросите инициатора уточнить главное без них и не присылать их"
    return (TaskSet(task=1, user=context.actor.login, text=text),)


def _links(command: Register, context: Context) -> Effects:
    """What a registration says of other tickets: the one that it repeats, the mass incident that it belongs to."""
    repeats: Effects = ()
    if command.repeat_of is not None:
        repeats = linked(LinkKind.REPEAT, context.facts.next_ticket, command.repeat_of)
    joins = () if command.outage is None else (OutageJoined(outage=command.outage),)
    return (*repeats, *joins)


def _linked_to(command: Register, context: Context) -> Refusal | None:
    if command.repeat_of is not None:
        earlier = context.facts.tickets.get(command.repeat_of)
        if earlier is None:
            return not_found("ticket.unknown", f"Обращения № {command.repeat_of} нет")
        if refusal := not_repeatable(earlier, command.received_at or context.now, context.facts.next_ticket):
            return refusal
    if command.outage is None:
        return None
    outage = lasting(command.outage, context)
    if isinstance(outage, Refusal):
        return outage
    if not outage.concerns(command.mis, command.organization):
        return Refusal("outage.not_concerned", f"Сбой № {outage.id} не касается этой МО или МИС", "п. 5.4")
    return None


def _contract(command: Register, context: Context) -> Refusal | None:
    """No contract, no support (п. 1.2), unless a supervisor lets the clinic in with a reason."""
    clinic, at = context.facts.organizations[command.organization], command.received_at or context.now
    return uncontracted(clinic, at, command.admit_reason, context, what="обращение")


def _external(command: Register, context: Context) -> Refusal | None:
    taken = context.facts.external_numbers.get(command.external_number or "")
    if taken is None:
        return None
    message = f"Внешний номер {command.external_number} уже у обращения {taken}"
    return Refusal("external.taken", message, "п. 3.6", details={"number": taken})


def resembling(command: Register, context: Context) -> tuple[Similar, ...]:
    """Open tickets that a registration resembles, the requester's own first (п. 5.5)."""
    asked = Open(
        number=0,
        subject=command.subject,
        description=command.description,
        organization=command.organization,
        requester=command.requester,
        mis=command.mis,
    )
    return similar(asked, context.facts.open_tickets, context.policy.lifecycle.similar_from / 100)


def _similar(command: Register, context: Context) -> Refusal | None:
    """A similar open ticket of the requester: a comment there, unless the registrar says that it is another problem."""
    if command.imported or command.channel is not Channel.PHONE:
        return None
    found = [each for each in resembling(command, context) if each.number not in command.different_from]
    own = [each for each in found if each.same_requester]
    if not own:
        return None
    message = f"У инициатора есть похожее открытое обращение № {own[0].number} «{own[0].subject}»: запишите звонок туда"
    candidates = [
        {
            "number": each.number,
            "subject": each.subject,
            "score": round(each.score * 100),
            "same_requester": each.same_requester,
            "reasons": list(each.reasons),
        }
        for each in found
    ]
    return Refusal("register.similar", message, "п. 5.5", details={"similar": candidates})


def _who(command: Register, context: Context) -> Refusal | None:
    organization = context.facts.organizations.get(command.organization)
    requester = context.facts.people.get(command.requester)
    if organization is None:
        return not_found("organization.unknown", f"Нет организации с номером {command.organization}")
    if requester is None:
        return not_found("person.unknown", f"Нет человека с номером {command.requester}")
    if requester.organization != organization.id:
        message = f"{requester.name} не работает в «{organization.name}»"
        return bad_input("requester.other_organization", message, "п. 3.8")
    if requester.blocked:
        return Refusal("requester.blocked", f"Учётная запись инициатора заблокирована: {requester.name}", "п. 10.2")
    if command.mis not in organization.mis:
        mis = context.policy.labels.of(command.mis)
        return Refusal("organization.other_mis", f"«{organization.name}» не работает в МИС «{mis}»", "п. 3.2")
    return None


def _when(command: Register, context: Context) -> Refusal | None:
    if command.received_at is not None and command.received_at > context.now:
        return bad_input("received.in_future", "Время поступления не может быть позже текущего", "Прил. 2, табл. 1")
    return None


USE_CASES: Final = (
    UseCase(
        Register,
        register,
        title="Оформить обращение",
        about="Зарегистрировать обращение инициатора (п. 5.5).",
        denial="Обращения оформляют специалисты ПЛТП",
        clause="п. 5.5",
        rights="+  -  +  -  -  -",
        undo=Reversal.FINAL,
        instead="Номер уже назван инициатору: ошибочное обращение закрывают без решения",
    ),
)
