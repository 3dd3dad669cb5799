"""What follows a form that was carried out: a letter to be sent, a number that was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from core.tickets.refusal import Refusal

if TYPE_CHECKING:
    from console.host import Host
    from core.desk.desk import Desk
    from core.tickets.command import Command
    from core.tickets.directory import Actor
    from core.tickets.people.commands import BlockPerson, ShowStaffNumber
    from core.tickets.registers import Letter


def show_letter(host: Host, command: Command) -> None:
    """The letter to the head of the clinic, to be read and copied (п. 10.7); nothing for other grounds.

    The blocking was held: whoever types elsewhere by now is told where the letter is, and goes on typing.
    """
    from console.dialogs.frame.text_viewer import ReadingScreen
    from console.screens.desk_screen import DeskScreen

    def written(letter: Letter | None) -> None:
        if letter is None:
            return
        title, on_top = f"Письмо № {letter.id} руководителю МО", host.screen
        if isinstance(on_top, DeskScreen) and on_top.SCOPE in ("queue", "ticket", "register"):
            host.push_screen(ReadingScreen(title, letter.text, "п. 10.7"))
        else:
            host.notify(f"{title} составлено: оно в реестре «Письма» (п. 10.7).", markup=False, timeout=20)

    blocking = cast("BlockPerson", command)
    if blocking.ground == "abuse":
        host.client.ask(lambda desk: desk.registers.letter_about(blocking.person), written, group="letter")


def read_number(desk: Desk, command: ShowStaffNumber, actor: Actor, _going: object) -> str | Refusal:
    """The staff number in words, once the reading of it is on record (п. 10.3)."""
    number = desk.commands.staff_number(command, actor)
    if isinstance(number, Refusal):
        return number
    return f"Табельный номер: {number}" if number else "Табельный номер не записан."
