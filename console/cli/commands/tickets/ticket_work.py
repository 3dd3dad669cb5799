"""``pult ticket comment|note|take|…|close``: everything that is done to a registered ticket.

Each command builds one :class:`core.tickets.command.TicketCommand`, has it carried out and prints the changed ticket.
"""

from __future__ import annotations

import click

from console.cli.changing import change
from console.cli.command_classes import PultCommand
from console.cli.failure import usage
from console.cli.input.options import Count, drop_option, number_argument, once, text_option
from console.cli.input.typed_values import code, optional_instant, word
from console.cli.session import Session, granted, with_desk


@click.command("comment", cls=PultCommand, help="Ответить инициатору: публичный ответ останавливает срок реакции.")
@number_argument
@text_option("--text", "Ответ; «-» — со стандартного ввода.", required=True)
@click.option("--by", metavar="КТО", help="Слова инициатора (или замещающего его), записанные за него.")
@once
@with_desk
def comment(
    session: Session, *, number: int, text: str, by: str | None, key: str | None, expect_version: int | None
) -> None:
    """Answer the requester in public, or write down what he said himself."""
    from core.tickets.answers.comments import Answered, Comment

    if by is not None:
        said = Answered(number=number, by=_person(session, number, by), text=text)
        change(session, said, key, expect_version)
        return
    change(session, Comment(number=number, text=text), key, expect_version)


@click.command("note", cls=PultCommand, help="Записать внутреннюю заметку: инициатор её не видит.")
@number_argument
@text_option("--text", "Заметка; «-» — со стандартного ввода.", required=True)
@once
@with_desk
def note(session: Session, number: int, text: str, key: str | None, expect_version: int | None) -> None:
    """Write an internal note."""
    from core.tickets.answers.comments import Note

    change(session, Note(number=number, text=text), key, expect_version)


@click.command("take", cls=PultCommand, help="Взять обращение в работу на себя.")
@number_argument
@once
@with_desk
def take(session: Session, number: int, key: str | None, expect_version: int | None) -> None:
    """Take the ticket in progress."""
    from core.tickets.assignment.commands import Take

    change(session, Take(number=number), key, expect_version)


@click.command(
    "undo", cls=PultCommand, help="Вернуть своё последнее действие: за минуту — будто его не было; журнал помнит оба."
)
@number_argument
@once
@with_desk
def undo(session: Session, number: int, key: str | None, expect_version: int | None) -> None:
    """Take one's own last act back."""
    from core.tickets.undo.commands import TakeBack

    change(session, TakeBack(number=number, typed=True), key, expect_version)


@click.command("release", cls=PultCommand, help="Закончить этап ПЛТП и передать исполнителю ВЛТП (п. 5.9).")
@number_argument
@click.option("--to", metavar="ЛОГИН", help="Исполнитель: логин или имя; без него — кого выбрали правила.")
@click.option("--watch", "watchers", metavar="ЛОГИН", multiple=True, help="Наблюдатель; можно несколько раз.")
@click.option(
    "--indicative", metavar="ВРЕМЯ", help="Ориентировочный срок: «пт 12:00», «24.11 16:30», «+2ч» рабочего времени."
)
@text_option("--text", "Что сделано и что нужно; «-» — со стандартного ввода.")
@text_option("--reason", "Почему исполнителю, который отсутствует (п. 4.7).")
@once
@with_desk
def release(
    session: Session, *, number: int, to: str | None, watchers: tuple[str, ...], indicative: str | None,
    text: str | None, reason: str | None, key: str | None, expect_version: int | None,
) -> None:  # fmt: skip
    """Hand over to an executor of the second line."""
    from core.tickets.assignment.commands import Release
    from core.when import DUE

    command = Release(
        number=number,
        to=_login(session, to) if to else None,
        watchers=tuple(_login(session, each) for each in watchers),
        indicative_due=optional_instant(session, indicative, DUE, "--indicative"),
        text=text,
        reason=reason,
    )
    change(session, command, key, expect_version)


@click.command("back", cls=PultCommand, help="Вернуть на ПЛТП то, что передали по ошибке (п. 5.9, 6.4).")
@number_argument
@text_option("--reason", "Почему.", required=True)
@once
@with_desk
def back(session: Session, number: int, reason: str, key: str | None, expect_version: int | None) -> None:
    """Give back to the first line what was sent by mistake."""
    from core.tickets.assignment.commands import SendBack

    change(session, SendBack(number=number, reason=reason), key, expect_version)


@click.command("type", cls=PultCommand, help="Изменить тип; ВЛТП — с причиной (Прил. 2).")
@number_argument
@click.argument("type_", metavar="ТИП", help="consultation, error, setup, other — или по-русски.")
@click.option("--priority", metavar="ПРИОРИТЕТ", help="Новый приоритет, если прежнего у нового типа не бывает.")
@text_option("--reason", "Причина.")
@once
@with_desk
def type_(
    session: Session, *, number: int, type_: str, priority: str | None, reason: str | None,
    key: str | None, expect_version: int | None,
) -> None:  # fmt: skip
    """Change the type."""
    from core.tickets.classification.commands import SetType
    from core.vocabulary import Priority, TicketType

    urgency = code(session.policy, Priority, priority) if priority else None
    kind = code(session.policy, TicketType, type_)
    change(session, SetType(number=number, type=kind, priority=urgency, reason=reason), key, expect_version)


