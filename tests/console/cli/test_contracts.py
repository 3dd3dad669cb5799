"""A clinic without a contract is not served by telephone either (п. 1.2), unless a supervisor says why."""

from tests.console.cli.calls import MON, at, refused, run
from tests.console.cli.conftest import Cli

CALL = (
    "call", "log", "--requester", "Синицына", "--from", at(MON, "09:00"), "--until", at(MON, "09:03"), "--solved",
    "--text", "Подсказали, где кнопка",
)  # fmt: skip


def test_a_call_of_a_clinic_whose_contract_has_ended_is_logged_only_by_a_supervisor_with_a_reason(desk: Cli) -> None:
    run(desk, at(MON, "08:30"), "orlova", "org", "contract", "kkb", "--number", "Д-1", "--until", "2026-11-22")
    error = refused(desk(*CALL, "--json", by="ivanova", now=at(MON, "09:05")))
    assert (error["code"], error["clause"]) == ("contract.none", "п. 1.2")
    let_in = ("--admit-reason", "Договор на подписи")
    assert desk(*CALL, *let_in, by="ivanova", now=at(MON, "09:05")).code == 6
    (call,) = run(desk, at(MON, "09:05"), "orlova", *CALL, *let_in)["calls"]
    assert call["text"] == "Подсказали, где кнопка\nБез договора (п. 1.2), допущено: Договор на подписи"
    assert run(desk, at(MON, "09:06"), "admin", "verify")["ok"]
