"""``pult ticket route``: ТЛТП (гл. 7)."""

from __future__ import annotations

import click

from console.cli.changing import change
from console.cli.command_classes import PultCommand
from console.cli.failure import usage
from console.cli.input.options import number_argument, once, text_option
from console.cli.input.typed_values import code, word
from console.cli.session import Session, with_desk


@click.command("route", cls=PultCommand, help="Направить в ТЛТП, записать её ответ или проверку решения (гл. 7).")
@number_argument
@click.option(
    "--destination", metavar="КУДА", help="qms_developer, promed_developer, data_center, provider, tfoms, contractor."
)
@click.option("--scenario", metavar="СЦЕНАРИЙ", help="executor, advice, task (п. 7.5).")
@click.option("--ground", metavar="ОСНОВАНИЕ", help="critical, consultation, malfunction, no_authority (п. 7.3, 7.4).")
@text_option("--text", "Что передано, или что ответила ТЛТП.")
@text_option("--inform", "Сообщение инициатору о передаче в ТЛТП (п. 5.7).")
@click.option("--requester-informed", is_flag=True, help="Инициатору об этом уже написано в обращении (п. 5.7).")
@click.option("--identified-at-once", is_flag=True, help="Проблема ясна сразу (п. 7.3).")
@click.option("--returned", is_flag=True, help="ТЛТП закрыла у себя; ответ — в --text.")
@click.option("--verified", is_flag=True, help="Исполнитель проверил и согласовал с инициатором (п. 7.6).")
@click.option("--agreed-with", metavar="КТО", help="С кем согласовано: инициатор или замещающий его.")
@click.option("--how", metavar="КАК", help="Как согласовано: phone, comment, external.")
@once
@with_desk
def route(
    session: Session, *, number: int, destination: str | None, scenario: str | None, ground: str | None,
    text: str | None, inform: str | None, requester_informed: bool, identified_at_once: bool, returned: bool,
    verified: bool, agreed_with: str | None, how: str | None, key: str | None, expect_version: int | None,
) -> None:  # fmt: skip
    """Hand over to the third line, take back, verify."""
    from console.cli.input.naming import clinic_person
    from core.tickets.tasks.approvals import HOW
    from core.tickets.third_line.sending import RouteOut
    from core.tickets.third_line.verification import Return, Verify
    from core.vocabulary import Destination, RoutingGround, Scenario

    policy = session.policy
    if verified and agreed_with and how:
        person = clinic_person(session, number, agreed_with)
        checked = Verify(number=number, agreed_with=person, how=word("как согласовано", HOW, how), text=text)
        change(session, checked, key, expect_version)
    elif returned and text is not None:
        change(session, Return(number=number, text=text), key, expect_version)
    elif destination and scenario and ground and text:
        command = RouteOut(
            number=number,
            destination=code(policy, Destination, destination),
            scenario=code(policy, Scenario, scenario),
            ground=code(policy, RoutingGround, ground),
            text=text,
            inform=inform,
            requester_informed=requester_informed,
            identified_at_once=identified_at_once,
        )
        change(session, command, key, expect_version)
    else:
        raise usage(
            "Нужно --destination, --scenario, --ground и --text, либо --returned и --text,"
            " либо --verified, --agreed-with и --how."
        )


COMMANDS: tuple[click.Command, ...] = (route,)
