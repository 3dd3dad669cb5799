"""What the benchmarks share: samples with their spread, figures beside a floor or a peer, a table and JSON of them.

A figure stands beside something that was measured in the same run, turn by turn where that is possible: on a shared
machine absolute values drift and ratios hold. Times are CPU wherever what is measured is work, and by the clock where
somebody waits.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PEERS = ROOT / "benchmarks" / "peers"
PULT = str(Path(sys.executable).with_name("pult"))
ROUNDS = 7
SIZES = (1_000, 10_000, 100_000)
FULL = (*SIZES, 1_000_000)
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))


@dataclass(frozen=True, slots=True)
class Sample:
    """Some measurements of one thing; ``least`` and ``most`` are their spread."""

    values: tuple[float, ...]

    @property
    def median(self) -> float:
        """The middle one."""
        return median(self.values)

    def quantile(self, share: float) -> float:
        """The value that a share of them stays below."""
        ordered = sorted(self.values)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: what, how much (median), between what, in which unit, and what stands beside it.

    ``key`` names it for the table of aims; ``ratio`` is ``value`` over ``floor``, None where nothing stands beside it.
    """

    key: str
    name: str
    value: float
    low: float
    high: float
    unit: str
    beside: str = ""
    floor: float | None = None

    @property
    def ratio(self) -> float | None:
        """How many times the floor."""
        return self.value / self.floor if self.floor else None


@dataclass
class Report:
    """The figures of one benchmark as they are found."""

    figures: list[Figure] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    """Peers that are not installed here."""

    def add(  # noqa: PLR0917 - the columns of the table in their order
        self,
        key: str,
        name: str,
        found: Sample | Sequence[float],
        unit: str,
        beside: str = "",
        floor: Sample | float | None = None,
        *,
        take: Callable[[Sample], float] | None = None,
    ) -> Figure:
        """Add a figure and print it; ``take``: what of the sample it is, the median otherwise."""
        sample = found if isinstance(found, Sample) else Sample(tuple(found))
        value = (take or (lambda each: each.median))(sample)
        under = floor.median if isinstance(floor, Sample) else floor
        figure = Figure(key, name, value, min(sample.values), max(sample.values), unit, beside, under)
        self.figures.append(figure)
        print(line_of(figure), flush=True)
        return figure

    def lacks(self, peer: str) -> None:
        """Say that a peer is not installed, or did not show what it was to show."""
        self.missing.append(peer)
        print(f"{peer}: not installed or without an answer, left out", flush=True)

    def save(self, path: Path | None) -> None:
        """Write all of it as JSON, where a path is given."""
        if path is not None:
            found = {"machine": machine(), "missing": self.missing, "figures": [asdict(each) for each in self.figures]}
            path.write_text(json.dumps(found, ensure_ascii=False, indent=1), encoding="utf-8")


def line_of(figure: Figure) -> str:
    """One row of the table."""
    told = f"{figure.name:<62} {_number(figure.value):>9} {figure.unit:<10}"
    told += f" ({_number(figure.low)}–{_number(figure.high)})"
    if figure.floor is None:
        return told
    return f"{told}  {figure.beside}: {_number(figure.floor)}" + (f", × {figure.ratio:.2f}" if figure.ratio else "")


def _number(value: float) -> str:
    if abs(value) >= 1_000:
        return f"{value:,.0f}"
    return f"{value:.3g}" if abs(value) >= 0.001 or not value else f"{value:.2g}"


def arguments(doc: str | None, *, sizes: Sequence[int] = SIZES) -> tuple[argparse.ArgumentParser, Callable[[], Any]]:
    """The parser that every benchmark has, and what reads it: ``json``, ``rounds``, ``sizes``, ``full``."""
    parser = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help=f"measurements of each figure [{ROUNDS}]")
    parser.add_argument("--sizes", type=int, nargs="*", help=f"tickets of the stores {sizes}")
    parser.add_argument("--full", action="store_true", help="a million tickets too")

    def read() -> Any:
        asked = parser.parse_args()
        asked.sizes = asked.sizes or list(FULL if asked.full and sizes == SIZES else sizes)
        return asked

    return parser, read


def machine() -> dict[str, str]:
    """What was measured on."""
    import sqlite3

    versions = {name: metadata.version(name) for name in ("textual", "sqlalchemy")}
    told = ", ".join(f"{name} {version}" for name, version in versions.items())
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    return {
        "cores": f"{len(os.sched_getaffinity(0))} × {_processor()}",
        "system": platform.system(),
        "versions": f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {told}",
        "date": f"{datetime.now(UTC):%Y-%m-%d}",
        "load": load,
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.machine()
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), platform.machine())


def cpu(work: Callable[[], object]) -> float:
    """Milliseconds of CPU that a call takes."""
    began = time.process_time()
    work()
    return (time.process_time() - began) * 1000


def wall(work: Callable[[], object]) -> float:
    """Milliseconds by the clock."""
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def in_turn(rounds: int, *works: Callable[[], float]) -> list[Sample]:
    """Measure some things turn by turn; the first turn is not counted."""
    found: list[list[float]] = [[] for _ in works]
    for turn in range(rounds + 1):
        for values, work in zip(found, works, strict=True):
            value = work()
            if turn:
                values.append(value)
    return [Sample(tuple(each)) for each in found]


def cpu_of(command: Sequence[str], environment: dict[str, str] | None = None) -> float:
    """Milliseconds of CPU that a program takes, with the children that it waits for. RuntimeError where it fails."""
    null = os.open(os.devnull, os.O_RDWR)
    actions = [(os.POSIX_SPAWN_DUP2, null, 0), (os.POSIX_SPAWN_DUP2, null, 1)]
    pid = os.posix_spawnp(command[0], list(command), {**os.environ, **(environment or {})}, file_actions=actions)
    _, status, used = os.wait4(pid, 0)
    os.close(null)
    if status:
        raise RuntimeError(f"{command}: {status}")
    return (used.ru_utime + used.ru_stime) * 1000


def peers_packages() -> None:
    """Let the libraries of the peers' environment be imported, after everything of the product's own."""
    for folder in (ROOT / ".venv" / "peers" / "lib").glob("python3*/site-packages"):
        sys.path.append(str(folder))


def peer_program(name: str) -> str | None:
    """A program of the peers' environment or of the machine; None where it is not installed."""
    import shutil

    own = ROOT / ".venv" / "peers" / "bin" / name
    return str(own) if own.exists() else shutil.which(name)
