"""A call given whole by the command line: one document, one act; refused, it leaves nothing; repeated, it is one."""

import os
from pathlib import Path
from typing import Any

import pytest

from tests.console.cli.conftest import Cli, new
from tests.support.store import content, unchanged

NOW = "2026-11-23T09:00"
PERSON = ("--new-person", "Новикова Вера Львовна", "--person-phone", "+7 391 200-11-22")
SESSION = ("--pc", "REG-12", "--consent-how", "phone")


def store() -> Path:
    """The file of the desk."""
    return Path(os.environ["PULT_DB"])


def without_requester(**changes: str) -> list[str]:
    args = new(**changes)
    place = args.index("--requester")
    return [*args[:place], *args[place + 2 :]]


def solution(desk: Cli) -> None:
    desk("solution", "add", "--title", "Печать", "--text", "Перезапустить службу", by="petrov", now=NOW)


def taken(desk: Cli, *more: str) -> Any:
    return desk(*without_requester(), *PERSON, *SESSION, "--solution-id", "1", *more, "--json", by="ivanova", now=NOW)


def test_a_ticket_comes_with_its_new_requester_his_consent_and_the_solution(desk: Cli) -> None:
    solution(desk)
    ticket = taken(desk).json
    assert (ticket["number"], ticket["version"], ticket["solutions"]) == (1, 3, [1])
    assert ticket["initiator"]["name"] == "Новикова Вера Львовна"
    (session,) = ticket["remote"]
    assert (session["pc"], session["consent_by"], session["consent_how"]) == (
        "REG-12", ticket["initiator"]["id"], "phone",
    )  # fmt: skip
    assert [each["kind"] for each in ticket["timeline"]] == ["registered", "remote_started", "solution_used"]


def test_the_same_key_again_adds_nobody_and_registers_nothing(desk: Cli) -> None:
    solution(desk)
    first = taken(desk, "--key", "k").json
    before = content(store())
    assert taken(desk, "--key", "k").json == first
    assert content(store()) == before


@pytest.mark.parametrize(
    ("more", "code", "error", "part"),
    [
        (("--consent-how", "silence"), 8, "remote.how", "remote_start"),
        (("--solution-id", "9"), 4, "solution.unknown", "use_solution"),
        (("--person-kind", "head", "--priority", "none"), 3, None, "register"),
        (("--pc", "СНИЛС 112-233-445 95"), 3, "pii.found", "remote_start"),
    ],
    ids=["consent", "solution", "priority", "personal data"],
)
def test_a_refused_part_leaves_nothing_of_the_others(
    desk: Cli, more: tuple[str, ...], code: int, error: str | None, part: str
) -> None:
    solution(desk)
    before = content(store())
    answer = taken(desk, *more)
    assert answer.code == code, answer.err
    assert error in (None, answer.error["code"])
    assert answer.error["details"]["part"] == part
    assert unchanged(store(), before)
    people = desk("person", "list", "--filter", "новикова", "--json", by="ivanova", now=NOW).json
    assert people == {"people": []}


def test_a_comment_on_a_known_ticket_may_begin_a_session(desk: Cli) -> None:
    desk(*new(), by="ivanova", now=NOW)
    args = (*new(subject="Снова", description="Не печатает"), "--comment-on", "1", *SESSION)
    ticket = desk(*args, "--json", by="ivanova", now=NOW).json
    assert [each["kind"] for each in ticket["timeline"]] == ["registered", "commented", "remote_started"]
    assert ticket["remote"][0]["consent_by"] == 1


def test_a_line_of_the_call_log_may_be_of_somebody_new(desk: Cli) -> None:
    args = ("call", "log", "--org", "kkb", *PERSON, "--from", "2026-11-23T08:55", "--until", "2026-11-23T08:58",
            "--solved", "--text", "Подсказали")  # fmt: skip
    (call,) = desk(*args, "--json", by="ivanova", now=NOW).json["calls"]
    people = desk("person", "list", "--filter", "новикова", "--json", by="ivanova", now=NOW).json["people"]
    assert [each["id"] for each in people] == [call["requester"]]
    refused = desk(*args[:2], "--org", "kkb", "--new-person", "Чижова А. А.", *args[8:-3], "--not-solved", *args[-2:],
                   by="ivanova", now=NOW)  # fmt: skip
    assert refused.code == 3
    assert desk("person", "list", "--filter", "чижова", "--json", by="ivanova", now=NOW).json == {"people": []}


@pytest.mark.parametrize(
    "args", [without_requester(), [*new(), *PERSON], [*without_requester(), "--comment-on", "1", *PERSON]]
)
def test_a_requester_is_named_once(desk: Cli, args: list[str]) -> None:
    answer = desk(*args, by="ivanova", now=NOW)
    assert answer.code == 2
    assert "--requester" in answer.err or "--new-person" in answer.err


def test_a_new_person_of_a_call_needs_a_clinic(desk: Cli) -> None:
    args = ("call", "log", *PERSON, "--from", "08:55", "--until", "08:58", "--solved", "--text", "Подсказали")
    answer = desk(*args, by="ivanova", now=NOW)
    assert (answer.code, "--org" in answer.err) == (2, True)
