"""Tasks, approvals, links, duplicates, ТЛТП, silence, disputes, remote sessions: what follows, and what is refused."""

from dataclasses import replace
from typing import Any

import pytest

from core.tickets.context import Context, Facts
from core.tickets.decide import decide, decide_desk
from core.tickets.directory import Absence, Actor, Organization
from core.tickets.effects import Elsewhere
from core.tickets.fold import replay
from core.tickets.log import History
from core.tickets.refusal import Refusal
from core.tickets.use_cases.catalogue import COMMANDS
from core.tickets.use_cases.rights import DESK_RIGHTS, TICKET_RIGHTS
from core.vocabulary import Destination, LinkKind, Outcome, Priority, RoutingGround, Scenario, TicketType
from tests.core.tickets.clocks.test_terms_on_clocks import happened
from tests.core.tickets.story import (
    CHIEF,
    CLINIC,
    COWORKER,
    ENGINEER,
    FACTS,
    NUMBER,
    OPERATOR,
    OTHER_ENGINEER,
    REQUESTER,
    STRANGER,
    at,
    call,
    closed,
    confirmed,
    released,
    resolved,
    shipped,
    story,
    taken,
)
from tests.support.catalogue import commands as c
from tests.support.catalogue import events as e

IT_HEAD = replace(COWORKER, id=13, kind="it_head", name="Сетевой С. С.")
HEAD = replace(COWORKER, id=14, kind="head", name="Главный Г. Г.")
WHO = {**FACTS.people, IT_HEAD.id: IT_HEAD, HEAD.id: HEAD}
NEW = story("2026-11-23 09:00")
HANDED = story("2026-11-23 09:00", released("09:10"), taken("09:12", by=ENGINEER))
SOLVED = story("2026-11-20 15:00", taken("15:10"), resolved("16:00"))


def asked(log: History, command: Any, actor: Actor = OPERATOR, now: str = "2026-11-23 10:00", **facts: Any) -> Any:
    known = replace(FACTS, people=WHO, next_ticket=NUMBER + 1, **facts)
    return decide(log, command, Context(actor, at(now), shipped(), known))


def code(answer: Any) -> tuple[str, str | None]:
    assert isinstance(answer, Refusal), answer
    return answer.code, answer.clause


def test_every_command_that_is_defined_is_a_use_case_and_has_its_row_of_rights() -> None:
    defined = (*c.TicketCommand.__subclasses__(), *c.DeskCommand.__subclasses__(), c.Register)
    assert sorted(each.name for each in COMMANDS) == sorted({each.name for each in defined})
    assert {each.name for each in COMMANDS} == TICKET_RIGHTS.keys() | DESK_RIGHTS.keys()


# --- tasks and approvals --------------------------------------------------------------------------------------


def test_a_task_for_the_clinic_goes_to_the_head_of_its_it() -> None:
    (event,) = asked(HANDED, c.SetTask(number=NUMBER, text="Проверить сеть", person=IT_HEAD.id), ENGINEER)
    assert (event.task, event.person) == (1, IT_HEAD.id)
    other = asked(HANDED, c.SetTask(number=NUMBER, text="Проверить сеть", person=COWORKER.id), ENGINEER)
    assert code(other) == ("person.kind", "п. 4.4")
    foreign = asked(HANDED, c.SetTask(number=NUMBER, text="Сеть", person=STRANGER.id), ENGINEER)
    assert code(foreign) == ("person.other_organization", "п. 4.4")


def test_the_head_passes_a_task_on_and_its_result_ends_it() -> None:
    log = story("2026-11-23 09:00", happened("09:10", e.TaskSet(task=1, person=IT_HEAD.id, text="Сеть")))
    (passed,) = asked(log, c.PassTask(number=NUMBER, task=1, person=COWORKER.id))
    assert passed.person == COWORKER.id
    assert code(asked(log, c.PassTask(number=NUMBER, task=2, person=COWORKER.id)))[0] == "task.unknown"
    done = story(
        "2026-11-23 09:00",
        happened("09:10", e.TaskSet(task=1, person=IT_HEAD.id, text="Сеть")),
        happened("09:20", e.TaskDone(task=1, result="Готово")),
    )
    assert code(asked(done, c.FinishTask(number=NUMBER, task=1, result="Ещё")))[0] == "task.done_already"


