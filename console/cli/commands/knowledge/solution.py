"""``pult solution``: the base of documented solutions (п. 5.4, 6.3, 6.9)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from console.cli.changing import perform
from console.cli.command_classes import PultGroup
from console.cli.failure import Exit, Failure
from console.cli.input.options import Count, Number, once, text_option
from console.cli.input.typed_values import code
from console.cli.output import answer
from console.cli.session import Session, with_desk

if TYPE_CHECKING:
    from core.tickets.knowledge.proposals import Proposal


@click.group("solution", cls=PultGroup, help="База решений ВЛТП и ТЛТП (п. 5.4, 6.3).")
def command() -> None:
    """Group the commands of the base."""


@command.command("add", help="Документировать решение.")
@text_option("--title", "Заголовок: одна строка.", required=True)
@text_option("--text", "Решение; «-» — со стандартного ввода.", required=True)
@click.option("--mis", metavar="МИС", help="qms или promed.")
@click.option("--module", metavar="МОДУЛЬ", help="Модуль МИС.")
@click.option(
    "--source", metavar="ЛИНИЯ", default="second", show_default=True, help="Чьё решение: first, second, third."
)
@click.option("--ticket", type=Number(), metavar="НОМЕР", help="Из какого обращения.")
@once
@with_desk
def add(
    session: Session, *, title: str, text: str, mis: str | None, module: str | None, source: str, ticket: int | None,
    key: str | None, expect_version: int | None,
) -> None:  # fmt: skip
    """Document a solution and answer with it."""
    from core.tickets.knowledge.solutions import AddSolution
    from core.vocabulary import Line, Mis

    made = AddSolution(
        title=title, text=text, mis=code(session.policy, Mis, mis) if mis else None, module=module,
        source=code(session.policy, Line, source).value, ticket=ticket,
    )  # fmt: skip
    done = perform(session, made, key, expect_version)
    _show(session, int(done.subject or 0))


@command.command("change", help="Изменить решение.")
@click.argument("solution", type=Count(1), metavar="N", help="Номер решения.")
@text_option("--title", "Новый заголовок.")
@text_option("--text", "Новый текст.")
@click.option("--mis", metavar="МИС", help="qms или promed.")
@click.option("--module", metavar="МОДУЛЬ", help="Модуль МИС.")
@once
@with_desk
def change(
    session: Session, *, solution: int, title: str | None, text: str | None, mis: str | None, module: str | None,
    key: str | None, expect_version: int | None,
) -> None:  # fmt: skip
    """Change a documented solution."""
    from core.tickets.knowledge.solutions import ChangeSolution
    from core.vocabulary import Mis

    system = code(session.policy, Mis, mis) if mis else None
    made = ChangeSolution(solution=solution, title=title, text=text, mis=system, module=module)
    perform(session, made, key, expect_version)
    _show(session, solution)


@command.command("retire", help="Вывести решение из базы: оно хранится, но не предлагается.")
@click.argument("solution", type=Count(1), metavar="N", help="Номер решения.")
@text_option("--reason", "Почему.", required=True)
@once
@with_desk
def retire(session: Session, *, solution: int, reason: str, key: str | None, expect_version: int | None) -> None:
    """Take a solution out of use."""
    from core.tickets.knowledge.solutions import RetireSolution

    perform(session, RetireSolution(solution=solution, reason=reason), key, expect_version)
    _show(session, solution)


@command.command("find", help="Найти решение по русским словам в любой форме.")
@click.argument("words", metavar="СЛОВА", nargs=-1, required=True, help="Слова вопроса.")
@with_desk
def find(session: Session, words: tuple[str, ...]) -> None:
    """Search the base."""
    _list(session, " ".join(words))


@command.command("list", help="Показать все решения.")
@with_desk
def list_(session: Session) -> None:
    """List the base."""
    _list(session, "")


@command.command("proposed", help="Что пора документировать: решения, подтверждённые трижды (п. 6.9).")
@with_desk
def proposed(session: Session) -> None:
    """List what is worth documenting."""
    found = session.desk.registers.proposed()
    answer(
        {"proposed": [{"title": each.title, "text": each.text, "tickets": list(each.tickets)} for each in found]},
        lambda: "\n\n".join(map(_proposal, found)) or "Предложить нечего: трижды одно и то же ещё не помогало.",
        as_json=session.as_json,
    )


def _proposal(each: Proposal) -> str:
    tickets = ", ".join(f"№ {number}" for number in each.tickets)
    return f"{each.title}\n{each.text}\nПомогло: {len(each.tickets)} ({tickets})"


@command.command("show", help="Показать решение.")
@click.argument("solution", type=Count(1), metavar="N", help="Номер решения.")
@with_desk
def show(session: Session, solution: int) -> None:
    """Show one solution."""
    _show(session, solution)


def _show(session: Session, number: int) -> None:
    found = [each for each in session.desk.registers.solutions(retired=True) if each.solution.id == number]
    if not found:
        raise Failure(Exit.NOT_FOUND, "solution.unknown", f"Решения № {number} в базе нет.")
    document = _document(session, found[0])
    answer(document, lambda: _text(document), as_json=session.as_json)


def _list(session: Session, words: str) -> None:
    found = [_document(session, each) for each in session.desk.registers.solutions(words)]
    answer(
        {"solutions": found},
        lambda: "\n\n".join(map(_text, found)) or "Ничего не найдено.",
        as_json=session.as_json,
    )


def _document(session: Session, found: Any) -> dict[str, Any]:
    from console.cli.json_shapes.inside_tickets import record_json
    from console.cli.json_shapes.values import instant_json

    fields = record_json(found.solution, session.policy.zone) or {}
    return fields | {
        "score": round(found.score, 2),
        "used_in": list(found.used_in),
        "helped": found.helped,
        "last_used": instant_json(found.last_used, session.policy.zone),
        "returned": list(found.returned),
    }


def _text(document: dict[str, Any]) -> str:
    used = ", ".join(f"№ {number}" for number in document["used_in"])
    gone = " (выведено из базы)" if document["retired"] else ""
    where = f"\nОбращения: {used}" if used else ""
    return f"№ {document['id']}. {document['title']}{gone}\n{document['text']}{where}\n{_did(document)}"


def _did(document: dict[str, Any]) -> str:
    """How it did: how often it helped, since when nobody gave it, what came back after it."""
    back = ", ".join(f"№ {number}" for number in document["returned"])
    told = [f"Помогло: {document['helped']}"]
    told += [f"последний раз {document['last_used'][:10]}" if document["last_used"] else "ещё никто не применял"]
    return "; ".join([*told, *([f"возвращались: {back}"] if back else [])])
