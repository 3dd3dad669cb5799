"""A classification set by mistake and set back at once, and a second problem split off: true at birth (п. 5.10)."""

from tests.console.cli.calls import MON, at, clock, due, registered, run
from tests.console.cli.conftest import Cli


def priority(desk: Cli, when: str, value: str, by: str = "ivanova") -> dict[str, object]:
    return run(desk, at(MON, when), by, "ticket", "priority", "1", value)


def test_a_mistake_set_back_after_a_minute_leaves_the_clocks_as_they_were(desk: Cli) -> None:
    """Средний to Очень высокий at 16:00, 7 hours after the receipt, and back at 16:01."""
    registered(desk, at(MON, "09:00"), priority="medium")
    run(desk, at(MON, "09:10"), "ivanova", "ticket", "comment", "1", "--text", "Разбираемся")
    wrong = priority(desk, "16:00", "very_high")
    assert clock(wrong, "resolution")["cause"] == "переклассификация"
    right = priority(desk, "16:01", "medium")
    assert (clock(right, "resolution")["state"], clock(right, "resolution")["overdue"]) == ("running", False)
    (told,) = right["corrections"]  # type: ignore[misc]
    assert (told["priority"], told["mistaken_priority"], told["by"]) == ("medium", "very_high", "ivanova")
    assert [each["data"].get("correction") for each in right["timeline"]] == [None, None, "mistake", "set_back"]  # type: ignore[attr-defined]
    needs = run(desk, at(MON, "16:02"), "ivanova", "queue", "--view", "needs_term")
    assert needs["tickets"] == []
    assert run(desk, at(MON, "16:02"), "ivanova", "verify")["ok"]


def test_the_story_says_of_both_entries_what_became_of_them(desk: Cli) -> None:
    registered(desk, at(MON, "09:00"), priority="medium")
    priority(desk, "11:00", "very_high")
    priority(desk, "11:01", "medium")
    text = desk("ticket", "show", "1", now=at(MON, "11:02"), by="ivanova").out
    assert "Приоритет изменён: «Средний» → «Очень высокий» — по ошибке, исправлено в 11:01" in text
    assert "Исправлена ошибка: приоритет изменён: «Очень высокий» → «Средний»; сроки — как до 11:00" in text
    why = desk("explain", "1", "--clock", "resolution", now=at(MON, "11:02"), by="ivanova").out
    assert "По ошибке поставлено «Ошибка» / «Очень высокий», исправлено в 11:01" in why


def test_back_after_eleven_minutes_is_a_change(desk: Cli) -> None:
    registered(desk, at(MON, "09:00"), priority="medium")
    run(desk, at(MON, "09:10"), "ivanova", "ticket", "comment", "1", "--text", "Разбираемся")
    priority(desk, "16:00", "very_high")
    right = priority(desk, "16:11", "medium")
    assert (right["corrections"], clock(right, "resolution")["state"]) == ([], "breached")
    assert due(right, "resolution")


def test_a_second_problem_split_off_is_answered_and_due_as_the_first(desk: Cli) -> None:
    """Ошибка/Очень высокий received 09:00, answered 09:03, split at 09:30."""
    registered(desk, at(MON, "09:00"), priority="very_high")
    run(desk, at(MON, "09:03"), "ivanova", "ticket", "comment", "1", "--text", "Разбираемся")
    born = run(desk, at(MON, "09:30"), "ivanova", "ticket", "split", "1", "--subject", "Не печатается рецепт",
               "--description", "Печать рецепта из карты не идёт")  # fmt: skip
    assert born["number"] == 2
    assert clock(born, "first_reaction")["state"] == "met"
    assert str(clock(born, "first_reaction")["stopped_at"])[:16] == at(MON, "09:03")
    assert (clock(born, "resolution")["state"], due(born, "resolution")) == ("running", at(MON, "13:00"))
    assert born["timeline"][0]["data"]["split_from"] == 1
    assert "выделено из № 1" in born["timeline"][0]["title"]
    assert run(desk, at(MON, "09:31"), "ivanova", "queue", "--view", "overdue")["tickets"] == []
    assert run(desk, at(MON, "09:31"), "ivanova", "verify")["ok"]