def test_a_setup_is_not_solved_without_the_clinics_approval() -> None:
    setup = story("2026-11-23 09:00", taken("09:01"), type=TicketType.SETUP)
    solve = c.Resolve(number=NUMBER, solution="Изменён маршрут согласования")
    assert code(asked(setup, solve)) == ("resolve.no_approval", "п. 11.4")
    requested = e.ApprovalRequested(approval=1, person=REQUESTER.id, text="Согласуйте")
    waits = story("2026-11-23 09:00", taken("09:01"), happened("09:02", requested), type=TicketType.SETUP)
    assert code(asked(waits, solve)) == ("resolve.no_approval", "п. 11.4")
    granted = happened("09:05", e.ApprovalGranted(approval=1, by=HEAD.id, capacity="head"))
    approved = story("2026-11-23 09:00", taken("09:01"), happened("09:02", requested), granted, type=TicketType.SETUP)
    assert isinstance(asked(approved, solve)[-1], e.Resolved)


def test_only_who_may_speak_for_the_clinic_approves() -> None:
    requested = e.ApprovalRequested(approval=1, person=REQUESTER.id, text="Согласуйте")
    log = story("2026-11-23 09:00", happened("09:02", requested))
    assert asked(log, c.GrantApproval(number=NUMBER, approval=1, by=HEAD.id))
    assert code(asked(log, c.GrantApproval(number=NUMBER, approval=1, by=COWORKER.id)))[0] == "approval.not_entitled"


# --- duplicates, links, split ---------------------------------------------------------------------------------

EARLIER = replace(replay(NEW), number=100)


def test_a_duplicate_is_closed_with_a_link_to_an_earlier_open_one_where_its_requester_watches() -> None:
    other = replace(EARLIER, requester=COWORKER.id)
    effects = asked(NEW, c.Duplicate(number=NUMBER, of=100), tickets={100: other})
    assert Elsewhere(100, e.Watched(person=REQUESTER.id, because_of=NUMBER)) in effects
    assert Elsewhere(100, e.Linked(link=LinkKind.DUPLICATE, other=NUMBER, origin=True)) in effects
    assert effects[-1].outcome is Outcome.DUPLICATE


@pytest.mark.parametrize(
    ("of", "tickets", "refused"),
    [
        (100, {100: replace(EARLIER, status="closed")}, "duplicate.closed"),
        (130, {130: replace(EARLIER, number=130)}, "duplicate.later"),
        (99, {}, "ticket.unknown"),
        (NUMBER, {}, "link.itself"),
    ],
)
def test_a_duplicate_of_a_later_a_closed_or_no_ticket_is_refused(of: int, tickets: Any, refused: str) -> None:
    closed_ones = {
        number: replace(ticket, status=replay(story("2026-11-23 09:00", closed("09:20"))).status)
        if ticket.status == "closed"
        else ticket
        for number, ticket in tickets.items()
    }
    assert code(asked(NEW, c.Duplicate(number=NUMBER, of=of), tickets=closed_ones))[0] == refused


def test_a_second_problem_is_split_off_with_the_same_receipt() -> None:
    effects = asked(NEW, c.Split(number=NUMBER, subject="Не уходит реестр", description="Второе"))
    registered = effects[0].event
    assert (effects[0].number, registered.received_at) == (NUMBER + 1, at("2026-11-23 09:00"))
    assert effects[-1] == e.Linked(link=LinkKind.SPLIT, other=NUMBER + 1, origin=True)


def test_only_a_closed_earlier_ticket_is_repeated() -> None:
    repeat = c.Link(number=NUMBER, other=100, link=LinkKind.REPEAT)
    assert code(asked(NEW, repeat, tickets={100: EARLIER}))[0] == "link.not_repeatable"
    assert code(asked(NEW, c.Attach(number=NUMBER, title="Снимок", body=b"")))[0] == "attachment.empty"
    too_large = c.Attach(number=NUMBER, title="Снимок", body=b"x" * (10 * 1024 * 1024 + 1))
    assert code(asked(NEW, too_large))[0] == "attachment.too_large"


# --- ТЛТП -----------------------------------------------------------------------------------------------------


def out(**changes: Any) -> c.RouteOut:
    usual: dict[str, Any] = {
        "number": NUMBER,
        "destination": Destination.QMS_DEVELOPER,
        "scenario": Scenario.TASK,
        "ground": RoutingGround.CRITICAL,
        "text": "Сервер печати падает, журнал приложен",
        "requester_informed": True,
        "identified_at_once": True,
    }
    return c.RouteOut(**usual | changes)


