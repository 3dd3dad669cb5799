"""What is told of routing rules that go wrong, sentence by sentence (Прил. 2; п. 4.7, 5.9)."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from core.policy import Dispatch, Policy, RoutingCase, RoutingCondition, RoutingRule
from core.tickets.directory import Absence, Organization, User
from core.tickets.routing.choice import Staffing
from core.tickets.routing.lint import RoutingProblem, Severity, failing_cases, lint, unreachable
from core.vocabulary import Channel, Line, Mis, Priority, Role, TicketType
from tests.core.tickets.story import at

OPERATOR = User("ivanova", "Иванова М. С.", Role.FIRST_LINE)
ENGINEER = User("petrov", "Петров А. Н.", Role.SECOND_LINE, ("qms-emr",))
CHIEF = User("orlova", "Орлова Т. Г.", Role.SUPERVISOR)
STAFF = (OPERATOR, ENGINEER, CHIEF)
CLINIC = Organization(1, "gp1", "Поликлиника № 1", (Mis.QMS,))
MONDAY = at("2026-11-23 10:00")


def rule(name: str, line: Line = Line.SECOND, /, **more: Any) -> RoutingRule:
    when = RoutingCondition(**{key: frozenset(values) for key, values in more.pop("when", {}).items()})
    return RoutingRule(name, when, line, **{"competence": None, "executor": None, "clause": "п. 5.9"} | more)


def told(
    policy: Policy,
    *rules: RoutingRule,
    staff: tuple[User, ...] = STAFF,
    clinics: tuple[Organization, ...] = (CLINIC,),
    absences: tuple[Absence, ...] = (),
    days: int = 0,
    now: datetime = MONDAY,
    **dispatch: Any,
) -> list[tuple[str, str, str, str]]:
    """Severity, code, place and sentence of everything that is wrong."""
    judged = replace(policy, dispatch=Dispatch(rules, **dispatch))
    found = lint(judged, Staffing(staff, absences=absences, at=now), clinics, days)
    return [(each.severity.value, each.code, each.place, each.message) for each in found]


def away(login: str, since: str, until: str, substitute: str | None = None) -> Absence:
    return Absence(id=1, since=at(since), until=at(until), login=login, substitute_login=substitute)


def test_rules_that_are_right_are_told_nothing(policy: Policy) -> None:
    assert told(policy, rule("qMS", when={"mis": [Mis.QMS]}, competence="qms-emr"), rule("остальное"), days=3) == []


EVERYTHING: dict[str, list[Any]] = {
    "mis": [Mis.QMS], "type": [TicketType.ERROR], "priority": [Priority.HIGH], "channel": [Channel.PHONE],
    "organization": ["gp1"], "module": ["emr"], "words": ["карта"],
}  # fmt: skip
OTHERS: dict[str, Any] = {
    "mis": Mis.PROMED, "type": TicketType.SETUP, "priority": Priority.LOW, "channel": Channel.ISKIZ,
    "organization": "kb2", "module": "lab", "words": "рецепт",
}  # fmt: skip


def test_a_rule_behind_one_that_takes_everything_is_never_reached() -> None:
    found = list(unreachable(Dispatch((rule("все"), rule("qMS", when={"mis": [Mis.QMS]}), rule("ещё")))))
    sentence = "Правило недостижимо: всё, что ему подходит, забирает правило «все»"
    assert found == [
        RoutingProblem(Severity.ERROR, "rule.unreachable", name, sentence) for name in ("qMS", "ещё")
    ]  # each once, by the earliest rule


@pytest.mark.parametrize("name", EVERYTHING)
def test_a_narrower_rule_is_shadowed_and_a_wider_or_another_is_not(name: str) -> None:
    wide = rule("широкое", when=EVERYTHING | {name: [*EVERYTHING[name], OTHERS[name]]})
    narrow, other = rule("узкое", when=EVERYTHING), rule("другое", when=EVERYTHING | {name: [OTHERS[name]]})
    asks_nothing = rule("любое", when=EVERYTHING | {name: []})
    assert [each.place for each in unreachable(Dispatch((wide, narrow)))] == ["узкое"]
    assert [each.place for each in unreachable(Dispatch((asks_nothing, narrow)))] == ["узкое"]
    assert [each.place for each in unreachable(Dispatch((narrow, wide)))] == []
    assert [each.place for each in unreachable(Dispatch((narrow, asks_nothing)))] == []
    assert [each.place for each in unreachable(Dispatch((narrow, other)))] == []


def test_people_and_clinics_that_a_rule_names_must_be_there(policy: Policy) -> None:
    blocked = User("sidorov", "Сидоров К. В.", Role.SECOND_LINE, blocked=True)
    named = rule(
        "именное", when={"organization": ["gp1", "kb9"]}, executor="sidorov", watchers=("orlova", "nikto"),
    )  # fmt: skip
    assert told(policy, named, rule("остальное"), staff=(*STAFF, blocked)) == [
        ("error", "organization.no_executor", "gp1", "«Поликлиника № 1» (qMS; Ошибка, Очень высокий): исполнителя нет"),
        ("error", "rule.unknown_login", "именное", "Сотрудника «nikto» нет, или он заблокирован"),
        ("error", "rule.unknown_login", "именное", "Сотрудника «sidorov» нет, или он заблокирован"),
        ("error", "rule.unknown_organization", "именное", "Организации с кодом «kb9» нет"),
    ]


@pytest.mark.parametrize(
    "able",
    [
        User("a", "А", Role.SECOND_LINE, ("qms-emr",)),
        User("a", "А", Role.SECOND_LINE, ("promed",), blocked=True),
        User("a", "А", Role.FIRST_LINE, ("promed",)),
        User("a", "А", Role.SUPERVISOR, ("promed",)),
    ],
    ids=["another", "blocked", "first", "chief"],
)
def test_a_competence_is_to_be_had_by_somebody_of_the_line(policy: Policy, able: User) -> None:
    wanted = rule("Промед", when={"mis": [Mis.PROMED]}, competence="promed")
    assert told(policy, wanted, rule("остальное"), staff=(*STAFF, able)) == [
        ("error", "rule.missing_competence", "Промед", "Компетенции «promed» нет ни у кого")
    ]
    assert told(policy, wanted, rule("остальное"), staff=(*STAFF, replace(ENGINEER, competences=("promed",)))) == []


@pytest.mark.parametrize(
    ("duty", "right"), [("orlova", True), ("petrov", False), ("nikto", False), ("was", False), (None, True)]
)
def test_who_is_on_duty_is_a_supervisor_who_is_not_blocked(policy: Policy, duty: str | None, right: bool) -> None:
    staff = (*STAFF, User("was", "Бывшая", Role.SUPERVISOR, blocked=True))
    sentence = f"Дежурный «{duty}» — не действующий руководитель смены"
    expected = [] if right else [("error", "duty.unknown", "duty", sentence)]
    assert told(policy, rule("все"), staff=staff, duty=duty) == expected


def test_a_clinic_some_of_whose_requests_nobody_takes_is_told_once_for_a_system(policy: Policy) -> None:
    both = Organization(2, "kb2", "Больница № 2", (Mis.QMS, Mis.PROMED))
    errors = rule("ошибки qMS", when={"mis": [Mis.QMS], "type": [TicketType.ERROR]})
    rest = rule("прочее qMS", Line.FIRST, when={"mis": [Mis.QMS]})
    first = policy.norms.rows[0]
    label = f"{policy.labels.of(first.type)}, {policy.labels.of(first.priority)}"
    assert told(policy, errors, rest, clinics=(CLINIC, both)) == [
        ("error", "organization.no_executor", "kb2", f"«Больница № 2» (Промед; {label}): исполнителя нет")
    ]


def test_a_second_line_without_anybody_is_told_and_a_first_line_waits_for_who_comes(policy: Policy) -> None:
    places = [each[1:3] for each in told(policy, rule("все"), staff=(OPERATOR, CHIEF))]
    assert places == [("organization.no_executor", "gp1")]
    assert told(policy, rule("все", Line.FIRST), staff=(CHIEF,)) == []


def test_neither_a_full_desk_nor_an_absence_makes_a_clinic_one_without_executor(policy: Policy) -> None:
    gone = away("petrov", "2026-11-23 08:30", "2026-11-27 17:30")
    assert told(policy, rule("все"), absences=(gone,), open_per_executor=0) == []


def test_substitutes_in_a_circle_are_told_at_each_of_them(policy: Policy) -> None:
    circle = (
        away("petrov", "2026-11-20 08:30", "2026-11-25 17:30", "ivanova"),
        away("ivanova", "2026-11-24 08:30", "2026-11-25 17:30", "petrov"),
    )
    assert [each[1:] for each in told(policy, rule("все"), absences=circle)] == [
        ("absence.circle", "ivanova", "Замещение замкнулось в круг")
    ]  # on Monday the second is present still, and from Tuesday on both are away
    assert len(told(policy, rule("все"), absences=circle, now=at("2026-11-24 09:00"))) == 2
    assert told(policy, rule("все"), absences=circle[:1]) == []


def test_days_on_which_a_line_or_a_competence_is_not_there(policy: Policy) -> None:
    gone = away("petrov", "2026-11-24 00:00", "2026-11-25 08:30")
    rules = (rule("qMS", when={"mis": [Mis.QMS]}, competence="qms-emr"), rule("остальное"))
    assert told(policy, *rules, absences=(gone,), days=3) == [
        ("warning", "day.deserted", "ВЛТП", "24.11.2026 на линии ВЛТП никого нет"),
        ("warning", "day.no_competence", "qms-emr", "24.11.2026 нет никого с компетенцией «qms-emr»"),
    ]
    assert told(policy, *rules, absences=(gone,), days=1) == []
    assert len(told(policy, *rules, absences=(gone,), days=2)) == 2


def test_days_begin_with_today_while_the_desk_works_and_pass_over_the_weekend(policy: Policy) -> None:
    alone = (ENGINEER, CHIEF)
    days = [each[3][:10] for each in told(policy, rule("все"), staff=alone, days=3, now=at("2026-11-27 17:29"))]
    assert days == ["27.11.2026", "30.11.2026", "01.12.2026"]
    late = [each[3][:10] for each in told(policy, rule("все"), staff=alone, days=1, now=at("2026-11-27 17:30"))]
    assert late == ["30.11.2026"]


def test_a_blocked_colleague_is_not_there(policy: Policy) -> None:
    staff = (replace(OPERATOR, blocked=True), ENGINEER, CHIEF)
    assert [each[3] for each in told(policy, rule("все"), staff=staff, days=1)] == [
        "23.11.2026 на линии ПЛТП никого нет"
    ]


def test_errors_stand_before_warnings(policy: Policy) -> None:
    found = told(policy, rule("все", executor="nikto"), staff=(ENGINEER, CHIEF), days=1)
    assert [each[0] for each in found] == ["error", "error", "warning"]


def case(name: str, wanted: str, line: Line = Line.SECOND, competence: str | None = None) -> RoutingCase:
    return RoutingCase(
        name, Mis.QMS, TicketType.ERROR, Priority.HIGH, Channel.PHONE, "gp1", "Карта", wanted, line, competence
    )


def test_golden_cases_that_the_rules_do_not_keep_are_told_with_their_place(policy: Policy) -> None:
    rules = (rule("qMS", when={"mis": [Mis.QMS]}, competence="qms-emr"),)
    kept = case("как надо", "qMS", competence="qms-emr")
    cases = (kept, case("правило", "Промед", competence="qms-emr"), case("линия", "qMS", Line.FIRST, "qms-emr"),
             case("умение", "qMS", competence="promed"))  # fmt: skip
    assert list(failing_cases(replace(policy, dispatch=Dispatch(rules, cases=cases)))) == [
        (1, "пример «правило»: решает правило «qMS», а ожидается «Промед»"),
        (2, "пример «линия»: решает правило «qMS», а ожидается «qMS»"),
        (3, "пример «умение»: решает правило «qMS», а ожидается «qMS»"),
    ]
    nothing = Dispatch((), cases=(case("никакое", "qMS"),))
    assert list(failing_cases(replace(policy, dispatch=nothing))) == [
        (0, "пример «никакое»: решает ни одно правило, а ожидается «qMS»")
    ]


def test_a_golden_case_is_judged_by_all_that_it_says(policy: Policy) -> None:
    everything = {name: values for name, values in EVERYTHING.items() if name != "module"}
    kept = case("всё сказано", "точное")
    dispatch = Dispatch((rule("точное", when=everything),), cases=(kept,))
    assert list(failing_cases(replace(policy, dispatch=dispatch))) == []
    silent = replace(dispatch, cases=(replace(kept, text="Рецепт"),))
    assert list(failing_cases(replace(policy, dispatch=silent))) == [
        (0, "пример «всё сказано»: решает ни одно правило, а ожидается «точное»")
    ]
