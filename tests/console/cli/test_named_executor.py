"""The executor who was named stays named (п. 5.9; Прил. 2, «Новый»), and what changes it is said."""

import pytest

from tests.console.cli.calls import MON, TUE, at, registered, run
from tests.console.cli.conftest import Cli


@pytest.fixture
def two(desk: Cli) -> Cli:
    """A second engineer who can do what petrov does: the rules go round between the two."""
    run(desk, at(MON, "08:30"), "orlova", "user", "add", "belov", "--name", "Белов Г. Г.", "--role", "second_line",
        "--competence", "qms-emr")  # fmt: skip
    return desk


def test_the_release_goes_to_whom_the_registration_named(two: Cli) -> None:
    named = [registered(two, at(MON, f"09:0{m}"), subject=f"Не открывается {m}")["named"] for m in range(3)]
    assert named == ["belov", "petrov", "belov"]
    run(two, at(MON, "09:10"), "ivanova", "ticket", "take", "1")
    for number, executor in ((1, "belov"), (2, "petrov"), (3, "belov")):
        released = run(two, at(MON, "09:11"), "ivanova", "ticket", "release", str(number))
        assert (released["assignee"], released["named"]) == (executor, None)


def test_while_the_first_line_has_it_the_turn_of_the_named_one_is_used(two: Cli) -> None:
    assert registered(two, at(MON, "09:00"), subject="Первое")["named"] == "belov"
    shown = run(two, at(MON, "09:01"), "ivanova", "ticket", "take", "1")
    assert (shown["assignee"], shown["named"]) == ("ivanova", "belov")
    assert registered(two, at(MON, "09:02"), subject="Второе")["named"] == "petrov"
    run(two, at(MON, "09:03"), "ivanova", "ticket", "resolve", "1", "--solution", "Карта открывается")
    # belov never got it: his turn has not been after all, and petrov's has
    assert registered(two, at(MON, "09:04"), subject="Третье")["named"] == "belov"


def test_an_absence_changes_it_and_the_answer_says_so(two: Cli) -> None:
    assert registered(two, at(MON, "09:00"))["named"] == "belov"
    run(two, at(TUE, "08:30"), "orlova", "person", "absence", "belov", "--from", at(TUE, "08:30"), "--until",
        "2026-11-26T17:30", "--sudden")  # fmt: skip
    released = run(two, at(TUE, "09:00"), "ivanova", "ticket", "release", "1")
    told = released["timeline"][-1]
    assert released["assignee"] == "petrov"
    assert told["title"] == (
        "Передано на ВЛТП, исполнитель — Петров А. Н. вместо названного при регистрации"
        " (Белов Г. Г. — отсутствует до 26.11.2026 17:30)"
    )
    assert (told["data"]["instead_of"], told["data"]["because"]) == ("belov", "отсутствует до 26.11.2026 17:30")
    why = run(two, at(TUE, "09:01"), "ivanova", "route", "--why", "1")["decision"]
    assert (why["executor"], why["instead_of"]) == ("petrov", "belov")


def test_why_is_told_of_the_registration_while_its_choice_stands(two: Cli) -> None:
    registered(two, at(MON, "09:00"))
    run(two, at(MON, "09:05"), "ivanova", "ticket", "release", "1")
    why = run(two, at(MON, "09:06"), "ivanova", "route", "--why", "1")["decision"]
    assert (why["executor"], why["candidates"], why["instead_of"]) == ("belov", ["belov", "petrov"], None)
