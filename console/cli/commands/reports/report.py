"""``pult report``: what a supervisor asks for: the breach panel, tasks, disputes, sessions, denials, who saw what.

Each carries the head of the chain, so that a report that is kept proves the log that it was made from.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import click

from console.cli.command_classes import PultGroup
from console.cli.commands.reports.periods import commands
from console.cli.input.looking_back import AT, look_back
from console.cli.input.options import Count
from console.cli.output import answer
from console.cli.plain_texts.listing import answer_records
from console.cli.session import Session, with_desk


@click.group("report", cls=PultGroup, help="Сводки: табло, задачи, споры, сеансы, отказы, кто что смотрел.")
def command() -> None:
    """Group the reports."""


@command.command("now", help="Табло: что просрочено, что на подходе, успеет ли смена, как идёт день.")
@AT
@with_desk
def now(session: Session, at: str | None) -> None:
    """Answer with the figures of the breach panel at this instant, or at one that is over."""
    look_back(session, at)
    answer_wall(session)


def answer_wall(session: Session) -> None:
    """The panel's figures as JSON or as text; ``pult wall`` gives them too where it has no terminal."""
    from console.cli.json_shapes.wallboard import wall_json
    from console.cli.plain_texts.wallboard import wall_text

    found = session.desk.oversight.wall()
    _answer_with_head(session, wall_json(found, session.policy.zone), lambda: wall_text(found, session.policy))


@command.command("clinic", help="Этот месяц МО против прошлого и что в ней стало хуже.")
@click.argument("organization", metavar="МО", help="Код или название МО.")
@with_desk
def clinic(session: Session, organization: str) -> None:
    """Answer with a clinic's two months, parted by clock, type, priority and executor."""
    from console.cli.json_shapes.wallboard import clinic_json
    from console.cli.plain_texts.wallboard import clinic_text
    from console.cli.session import granted

    found = granted(session.desk.oversight.clinic_trend(organization))
    _answer_with_head(session, clinic_json(found), lambda: clinic_text(found, session.policy))


def _answer_with_head(session: Session, document: dict[str, Any], text: Callable[[], str]) -> None:
    """Answer with a report and the head of the chain that it was read from."""
    from console.cli.heads import head_json, head_text

    head = session.desk.administration.chain_head()
    answer(document | {"head": head_json(head)}, lambda: f"{text()}\n{head_text(head)}", as_json=session.as_json)


@dataclass(frozen=True, slots=True)
class _Task:
    number: int
    task: int
    who: str
    due: datetime | None
    text: str


@command.command("tasks", help="Открытые задачи (п. 4.4).")
@click.option("--mine", is_flag=True, help="Только мои.")
@with_desk
def tasks(session: Session, mine: bool) -> None:
    """List open tasks."""
    people = {each.id: each.name for each in session.desk.directory.people()}
    found = [
        _Task(
            each.number,
            each.task.id,
            each.task.user or people.get(each.task.person or 0, ""),
            each.task.due,
            each.task.text,
        )
        for each in session.desk.registers.tasks()
        if not mine or each.task.user == session.actor.login
    ]
    heads = {"number": "Обращение", "task": "Задача", "who": "Кому", "due": "Срок", "text": "Что"}
    answer_records(
        session, "tasks", found, heads, empty="Открытых задач нет.", head=session.desk.administration.chain_head()
    )


@dataclass(frozen=True, slots=True)
class _Dispute:
    number: int
    dispute: int
    due: datetime
    late: bool
    left_seconds: int
    escalated: bool
    subject: str


@command.command("disputes", help="Открытые споры со сроками (Прил. 2).")
@with_desk
def disputes(session: Session) -> None:
    """List open disputes."""
    found = [
        _Dispute(
            each.number, each.dispute.id, each.due, each.left < timedelta(0), each.left // timedelta(seconds=1),
            each.dispute.escalated_at is not None, each.subject,
        )
        for each in session.desk.registers.docket()
    ]  # fmt: skip
    heads = {"number": "Обращение", "due": "Решить до", "late": "Просрочен", "escalated": "Вынесен", "subject": "Тема"}
    answer_records(
        session, "disputes", found, heads, empty="Открытых споров нет.", head=session.desk.administration.chain_head()
    )


@dataclass(frozen=True, slots=True)
class _Session:
    number: int
    session: int
    pc: str
    started_at: datetime
    started_by: str


@command.command("remote", help="Незавершённые удалённые сеансы (п. 8.4).")
@with_desk
def remote(session: Session) -> None:
    """List open remote sessions."""
    found = [
        _Session(ticket.number, each.id, each.pc, each.started_at, each.started_by)
        for ticket in session.desk.registers.connected()
        for each in ticket.remote
        if each.ended_at is None
    ]
    heads = {"number": "Обращение", "pc": "ПК", "started_at": "Начат", "started_by": "Кем"}
    answer_records(
        session, "sessions", found, heads, empty="Открытых сеансов нет.", head=session.desk.administration.chain_head()
    )


@command.command("denials", help="Отказы доступа, последние первыми.")
@click.option("--limit", type=Count(1, 10_000), metavar="ЧИСЛО", default=100, show_default=True, help="Сколько.")
@with_desk
def denials(session: Session, limit: int) -> None:
    """List what the gate denied; for supervisors and administrators."""
    from console.cli.failure import Exit, Failure
    from core.vocabulary import Role

    if session.actor.role not in (Role.SUPERVISOR, Role.ADMINISTRATOR):
        raise Failure(Exit.FORBIDDEN, "access.role", "Отказы доступа смотрят руководитель смены и администратор.")
    heads = {"at": "Когда", "actor": "Кто", "command": "Команда", "code": "Код", "ticket": "Обращение"}
    found, head = session.desk.oversight.denials(limit), session.desk.administration.chain_head()
    answer_records(session, "denials", found, heads, empty="Отказов не было.", head=head)


@command.command("access", help="Кто что смотрел и выгружал: сеансы, МИС от пользователя, табельные, выгрузки.")
@click.option("--login", metavar="ЛОГИН", help="Только этот сотрудник ЦК: логин или имя.")
@click.option("--person", metavar="КТО", help="Только о данных этого сотрудника МО.")
@click.option("--since", metavar="ВРЕМЯ", help="С какого времени: «пн», «01.11», «24.11 9:00».")
@click.option("--limit", type=Count(1, 100_000), metavar="ЧИСЛО", default=1000, show_default=True, help="Сколько.")
@with_desk
def access(session: Session, *, login: str | None, person: str | None, since: str | None, limit: int) -> None:
    """List who saw or took out what, the latest first; for supervisors and administrators."""
    from console.cli.input.naming import person_of
    from console.cli.input.typed_values import optional_instant
    from console.cli.session import granted
    from core.desk.oversight.accesses import AccessQuery
    from core.when import HAPPENED

    asked = AccessQuery(
        login=granted(session.desk.directory.find_user(login)).login if login else None,
        person=person_of(session, person) if person else None,
        since=optional_instant(session, since, HAPPENED, "--since"),
        limit=limit,
    )
    found, head = (
        granted(session.desk.oversight.accesses(session.actor, asked)),
        session.desk.administration.chain_head(),
    )
    heads = {"event": "Событие", "at": "Когда", "actor": "Кто", "title": "Что", "person": "О ком"}
    heads |= {"ticket": "Обращение", "reason": "Зачем"}
    answer_records(session, "accesses", found, heads, empty="Записей нет.", head=head)


for _each in commands():
    command.add_command(_each)
