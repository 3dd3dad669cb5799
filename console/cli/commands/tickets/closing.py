"""``pult ticket resolve|confirm|reject|close|…|dispute``: the end of the work (п. 4.9, 6.9; Прил. 2)."""

from __future__ import annotations

import click

from console.cli.changing import change
from console.cli.command_classes import PultCommand
from console.cli.failure import usage
from console.cli.input.naming import person_of_its_clinic
from console.cli.input.options import Count, drop_option, number_argument, once, text_option
from console.cli.input.typed_values import code, word
from console.cli.session import Session, with_desk


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
    confirmed = Confirm(number=number, by=person_of_its_clinic(session, number, by), how=way, drop=drop)
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

    change(
        session, Reject(number=number, by=person_of_its_clinic(session, number, by), reason=reason), key, expect_version
    )


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


@click.command(
    "force-close", cls=PultCommand, help="Закрыть принудительно: больше 10 рабочих дней без ответа (п. 4.9)."
)
@number_argument
@text_option("--reason", "Основание.", required=True)
@drop_option
@once
@with_desk
def force_close(
    session: Session, *, number: int, reason: str, drop: str | None, key: str | None, expect_version: int | None
) -> None:
    """Close by force."""
    from core.tickets.closing.commands import ForceClose

    change(session, ForceClose(number=number, reason=reason, drop=drop), key, expect_version)


@click.command("reopen", cls=PultCommand, help="Открыть закрытое снова, если это разрешено настройками.")
@number_argument
@text_option("--reason", "Основание.", required=True)
@once
@with_desk
def reopen(session: Session, number: int, reason: str, key: str | None, expect_version: int | None) -> None:
    """Open a closed ticket again."""
    from core.tickets.closing.commands import Reopen

    change(session, Reopen(number=number, reason=reason), key, expect_version)


@click.command(
    "dispute", cls=PultCommand, help="Открыть спор, решить его, вынести на руководство или собрать дело (Прил. 2)."
)
@number_argument
@click.option("--open", "opened", is_flag=True, help="Открыть: суть — в --text.")
@click.option("--by", metavar="КТО", help="Кто обратился от МО; без него — сотрудник ЦК.")
@click.option("--decide", is_flag=True, help="Решить: решение — в --text.")
@click.option("--reopen", "again", is_flag=True, help="Вместе с --decide: открыть закрытое обращение снова.")
@click.option("--escalate", is_flag=True, help="Вынести на руководство: почему — в --text.")
@click.option("--bundle", metavar="ФАЙЛ", help="Собрать дело в новый файл; «-» — на стандартный вывод.")
@text_option("--text", "Текст.")
@once
@with_desk
def dispute(
    session: Session, *, number: int, opened: bool, by: str | None, decide: bool, again: bool, escalate: bool,
    bundle: str | None, text: str | None, key: str | None, expect_version: int | None,
) -> None:  # fmt: skip
    """Open, decide or escalate a dispute, or gather its bundle."""
    from console.cli.input.naming import clinic_person
    from core.tickets.closing.disputes import DecideDispute, EscalateDispute, OpenDispute

    if bundle is not None:
        from console.cli.plain_texts.dispute_bundle import write_bundle

        write_bundle(session, number, bundle)
    elif text is None or (opened, decide, escalate).count(True) != 1:
        raise usage("Нужно одно из --open, --decide, --escalate и --text, либо --bundle ФАЙЛ.")
    elif opened:
        person = None if by is None else clinic_person(session, number, by)
        change(session, OpenDispute(number=number, by=person, text=text), key, expect_version)
    elif decide:
        change(session, DecideDispute(number=number, text=text, reopen=again), key, expect_version)
    else:
        change(session, EscalateDispute(number=number, text=text), key, expect_version)


COMMANDS: tuple[click.Command, ...] = (resolve, confirm, reject, close, force_close, reopen, dispute)