@click.command("priority", cls=PultCommand, help="Изменить приоритет (п. 5.10).")
@number_argument
@click.argument(
    "priority", metavar="ПРИОРИТЕТ", required=False, help="very_high, high, medium, low, none — или по-русски."
)
@text_option("--reason", "Причина.")
@click.option("--propose", is_flag=True, help="Предложить: меняет только ПЛТП (п. 5.10).")
@click.option("--confirm", is_flag=True, help="Подтвердить прежний: срочность и влияние уточнены (Прил. 2).")
@once
@with_desk
def priority(
    session: Session, *, number: int, priority: str | None, reason: str | None, propose: bool, confirm: bool,
    key: str | None, expect_version: int | None,
) -> None:  # fmt: skip
    """Change the priority, confirm it, or propose another one; the present one given anew confirms it too."""
    from core.tickets.classification.commands import ConfirmPriority, ProposePriority, SetPriority
    from core.vocabulary import Priority

    if (priority is None) is not confirm:
        raise usage("Нужен приоритет или --confirm, чтобы подтвердить прежний.")
    if priority is None:
        change(session, ConfirmPriority(number=number, reason=reason), key, expect_version)
        return
    urgency = code(session.policy, Priority, priority)
    if propose:
        proposed = ProposePriority(number=number, priority=urgency, reason=reason)
        change(session, proposed, key, expect_version)
        return
    change(session, SetPriority(number=number, priority=urgency, reason=reason), key, expect_version)


@click.command("resolve", cls=PultCommand, help="Записать решение: обращение станет ждать подтверждения (п. 6.9).")
@number_argument
@text_option("--solution", "Подробное решение; «-» — со стандартного ввода.", required=True)
@click.option("--solution-id", "documented_as", type=Count(1), metavar="N", help="Решение из базы, которое применено.")
@click.option("--document", is_flag=True, help="Записать это решение в базу (п. 6.9).")
@drop_option
@once
@with_desk
def resolve(
    session: Session, *, number: int, solution: str, documented_as: int | None, document: bool, drop: str | None,
    key: str | None, expect_version: int | None,
) -> None:  # fmt: skip
    """Report the ticket as solved."""
    from core.tickets.closing.commands import Resolve

    made = Resolve(number=number, solution=solution, documented_as=documented_as, document=document, drop=drop)
    change(session, made, key, expect_version)


@click.command("confirm", cls=PultCommand, help="Записать, что инициатор принял решение: обращение закроется.")
@number_argument
@click.option("--by", metavar="КТО", required=True, help="Кто подтвердил: номер или однозначное имя.")
@click.option("--how", metavar="КАК", default="phone", show_default=True, help="phone, comment, external.")
@drop_option
@once
@with_desk
def confirm(
    session: Session, *, number: int, by: str, how: str, drop: str | None, key: str | None, expect_version: int | None
) -> None:
    """Record the requester's confirmation."""
    from core.tickets.closing.commands import Confirm
    from core.tickets.closing.outcomes import CONFIRMED_HOW

    way = word("как подтверждено", CONFIRMED_HOW, how)
    confirmed = Confirm(number=number, by=_person(session, number, by), how=way, drop=drop)
    change(session, confirmed, key, expect_version)


@click.command("reject", cls=PultCommand, help="Записать, что инициатор отклонил решение: снова в работу.")
@number_argument
@click.option("--by", metavar="КТО", required=True, help="Кто отклонил: номер или однозначное имя.")
@text_option("--reason", "Что не так; «-» — со стандартного ввода.", required=True)
@once
@with_desk
def reject(session: Session, *, number: int, by: str, reason: str, key: str | None, expect_version: int | None) -> None:
    """Record the requester's rejection."""
    from core.tickets.closing.commands import Reject

    change(session, Reject(number=number, by=_person(session, number, by), reason=reason), key, expect_version)


@click.command("close", cls=PultCommand, help="Закрыть без решения: вне задач ЦК, перенаправлено, отозвано, отказано.")
@number_argument
@click.option("--outcome", metavar="ИСХОД", required=True, help="out_of_scope, redirected, withdrawn, refused.")
@text_option("--reason", "Причина, которую узнает инициатор.", required=True)
@click.option("--for-all", is_flag=True, help="Отзывают и те, чьи дубликаты решаются здесь (Прил. 3, п. 2).")
@drop_option
@click.option(
    "--ground", metavar="ОСНОВАНИЕ",
    help="Основание отказа: mismatch, no_contract, out_of_scope, not_approved, unfit, not_responsible.",
)  # fmt: skip
@once
@with_desk
def close(
    session: Session, *, number: int, outcome: str, reason: str, for_all: bool, drop: str | None, ground: str | None,
    key: str | None, expect_version: int | None,
) -> None:  # fmt: skip
    """Close without a confirmed solution."""
    from core.tickets.closing.commands import Close
    from core.tickets.closing.outcomes import REFUSED_FOR
    from core.vocabulary import Outcome, RefusalGround

    ended = code(session.policy, Outcome, outcome)
    named = {each.value: title for each, title in REFUSED_FOR.items()}
    why = RefusalGround(word("основание отказа", named, ground)) if ground else None
    made = Close(number=number, outcome=ended, reason=reason, for_all=for_all, drop=drop, ground=why)
    change(session, made, key, expect_version)


def _login(session: Session, name: str) -> str:
    """Find a member of staff by login or unambiguous name."""
    return str(granted(session.desk.directory.find_user(name)).login)


def _person(session: Session, number: int, name: str) -> int:
    """Find somebody of the ticket's clinic by id or unambiguous name."""
    view = granted(session.desk.tickets.view(number, session.actor))
    return int(granted(session.desk.directory.find_person(name, view.organization.id)).id)


COMMANDS = (comment, note, take, undo, release, back, type_, priority, resolve, confirm, reject, close)
