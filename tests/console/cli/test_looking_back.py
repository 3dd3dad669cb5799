"""``--at``: an answer as of an instant that is over, and which instant was understood."""

import json
from typing import Any

from tests.console.cli.calls import MON, at, registered, run
from tests.console.cli.conftest import Cli


def test_queue_ticket_and_panel_are_those_of_the_instant(desk: Cli) -> None:
    registered(desk, at(MON, "09:00"))  # an error of high priority: answered until 09:20, solved until 13:00
    run(desk, at(MON, "09:10"), "ivanova", "ticket", "comment", "1", "--text", "Смотрим")
    queue: Any = run(desk, at(MON, "10:00"), "orlova", "queue", "--at", "в 09:05")
    (row,) = queue["tickets"]
    assert (queue["at"], queue["understood"]) == (f"{at(MON, '09:05')}:00+07:00", {"at": queue["at"]})
    assert (row["next_clock"], row["remaining_seconds"]) == ("first_reaction", 15 * 60)
    ticket: Any = run(desk, at(MON, "10:00"), "orlova", "ticket", "show", "1", "--at", "09:05")
    assert [each["kind"] for each in ticket["timeline"]] == ["registered"]
    panel: Any = run(desk, at(MON, "10:00"), "orlova", "report", "now", "--at", "09:05")
    assert panel["clocks"]["first_reaction"] == {"breached": 0, "within": {"15": 1, "60": 1, "240": 1}}


def test_in_words_it_says_first_that_it_is_the_past(desk: Cli) -> None:
    registered(desk, at(MON, "09:00"))
    said = desk("queue", "--at", "09:05", by="orlova", now=at(MON, "10:00")).out
    assert said.startswith("ПРОШЛОЕ: так было пн 23.11.2026 09:05.\n")
    assert desk("wall", "--at", "09:05", by="orlova", now=at(MON, "10:00")).out.startswith("ПРОШЛОЕ")


def test_an_instant_that_the_log_says_nothing_of_is_refused(desk: Cli) -> None:
    registered(desk, at(MON, "09:00"))
    ahead = desk("queue", "--json", "--at", "24.11.2026 16:00", by="orlova", now=at(MON, "10:00"))
    assert json.loads(ahead.err)["error"]["code"] == "past.ahead"
    unborn = desk("ticket", "show", "1", "--at", "08:59", by="orlova", now=at(MON, "10:00"))
    assert "08:59 обращения № 1 ещё не было: оно зарегистрировано пн 23.11.2026 09:00" in unborn.err
