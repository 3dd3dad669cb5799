"""``make mutate``'s table: of each package how many mutants there were, and what became of them.

Reads what ``mutmut results`` says of the run before. A mutant is dead when a test failed on it, when it never came to
an end, or when the type checker refuses it (told apart, for ``make check`` would have found it and no test did).
"""

import re
import subprocess
import sys
from collections import Counter

DEAD = ("killed", "timeout", "caught by type check")
_LINE = re.compile(r"^\s*(?P<package>core\.\w+)\.(?P<mutant>\S+): (?P<fate>.+)$")


def fates(told: str) -> dict[str, Counter[str]]:
    """How many mutants of each package met which fate; those that were not tried are left out."""
    found: dict[str, Counter[str]] = {}
    for line in told.splitlines():
        if (matched := _LINE.match(line)) and matched["fate"] != "not checked":
            found.setdefault(matched["package"], Counter())[matched["fate"]] += 1
    return found


def main() -> int:
    """Print the table, then whoever lived; 1 when less than nine tenths died."""
    command = [sys.executable, "-m", "mutmut", "results", "--all", "true"]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = fates(told)
    found["all"] = sum(found.values(), Counter())
    print("| package | mutants | killed | timeout | refused by types | alive | dead |\n|---|---|---|---|---|---|---|")
    for package, counted in sorted(found.items()):
        dead = sum(counted[fate] for fate in DEAD)
        cells = [counted.total(), *(counted[fate] for fate in DEAD), counted.total() - dead]
        share = f"{dead / counted.total():.1%}" if counted.total() else "—"
        print(f"| {package} | {' | '.join(map(str, cells))} | {share} |")
    print(*(line.strip() for line in told.splitlines() if line.endswith((": survived", ": no tests"))), sep="\n")
    counted = found["all"]
    return int(10 * sum(counted[fate] for fate in DEAD) < 9 * counted.total())


if __name__ == "__main__":
    sys.exit(main())
