"""``pult ticket``: tasks, approvals, calls back (п. 4.4, 4.6, 11.3, 11.4)."""

from __future__ import annotations

import click

from console.cli.changing import change
from console.cli.command_classes import PultCommand
from console.cli.failure import usage
from console.cli.input.options import Count, number_argument, once, text_option
from console.cli.input.typed_values import instant, optional_instant
from console.cli.session import Session, with_desk


@click.command("task", cls=PultCommand, help="Поставить задачу, передать её другому или закрыть (п. 4.4).")
@number_argument
@text_option("--text", "Что сделать.")
@click.option("--to", metavar="КОМУ", help="Логин сотрудника ЦК или сотрудник МО: номер или имя.")
@click.option("--due", metavar="ВРЕМЯ", help="Срок задачи: «пт 12:00», «24.11 16:30», «+2ч» рабочего времени.")
@click.option("--pass", "passed", type=Count(1), metavar="N", help="Передать задачу N другому: кому — в --to.")
@click.option("--done", type=Count(1), metavar="N", help="Закрыть задачу N с результатом.")
@click.option("--cancel", type=Count(1), metavar="N", help="Снять задачу N; причина — в --result.")
@text_option("--result", "Результат.")
@text_option("--reason", "Почему тому, кто отсутствует (п. 4.7).")
@once
@with_desk
def task(
    session: Session, *, number: int, text: str | None, to: str | None, due: str | None, passed: int | None,
    done: int | None, cancel: int | None, result: str | None, reason: str | None, key: str | None,
    expect_version: int | None,
) -> None:  # fmt: skip
    """Set, pass on or finish a task."""
    from console.cli.input.naming import ticket_of, user_or_person
    from core.tickets.tasks.tasks import FinishTask, PassTask, SetTask
    from core.when import DUE

    if passed is not None and to is not None:
        user, person = _holder(session, number, passed, to)
        command = PassTask(number=number, task=passed, person=person, user=user, reason=reason)
        change(session, command, key, expect_version)
    elif (finished := done or cancel) is not None and result is not None:
        made = FinishTask(number=number, task=finished, result=result, cancelled=done is None)
        change(session, made, key, expect_version)
    elif text is not None and to is not None:
        user, person = user_or_person(session, to, ticket_of(session, number).organization)
        until = optional_instant(session, due, DUE, "--due")
        wanted = SetTask(number=number, text=text, user=user, person=person, due=until, reason=reason)
        change(session, wanted, key, expect_version)
    else:
        raise usage("Нужно --text и --to, либо --pass N и --to, либо --done N или --cancel N и --result.")


def _holder(session: Session, number: int, task: int, to: str) -> tuple[str | None, int | None]:
    """Whom a task is passed to: a colleague where one of the centre has it, else somebody of the clinic."""
    from console.cli.input.naming import clinic_person, login_of, ticket_of

    known = next((each for each in ticket_of(session, number).tasks if each.id == task), None)
    if known is not None and known.user is not None:
        return login_of(session, to), None
    return None, clinic_person(session, number, to)


@click.command("approval", cls=PultCommand, help="Запросить согласование МО или записать её ответ (п. 11.4).")
@number_argument
@click.option("--request", "asked", is_flag=True, help="Запросить: у кого — в --from, что — в --text.")
@click.option("--from", "who", metavar="КТО", help="У кого запрошено.")
@text_option("--text", "Что согласовать.")
@click.option("--grant", type=Count(1), metavar="K", help="Согласование K получено.")
@click.option("--refuse", type=Count(1), metavar="K", help="В согласовании K отказано; причина — в --reason.")
@click.option("--by", metavar="КТО", help="Кто ответил.")
@click.option("--how", metavar="КАК", default="phone", show_default=True, help="phone, comment, external.")
@text_option("--reason", "Причина отказа.")
@once
@with_desk
def approval(
    session: Session, *, number: int, asked: bool, who: str | None, text: str | None, grant: int | None,
    refuse: int | None, by: str | None, how: str, reason: str | None, key: str | None, expect_version: int | None,
) -> None:  # fmt: skip
    """Ask for an approval, or record the answer."""
    from console.cli.input.naming import clinic_person
    from core.tickets.tasks.approvals import GrantApproval, RefuseApproval, RequestApproval

    if asked and who is not None and text is not None:
        wanted = RequestApproval(number=number, person=clinic_person(session, number, who), text=text)
        change(session, wanted, key, expect_version)
    elif grant is not None and by is not None:
        granted = GrantApproval(number=number, approval=grant, by=clinic_person(session, number, by), how=how)
        change(session, granted, key, expect_version)
    elif refuse is not None and by is not None and reason is not None:
        person = clinic_person(session, number, by)
        change(session, RefuseApproval(number=number, approval=refuse, by=person, reason=reason), key, expect_version)
    else:
        raise usage("Нужно --request, --from и --text, либо --grant K и --by, либо --refuse K, --by и --reason.")


@click.command("callback", cls=PultCommand, help="Обещать инициатору перезвонить или записать звонок (п. 4.6, 5.4).")
@number_argument
@click.option("--until", metavar="ВРЕМЯ", help="До какого времени: «завтра 12», «24.11 16:30», «+2ч» рабочего времени.")
@click.option("--done", is_flag=True, help="Перезвонили.")
@text_option("--text", "О чём; вместе с --done — что сказано (инициатор этого не видит).", required=True)
@once
@with_desk
def callback(
    session: Session, *, number: int, until: str | None, done: bool, text: str, key: str | None,
    expect_version: int | None,
) -> None:  # fmt: skip
    """Promise the requester a call, or record it."""
    from core.tickets.answers.callbacks import FinishCallback, PromiseCallback
    from core.when import DUE

    if done is (until is not None):
        raise usage("Нужно --until ВРЕМЯ либо --done.")
    if until is None:
        change(session, FinishCallback(number=number, text=text), key, expect_version)
        return
    promised = PromiseCallback(number=number, until=instant(session, until, DUE, "--until"), text=text)
    change(session, promised, key, expect_version)


COMMANDS: tuple[click.Command, ...] = (task, approval, callback)
