"""The generator of stores to measure over: what it makes is a store, and the same arguments make the same one."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SCRIPT = ROOT / "benchmarks" / "large_store.py"


def made(path: Path, *, check: str) -> str:
    command = [
        sys.executable,
        str(SCRIPT),
        str(path),
        "--tickets",
        "2500",
        "--now",
        "2026-11-23T15:37",
        "--check",
        check,
    ]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, env={**os.environ})
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


def told(path: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as store:
        return store.execute(query).fetchall()


@pytest.mark.slow
def test_a_store_of_2500_tickets_verifies_and_is_made_alike_twice(tmp_path: Path) -> None:
    one, other = tmp_path / "one.db", tmp_path / "other.db"
    assert "whole: verified" in made(one, check="whole")
    assert "sample: verified" in made(other, check="sample")
    heads = [told(path, "SELECT number, hash FROM events ORDER BY number DESC LIMIT 1") for path in (one, other)]
    assert heads[0] == heads[1]
    assert told(one, "SELECT count(*), sum(status <> 'closed') FROM tickets") == [(2500, 500)]
    assert told(one, "SELECT count(*) FROM sqlite_master WHERE type = 'trigger'") == [(6,)]
    numbers = (
        "SELECT count(external_number) = count(DISTINCT external_number), count(external_number) > 1000 FROM tickets"
    )
    assert told(one, numbers) == [(1, 1)]


@pytest.mark.slow
def test_a_sample_finds_a_row_that_is_not_of_its_log(tmp_path: Path) -> None:
    path = tmp_path / "one.db"
    made(path, check="no")
    with closing(sqlite3.connect(path)) as store:
        store.execute("UPDATE tickets SET subject = 'Другая тема'")
        store.commit()
    command = [sys.executable, "-c", PROVE, str(path)]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert result.stdout.split() == ["400"]


PROVE = """
import sys
sys.path[:0] = [".", "benchmarks"]
from pathlib import Path
from _proof import sampled
from core.policy import load_policy
print(len(sampled(Path(sys.argv[1]), load_policy())))
"""
