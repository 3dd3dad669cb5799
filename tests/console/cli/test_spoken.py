"""Lists as text name people and not logins or numbers, and codes by their Russian titles; JSON keeps the codes."""

from tests.console.cli.calls import MON, TUE, at, run
from tests.console.cli.conftest import Cli

ACCOUNT = ("account", "request", "change", "--system", "qms", "--person", "Синицына", "--by", "2", "--reason", "Имя")


def text(desk: Cli, *args: str, by: str = "ivanova") -> str:
    result = desk(*args, by=by, now=at(TUE, "09:00"))
    assert result.code == 0, result.err
    return result.out


def test_a_request_about_an_account_is_told_in_words(desk: Cli) -> None:
    asked = run(desk, at(MON, "09:00"), "ivanova", *ACCOUNT)["requests"][0]
    assert (asked["account_kind"], asked["system"], asked["state"]) == ("change", "qms", "open")
    shown = text(desk, "account", "list")
    assert "изменить" in shown
    assert "qMS" in shown
    assert "открыта" in shown
    assert "Синицына" in shown
    assert not {"change", "qms", "open"} & set(shown.split())


def test_a_shift_names_who_gave_and_who_takes(desk: Cli) -> None:
    run(desk, at(MON, "17:00"), "ivanova", "shift", "hand-over", "--to", "orlova", "--text", "Ждём ответа ТЛТП")
    shown = text(desk, "shift", "list")
    assert "Иванова М. С." in shown
    assert not {"ivanova", "orlova"} & set(shown.split())


def test_a_saved_view_names_its_owner_and_what_it_narrows(desk: Cli) -> None:
    run(desk, at(MON, "09:00"), "ivanova", "view", "save", "Ночные", "--view", "overdue", "--filter", "талон")
    shown = text(desk, "view", "list")
    assert "Просрочено" in shown
    assert "Иванова М. С." in shown
    assert not {"ivanova", "overdue"} & set(shown.split())


def test_a_call_names_its_requester(desk: Cli) -> None:
    asked = ("--requester", "1", "--from", at(MON, "09:00"), "--until", at(MON, "09:04"), "--solved")
    run(desk, at(MON, "09:05"), "ivanova", "call", "log", *asked, "--text", "Сброшен пароль")
    assert "Синицына" in text(desk, "call", "list")