def test_the_first_line_routes_only_what_is_critical_clear_at_once_and_told() -> None:
    assert isinstance(asked(NEW, out(inform="Передали разработчику"))[0], e.RoutedOut)
    assert code(asked(NEW, out(requester_informed=False))) == ("route.not_informed", "п. 5.7")
    assert code(asked(NEW, out(identified_at_once=False))) == ("route.not_identified", "п. 7.3")
    assert code(asked(NEW, out(ground=RoutingGround.MALFUNCTION))) == ("route.first_line_ground", "п. 7.3")
    usual = story("2026-11-23 09:00", priority=Priority.HIGH)
    assert code(asked(usual, out())) == ("route.not_critical", "п. 5.7, 7.3")


def test_the_second_line_routes_on_the_grounds_of_its_clause() -> None:
    for ground in (RoutingGround.CONSULTATION, RoutingGround.MALFUNCTION, RoutingGround.NO_AUTHORITY):
        assert asked(HANDED, out(ground=ground), ENGINEER)[0].ground is ground
    assert code(asked(HANDED, out(), ENGINEER)) == ("route.second_line_ground", "п. 7.4")
    assert code(asked(HANDED, out(ground=RoutingGround.MALFUNCTION), CHIEF)) == ("access.role", "п. 7.1")
    assert code(asked(HANDED, out(ground=RoutingGround.MALFUNCTION, text="Падает"), ENGINEER))[1] == "п. 7.2"


def test_what_the_third_line_solved_is_verified_before_it_is_solved_here() -> None:
    routed = happened(
        "09:20",
        e.RoutedOut(
            destination=Destination.QMS_DEVELOPER,
            scenario=Scenario.ADVICE,
            ground=RoutingGround.CONSULTATION,
            text="Совет",
        ),
        ENGINEER,
    )
    back = happened("09:40", e.Returned(text="Обновите службу"), ENGINEER)
    solve = c.Resolve(number=NUMBER, solution="Служба обновлена, печать идёт")
    steps = (released("09:10"), taken("09:12", by=ENGINEER), routed)
    assert code(asked(story("2026-11-23 09:00", *steps), solve, ENGINEER))[1] == "п. 7.6"
    answered = story("2026-11-23 09:00", *steps, back)
    assert code(asked(answered, solve, ENGINEER)) == ("resolve.not_verified", "п. 7.6")
    checked = story("2026-11-23 09:00", *steps, back, happened("09:50", e.Verified(), ENGINEER))
    assert isinstance(asked(checked, solve, ENGINEER)[-1], e.Resolved)


def test_an_executor_changes_inside_the_line_only() -> None:
    assert asked(HANDED, c.Assign(number=NUMBER, to=OTHER_ENGINEER.login), ENGINEER)[0].to == OTHER_ENGINEER.login
    other = asked(HANDED, c.Assign(number=NUMBER, to=OPERATOR.login), ENGINEER)
    assert code(other) == ("assign.other_line", "п. 5.9, 6.4")
    assert (
        code(asked(HANDED, c.Assign(number=NUMBER, to=OTHER_ENGINEER.login), OTHER_ENGINEER))[0] == "assign.not_yours"
    )


# --- silence (п. 4.9; Прил. 2) --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("solved", "early", "late"),
    [
        ("2026-11-20 16:00", "2026-11-27 17:30", "2026-11-27 17:30:01"),
        ("2026-12-29 12:00", "2027-01-14 17:30", "2027-01-14 17:30:01"),
    ],
)
def test_five_working_days_of_silence_close_and_not_before(solved: str, early: str, late: str) -> None:
    from core.tickets.alerts.due import timely

    log = story(solved, taken(solved), resolved(solved))
    assert not any(isinstance(each, c.CloseSilent) for each in timely(log, shipped(), at(early)))
    assert timely(log, shipped(), at(late)) == (c.CloseSilent(number=NUMBER),)


