"""A call is saved whole by one command (п. 5.5): done with all its parts, once; or refused, and nothing is there."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from core.desk.privacy.personal_data_gate import Handling, texts_of
from core.desk.views import Done
from core.tickets.answers.comments import Comment
from core.tickets.assignment.commands import Release, Take
from core.tickets.closing.commands import Resolve
from core.tickets.desk_records.calls import LogCall
from core.tickets.desk_records.whole_calls import TakeCall
from core.tickets.directory import Actor
from core.tickets.knowledge.solutions import AddSolution, UseSolution
from core.tickets.people.commands import AddPerson, BlockPerson
from core.tickets.redaction.redacting import Redact, RedactFact
from core.tickets.refusal import Refusal, RefusalKind
from core.tickets.relations.watching import Watch
from core.tickets.remote_access.sessions import EndRemote, StartRemote
from core.tickets.undo.commands import TakeBack
from core.vocabulary import Status
from tests.support.desk import (
    GP4,
    KKB,
    SINITSYNA,
    ZIMINA,
    FrozenDesk,
    actor,
    done,
    make_desk,
    register,
    registered,
)
from tests.support.store import content, raw, unchanged

NEW = AddPerson(full_name="Новикова Вера Львовна", organization=KKB, phone="+7 391 200-11-22")
ASKED = register(requester=0, answer="Перезапустите службу печати")
REMOTE = StartRemote(number=0, pc="REG-12", consent_by=0, consent_how="phone")
SOLUTION = UseSolution(number=0, solution=1)
CALL = TakeCall(person=NEW, call=ASKED, remote=REMOTE, solutions=(SOLUTION,))
SNILS = "СНИЛС 112-233-445 95"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[FrozenDesk]:
    """A desk with a documented solution."""
    with make_desk(tmp_path) as opened:
        done(opened, AddSolution(title="Печать", text="Перезапустить службу"))
        yield opened


def line(desk: FrozenDesk, **changes: Any) -> LogCall:
    """A call of three minutes that was solved at once."""
    usual = {"requester": SINITSYNA, "started_at": desk.now() - timedelta(minutes=3), "ended_at": desk.now()}
    return LogCall(**usual | {"solved": True, "text": "Подсказали"} | changes)


def refusal(desk: FrozenDesk, command: TakeCall, login: str = "ivanova", **options: Any) -> Refusal:
    """Give a call that must be refused, and see that it has left nothing but what a denial leaves."""
    before = content(desk.path)
    refused = desk.commands.perform(command, actor(desk, login), **options)
    assert isinstance(refused, Refusal), refused
    assert unchanged(desk.path, before)
    assert desk.administration.verify().ok
    return refused


def log_of(path: Path | str, after: int = 0) -> list[tuple[str, int | None, int]]:
    """Kind, ticket and act of each event after one."""
    with raw(Path(path)) as connection:
        rows = connection.execute(
            "SELECT number, kind, ticket, body FROM events WHERE number > ? ORDER BY number", (after,)
        )
        return [(kind, ticket, number - json.loads(body).get("place", 0)) for number, kind, ticket, body in rows]


def bodies(path: Path | str, after: int) -> list[tuple[Any, ...]]:
    """What each event after one says, but for its place in the act and the salt of its words."""
    with raw(Path(path)) as connection:
        rows = connection.execute(
            "SELECT kind, ticket, seq, at, actor, body FROM events WHERE number > ?", (after,)
        ).fetchall()
    return [(*each, _said(json.loads(body))) for *each, body in rows]


def _said(body: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in body.items() if name != "place" and not isinstance(value, dict)}


def ticket(desk: FrozenDesk, number: int) -> Any:
    shown: Any = desk.tickets.view(number, actor(desk, "ivanova"))
    return shown.ticket


# --- done whole ------------------------------------------------------------------------------------------------


def test_a_call_with_all_its_parts_is_one_act_of_the_log(desk: FrozenDesk) -> None:
    last = len(log_of(desk.path))
    answer = done(desk, CALL, key="звонок")
    assert answer == Done(1, 4, None, person="5")
    events = [
        ("person_added", None), ("registered", 1), ("commented", 1), ("remote_started", 1), ("solution_used", 1),
    ]  # fmt: skip
    assert log_of(desk.path, last) == [(*each, last + 1) for each in events]
    shown = ticket(desk, 1)
    assert (shown.requester, shown.remote_open.pc, shown.remote_open.consent_by) == (5, "REG-12", 5)
    assert desk.administration.verify().ok


def test_its_events_are_those_of_the_same_commands_one_after_another(desk: FrozenDesk, tmp_path: Path) -> None:
    last = len(log_of(desk.path))
    done(desk, CALL)
    apart = tmp_path / "apart"
    apart.mkdir()
    with make_desk(apart) as other:
        done(other, AddSolution(title="Печать", text="Перезапустить службу"))
        for command in (NEW, replace(ASKED, requester=5), replace(REMOTE, number=1, consent_by=5)):
            done(other, command)
        done(other, replace(SOLUTION, number=1))
        assert bodies(desk.path, last) == bodies(other.path, last)


def test_a_call_may_be_a_comment_on_a_known_ticket(desk: FrozenDesk) -> None:
    number = registered(desk)
    call = Comment(number=number, text="Снова не печатает")
    answer = done(desk, TakeCall(call=call, remote=replace(REMOTE, consent_by=SINITSYNA), solutions=(SOLUTION,)))
    assert answer == Done(number, 4)
    assert [kind for kind, *_ in log_of(desk.path)][-3:] == ["commented", "remote_started", "solution_used"]


def test_a_line_of_the_call_log_may_be_of_somebody_new(desk: FrozenDesk) -> None:
    answer = done(desk, TakeCall(person=NEW, call=line(desk, requester=0)), key="k")
    assert answer == Done(None, None, "1", person="5")
    assert [(each.id, each.requester) for each in desk.registers.calls()] == [(1, 5)]
    assert desk.administration.verify().ok


def test_who_is_added_is_known_to_the_gate_of_the_call_s_own_words(desk: FrozenDesk) -> None:
    call = replace(ASKED, description="Новикова Вера Львовна не может войти, телефон +7 391 200-11-22")
    assert done(desk, TakeCall(person=NEW, call=call)).number == 1


# --- the same key again ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("whole", [True, False], ids=["a ticket", "a line"])
def test_the_same_key_again_answers_with_the_first_result(desk: FrozenDesk, whole: bool) -> None:
    command = CALL if whole else TakeCall(person=NEW, call=line(desk, requester=0))
    first = done(desk, command, key="k")
    before = content(desk.path)
    desk.clock.advance(hours=1)
    assert done(desk, command, key="k") == replace(first, repeated=True)
    assert content(desk.path) == before


def test_a_refused_call_leaves_its_key_free_for_the_corrected_one(desk: FrozenDesk) -> None:
    refusal(desk, replace(CALL, remote=replace(REMOTE, consent_how="silence")), key="k")
    assert done(desk, CALL, key="k").person == "5"
    other = refusal(desk, replace(CALL, solutions=()), key="k")
    assert (other.code, other.kind) == ("key.used", RefusalKind.BAD_INPUT)


# --- a refusal in each part ------------------------------------------------------------------------------------

REFUSED = {
    "a second card": ({"person": replace(NEW, full_name="Синицына Анна Павловна")}, "person.known", "person_add"),
    "a kind of person": ({"person": replace(NEW, person_kind="doctor")}, "person.kind", "person_add"),
    "no such clinic": ({"call": replace(ASKED, organization=77)}, "organization.unknown", "register"),
    "another clinic's system": ({"call": replace(ASKED, organization=GP4)}, None, "register"),
    "no consent": ({"remote": replace(REMOTE, consent_by=None)}, "remote.no_consent", "remote_start"),
    "somebody else's consent": ({"remote": replace(REMOTE, consent_by=ZIMINA)}, None, "remote_start"),
    "no such solution": ({"solutions": (SOLUTION, replace(SOLUTION, solution=9))}, "solution.unknown", "use_solution"),
    "a blank PC": ({"remote": replace(REMOTE, pc=" ")}, "text.blank", "remote_start"),
    "a subject too long": ({"call": replace(ASKED, subject="ы" * 500)}, "text.too_long", "register"),
    "a number that is none": ({"solutions": (replace(SOLUTION, solution=-1),)}, "number.impossible", "use_solution"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_a_refusal_of_any_part_names_it_and_leaves_nothing(desk: FrozenDesk, name: str) -> None:
    changes, code, part = REFUSED[name]
    refused = refusal(desk, replace(CALL, **changes), key="k")
    assert code in (None, refused.code), refused
    assert refused.details["part"] == part


def test_a_line_of_the_log_that_needs_a_ticket_adds_nobody(desk: FrozenDesk) -> None:
    refused = refusal(desk, TakeCall(person=NEW, call=line(desk, requester=0, solved=False)))
    assert (refused.code, refused.details["part"]) == ("call.needs_ticket", "call_log")


@pytest.mark.parametrize("more", [{"remote": REMOTE}, {"solutions": (SOLUTION,)}], ids=["a session", "a solution"])
def test_a_line_of_the_log_has_no_ticket_for_what_follows(desk: FrozenDesk, more: dict[str, Any]) -> None:
    assert refusal(desk, TakeCall(person=NEW, call=line(desk, requester=0), **more)).code == "call.no_ticket"


def test_a_blocked_requester_stops_the_call(desk: FrozenDesk) -> None:
    done(desk, BlockPerson(person=SINITSYNA, ground="maternity"), "orlova")
    call = TakeCall(call=replace(ASKED, requester=SINITSYNA), remote=replace(REMOTE, consent_by=SINITSYNA))
    assert refusal(desk, call).details["part"] == "register"


# --- rights and versions ---------------------------------------------------------------------------------------


def denials(desk: FrozenDesk) -> list[tuple[str, str, int | None]]:
    return [(each.command, each.code, each.ticket) for each in desk.oversight.denials(10)]


@pytest.mark.parametrize(
    ("login", "part"),
    [("admin", "register"), ("petrov", "person_add"), ("gost", "person_add"), ("orlova", "remote_start")],
)  # fmt: skip
def test_each_part_asks_for_its_own_right_and_its_denial_is_recorded(desk: FrozenDesk, login: str, part: str) -> None:
    refused = refusal(desk, CALL, login)
    assert (refused.kind, refused.details["part"]) == (RefusalKind.FORBIDDEN, part)
    assert denials(desk) == [(part, "access.role", None)]


def test_a_denial_at_a_known_ticket_names_the_ticket(desk: FrozenDesk) -> None:
    number = registered(desk)
    remote = replace(REMOTE, consent_by=SINITSYNA)
    refusal(desk, TakeCall(call=Comment(number=number, text="Звонили"), remote=remote), "orlova")
    assert denials(desk) == [("remote_start", "access.role", number)]


def test_the_version_that_was_read_is_that_of_the_known_ticket(desk: FrozenDesk) -> None:
    number = registered(desk)
    done(desk, Watch(number=number, login="orlova"))
    command = TakeCall(call=Comment(number=number, text="Звонили"), solutions=(SOLUTION,))
    assert refusal(desk, command, expect_version=1).code == "ticket.changed"
    merged = done(desk, command, expect_version=1, merge=True)
    assert (merged.number, merged.version) == (number, 4)


def test_a_ticket_whose_silence_has_run_out_is_closed_though_the_call_is_refused(desk: FrozenDesk) -> None:
    number = registered(desk)
    done(desk, Release(number=number, to="petrov"))
    done(desk, Take(number=number), "petrov")
    done(desk, Resolve(number=number, solution="Обновлён справочник"), "petrov")
    desk.clock.advance(days=30)
    command = TakeCall(person=NEW, call=Comment(number=number, text="Не помогло"))
    refused = desk.commands.perform(command, actor(desk, "ivanova"))
    assert isinstance(refused, Refusal)
    assert (refused.code, refused.details["part"]) == ("ticket.closed", "comment")
    kinds = [kind for kind, *_ in log_of(desk.path)]
    assert kinds[-2:] == ["closed", "access_denied"]
    assert ticket(desk, number).status is Status.CLOSED
    assert len(desk.directory.people()) == 4


# --- personal data ---------------------------------------------------------------------------------------------

TEXTS = {
    "subject": ({"call": replace(ASKED, subject=f"Не проходит {SNILS}")}, "тема"),
    "description": ({"call": replace(ASKED, description=f"Не проходит {SNILS}")}, "описание"),
    "answer": ({"call": replace(ASKED, answer=f"{SNILS} исправлен")}, "ответ"),
    "pc": ({"remote": replace(REMOTE, pc=SNILS)}, "имя ПК"),
}


@pytest.mark.parametrize("name", TEXTS)
def test_personal_data_in_any_part_stops_the_whole_and_names_the_field(desk: FrozenDesk, name: str) -> None:
    changes, title = TEXTS[name]
    refused = refusal(desk, replace(CALL, **changes))
    assert refused.code == "pii.found"
    assert f"СНИЛС ({title})" in refused.message
    assert {each["field"] for each in refused.details["findings"]} == {name}


def test_every_text_of_every_part_is_looked_at() -> None:
    assert [name for name, _ in texts_of(CALL)] == ["subject", "description", "answer", "pc"]


def test_one_key_masks_all_parts(desk: FrozenDesk) -> None:
    command = replace(CALL, call=replace(ASKED, description=SNILS), remote=replace(REMOTE, pc=f"ПК {SNILS}"))
    answer = done(desk, command, handling=Handling(mask=True))
    assert answer.masked == ("СНИЛС",)
    shown = ticket(desk, 1)
    assert ("112-233" in shown.description, "112-233" in shown.remote_open.pc) == (False, False)


def test_a_supervisor_s_reason_stands_in_the_log_of_the_part_that_it_lets_in(desk: FrozenDesk) -> None:
    handling = Handling(reason="По запросу разработчика")
    command = TakeCall(person=NEW, call=replace(ASKED, description=SNILS), solutions=(SOLUTION,))
    assert done(desk, command, "orlova", handling=handling, key="k").version == 4
    kinds = [kind for kind, *_ in log_of(desk.path)][-5:]
    assert kinds == ["person_added", "registered", "commented", "personal_data_admitted", "solution_used"]
    logged = TakeCall(call=line(desk, text=SNILS))
    done(desk, logged, "orlova", handling=handling)
    assert [kind for kind, *_ in log_of(desk.path)][-2:] == ["call_logged", "text_admitted"]
    assert desk.administration.verify().ok


# --- taking back -----------------------------------------------------------------------------------------------


def test_taking_a_call_back_ends_the_session_that_it_has_begun(desk: FrozenDesk) -> None:
    done(desk, CALL)
    done(desk, TakeBack(number=1))
    assert [kind for kind, *_ in log_of(desk.path)][-1] == "remote_ended"
    assert ticket(desk, 1).remote_open is None


def test_a_call_without_a_session_keeps_its_number(desk: FrozenDesk, ivanova: Actor) -> None:
    done(desk, replace(CALL, remote=None))
    refused = desk.commands.perform(TakeBack(number=1), ivanova)
    assert isinstance(refused, Refusal)
    assert refused.code == "undo.first"


def test_a_comment_and_its_solution_are_taken_back_together(desk: FrozenDesk) -> None:
    number = registered(desk)
    done(desk, TakeCall(call=Comment(number=number, text="Звонили"), solutions=(SOLUTION,)))
    done(desk, TakeBack(number=number))
    shown = desk.tickets.view(number, actor(desk, "ivanova"))
    assert not isinstance(shown, Refusal)
    assert shown.timeline[-1].data["events"] == [2, 3]


def test_what_is_over_can_be_begun_again_by_the_next_call(desk: FrozenDesk) -> None:
    done(desk, CALL)
    done(desk, EndRemote(number=1))
    again = TakeCall(call=Comment(number=1, text="Снова"), remote=replace(REMOTE, consent_by=5))
    assert done(desk, again).version == 7
    assert ticket(desk, 1).remote_open.id == 2


# --- words that are cut out ------------------------------------------------------------------------------------


def digests(desk: FrozenDesk) -> list[str]:
    with raw(Path(desk.path)) as connection:
        return [digest for (digest,) in connection.execute("SELECT digest FROM commands")]


def test_cut_words_cannot_be_guessed_by_the_key_of_the_call(desk: FrozenDesk) -> None:
    done(desk, CALL, key="k")
    done(desk, Redact(number=1, event=1, reason="Имя пациента"), "orlova")
    assert digests(desk) == [""]
    assert desk.administration.verify().ok


def test_nor_by_that_of_a_line_of_the_log(desk: FrozenDesk) -> None:
    done(desk, TakeCall(person=NEW, call=line(desk, requester=0)), key="k")
    done(desk, RedactFact(event=len(log_of(desk.path)), reason="Имя пациента"), "orlova")
    assert digests(desk) == [""]
    assert desk.administration.verify().ok
