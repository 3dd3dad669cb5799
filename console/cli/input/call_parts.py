"""What may come with a call in one command: somebody new who is added, a session that he allows, a used solution."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from console.cli.failure import usage
from console.cli.input.naming import clinic_person, person_of
from console.cli.input.options import Count, Function
from console.cli.input.typed_values import word
from console.cli.session import Session

if TYPE_CHECKING:
    from core.tickets.answers.comments import Comment
    from core.tickets.desk_records.calls import LogCall
    from core.tickets.desk_records.whole_calls import TakeCall
    from core.tickets.people.commands import AddPerson
    from core.tickets.registration.commands import Register
    from core.tickets.remote_access.sessions import StartRemote

_NEW = (
    click.option("--new-person", metavar="ФИО", help="Вместо --requester: новый человек, добавить его (гл. 10)."),
    click.option("--person-kind", metavar="КТО", default="medic", show_default=True, help="medic, it, it_head, head."),
    click.option("--person-phone", metavar="ТЕЛЕФОН", help="Рабочий телефон нового человека."),
)  # fmt: skip
_FOLLOWING = (
    click.option("--pc", metavar="ИМЯ", help="Начать удалённый сеанс на этом ПК (п. 8.3)."),
    click.option("--consent-by", metavar="КТО", help="Кто его разрешил; без него — инициатор (п. 8.4)."),
    click.option("--consent-how", metavar="КАК", help="phone, written."),
    click.option(
        "--solution-id", "solution_ids", type=Count(1), metavar="N", multiple=True,
        help="Решение из базы, которое подсказали (п. 5.4); можно несколько раз.",
    ),
)  # fmt: skip
_NAMES = ("new_person", "person_kind", "person_phone", "pc", "consent_by", "consent_how", "solution_ids")


@dataclass(frozen=True, slots=True, kw_only=True)
class CallParts:
    """The options of a call's parts, as typed."""

    new_person: str | None = None
    person_kind: str = "medic"
    person_phone: str | None = None
    pc: str | None = None
    consent_by: str | None = None
    consent_how: str | None = None
    solution_ids: tuple[int, ...] = ()

    def requester(self, session: Session, name: str | None, organization: int | None) -> int:
        """Who calls, by id; 0 for whoever is added. Wrong usage where neither is named, or both."""
        if self.new_person is None and name is None:
            context = click.get_current_context()
            missing = next(each for each in context.command.params if each.name == "requester")
            raise click.MissingParameter(ctx=context, param=missing)
        if self.new_person is not None and name is not None:
            raise usage("Нужно одно из --requester и --new-person.")
        return 0 if name is None else person_of(session, name, organization)

    def of_known(self, session: Session, number: int, caller: str | None) -> CallParts:
        """The same for a ticket that is known: whoever calls is somebody of its clinic, and consents himself."""
        if self.new_person is not None:
            raise usage("--comment-on: инициатор уже известен, --new-person не нужен.")
        name = self.consent_by if self.consent_by is not None else caller
        by = clinic_person(session, number, name) if name is not None and self.pc is not None else None
        return replace(self, consent_by=None if by is None else str(by))

    def whole(
        self, session: Session, call: Register | Comment | LogCall, organization: int | None
    ) -> Register | Comment | LogCall | TakeCall:
        """The call with its parts; alone where it has none. Nobody is added where no clinic is named."""
        from core.tickets.desk_records.whole_calls import TakeCall
        from core.tickets.knowledge.solutions import UseSolution

        person, remote = self._person(organization), self._session(session, call, organization)
        if person is None and remote is None and not self.solution_ids:
            return call
        used = tuple(UseSolution(number=0, solution=each) for each in self.solution_ids)
        return TakeCall(call=call, person=person, remote=remote, solutions=used)

    def _person(self, organization: int | None) -> AddPerson | None:
        from console.labels import PERSON_KINDS
        from core.tickets.people.commands import AddPerson

        if self.new_person is None or organization is None:
            return None
        return AddPerson(
            full_name=self.new_person, organization=organization, phone=self.person_phone,
            person_kind=word("кто это", PERSON_KINDS, self.person_kind),
        )  # fmt: skip

    def _session(
        self, session: Session, call: Register | Comment | LogCall, organization: int | None
    ) -> StartRemote | None:
        from core.tickets.answers.comments import Comment
        from core.tickets.remote_access.sessions import StartRemote

        if self.pc is None:
            return None
        by = None if self.consent_by is None else person_of(session, self.consent_by, organization)
        by = call.requester if by is None and not isinstance(call, Comment) else by
        return StartRemote(number=0, pc=self.pc, consent_by=by, consent_how=self.consent_how)


def call_parts(*, following: bool) -> Callable[[Function], Function]:
    """Add the options, gathered as ``parts``; ``following``: those too of what is done in the call's ticket."""

    def add(function: Function) -> Function:
        @wraps(function)
        def gathered(*args: Any, **options: Any) -> Any:
            given = {name: options.pop(name) for name in _NAMES if name in options}
            return function(*args, parts=CallParts(**given), **options)

        added: Any = gathered
        for option in reversed((*_NEW, *(_FOLLOWING if following else ()))):
            added = option(added)
        return added  # type: ignore[no-any-return]

    return add
