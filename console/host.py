"""What a screen, a dialog or a widget may ask of the application that it stands in.

They know these protocols only; the application, which knows the screens, has parts that keep them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Protocol, cast

if TYPE_CHECKING:
    from datetime import datetime

    from textual.dom import DOMNode
    from textual.notifications import SeverityLevel
    from textual.screen import Screen

    from console.commands.keymap import Keymap
    from console.commands.registry import CommandSpec
    from console.forms.context import About
    from console.keys.key_queue import KeyQueue
    from console.link.changes import Changes
    from console.link.desk_client import DeskClient
    from console.state.acts import Act, Held, Version
    from console.state.drafts import Draft
    from console.state.recent_commands import RecentCommands
    from core.desk.views import TicketView
    from core.store.open_consoles.presence import Present


class Navigation(Protocol):
    """The ways from one screen to another."""

    @property
    def recent(self) -> RecentCommands:
        """The commands that were given from the palette."""

    def open_ticket(self, number: int, known: TicketView | None = None) -> None:
        """Open a ticket's screen over the present one; ``known``: how it was read last, shown until it is read now."""

    def open_intake(self, draft: Draft | None = None) -> None:
        """Open the intake of a call over the present screen, unless one is open; ``draft``: one begun before."""

    def open_register(self, name: str, then: str | None = None) -> None:
        """Open a register; ``then`` names the command that is given to the record that is chosen there."""

    def open_search(self, text: str = "") -> None:
        """Search over everything, over the present screen."""

    def open_form(self, name: str, about: About | None = None) -> None:
        """Open the form of one of the desk's commands, or say why it is not allowed."""

    async def run_command(self, spec: CommandSpec, screen: Screen[Any]) -> None:
        """Run a command of the palette where it belongs."""


class TicketPresence(Protocol):
    """Who is at which ticket."""

    @property
    def at_ticket(self) -> int | None:
        """The ticket that the others were told of."""

    def renew_presence(self) -> None:
        """Tell the other consoles which ticket this one is at, and hear who else is where."""

    def others_at(self, number: int | None) -> tuple[Present, ...]:
        """Who else is at a ticket, as of the last heartbeat."""


class TakingBack(Protocol):
    """What can be taken back, and what is held back."""

    def latest(self, now: datetime) -> Act | None:
        """What the key takes back now; None where there is nothing."""

    def did(self, told: str, versions: tuple[Version, ...], since: datetime) -> None:
        """Something was carried out that can be taken back for a while from ``since``, when it was given."""

    def hold(self, told: str, held: Held) -> bool:
        """Wait before a command is given. False, and nothing is held, where its draft cannot be written down."""

    def hold_or_give(self, told: str, held: Held) -> None:
        """Wait before a command is given; where its draft cannot be written down, give it at once."""

    def reclaim(self, slot: str) -> None:
        """The form of what is held is open again: it is given by the form now, and not by itself."""


class Host(Protocol):
    """The application, to what stands in it."""

    login: str
    """Who has opened the console."""
    keymap: Keymap
    """The keys in force."""
    read_only: bool
    """Whether this console is only looked at: it has no keys but those that leave it."""
    client: DeskClient
    """Reads and commands of the desk."""
    changes: Changes
    """What others commit."""
    word: Callable[[], str | None]
    """What stands below the header of every screen, in a few lines; None where nothing does."""
    keys: KeyQueue
    """What is typed ahead."""

    @property
    def navigation(self) -> Navigation:
        """The ways from one screen to another."""

    @property
    def leases(self) -> TicketPresence:
        """Who is at which ticket."""

    @property
    def hindsight(self) -> TakingBack:
        """What can be taken back."""

    @property
    def quiet(self) -> bool:
        """Whether the operator has asked not to be disturbed."""

    @property
    def trouble(self) -> str | None:
        """What the header's banner says; None when all is well."""

    # -- what Textual's own application gives ---------------------------------------------------------------------

    @property
    def screen(self) -> Screen[Any]:
        """The screen on top."""

    @property
    def screen_stack(self) -> Sequence[Screen[Any]]:
        """All screens, the one on top last."""

    def push_screen(self, screen: Screen[Any], callback: Callable[[Any], Any] | None = None) -> Any:
        """Open a screen over the present one; ``callback`` gets what it is dismissed with."""

    def notify(
        self,
        message: str,
        *,
        title: str = ...,
        severity: SeverityLevel = ...,
        timeout: float | None = ...,
        markup: bool = ...,
    ) -> None:
        """Tell something in the corner of the screen."""

    def call_later(self, callback: Callable[..., Any], *values: Any) -> bool:
        """Call something once what is under way is done."""


def pult_of(node: DOMNode) -> Host:
    """The application of a screen or widget, with its type."""
    return cast("Host", node.app)
