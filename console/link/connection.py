"""How a console comes to its desk: what a child has seen of it first, then the desk itself, and who is let in."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from console.failures import as_refusal
from core.tickets.refusal import Refusal

if TYPE_CHECKING:
    from console.link.changes import Changes
    from console.link.desk_client import DeskClient
    from console.link.prefetch import Ahead, FirstLook
    from core.desk.desk import Desk
    from core.policy import Policy
    from core.tickets.directory import Actor

SignedIn = tuple["Actor | Refusal", "Policy"]
"""Who was let in, or why not; and the policy of that moment."""


class Connection:
    """Opens the desk for ``client`` and signs ``login`` in; ``on_in`` is called each time that somebody is let in."""

    def __init__(
        self,
        client: DeskClient,
        changes: Changes,
        open_desk: Callable[[], Desk],
        login: str,
        *,
        on_trouble: Callable[[], object],
        on_in: Callable[[], object],
    ) -> None:
        self._client = client
        self._changes = changes
        self._open_desk = open_desk
        self._login = login
        self._on_trouble = on_trouble
        self._on_in = on_in
        self._doubted = False
        """Whether something has happened since it was last asked who is let in; an answer that is none leaves it so."""

    def look_ahead(self, ahead: Ahead, on_look: Callable[[FirstLook | None], object]) -> None:
        """Take what a child process has seen, in a thread; ``on_look`` gets None where it has failed."""
        self._client.run(lambda: self._take(ahead, on_look), group="connect")

    def _take(self, ahead: Ahead, on_look: Callable[[FirstLook | None], object]) -> None:
        try:
            look = ahead.take()
        except Exception:
            look = None  # what failed there fails here again, and is told then
        self._client.hand_over(self._looked_ahead, look, on_look)

    def _looked_ahead(self, look: FirstLook | None, on_look: Callable[[FirstLook | None], object]) -> None:
        self._client.look = look
        on_look(look)

    def connect(self) -> None:
        """Open the desk and sign in, in a thread; again after a failure."""
        self._client.run(self._connect, group="connect", exclusive=True)

    def _connect(self) -> None:
        try:
            desk = self._client.desk or self._open_desk()
            answer, policy = desk.sign_in(self._login), desk.policy
        except Exception as error:
            self._client.hand_over(self._client.fail, as_refusal(error))
        else:
            self._client.hand_over(self._connected, desk, answer, policy)

    def _connected(self, desk: Desk, answer: Actor | Refusal, policy: Policy) -> None:
        client = self._client
        client.desk, client.policy = desk, policy
        if isinstance(answer, Refusal):
            return client.fail(answer)
        client.actor, client.failure, client.look = answer, None, None
        client.barred = desk.barred
        self._on_trouble()
        self._changes.begin()
        self._on_in()

    def doubt(self) -> None:
        """Somebody has committed, the store has failed, or a time has come: this console's account may not be what it
        was."""
        self._doubted = True

    def look_again(self) -> None:
        """Now and then, where there is a doubt: is this console's account what it was?"""
        if self._doubted:
            self._doubted = False
            self._client.ask(lambda desk: (desk.sign_in(self._login), desk.policy), self.looked, group="look")

    def looked(self, found: SignedIn) -> None:
        """They are these."""
        answer, policy = found
        client = self._client
        if isinstance(answer, Refusal):
            return client.fail(answer)
        client.recover()  # let in again
        another, client.actor = answer != client.actor, answer
        self._follow(policy, another=another)

    def settings(self, policy: Policy, barred: str | None) -> None:
        """What is in force now: another policy may be, or the store may take nothing any more."""
        if barred != self._client.barred:
            self._client.barred = barred
            self._on_trouble()
        self._follow(policy)

    def _follow(self, policy: Policy, *, another: bool = False) -> None:
        """Screens hear of another policy, and of an account that is ``another`` now."""
        if policy is not self._client.policy or another:
            self._client.policy = policy
            self._changes.announce()
