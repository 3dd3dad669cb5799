"""The application's link to the desk: reads and commands run in threads, their results come back to the UI thread."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeVar

from textual.worker import Worker, get_current_worker

from console.failures import PASSING, as_refusal
from console.link.messages import HandOver
from core.desk.views import Done
from core.tickets.refusal import Refusal

if TYPE_CHECKING:
    from textual.message import Message

    from console.link.prefetch import FirstLook
    from core.desk.desk import Desk
    from core.policy import Policy
    from core.tickets.command import Command
    from core.tickets.directory import Actor

Result = TypeVar("Result")

PATIENCE: Final = 1.5
"""Seconds after which a command that waits for its turn is told of."""


class ThreadRunner(Protocol):
    """What the link needs of the application: threads, a timer, and a way back into the loop."""

    def run_worker(
        self, work: Callable[[], Any], *, group: str = ..., exit_on_error: bool = ..., exclusive: bool = ...,
        thread: bool = ...,
    ) -> Worker[Any]:  # fmt: skip
        """Run something in a thread; an exclusive one makes what runs in its group unwanted."""

    def post_message(self, message: Message) -> bool:
        """Hand a message over to the loop, from any thread."""

    def set_timer(self, delay: float, callback: Callable[[], Any] | None = ...) -> object:
        """Call something later."""


class DeskClient:
    """The desk as a console uses it. No failure of the store is a crash: it becomes :attr:`failure`, which is shown."""

    def __init__(self, runner: ThreadRunner, on_trouble: Callable[[], object], on_commit: Callable[[], object]) -> None:
        """``on_trouble``: something went wrong or is well again; ``on_commit``: a command was committed."""
        self._runner = runner
        self._on_trouble = on_trouble
        self._on_commit = on_commit
        self.desk: Desk | None = None
        self.actor: Actor | None = None
        self.policy: Policy | None = None
        """The policy as it was last looked at."""
        self.look: FirstLook | None = None
        """What a child process saw of the desk, until the desk itself is open."""
        self.failure: Refusal | None = None
        """Why the desk is not usable now: the store failed or the login is not let in. Shown by the header."""
        self.barred: str | None = None
        """Why nothing can be written now, though all can be read."""
        self.heard_at: datetime | None = None
        """When the desk last answered: how old the data on the screen is while it does not."""
        self.brought_to: dict[int, int] = {}
        """The versions that this console has brought tickets to."""
        self._asked: dict[str, float] = {}
        """Since when each group of reads waits for an answer, by the loop's clock."""
        self._unanswered: set[str] = set()
        self._delayed: set[str] = set()
        """Keys of the commands that were given and not answered; of these, the ones that wait longer than usual."""

    # -- how it stands ------------------------------------------------------------------------------------------

    def now(self) -> datetime:
        """The present instant by the desk's clock, in the desk's zone."""
        return self.desk.now() if self.desk is not None else datetime.now(UTC)

    @property
    def reading(self) -> bool:
        """Whether a read waits for its answer."""
        return bool(self._asked)

    @property
    def writing(self) -> bool:
        """Whether a command waits for its answer."""
        return bool(self._unanswered)

    @property
    def delayed(self) -> bool:
        """Whether a command waits longer than usual for its turn."""
        return bool(self._delayed)

    def slowness(self) -> float:
        """Seconds that the oldest read has been waiting for its answer."""
        return asyncio.get_running_loop().time() - min(self._asked.values()) if self._asked else 0.0

    def refusal(self, core_name: str) -> Refusal | None:
        """Why this account may not give one of the desk's commands; None where it may."""
        from core.tickets.use_cases.access import permit_named

        if self.actor is None:
            return Refusal("not_ready", "Хранилище ещё открывается.")
        closed = self.desk.closed if self.desk is not None else None
        return closed or permit_named(core_name, self.actor)

    def fail(self, refusal: Refusal, on_failure: Callable[[Refusal], None] | None = None) -> None:
        """The desk is not usable now, and the header says why."""
        self.failure = refusal
        self._on_trouble()
        if on_failure is not None:
            on_failure(refusal)

    def recover(self) -> None:
        """It is usable again."""
        if self.failure is not None:
            self.failure = None
            self._on_trouble()

    # -- reads --------------------------------------------------------------------------------------------------

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
        self._runner.run_worker(work, thread=True, exclusive=True, group=group, exit_on_error=False)

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
            while self.desk is not None and self.desk is not desk:  # another instant is looked at meanwhile
                desk = self.desk
                result = read(desk)
        except Exception as error:
            self.hand_over(self.fail, as_refusal(error), on_failure, unless=worker)
        else:
            self.hand_over(self._answered, on_result, result, unless=worker)

    def _answered(self, on_result: Callable[[Result], None], result: Result) -> None:
        if self.failure is not None and self.actor is not None and self.failure.code in PASSING:
            self.recover()
        self.heard_at = self.now()
        on_result(result)

    def guarded(self, read: Callable[[], Result], otherwise: Result) -> Result:
        """A short read in the loop: ``otherwise``, and the header says why, when the store fails."""
        try:
            return read()
        except Exception as error:
            self.fail(as_refusal(error))
            return otherwise

    # -- threads ------------------------------------------------------------------------------------------------

    def run(self, work: Callable[[], Any], *, group: str, exclusive: bool = False) -> None:
        """Run something in a thread that hands over itself what it finds."""
        self._runner.run_worker(work, thread=True, exclusive=exclusive, group=group, exit_on_error=False)

    def hand_over(self, then: Callable[..., None], *values: Any, unless: Worker[Any] | None = None) -> None:
        """From a thread: have ``then`` called in the UI thread, without waiting for it."""
        if unless is None or not unless.is_cancelled:
            self._runner.post_message(HandOver(partial(then, *values), unless))

    # -- commands -----------------------------------------------------------------------------------------------

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
        self._runner.set_timer(PATIENCE, partial(self._still_waiting, key))
        perform = partial(
            self.perform, command, key=key, expect_version=expect_version, one_of_many=one_of_many, reason=reason
        )
        self.run(partial(self._submit, perform, key, on_done), group="submit")

    def _submit(
        self, carry_out: Callable[[], Done | Refusal], key: str, on_done: Callable[[Done | Refusal], None]
    ) -> None:
        try:
            answer = carry_out()
        except Exception as error:
            answer = as_refusal(error)
        self.hand_over(self._submitted, key, answer, on_done)

    def perform(
        self,
        command: Command,
        *,
        key: str,
        expect_version: int | None = None,
        one_of_many: bool = False,
        reason: str | None = None,
    ) -> Done | Refusal:
        """Carry out a command in this thread. Raises StoreUnavailable."""
        from core.desk.privacy.personal_data_gate import Handling

        if self.desk is None or self.actor is None:
            return self.failure or Refusal("not_ready", "Хранилище ещё открывается.")
        done = self.desk.commands.perform(
            command, self.actor, key=key, expect_version=expect_version, merge=True, one_of_many=one_of_many,
            handling=Handling(reason=reason),
        )  # fmt: skip
        if isinstance(done, Done) and done.number is not None and done.version is not None:
            self.brought_to[done.number] = done.version
        if command.name == "redact" and isinstance(done, Done):
            from console.state.draft_masking import mask_drafts  # loads the rules of privacy, which few need

            look = self.desk.commands.gate.settled().find
            mask_drafts(self.desk.store_id, lambda draft: draft.ticket == done.number, look=look)
        return done

    def _still_waiting(self, key: str) -> None:
        if key in self._unanswered:
            self._delayed.add(key)
            self._on_trouble()

    def _submitted(self, key: str, answer: Done | Refusal, on_done: Callable[[Done | Refusal], None]) -> None:
        self._unanswered.discard(key)
        if key in self._delayed:
            self._delayed.discard(key)
            self._on_trouble()
        on_done(answer)
        if isinstance(answer, Done):
            self._on_commit()
