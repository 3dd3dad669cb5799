"""``pult verify``: everything, the chain alone, and a head that was noted before."""

import sqlite3
from pathlib import Path

import pytest

from tests.console.cli.conftest import Cli, new
from tests.support.store import tamper

NOW = "2026-11-23T09:00"


@pytest.fixture
def noted(desk: Cli) -> str:
    """The head of the log after the first ticket; then comes a note."""
    desk(*new(), by="ivanova", now=NOW)
    head = str(desk("verify", "--json").json["head"])
    desk("ticket", "note", "1", "--text", "Позвонили", by="ivanova", now=NOW)
    return head


def test_a_head_that_was_noted_tells_how_far_the_log_has_gone_on(desk: Cli, noted: str) -> None:
    report = desk("verify", "--head", noted, "--json").json
    assert (report["ok"], report["past"], report["chain_only"]) == (True, 1, False)
    told = desk("verify", "--head", noted)
    assert "Указанный хэш в журнале есть; после него 1 событие." in told.out


def test_a_tail_that_was_cut_off_is_told_by_the_head_alone(desk: Cli, noted: str, tmp_path: Path) -> None:
    head = desk("verify", "--json").json["head"]
    tamper(
        tmp_path / "pult.db",
        "DELETE FROM texts WHERE event = 14",
        "DELETE FROM events WHERE number = 14",
        "UPDATE tickets SET version = 1, changed_at = created_at",
    )
    assert "в индексе не то, что в журнале" in desk("verify").out  # the words of what is gone: who cuts makes it anew
    assert desk("verify", "--rebuild-search", "--json").json["ok"] is True
    told = desk("verify", "--head", head)
    assert told.code == 3
    assert f"События с хэшем {head} в журнале нет: его конец отрезан или переписан" in told.out
    assert desk("verify", "--head", noted).code == 0


def test_the_chain_alone_says_what_it_did_not_look_at(desk: Cli, noted: str, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "pult.db") as connection:
        connection.execute("UPDATE tickets SET status = 'closed'")
    connection.close()
    told = desk("verify", "--chain")
    assert told.code == 0
    assert "Списки, сроки и справочники не проверялись" in told.out
    assert desk("verify").code == 3


def test_what_came_since_a_head_is_verified_alone(desk: Cli, noted: str, tmp_path: Path) -> None:
    report = desk("verify", "--since", f"13:{noted}", "--json").json
    assert report["since"] == {"event": 13, "hash": noted}
    assert (report["ok"], report["events"], report["tickets"], report["past"]) == (True, 1, 1, 1)
    told = desk("verify", "--since", noted)
    assert told.code == 0
    assert "После события 13: 1 событие, обращений — 1." in told.out
    assert "Всё, что было после него, сходится. Остальное не проверялось: pult verify без --since." in told.out
    tamper(tmp_path / "pult.db", "UPDATE tickets SET status = 'closed'")
    assert "Обращение 1: расходится с журналом (status)" in desk("verify", "--since", noted).out
    assert desk("verify", "--since", noted).code == 3


def test_a_head_that_is_not_in_the_log_is_damage_and_one_that_is_none_bad_input(desk: Cli, noted: str) -> None:
    lost = desk("verify", "--since", "f" * 64)
    assert lost.code == 3
    assert f"События с хэшем {'f' * 64} в журнале нет: его конец отрезан или переписан" in lost.out
    assert desk("verify", "--since", f"12:{noted}").code == 3
    none = desk("verify", "--since", "вчера")
    assert none.code == 8
    assert "Ожидается хэш события (64 знака 0–9, a–f) или номер:хэш" in none.err
    assert desk("verify", "--since", noted, "--head", noted).code == 2


def test_what_is_told_without_a_head_to_begin_with_is_what_it_was(desk: Cli, noted: str) -> None:
    assert list(desk("verify", "--json").json) == [
        "tickets", "events", "mismatches", "broken_chains", "head", "past", "chain_only", "ok",
    ]  # fmt: skip
