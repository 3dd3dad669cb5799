"""``pult drill``: which scenarios there are, and what is said where none can be played."""

from pathlib import Path

from tests.console.cli.conftest import Cli


def test_the_scenarios_are_listed_for_people_and_for_scripts(desk: Cli) -> None:
    listed = desk("drill", "--list", "--json").json["drills"]
    assert [(each["code"], each["minutes"]) for each in listed] == [
        ("1-morning", 60),
        ("2-calls", 36),
        ("3-evening", 44),
    ]
    told = desk("drill", "--list").out
    assert "  1  Утро понедельника (1-morning)\n     Первая смена: четыре звонка" in told


def test_without_a_terminal_nothing_is_played(desk: Cli) -> None:
    refused = desk("drill")
    assert (refused.code, "Тренажёр открывается в терминале" in refused.err) == (8, True), refused.err


def test_an_unknown_scenario_and_a_broken_file_are_named(desk: Cli, tmp_path: Path) -> None:
    unknown = desk("drill", "вечер")
    assert (unknown.code, "Нет сценария «вечер». Есть: 1-morning, 2-calls, 3-evening" in unknown.err) == (8, True)
    broken = tmp_path / "own.yaml"
    broken.write_text('title: "Без звонков"\nminut: 10\n', encoding="utf-8")
    told = desk("drill", str(broken))
    assert told.code == 8
    assert f"{broken}:2: minut: неизвестный ключ" in told.err
