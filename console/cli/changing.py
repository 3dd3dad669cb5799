"""Carrying out a command of the desk and answering with what it changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from console.cli.output import answer, note
from console.cli.session import Session, granted

if TYPE_CHECKING:
    from core.desk.views import Done
    from core.tickets.command import Command


def perform(session: Session, command: Command, key: str | None, expect_version: int | None = None) -> Done:
    """Carry a command out; raises Failure where it is refused."""
    from console.wording.reports import private_lines
    from core.desk.privacy.personal_data_gate import Handling

    handling = Handling(session.settings.mask, session.settings.pii_reason)
    done: Done = granted(
        session.desk.commands.perform(command, session.actor, key=key, expect_version=expect_version, handling=handling)
    )
    if done.repeated and not session.as_json:
        note("С этим ключом команда уже выполнена: повторно ничего не сделано.")
    for line in private_lines(done) if not session.as_json else ():
        note(line)
    return done


def change(session: Session, command: Command, key: str | None, expect_version: int | None) -> None:
    """Carry out a command on a ticket and answer with the changed ticket."""
    done = perform(session, command, key, expect_version)
    if done.number is None:
        raise AssertionError("a command on a ticket without a number")
    show_ticket(session, done.number)


def show_ticket(session: Session, number: int) -> None:
    """Answer with a ticket."""
    from console.cli.json_shapes.tickets import ticket_json
    from console.cli.plain_texts.tickets import ticket_text

    view = granted(session.desk.tickets.view(number, session.actor))
    answer(ticket_json(view, session.policy), lambda: ticket_text(view, session.policy), as_json=session.as_json)
