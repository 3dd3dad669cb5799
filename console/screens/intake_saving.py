"""How a call is saved: one command after another, each under a key of its own, so that a repetition is harmless."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from uuid import NAMESPACE_OID, uuid5

from console.host import Host
from core.desk.views import Done
from core.tickets.answers.comments import Comment
from core.tickets.command import Command
from core.tickets.knowledge.solutions import UseSolution
from core.tickets.people.commands import AddPerson
from core.tickets.refusal import Refusal
from core.tickets.registration.commands import Register
from core.tickets.remote_access.sessions import StartRemote

Answered = Callable[[Done | Refusal], None]


class CallSaving:
    """Saves one call: a new person first, then its ticket, comment or line of the log, then what follows from it.

    ``on_done`` gets the answer of the main command, once what follows was given too; a refusal of any step ends it.
    """

    def __init__(self, pult: Host, key: str, on_done: Answered, on_after: Callable[[Refusal], None]) -> None:
        self._pult = pult
        self._key = key
        self._on_done = on_done
        self._on_after = on_after
        self._reason: str | None = None

    def save(
        self,
        person: AddPerson | None,
        make: Callable[[int | None], Command],
        after: "Sequence[After]" = (),
        reason: str | None = None,
    ) -> None:
        """Give the commands; ``make`` gets the id of the person who was added, None where nobody was.

        ``reason``: why a supervisor lets personal data in (Прил. 3, п. 5).
        """
        self._reason = reason
        if person is None:
            self._main(make(None), after)
            return

        def added(answer: Done | Refusal) -> None:
            if isinstance(answer, Refusal):
                self._on_done(answer)
            elif answer.subject is None:
                self._on_done(Refusal("person.lost", "Человек не добавлен."))
            else:
                self._main(make(int(answer.subject)), after)

        self._pult.submit(person, key=self._sub_key(str(person)), on_done=added)

    def _main(self, command: Command, after: "Sequence[After]") -> None:
        def answered(answer: Done | Refusal) -> None:
            if isinstance(answer, Done) and answer.number is not None:
                self._follow(answer, [each(answer.number) for each in after])
            else:
                self._on_done(answer)

        self._pult.submit(command, key=self._key, on_done=answered, reason=self._reason)

    def _follow(self, done: Done, commands: Sequence[Command]) -> None:
        """What is refused now does not undo the call: it is told."""
        if not commands:
            self._on_done(done)
            return

        def answered(answer: Done | Refusal) -> None:
            if isinstance(answer, Refusal):
                self._on_after(answer)
            self._follow(done, commands[1:])

        self._pult.submit(commands[0], key=self._sub_key(commands[0].name), on_done=answered)

    def _sub_key(self, what: str) -> str:
        return uuid5(NAMESPACE_OID, f"{self._key}|{what}").hex


After = Callable[[int], Command]
"""What is given to the ticket of a number once it is there."""


def with_requester(register: Register, person: int | None) -> Register:
    """The registration with the person who was added just now."""
    return register if person is None else replace(register, requester=person)


def comment_there(number: int, *texts: str) -> Comment:
    """The call as a comment on a ticket that is known already (п. 5.5)."""
    return Comment(number=number, text="\n\n".join(text.strip() for text in texts if text.strip()))


def connected(pc: str, requester: int) -> After:
    """A remote session on the PC that the caller let us on, by phone (п. 8.3, 8.4)."""
    return lambda number: StartRemote(number=number, pc=pc, consent_by=requester, consent_how="phone")


def answered_by(solution: int) -> After:
    """The solution that was read aloud (п. 5.4)."""
    return lambda number: UseSolution(number=number, solution=solution)
