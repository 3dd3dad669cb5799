"""The n-th call of the driver fails, for every n: nothing is half kept, the desk goes on, the log is whole."""

import pytest

from core.desk import StoreUnavailable
from core.desk.views import Done
from core.tickets.answers.comments import Note
from core.tickets.assignment.commands import Release, Take
from core.tickets.command import Command
from core.tickets.desk_records.calls import LogCall
from core.tickets.desk_records.shifts_and_views import HandOverShift
from core.tickets.desk_records.whole_calls import TakeCall
from core.tickets.knowledge.solutions import AddSolution, UseSolution
from core.tickets.outages.announcements import OpenOutage
from core.tickets.outages.common_answers import AnswerOutage
from core.tickets.outages.joining import JoinOutage
from core.tickets.people.commands import AddPerson
from core.tickets.redaction.redacting import Redact, RedactFact
from core.tickets.refusal import Refusal
from core.tickets.relations.attachments import Attach
from core.tickets.remote_access.sessions import StartRemote
from core.tickets.staff.absences import SetAbsence
from core.vocabulary import Channel
from tests.support.desk import SINITSYNA, FrozenDesk, actor, done, moment, register
from tests.support.faulty import Fault, How
from tests.support.folds import borne_out
from tests.support.store import content, raw

CALLS = 200
"""More than any command makes."""
TOLD = {
    How.IOERR: "Ошибка чтения или записи файла хранилища: проверьте диск",
    How.FULL: "На диске нет места: хранилище не может записать изменение",
}
AWAY = {"since": moment("2026-11-24T08:30"), "until": moment("2026-11-25T08:30")}
CALL = {"started_at": moment("2026-11-23T08:50"), "ended_at": moment("2026-11-23T08:53")}
COMMANDS: dict[str, tuple[str, Command]] = {
    "a registration with its answer": ("ivanova", register(channel=Channel.ISKIZ, subject="Иное", answer="Смотрим")),
    "a note": ("ivanova", Note(number=1, text="внутри")),
    "a hand-over": ("ivanova", Release(number=1, to="petrov", watchers=("orlova",), text="Вам")),
    "a file": ("ivanova", Attach(number=1, title="снимок.png", body=b"bytes")),
    "a text cut out": ("orlova", Redact(number=1, event=2, reason="Имя пациента")),
    "a text of a register cut out": ("orlova", RedactFact(event=2, reason="Не название")),
    "one answer to two tickets": ("ivanova", AnswerOutage(outage=1, text="Чиним")),
    "an absence": ("orlova", SetAbsence(login="petrov", **AWAY, substitute_login="sidorov")),
    "a person": ("ivanova", AddPerson(full_name="Чижова А. А.", organization=1)),
    "a shift": ("ivanova", HandOverShift(to="petrov", text="Всё тихо", tickets=(1,))),
    "a call": ("ivanova", LogCall(requester=SINITSYNA, **CALL, solved=True, text="Подсказали")),
    "a call with all its parts": ("ivanova", TakeCall(
        person=AddPerson(full_name="Чижова А. А.", organization=1),
        call=register(requester=0, subject="Печать бланка", answer="Смотрим"),
        remote=StartRemote(number=0, pc="KKB-1", consent_by=0, consent_how="phone"),
        solutions=(UseSolution(number=0, solution=1),),
    )),
    "a denial": ("gost", Take(number=1)),
}  # fmt: skip


@pytest.fixture
def ready(desk: FrozenDesk) -> FrozenDesk:
    """A mass incident with both tickets in it."""
    done(desk, OpenOutage(title="Сбой", text="Не работает"))
    done(desk, AddSolution(title="Печать", text="Перезапустить службу"))
    for number in (1, 2):
        done(desk, JoinOutage(number=number, outage=1))
    return desk


@pytest.mark.parametrize("how", [How.IOERR, How.FULL])
@pytest.mark.parametrize("name", COMMANDS)
def test_nothing_is_half_kept_whichever_call_fails(ready: FrozenDesk, fault: Fault, name: str, how: How) -> None:
    login, command = COMMANDS[name]
    who, before, said = actor(ready, login), content(ready.path), set[str]()
    for n in range(1, CALLS):
        fault.arm(n, how)
        try:
            answer = ready.commands.perform(command, who, key="k")
        except StoreUnavailable as error:
            said.add(error.message)
            assert content(ready.path) == before, f"call {n}"
            fault.arm(0)
            assert borne_out(ready), f"call {n}"
            continue
        finally:
            fault.arm(0)
        break
    assert borne_out(ready)
    assert said == {TOLD[how]}
    assert n > 4
    assert isinstance(answer, Done) is (name != "a denial")
    assert content(ready.path) != before
    assert ready.administration.verify().ok


def calls_of(ready: FrozenDesk, fault: Fault, command: Command) -> int:
    """How many calls a command makes that was given before: the first one put its words into search's vocabulary."""
    who = actor(ready, "ivanova")
    for key in ("first", "second"):
        fault.arm(CALLS)
        ready.commands.perform(command, who, key=key)
    return fault.calls


def test_a_commit_whose_answer_is_lost_is_answered_when_it_is_asked_for_again(ready: FrozenDesk, fault: Fault) -> None:
    who, command = actor(ready, "ivanova"), Note(number=1, text="внутри")
    fault.arm(calls_of(ready, fault, command), after=True)  # the commit is the last call of all
    with pytest.raises(StoreUnavailable):
        ready.commands.perform(command, who, key="k")
    events = len(content(ready.path)["events"])
    fault.arm(0)
    assert borne_out(ready)
    answer = ready.commands.perform(command, who, key="k")
    assert isinstance(answer, Done)
    assert answer.repeated
    assert len(content(ready.path)["events"]) == events
    assert ready.administration.verify().ok


def test_a_commit_that_failed_keeps_nobody_waiting(ready: FrozenDesk, fault: Fault) -> None:
    who, command = actor(ready, "ivanova"), Note(number=1, text="внутри")
    fault.arm(calls_of(ready, fault, command))
    with pytest.raises(StoreUnavailable):
        ready.commands.perform(command, who, key="k")
    fault.arm(0)
    with raw(ready.path) as other:  # another process, which finds the lock free
        other.execute("PRAGMA busy_timeout = 0")
        other.execute("BEGIN IMMEDIATE")
        other.execute("ROLLBACK")


@pytest.mark.parametrize("n", range(1, 6))
def test_a_read_that_fails_is_told_and_the_next_one_answers(ready: FrozenDesk, fault: Fault, n: int) -> None:
    who = actor(ready, "ivanova")
    fault.arm(n)
    with pytest.raises(StoreUnavailable, match="проверьте диск"):
        ready.tickets.view(1, who)
    fault.arm(0)
    assert not isinstance(ready.tickets.view(1, who), Refusal)
