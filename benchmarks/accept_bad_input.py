"""Acceptance 8: bad configurations and bad import files are refused with their place, in time, and nothing changes.

    python benchmarks/accept_bad_input.py [--db URL_OR_PATH]

Every configuration is given to ``pult config check`` and put under a desk that is running: the check names file and
line within a second, the desk keeps the last good policy and says why. Every file is given to ``pult import``: it is
refused with its line within twenty seconds, and neither the log nor the lists have changed. ``--db`` names an empty
store that may be filled.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks._accept import ROOT, Figures, database_of
from benchmarks._small_desk import LOGIN, prepare
from benchmarks.bad_configurations import BAD_CONFIGURATIONS, BadConfiguration
from benchmarks.bad_imports import BAD_IMPORTS, SNILS, BadImport
from core.desk import open_desk
from core.desk.desk import Desk
from core.desk.views import QueueQuery

CONFIGURATIONS, FILES = 40, 30
"""At least so many of each."""
SECOND, LONG = 1.0, 20.0
BAD_INPUT = 8


@dataclass(frozen=True)
class Answer:
    """What ``pult`` said, and in how many seconds."""

    code: int
    said: str
    seconds: float


def pult(*arguments: str) -> Answer:
    """One call of the command line in a process of its own."""
    program = "import sys; from console.cli.main import main; sys.exit(main())"
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", program, "--json", *arguments], capture_output=True, cwd=ROOT, check=False
    )
    said = (done.stdout + done.stderr).decode()
    return Answer(done.returncode, said, time.perf_counter() - began)


def fresh(folder: Path) -> Path:
    """A good configuration."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(ROOT / "config", folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return folder


def judge_configuration(each: BadConfiguration, folder: Path, desk: Desk) -> tuple[str, float]:
    """What is wrong with how one was refused, and the seconds it took; the desk runs on the same folder."""
    fresh(folder)
    good = desk.policy
    each.spoil(folder / each.file)
    answer = pult("config", "check", "--config", str(folder))
    kept = desk.policy
    if answer.code != BAD_INPUT:
        return f"exit code {answer.code}", answer.seconds
    problems = json.loads(answer.said)["error"]["details"]["problems"]
    named = [told for told in problems if told["file"].startswith(str(folder)) and each.line in (None, told["line"])]
    if not any(each.says in json.dumps(told, ensure_ascii=False) for told in named):
        return f"not named: {each.file}:{each.line} {each.says}, but {problems[:2]}", answer.seconds
    if each.checked_only:
        return "", answer.seconds
    if kept is not good or desk.policy_problem is None:
        return "the running desk took another policy, or does not say why not", answer.seconds
    return "", answer.seconds


def judge_import(each: BadImport, place: str, file: Path) -> tuple[str, float]:
    """What is wrong with how a file was refused, and the seconds it took."""
    file.write_bytes(each.raw)
    answer = pult("--db", place, "--as", LOGIN, "import", str(file), "--channel", "iskiz")
    if answer.code != BAD_INPUT:
        return f"exit code {answer.code}: {answer.said[:200]}", answer.seconds
    missing = [word for word in each.says if word not in answer.said]
    if missing or "Traceback" in answer.said or SNILS in answer.said:
        return f"not named: {missing}, but {answer.said[:300]}", answer.seconds
    return "", answer.seconds


def state(desk: Desk) -> tuple[str, int, tuple[int, ...]]:
    """The head of the log, its length, and the tickets: what a refused file must not move."""
    report = desk.administration.verify(chain_only=True)
    return report.head, report.events, desk.queue.numbers(QueueQuery())


def configurations(figures: Figures, place: str, folder: Path) -> None:
    """All of them, one after the other, under one desk."""
    worst, wrong = 0.0, list[str]()
    with open_desk(place, config=fresh(folder)) as desk:
        before, good = state(desk), desk.policy.fingerprint
        for each in BAD_CONFIGURATIONS:
            problem, seconds = judge_configuration(each, folder, desk)
            worst = max(worst, seconds)
            wrong += [f"{each.title}: {problem}"] if problem else []
        fresh(folder)
        back = desk.policy.fingerprint == good and desk.policy_problem is None
        same = back and state(desk) == before
    count = len(BAD_CONFIGURATIONS)
    figures.tell("bad configurations", count, f"at least {CONFIGURATIONS}", holds=count >= CONFIGURATIONS)
    figures.tell("refused with their place, the last good policy kept", count - len(wrong), str(count), holds=not wrong)
    figures.tell("the longest took, s", f"{worst:.2f}", f"{SECOND}", holds=worst <= SECOND)
    figures.tell("the store under them", "unchanged" if same else "changed", "unchanged", holds=same)
    _tell_wrong(wrong)


def files(figures: Figures, place: str, folder: Path) -> None:
    """All of them, one after the other, into one store."""
    worst, wrong = 0.0, list[str]()
    with open_desk(place) as desk:
        before = state(desk)
        for each in BAD_IMPORTS:
            problem, seconds = judge_import(each, place, folder / "обращения.csv")
            if not problem and state(desk) != before:
                problem, before = "the store has changed", state(desk)
            worst = max(worst, seconds)
            wrong += [f"{each.title}: {problem}"] if problem else []
        whole = desk.administration.verify().ok
    count = len(BAD_IMPORTS)
    figures.tell("bad import files", count, f"at least {FILES}", holds=count >= FILES)
    figures.tell("refused with their place, nothing changed", count - len(wrong), str(count), holds=not wrong)
    figures.tell("the longest took, s", f"{worst:.2f}", f"{LONG}", holds=worst <= LONG)
    figures.tell("verify", "ok" if whole else "not ok", "ok", holds=whole)
    _tell_wrong(wrong)


def _tell_wrong(wrong: list[str]) -> None:
    for each in wrong:
        print(f"  {each}")


def main() -> int:
    """Both halves."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--db", default="sqlite", help="an empty store to fill, or sqlite, postgres: a temporary one")
    options = parser.parse_args()
    figures = Figures()
    with database_of(options.db) as place, tempfile.TemporaryDirectory(prefix="pult-bad-") as name:
        prepare(place)
        configurations(figures, place, Path(name) / "config")
        files(figures, place, Path(name))
    return figures.exit_code()


if __name__ == "__main__":
    sys.exit(main())
