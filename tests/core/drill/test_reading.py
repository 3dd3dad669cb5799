"""Scenarios are YAML that a trainer writes: the shipped ones are whole, and a mistake is told with its line."""

from pathlib import Path

import pytest

from core.drill.reading import read_scenario, shipped
from core.drill.scenario import KeptAs, shuffled
from core.policy.errors import ConfigError
from core.vocabulary import Line, Priority

LEAST = """title: "Проба"
about: "Один звонок."
begins: "09:00"
minutes: 30
calls:
  - id: one
    minute: 2
    caller: "Ветлугина Раиса Семёновна"
    says: "Как напечатать?"
    kept_as: journal
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "own.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def problems(folder: Path, text: str) -> list[str]:
    with pytest.raises(ConfigError) as told:
        read_scenario(written(folder, text))
    return [f"{each.line}: {each.message}" for each in told.value.problems]


def test_three_scenarios_are_shipped_and_hold_what_a_beginner_must_meet() -> None:
    scenarios = shipped()
    assert [each.code for each in scenarios] == ["1-morning", "2-calls", "3-evening"]
    everything = [each for scenario in scenarios for each in scenario.happenings]
    assert any(each.best.never for each in everything), "somebody dictates personal data"
    assert any(each.best.same_as for each in everything), "somebody repeats what is open"
    assert any(each.best.line is Line.THIRD and each.best.priority is Priority.VERY_HIGH for each in everything)
    for each in scenarios:
        assert each.minutes / each.speed <= 15, "a quarter of an hour"


def test_a_scenario_of_one_s_own_needs_little(tmp_path: Path) -> None:
    scenario = read_scenario(written(tmp_path, LEAST))
    assert (scenario.code, scenario.speed, scenario.around) == ("own", 4, 24)
    assert [(each.id, each.kept_as) for each in scenario.calls] == [("one", KeptAs.JOURNAL)]


@pytest.mark.parametrize(
    ("wrong", "right", "told"),
    [
        ("kept_as: jurnal", "kept_as: journal", "10: неизвестное значение «jurnal»; возможны: "
         "ticket, comment, journal"),
        ("minute: 31", "minute: 2", "1: «one»: минута 31 позже конца смены (30)"),
        ('begins: "9"', 'begins: "09:00"', '3: «9»: время пишется как "08:30"'),
        ("    best: {same_as: two}\n", "", "1: «one»: в сценарии нет того, что он повторяет: «two»"),
        ("    tone: calm\n", "", None),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_line(tmp_path: Path, wrong: str, right: str, told: str | None) -> None:
    text = LEAST.replace(right, wrong) if right else LEAST + wrong
    (found,) = problems(tmp_path, text)
    assert found == told if told else found.startswith("11: неизвестный ключ; возможны: id, minute, caller")


def test_a_scenario_without_anything_to_do_is_refused(tmp_path: Path) -> None:
    (found,) = problems(tmp_path, LEAST[: LEAST.index("calls:")])
    assert found == "1: нет ни одного звонка и ни одного обращения: играть нечего"


def test_a_seed_moves_what_happens_by_a_minute_and_always_by_the_same() -> None:
    scenario = shipped()[0]
    assert shuffled(scenario, 0) is scenario
    moved = shuffled(scenario, 7)
    assert moved == shuffled(scenario, 7) != scenario
    pairs = zip(scenario.happenings, moved.happenings, strict=True)
    assert all(abs(one.minute - other.minute) <= 1 for one, other in pairs)