def test_who_asked_for_time_is_not_closed_by_silence_but_by_force_after_ten_days() -> None:
    from core.tickets.alerts.due import timely

    heard = happened("2026-11-23 09:00", e.RequesterAnswered(by=REQUESTER.id, text="Проверим", asks_time=True))
    log = story("2026-11-20 15:00", taken("15:10"), resolved("16:00"), heard)
    assert not any(isinstance(each, c.CloseSilent) for each in timely(log, shipped(), at("2026-12-01 10:00")))
    force = c.ForceClose(number=NUMBER, reason="Не отвечает")
    assert code(asked(log, force, now="2026-12-04 17:30")) == ("force.too_early", "п. 4.9")
    assert asked(log, force, now="2026-12-04 17:30:01")[0].outcome is Outcome.FORCED


def test_nothing_is_closed_by_force_that_waits_for_nobody() -> None:
    assert code(asked(NEW, c.ForceClose(number=NUMBER, reason="Надоело"))) == ("force.nothing_awaited", "п. 4.9")


def test_a_closed_ticket_is_not_opened_again_but_by_a_dispute() -> None:
    done = story("2026-11-20 15:00", taken("15:10"), resolved("16:00"), confirmed("16:30"))
    assert code(asked(done, c.Reopen(number=NUMBER, reason="Опять")))[0] == "ticket.closed"
    disputed = story(
        "2026-11-20 15:00",
        taken("15:10"),
        resolved("16:00"),
        confirmed("16:30"),
        happened("2026-11-23 09:00", e.DisputeOpened(dispute=1, text="Не решено")),
    )
    decided = asked(disputed, c.DecideDispute(number=NUMBER, text="Открыть", reopen=True))
    assert [type(each) for each in decided] == [e.DisputeDecided, e.Reopened]


def test_a_dispute_is_due_after_five_working_days() -> None:
    from core.tickets.closing.disputes import due_of

    log = story("2026-11-25 09:00", happened("15:00", e.DisputeOpened(dispute=1, text="Спор")))
    dispute = replay(log).dispute
    assert dispute is not None
    assert due_of(dispute, shipped()) == at("2026-12-02 17:30")
    assert code(asked(log, c.OpenDispute(number=NUMBER, text="Ещё"), now="2026-11-26 09:00"))[0] == "dispute.open"


# --- substitutes (п. 4.7) -------------------------------------------------------------------------------------


def test_who_substitutes_an_absent_requester_confirms_for_him_and_is_marked() -> None:
    confirm = c.Confirm(number=NUMBER, by=COWORKER.id)
    assert code(asked(SOLVED, confirm))[0] == "confirm.not_requester"
    away = Absence(
        id=1,
        since=at("2026-11-23 08:30"),
        until=at("2026-11-25 08:30"),
        person=REQUESTER.id,
        substitute_person=COWORKER.id,
    )
    (event,) = asked(SOLVED, confirm, absences=(away,))
    assert (event.by, event.for_requester) == (COWORKER.id, REQUESTER.id)
    assert code(asked(SOLVED, confirm, now="2026-11-25 08:30", absences=(away,)))[0] == "confirm.not_requester"


# --- remote sessions (гл. 8) ----------------------------------------------------------------------------------


def test_no_consent_no_session_and_each_session_ends() -> None:
    start = c.StartRemote(number=NUMBER, pc="REG-01", consent_by=REQUESTER.id, consent_how="phone")
    assert code(asked(NEW, replace(start, consent_by=None))) == ("remote.no_consent", "п. 8.4")
    assert code(asked(NEW, replace(start, consent_by=STRANGER.id)))[1] == "п. 8.4"
    (begun,) = asked(NEW, start)
    connected = story("2026-11-23 09:00", taken("09:01"), happened("09:05", begun))
    assert code(asked(connected, start))[0] == "remote.open"
    assert code(asked(connected, c.Resolve(number=NUMBER, solution="Исправлено"))) == ("remote.open", "п. 8.4")
    assert asked(connected, c.EndRemote(number=NUMBER))[0].session == 1


