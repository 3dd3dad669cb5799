"""Прил. 2, табл. 1 through ``pult sla``, with due instants counted by hand."""

import pytest

from tests.console.cli.conftest import Cli


@pytest.mark.parametrize(
    ("pair", "at", "reaction", "resolution"),
    [
        ("error very_high", "2026-11-23T09:00", "2026-11-23T09:05:00+07:00", "2026-11-23T13:00:00+07:00"),
        ("error very_high", "2026-11-27T16:00", "2026-11-27T16:05:00+07:00", "2026-11-30T11:00:00+07:00"),
        ("error high", "2026-11-24T13:20", "2026-11-24T14:20:00+07:00", "2026-11-25T09:00:00+07:00"),
        ("error medium", "2026-11-24T16:30", "2026-11-25T09:30:00+07:00", "2026-12-14T16:30:00+07:00"),
        ("setup very_high", "2024-04-27T10:00", "2024-04-27T10:05:00+07:00", "2024-04-27T15:00:00+07:00"),
    ],
)
def test_due_instants_of_the_worked_examples(pult: Cli, pair: str, at: str, reaction: str, resolution: str) -> None:
    answer = pult("sla", *pair.split(), "--at", at, "--json").json
    assert f"{answer['type']} {answer['priority']}" == pair
    assert answer["clocks"]["first_reaction"]["due_at"] == reaction
    assert answer["clocks"]["resolution"]["due_at"] == resolution
    assert answer["clocks"]["executor_reaction"]["due_at"] is None


def test_norms_stand_in_seconds_with_their_clause(pult: Cli) -> None:
    clocks = pult("sla", "error", "medium", "--at", "2026-11-24T16:30", "--json").json["clocks"]
    assert {name: clock["norm_seconds"] for name, clock in clocks.items()} == {
        "first_reaction": 7200,
        "executor_reaction": 3600,
        "resolution": 14 * 480 * 60,
    }
    assert {clock["clause"] for clock in clocks.values()} == {"Прил. 2, табл. 1"}


def test_a_consultation_is_answered_at_once(pult: Cli) -> None:
    clocks = pult("sla", "consultation", "high", "--at", "2026-11-23T09:00", "--json").json["clocks"]
    assert clocks["resolution"]["kind"] == "immediate"
    assert clocks["resolution"]["due_at"] == clocks["first_reaction"]["due_at"] == "2026-11-23T09:05:00+07:00"
    assert clocks["executor_reaction"]["kind"] == "none"
    assert clocks["executor_reaction"]["norm_seconds"] is None


def test_by_agreement_has_no_due(pult: Cli) -> None:
    clocks = pult("sla", "other", "none", "--at", "2026-11-23T09:00", "--json").json["clocks"]
    assert {(clock["kind"], clock["norm_seconds"], clock["due_at"]) for clock in clocks.values()} == {
        ("agreed", None, None)
    }


@pytest.mark.parametrize(("type_", "priority"), [("Ошибка", "Очень высокий"), ("ОШИБКА", "очень-высокий")])
def test_types_and_priorities_may_be_said_in_russian(pult: Cli, type_: str, priority: str) -> None:
    answer = pult("sla", type_, priority, "--at", "2026-11-23T09:00", "--json").json
    assert (answer["type"], answer["priority"]) == ("error", "very_high")


def test_without_at_the_ticket_is_received_now(pult: Cli) -> None:
    clocks = pult("sla", "error", "high", "--json", now="2026-11-24T13:20:00+07:00").json["clocks"]
    assert clocks["first_reaction"]["due_at"] == "2026-11-24T14:20:00+07:00"


def test_a_pair_without_a_row_is_refused_with_the_allowed_ones(pult: Cli) -> None:
    result = pult("sla", "consultation", "very_high", "--json")
    assert result.code == 3
    assert result.error["clause"] == "Прил. 2, табл. 1"
    assert result.error["details"]["allowed"] == ["high", "medium", "low"]


def test_the_terms_are_told_in_russian(pult: Cli) -> None:
    text = pult("sla", "error", "very_high", "--at", "2026-11-23T09:00").out
    assert "Реакция ПЛТП" in text
    assert "пн 23.11.2026 09:05" in text
    assert "отсчёт с передачи исполнителю" in text
