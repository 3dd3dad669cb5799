"""What a screen, a dialog or a widget may ask of the application that it stands in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from console.desk_link import DeskLink

if TYPE_CHECKING:
    from textual.dom import DOMNode
    from textual.screen import Screen

    from console.commands.registry import CommandSpec
    from console.drafts import Draft
    from console.first_look import FirstLook


class Host(DeskLink, inherit_bindings=False):
    """The desk as :class:`~console.desk_link.DeskLink` gives it, and the ways from one screen to another.

    Screens, dialogs and widgets know this class only; the application derives from it and knows the screens.
    """

    login: str
    """Who has opened the console."""
    look: FirstLook | None = None
    """What a child process saw of the desk, until the desk itself is open."""

    def open_ticket(self, number: int) -> None:
        """Open a ticket's screen over the present one."""
        raise NotImplementedError

    def open_intake(self, draft: Draft | None = None) -> None:
        """Open the intake of a call over the present screen, unless one is open; ``draft``: one begun before."""
        raise NotImplementedError

    async def run_command(self, spec: CommandSpec, screen: Screen[Any]) -> None:
        """Run a command of the palette where it belongs."""
        raise NotImplementedError


def pult_of(node: DOMNode) -> Host:
    """The application of a screen or widget, with its type."""
    return cast("Host", node.app)
