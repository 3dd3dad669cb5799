"""The course of a drill: time that runs, stands and jumps; calls one at a time; requests at their minute."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from core.drill.clock import DrillClock
from core.drill.reading import read_scenario
from core.drill.stage import beginning, set_stage
from core.policy import load_policy
from core.policy.errors import ConfigError
from tests.core.drill.test_reading import LEAST, written
from tests.core.drill.trainee import SATURDAY, Trainee, morning

NINE = datetime(2026, 11, 30, 2, 0, tzinfo=UTC)


def test_time_runs_four_times_as_fast_and_stands_until_it_is_started() -> None:
    seconds = [100.0]
    clock = DrillClock(NINE, 4, lambda: seconds[0])
    seconds[0] = 160.0
    assert clock() == NINE
    clock.start()
    seconds[0] = 175.0
    assert clock() == NINE + timedelta(minutes=1)
    clock.stop()
    seconds[0] = 500.0
    assert clock() == NINE + timedelta(minutes=1)


def test_a_jump_goes_forward_alone_and_time_runs_on_from_there() -> None:
    seconds = [0.0]
    clock = DrillClock(NINE, 2, lambda: seconds[0])
    clock.start()
    clock.skip_to(NINE + timedelta(minutes=5))
    clock.skip_to(NINE)
    seconds[0] = 30.0
    assert clock() == NINE + timedelta(minutes=6)


def test_the_shift_is_that_of_the_next_working_day() -> None:
    policy = load_policy()
    assert beginning(morning(), policy, SATURDAY).isoformat() == "2026-11-30T08:30:00+07:00"
    with pytest.raises(ConfigError, match="в 19:00 служба не работает"):
        beginning(replace(morning(), begins=time(19)), policy, SATURDAY)


def test_whoever_the_desk_does_not_know_is_named_before_anything_is_played(tmp_path: Path) -> None:
    scenario = read_scenario(written(tmp_path, LEAST.replace("Ветлугина", "Ветлужская")))
    with pytest.raises(ConfigError, match="«one»: в справочнике учебного стола нет человека «Ветлужская Раиса"):
        set_stage(replace(scenario, around=1), tmp_path / "d.db", SATURDAY, lambda: 0.0)


def test_the_telephone_rings_once_the_call_before_was_kept(tmp_path: Path) -> None:
    trainee = Trainee(tmp_path, morning())
    director, clock = trainee.director, trainee.stage.clock

    def at(minute: int) -> str | None:
        clock.skip_to(trainee.stage.begins + timedelta(minutes=minute))
        director.step(trainee.desk)
        return None if director.caller is None else director.caller.id

    assert [at(0), at(1), at(2), at(12)] == [None, None, "print", "print"]
    assert director.next_at == trainee.stage.begins + timedelta(minutes=10), "a second call waits"
    trainee.log("Ветлугина Раиса Семёновна", "Показали печать направления")
    assert at(12) == "journal"
    assert {key: (each - trainee.stage.begins) // timedelta(minutes=1) for key, each in director.rung.items()} == {
        "tariff": 1, "print": 2, "journal": 12,
    }  # fmt: skip
    assert not director.is_over(director.ends), "somebody is on the line"
    director.hang_up()
    assert director.is_over(director.ends)
    trainee.desk.close()
