"""What a command of the command line costs in CPU, from its start to its end; beside Python alone and beside click.

python benchmarks/bench_cli.py [--sizes 1000 100000] [--json FILE]
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from _measure import PULT, Report, arguments, cpu_of, in_turn
from stores import copied

from core.demo import LOGIN


def main() -> int:
    """Measure and print."""
    _parser, read = arguments(__doc__, sizes=(1_000, 100_000))
    asked, report = read(), Report()
    with tempfile.TemporaryDirectory(prefix="pult-bench-") as folder:
        home = {"XDG_STATE_HOME": folder, "XDG_DATA_HOME": folder}
        for size in asked.sizes:
            store = copied(size, Path(folder))
            commands = {
                "help": ["--help"],
                "queue": ["queue", "--limit", "20", "--json"],
                "show": ["ticket", "show", str(size), "--json"],
                "comment": ["ticket", "comment", str(size), "--text", "Проверяем журнал."],
            }
            bare, with_click, *found = in_turn(
                asked.rounds,
                lambda: cpu_of([sys.executable, "-c", "pass"]),
                lambda: cpu_of([sys.executable, "-c", "import click"]),
                *(
                    lambda words=words, store=store: cpu_of([PULT, "--db", str(store), "--as", LOGIN, *words], home)
                    for words in commands.values()
                ),
            )
            for (key, words), sample in zip(commands.items(), found, strict=True):
                told = f"pult {' '.join(words[:4])}, {size:,} tickets"
                report.add(f"cli.{key}.{size}", told, sample, "ms CPU", "Python with click", with_click)
            report.add(f"cli.python.{size}", "python -c pass", bare, "ms CPU")
    report.save(asked.json)
    return 0


if __name__ == "__main__":
    sys.exit(main())
