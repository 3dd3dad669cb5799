"""The application's link to the desk: reads and commands run in threads, their results come back to the UI thread."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar
from weakref import WeakSet

from textual.worker import Worker, get_current_worker

from console.failures import PASSING, as_refusal
from console.key_order import KeysInOrder
from console.live import ASIDE, DeskChanged, HandOver
from console.terminal import PultDriver
from core.desk.views import Done
from core.tickets.refusal import Refusal

if TYPE_CHECKING:
    from textual.screen import Screen

    from core.desk.desk import Desk
    from core.policy import Policy
    from core.tickets.command import Command
    from core.tickets.directory import Actor
    from core.tickets.registers import Outage

Result = TypeVar("Result")

PATIENCE = 1.5
"""Seconds after which a command that waits for its turn is told of."""


class DeskLink(KeysInOrder[int], inherit_bindings=False):
    """An application over a desk. No failure of the store is a crash: it becomes :attr:`failure`, which is shown."""

    def __init__(self) -> None:
        super().__init__(driver_class=PultDriver)
        self.desk: Desk | None = None
        self.actor: Actor | None = None
        self.policy: Policy | None = None
        """The policy as it was last looked at."""
        self.failure: Refusal | None = None
        """Why the desk is not usable now: the store failed or the login is not let in. Shown by the header."""
        self.outages: tuple[Outage, ...] = ()
        """The mass incidents that last: the header of every screen tells them (п. 5.4, 6.3)."""
        self.keymap_problem: str | None = None
        """Why the operator's own keys are not in force."""
        self.barred: str | None = None
        """Why nothing can be written now, though all can be read."""
        self._heard_at: datetime | None = None
        """When the desk last answered: how old the data on the screen is while it does not."""
        self._aside: asyncio.TimerHandle | None = None
        self._behind: WeakSet[Screen[Any]] = WeakSet()
        """Screens that have not heard of the last change."""
        self._asked: dict[str, float] = {}
        """Since when each group of reads waits for an answer, by the loop's clock."""
        self._unanswered: set[str] = set()
        self._delayed: set[str] = set()
        """Keys of the commands that were given and not answered; of these, the ones that wait longer than usual."""

    def now(self) -> datetime:
        """The present instant by the desk's clock, in the desk's zone."""
        return self.desk.now() if self.desk is not None else datetime.now(UTC)

    @property
    def trouble(self) -> str | None:
        """What the header's banner says: the store failed, or the configuration is broken; None when all is well."""
        if self.failure is not None:
            return f"F5 — повторить · {self.failure.message.rstrip('.')}{self._age()}"
        if self._delayed:
            return "Хранилище занято другой записью: жду очереди, набранное цело"
        if (waited := self._slowness()) >= PATIENCE:
            return f"Хранилище отвечает медленно: жду {waited:.0f} с{self._age()}"
        if self.keymap_problem is not None:
            return f"Свои клавиши не читаются, действуют обычные: {self.keymap_problem}"
        if self.barred is not None:
            return self.barred
        problem = self.desk.policy_problem if self.desk is not None else None
        return None if problem is None else f"Настройки не читаются, действуют прежние: {problem.problems[0]}"

    def _age(self) -> str:
        """How old the data on the screen is."""
        return f" · на экране данные от {self._heard_at:%H:%M}" if self._heard_at is not None else ""

    def _slowness(self) -> float:
        """Seconds that the oldest read has been waiting for its answer."""
        return asyncio.get_running_loop().time() - min(self._asked.values()) if self._asked else 0.0

    def _failed(self, refusal: Refusal, on_failure: Callable[[Refusal], None] | None = None) -> None:
        self.failure = refusal
        self.tell_trouble()
        if on_failure is not None:
            on_failure(refusal)

    def _recovered(self) -> None:
        if self.failure is not None and self.actor is not None and self.failure.code in PASSING:
            self.failure = None
            self.tell_trouble()

    def tell_trouble(self) -> None:
        """Something went wrong or is well again: the screen on top says so."""

    def committed(self) -> None:
        """A command of this console was committed: the screens are told."""
        self.announce()

    def announce(self) -> None:
        """Tell the screen on top that the desk has changed; those below it hear of it when they are on top again.

        What changes on a screen below makes Textual repaint the whole terminal.
        """
        for screen in self.screen_stack:
            self._behind.add(screen)
        if self.screen_stack:
            self.catch_up(self.screen)
        if self._heard_at is None:
            self._read_outages()
        if self._aside is None:
            self._aside = asyncio.get_running_loop().call_later(ASIDE, self._hear_aside)

    def _hear_aside(self) -> None:
        """What a change means besides is read once its screen is painted: many consoles hear of it at once, and what
        people look at comes first."""
        self._aside = None
        if self._running and not self._exit:
            self._read_outages()
            self.hear()

    def _read_outages(self) -> None:
        self.ask(lambda desk: desk.outages(), self._know_outages, group="outages")

    def hear(self) -> None:
        """Tell what is new to whoever sits here."""

    def _know_outages(self, lasting: tuple[Outage, ...]) -> None:
        if lasting != self.outages:
            self.outages = lasting
            self.tell_trouble()

    def catch_up(self, screen: Screen[Any]) -> None:
        """A screen is on top: tell it what it has not heard of."""
        if screen in self._behind:
            self._behind.discard(screen)
            screen.post_message(DeskChanged())

    def ask(
        self,
        read: Callable[[Desk], Result],
        on_result: Callable[[Result], None],
        *,
        group: str = "read",
        on_failure: Callable[[Refusal], None] | None = None,
        long: bool = False,
    ) -> None:
        """Run a read of the desk in a thread and hand its result over in the UI thread.

        A newer ``ask`` of the same ``group`` makes an older one's result unwanted: it is dropped. A failure of the
        store is shown by the header; then ``on_failure`` is called instead of ``on_result``. ``long``: it takes its
        time by nature and tells how far it is; of any other one that does, the header says that the store is slow.
        """
        if self.desk is not None and not long:
            self._asked.setdefault(group, asyncio.get_running_loop().time())
        work = partial(self._ask, read, partial(self._told, group, on_result), partial(self._told, group, on_failure))
        self.run_worker(work, thread=True, exclusive=True, group=group, exit_on_error=False)

    def _told(self, group: str, then: Callable[[Any], None] | None, answer: Any) -> None:
        """The desk has answered a group of reads, if only with a failure."""
        self._asked.pop(group, None)
        if then is not None:
            then(answer)

    def _ask(
        self, read: Callable[[Desk], Result], on_result: Callable[[Result], None], on_failure: Callable[[Refusal], None]
    ) -> None:
        worker, desk = get_current_worker(), self.desk
        if desk is None:
            return
        try:
            result = read(desk)
        except Exception as error:
            self._hand_over(self._failed, as_refusal(error), on_failure, unless=worker)
        else:
            self._hand_over(self._answered, on_result, result, unless=worker)

    def _answered(self, on_result: Callable[[Result], None], result: Result) -> None:
        self._recovered()
        self._heard_at = self.now()
        on_result(result)

    def _hand_over(self, then: Callable[..., None], *values: Any, unless: Worker[Any] | None = None) -> None:
        """From a thread: have ``then`` called in the UI thread, without waiting for it."""
        if unless is None or not unless.is_cancelled:
            self.post_message(HandOver(partial(then, *values), unless))

    def on_hand_over(self, event: HandOver) -> None:
        """What a thread has found reaches the screens here, unless they are being closed."""
        if self._running and not self._exit and (event.worker is None or not event.worker.is_cancelled):
            event.then()

    def guarded(self, read: Callable[[], Result], otherwise: Result) -> Result:
        """A short read in the loop: ``otherwise``, and the header says why, when the store fails."""
        try:
            return read()
        except Exception as error:
            self._failed(as_refusal(error))
            return otherwise

    def submit(
        self,
        command: Command,
        *,
        key: str,
        on_done: Callable[[Done | Refusal], None],
        expect_version: int | None = None,
        one_of_many: bool = False,
        reason: str | None = None,
    ) -> None:
        """Carry out a command in a thread and hand the result to ``on_done`` in the UI thread.

        ``key`` makes a repetition harmless: keep it while the same dialog tries again. A failure of the store comes
        as a refusal with the code ``store_unavailable``, so that what was typed stays in its dialog. What others have
        changed since ``expect_version`` is merged where nothing collides, and ``Done.merged`` tells it.
        ``one_of_many``: a part of one decision about many tickets. ``reason``: why a supervisor lets personal data in
        (Прил. 3, п. 5).
        """
        self._unanswered.add(key)
        self.set_timer(PATIENCE, partial(self._still_waiting, key))
        self.run_worker(
            partial(
                self._submit,
                partial(self._perform, command, key, expect_version, one_of_many, reason),
                key,
                on_done,
            ),
            thread=True,
            group="submit",
            exit_on_error=False,
        )

    def _submit(
        self, carry_out: Callable[[], Done | Refusal], key: str, on_done: Callable[[Done | Refusal], None]
    ) -> None:
        try:
            answer = carry_out()
        except Exception as error:
            answer = as_refusal(error)
        self._hand_over(self._submitted, key, answer, on_done)

    def _perform(
        self, command: Command, key: str, expect_version: int | None, one_of_many: bool, reason: str | None = None
    ) -> Done | Refusal:
        from core.desk.screening import Handling

        if self.desk is None or self.actor is None:
            return self.failure or Refusal("not_ready", "Хранилище ещё открывается.")
        done = self.desk.perform(
            command, self.actor, key=key, expect_version=expect_version, merge=True, one_of_many=one_of_many,
            handling=Handling(reason=reason),
        )  # fmt: skip
        if command.name == "redact" and isinstance(done, Done):
            from console.draft_masking import mask_drafts  # loads the rules of privacy, which few need

            look = self.desk.gate.settled().find
            mask_drafts(self.desk.store_id, lambda draft: draft.ticket == done.number, look=look)
        return done

    def _still_waiting(self, key: str) -> None:
        if key in self._unanswered:
            self._delayed.add(key)
            self.tell_trouble()

    def _submitted(self, key: str, answer: Done | Refusal, on_done: Callable[[Done | Refusal], None]) -> None:
        self._unanswered.discard(key)
        if key in self._delayed:
            self._delayed.discard(key)
            self.tell_trouble()
        on_done(answer)
        if isinstance(answer, Done):
            self.committed()
