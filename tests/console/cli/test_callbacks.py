"""``pult ticket callback``: a call back is promised, recorded, taken back and looked through (п. 4.6, 5.4)."""

import pytest

from tests.console.cli.calls import MON, TUE, at, refused, registered, run
from tests.console.cli.conftest import Cli, Result


@pytest.fixture
def handed(desk: Cli) -> Cli:
    """№ 1, registered on Monday at 09:00."""
    registered(desk, at(MON, "09:00"))
    return desk


def tried(desk: Cli, now: str, *args: str, by: str = "ivanova") -> Result:
    return desk("ticket", "callback", "1", *args, "--json", by=by, now=now)


PROMISE = ("--until", "завтра 12", "--text", "Помогло ли обновление")


def test_a_call_is_promised_and_recorded(handed: Cli) -> None:
    made = run(handed, at(MON, "09:10"), "ivanova", "ticket", "callback", "1", *PROMISE)
    assert made["callbacks"] == [
        {
            "id": 1, "until": f"{at(TUE, '12:00')}:00+07:00", "text": "Помогло ли обновление",
            "promised_at": f"{at(MON, '09:10')}:00+07:00", "promised_by": "ivanova", "done_at": None, "result": None,
            "cancelled": False,
        }
    ]  # fmt: skip
    ended = run(handed, at(TUE, "11:50"), "ivanova", "ticket", "callback", "1", "--done", "--text", "Помогло")
    (callback,) = ended["callbacks"]
    assert (callback["done_at"], callback["result"]) == (f"{at(TUE, '11:50')}:00+07:00", "Помогло")


def test_the_ticket_as_text_tells_whether_the_call_was_made(handed: Cli) -> None:
    run(handed, at(MON, "09:10"), "ivanova", "ticket", "callback", "1", *PROMISE)
    shown = handed("ticket", "show", "1", by="ivanova", now=at(MON, "09:20")).out
    assert "Звонок инициатору (обещан, до вт 24.11.2026 12:00): Помогло ли обновление" in shown
    run(handed, at(TUE, "11:50"), "ivanova", "ticket", "callback", "1", "--done", "--text", "Помогло")
    shown = handed("ticket", "show", "1", by="ivanova", now=at(TUE, "12:00")).out
    assert "Звонок инициатору (сделан, до вт 24.11.2026 12:00)" in shown


def test_either_is_asked_for_and_not_both(handed: Cli) -> None:
    assert tried(handed, at(MON, "09:10"), "--text", "О чём").code == 2
    assert tried(handed, at(MON, "09:10"), *PROMISE, "--done").code == 2
    assert refused(tried(handed, at(MON, "09:10"), "--done", "--text", "Помогло"))["code"] == "callback.none"


def test_it_is_taken_back_within_seconds_as_if_it_had_not_been(handed: Cli) -> None:
    run(handed, f"{at(MON, '09:10')}:00", "ivanova", "ticket", "callback", "1", *PROMISE)
    back = run(handed, f"{at(MON, '09:10')}:05", "ivanova", "ticket", "undo", "1")
    assert back["callbacks"] == []


def test_what_is_written_is_looked_through_for_personal_data(handed: Cli) -> None:
    secret = tried(handed, at(MON, "09:10"), "--until", "завтра 12", "--text", "Снилс пациента 112-233-445 95")
    assert refused(secret)["code"] == "pii.found"
