"""kill -9 at any call of the driver: what was begun never was, and the same command goes through afterwards."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from core.desk.views import Done
from core.tickets.answers.comments import Note
from tests.support.desk import actor, make_desk, registered, reopen
from tests.support.patience import PATIENCE
from tests.support.store import content

ROOT = Path(__file__).resolve().parents[2]
MOST = 60
"""More calls than a note makes."""


@pytest.mark.slow
def test_a_console_killed_in_the_middle_of_a_command_leaves_all_of_it_or_nothing(tmp_path: Path) -> None:
    with make_desk(tmp_path) as desk:
        registered(desk)
    copies = tmp_path / "copies"
    copies.mkdir()
    for n in range(1, MOST):
        shutil.copyfile(desk.path, copies / f"{n}.db")
    before = content(desk.path)
    command = [sys.executable, "-m", "tests.faults.dying", "note", str(copies), str(MOST)]
    ends = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=PATIENCE).stdout.split(
        "\n"
    )
    calls = ends.index("done 0")
    assert ends[:calls] == ["killed"] * calls
    assert calls > 10
    for n in range(1, calls + 1):
        assert content(copies / f"{n}.db") == before, f"killed at call {n}"
    for n in (1, calls // 2, calls):  # the last is the commit
        with reopen(copies / f"{n}.db") as again:
            answer = again.commands.perform(Note(number=1, text="внутри"), actor(again, "ivanova"), key="k")
            assert isinstance(answer, Done)
            assert (answer.repeated, again.administration.verify().ok) == (False, True)


@pytest.mark.slow
def test_writers_killed_at_random_lose_nothing_that_was_acknowledged() -> None:
    command = [sys.executable, "benchmarks/accept_kill.py", "--kills", "6", "--writers", "2"]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=PATIENCE).stdout
    for figure in ("acknowledged and lost: 0", "carried out twice: 0", "torn: 0", "chain: whole"):
        assert figure in told, told
