"""What a screen, a dialog or a widget may ask of the application that it stands in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from console.desk_link import DeskLink

if TYPE_CHECKING:
    from textual.dom import DOMNode
    from textual.screen import Screen

    from console.commands.keymap import Keymap
    from console.commands.registry import CommandSpec
    from console.drafts import Draft
    from console.first_look import FirstLook
    from console.forms.context import About
    from console.hindsight import Hindsight
    from core.store.presence import Present
    from core.tickets.refusal import Refusal


class Host(DeskLink, inherit_bindings=False):
    """The desk as :class:`~console.desk_link.DeskLink` gives it, and the ways from one screen to another.

    Screens, dialogs and widgets know this class only; the application derives from it and knows the screens.
    """

    login: str
    """Who has opened the console."""
    keymap: Keymap
    """The keys in force."""
    look: FirstLook | None = None
    """What a child process saw of the desk, until the desk itself is open."""

    hindsight: Hindsight
    """What can be taken back, and what is held back."""
    read_only: bool = False
    """Whether this console is only looked at: it has no keys but those that leave it."""

    @property
    def quiet(self) -> bool:
        """Whether the operator has asked not to be disturbed."""
        return False

    def open_ticket(self, number: int) -> None:
        """Open a ticket's screen over the present one."""
        raise NotImplementedError

    def open_intake(self, draft: Draft | None = None) -> None:
        """Open the intake of a call over the present screen, unless one is open; ``draft``: one begun before."""
        raise NotImplementedError

    def renew_presence(self) -> None:
        """Tell the other consoles which ticket this one is at, and hear who else is where."""
        raise NotImplementedError

    def others_at(self, number: int | None) -> tuple[Present, ...]:
        """Who else is at a ticket, as of the last heartbeat."""
        raise NotImplementedError

    def open_register(self, name: str, then: str | None = None) -> None:
        """Open a register; ``then`` names the command that is given to the record that is chosen there."""
        raise NotImplementedError

    def open_form(self, name: str, about: About | None = None) -> None:
        """Open the form of one of the desk's commands, or say why it is not allowed."""
        raise NotImplementedError

    def refusal(self, core_name: str) -> Refusal | None:
        """Why this account may not give one of the desk's commands; None where it may."""
        raise NotImplementedError

    async def run_command(self, spec: CommandSpec, screen: Screen[Any]) -> None:
        """Run a command of the palette where it belongs."""
        raise NotImplementedError


def pult_of(node: DOMNode) -> Host:
    """The application of a screen or widget, with its type."""
    return cast("Host", node.app)
