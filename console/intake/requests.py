"""What the form of a call asks the desk for, and what is still missing in it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from console.intake.call import IntakeCall
from console.intake.form import IntakeForm
from console.intake.widgets.template_fields import TemplateFields
from console.widgets.fields.completer import NEW
from core.text import check_length
from core.tickets.answers.comments import Comment
from core.tickets.desk_records.calls import LogCall
from core.tickets.desk_records.whole_calls import TakeCall
from core.tickets.knowledge.solutions import UseSolution
from core.tickets.people.commands import AddPerson
from core.tickets.registration.commands import Register
from core.tickets.remote_access.sessions import StartRemote
from core.vocabulary import Channel, Mis, Priority, TicketType

WORDS = ("subject", "description", "answer")
"""The fields of the caller's own words."""


def request_of(form: IntakeForm, received_at: datetime) -> Register:
    """The registration as typed so far; ids are 0 while unknown, and the requester's while he is new."""
    return Register(
        subject=form.text("subject"),
        description=description_of(form),
        template=form.template.code if form.template else None,
        organization=form.completer("organization").value or 0,
        requester=known_requester(form) or 0,
        mis=Mis(form.choice("mis").value or Mis.QMS.value),
        type=TicketType(form.choice("type").value or TicketType.ERROR.value),
        priority=Priority(form.choice("priority").value or form.PRIORITY.value),
        channel=Channel.PHONE,
        received_at=received_at,
        answer=form.text("answer").strip() or None,
        admit_reason=form.text("admit").strip() or None,
    )


def description_of(form: IntakeForm) -> str:
    """The description, and after it the lines of the kind's fields."""
    return "\n".join(filter(None, (form.text("description"), form.query_one(TemplateFields).text())))


def known_requester(form: IntakeForm) -> int | None:
    """Who calls; None where he is new, and while it is not known."""
    requester = form.completer("requester").value
    return None if requester == NEW else requester


def new_person(form: IntakeForm) -> AddPerson | None:
    """The person to add, where the requester is new."""
    if form.completer("requester").value != NEW:
        return None
    return AddPerson(
        full_name=form.text("requester").strip(),
        organization=form.completer("organization").value or 0,
        person_kind=form.choice("kind").value,
        phone=form.text("phone").strip() or None,
    )


def spoken(form: IntakeForm) -> tuple[str, ...]:
    """What was written down of the call, field by field."""
    return tuple(filter(None, (form.text(name).strip() for name in WORDS)))


def ticket_of(form: IntakeForm, call: IntakeCall, started: datetime) -> TakeCall:
    """The call as a ticket of its own, or as a comment on the known one (п. 5.5)."""
    if call.comment_on is not None:
        comment = Comment(number=call.comment_on, text="\n\n".join(spoken(form)))
        return TakeCall(call=comment, remote=_session(form), solutions=_solutions(call))
    request = replace(request_of(form, started), different_from=call.different)
    return TakeCall(call=request, person=new_person(form), remote=_session(form), solutions=_solutions(call))


def line_of(form: IntakeForm, started: datetime, ended: datetime) -> TakeCall:
    """The call as a line of the log, solved at once (п. 5.5)."""
    line = LogCall(
        requester=known_requester(form) or 0,
        started_at=started,
        ended_at=ended,
        solved=True,
        text="\n".join(spoken(form)),
        mis=Mis(form.choice("mis").value or Mis.QMS.value),
        admit_reason=form.text("admit").strip() or None,
    )
    return TakeCall(call=line, person=new_person(form))


def _session(form: IntakeForm) -> StartRemote | None:
    """The session on the PC that the caller let us on, by phone (п. 8.3, 8.4)."""
    pc, requester = form.text("pc").strip(), known_requester(form)
    return StartRemote(number=0, pc=pc, consent_by=requester, consent_how="phone") if pc and requester else None


def _solutions(call: IntakeCall) -> tuple[UseSolution, ...]:
    """The solution that was read aloud (п. 5.4)."""
    return () if call.solution is None else (UseSolution(number=0, solution=call.solution),)


def problems(form: IntakeForm) -> Iterator[tuple[str, str]]:
    """Field and sentence for everything that a ticket lacks, in the order of the form."""
    if form.completer("organization").value is None:
        yield "organization", "выберите МО из списка" if form.text("organization").strip() else "какая МО звонит?"
    if form.completer("requester").value is None:
        yield "requester", "кто звонит? выберите из списка или «новый человек»"
    if form.completer("requester").value == NEW and not form.text("phone").strip():
        yield "phone", "запишите телефон нового человека"
    if not form.text("subject").strip():
        yield "subject", "одной строкой: что не так (Прил. 3, п. 1)"
    yield from form.query_one(TemplateFields).problems()
    if not description_of(form).strip():
        yield "description", "опишите проблему полно (Прил. 3, п. 3)"
    for name in ("description", "answer"):
        if too_long := check_length(form.text(name)):
            yield name, too_long