def test_a_run_of_the_mis_as_a_user_names_the_user_and_why_and_ends() -> None:
    start = c.StartMisRun(number=NUMBER, person=REQUESTER.id, reason="Видит ли пользователь раздел «Реестры»")
    assert code(asked(NEW, replace(start, person=STRANGER.id))) == ("person.other_organization", "п. 5.11, 6.10")
    assert code(asked(NEW, c.EndMisRun(number=NUMBER))) == ("mis_run.none", "п. 5.11, 6.10")
    (begun,) = asked(NEW, start)
    assert (begun.run, begun.person, begun.reason) == (1, REQUESTER.id, "Видит ли пользователь раздел «Реестры»")
    running = story("2026-11-23 09:00", taken("09:01"), happened("09:05", begun))
    assert code(asked(running, start))[0] == "mis_run.open"
    (ended,) = asked(running, c.EndMisRun(number=NUMBER, result="Видит"))
    over = running + story("2026-11-23 09:00", taken("09:01"), happened("09:05", begun), happened("09:09", ended))[3:]
    (run,) = replay(over).mis_runs
    assert (run.started_at, run.ended_at) == (at("2026-11-23 09:05"), at("2026-11-23 09:09"))
    assert asked(over, start)[0].run == 2


def test_a_workplace_is_checked_by_the_points_of_its_clause() -> None:
    missing = c.CheckWorkplace(number=NUMBER, pc="REG-01", missing=("crypto", "network"))
    assert asked(NEW, missing)[0].missing == ("crypto", "network")
    assert code(asked(NEW, replace(missing, missing=("crypta",)))) == ("workplace.unknown", "п. 9.1")


# --- registration ---------------------------------------------------------------------------------------------


def registering(actor: Actor = OPERATOR, facts: Facts = FACTS, **changes: Any) -> Any:
    return decide((), call(**changes), Context(actor, at("2026-11-23 10:00"), shipped(), facts))


def test_without_a_contract_only_a_supervisor_lets_a_clinic_in() -> None:
    bare = replace(FACTS, organizations={**FACTS.organizations, 1: Organization(1, "gp1", "П", CLINIC.mis)})
    assert code(registering(facts=bare)) == ("contract.none", "п. 1.2")
    assert code(registering(facts=bare, admit_reason="Распоряжение"))[0] == "contract.not_supervisor"
    assert registering(CHIEF, bare, admit_reason="Распоряжение")[0].admitted == "Распоряжение"
    over = replace(CLINIC, contract_until="2026-11-22")
    ended = replace(FACTS, organizations={**FACTS.organizations, 1: over})
    assert code(registering(facts=ended)) == ("contract.none", "п. 1.2")


def test_a_consultation_by_telephone_is_not_logged_for_a_clinic_without_a_contract_either() -> None:
    over = replace(CLINIC, contract_until="2026-11-22")
    ended = replace(FACTS, organizations={**FACTS.organizations, 1: over}, next_ids={"calls": 1})
    logged = c.LogCall(
        requester=REQUESTER.id, started_at=at("2026-11-23 09:00"), ended_at=at("2026-11-23 09:03"), solved=True,
        text="Подсказали",
    )  # fmt: skip

    def asked_by(who: Any, call: c.LogCall) -> Any:
        return decide_desk(call, Context(who, at("2026-11-23 10:00"), shipped(), ended))

    assert code(asked_by(OPERATOR, logged)) == ("contract.none", "п. 1.2")
    let_in = replace(logged, admit_reason="Распоряжение")
    assert code(asked_by(OPERATOR, let_in))[0] == "contract.not_supervisor"
    assert asked_by(CHIEF, let_in)[0].admitted == "Распоряжение"
    yesterday = replace(logged, started_at=at("2026-11-22 09:00"), ended_at=at("2026-11-22 09:03"))
    assert asked_by(OPERATOR, yesterday)[0].admitted is None  # the contract was in force when the call came


def test_a_taken_external_number_is_refused() -> None:
    known = replace(FACTS, external_numbers={"И-7": 99})
    assert code(registering(facts=known, external_number="И-7")) == ("external.taken", "п. 3.6")


def test_a_desk_command_is_decided_by_its_rule() -> None:
    times = {"started_at": at("2026-11-23 09:00"), "text": "Подсказали"}
    known = replace(FACTS, next_ids={"calls": 1})
    context = Context(OPERATOR, at("2026-11-23 10:00"), shipped(), known)
    short = c.LogCall(requester=REQUESTER.id, ended_at=at("2026-11-23 09:05"), solved=True, **times)
    assert decide_desk(short, context)[0].id == 1  # type: ignore[index, union-attr]
    long = replace(short, ended_at=at("2026-11-23 09:05:01"))
    assert code(decide_desk(long, context)) == ("call.needs_ticket", "п. 5.5")
    assert code(decide_desk(replace(short, ended_at=at("2026-11-23 09:03"), solved=False), context))[1] == "п. 5.5"
