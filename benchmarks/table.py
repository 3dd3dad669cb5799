"""The table of aims from all benchmarks: run them, or read what they have written, and print it as the document has it.

    python benchmarks/table.py [--only start keys] [--from FOLDER] [--write docs/performance.md] [--full]

Every `bench_*.py` runs alone, one after another; each has its time, and one that fails is told and leaves its row open.
``--from`` reads the JSON of a run instead; ``--write`` puts the table in its place in the document.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from _aims import AIMS, ELSEWHERE, judged
from _measure import ROOT, Figure, line_of

LIMIT = 600
"""Seconds that one benchmark may take."""
BEGIN, END = "<!-- table: benchmarks/table.py -->", "<!-- end of the table -->"


def main() -> int:
    """Run or read, print, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="*", help="these benchmarks, by what follows bench_")
    parser.add_argument("--from", dest="source", type=Path, help="a folder with the JSON of an earlier run")
    parser.add_argument("--write", type=Path, help="put the table into this document")
    parser.add_argument("--full", action="store_true", help="a million tickets too")
    asked = parser.parse_args()
    if asked.source is not None:
        found = read(asked.source)
    else:
        with tempfile.TemporaryDirectory(prefix="pult-figures-") as folder:
            run(Path(folder), asked.only, full=asked.full)
            found = read(Path(folder))
    told = document(found)
    print(told)
    if asked.write is not None:
        put(asked.write, told)
    return 0


def run(folder: Path, only: list[str] | None, *, full: bool) -> None:
    """Run every benchmark alone."""
    for script in sorted((ROOT / "benchmarks").glob("bench_*.py")):
        name = script.stem.removeprefix("bench_")
        if only and name not in only:
            continue
        print(f"==> {script.relative_to(ROOT)}", flush=True)
        own = ["--full"] if full and name in ("queue", "sweep") else []
        if name not in ("concurrency", "privacy"):
            own += ["--json", str(folder / f"{name}.json")]
        began = time.perf_counter()
        try:
            code = subprocess.run([sys.executable, str(script), *own], timeout=LIMIT, check=False).returncode
        except subprocess.TimeoutExpired:
            code = -1
        print(f"    {time.perf_counter() - began:.0f} s{'' if code == 0 else f', ended with {code}'}", flush=True)


def read(folder: Path) -> list[dict[str, Any]]:
    """What the benchmarks have written."""
    return [json.loads(each.read_text(encoding="utf-8")) for each in sorted(folder.glob("*.json"))]


def document(found: list[dict[str, Any]]) -> str:
    """The table of aims and all figures, in Markdown."""
    figures = {each["key"]: Figure(**each) for one in found for each in one["figures"]}
    values: dict[str, float] = {}
    for key, figure in figures.items():
        values[key] = figure.value
        if figure.ratio is not None:
            values[f"{key} /"] = figure.ratio
    lines = [*_machine(found), "", "| figure | aim | measured | |", "|---|---|---|---|"]
    for aim in AIMS:
        told, verdict = judged(aim, values.get)
        lines.append(f"| {aim.what} | {aim.aim} | {told} | {verdict} |")
    lines += [f"| {what} | {aim} | {where} | `make accept` |" for what, aim, where in ELSEWHERE]
    lines += ["", "All figures: median (least–most), what stands beside it in the same run, and the ratio.", "", "```"]
    lines += [line_of(each) for each in figures.values()]
    missing = sorted({each for one in found for each in one["missing"]})
    lines += [f"left out, not installed or without an answer: {', '.join(missing)}"] if missing else []
    return "\n".join([*lines, "```"])


def _machine(found: list[dict[str, Any]]) -> list[str]:
    if not found:
        return ["Nothing was measured."]
    one = found[0]["machine"]
    loads = [each["machine"]["load"].split(",")[0] for each in found]
    return [
        f"Measured on {one['date']}: {one['cores']}, {one['system']}, {one['versions']}. "
        f"Load of the machine at the end of each benchmark: {min(loads, key=float)}–{max(loads, key=float)}."
    ]


def put(path: Path, told: str) -> None:
    """Put the table between its marks in a document."""
    text = path.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN, 1)
    path.write_text(f"{before}{BEGIN}\n{told}\n{END}{rest.split(END, 1)[1]}", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
