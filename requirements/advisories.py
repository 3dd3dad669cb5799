"""Asks an advisory service about all that is locked: exit code 1 for a known vulnerability and for nothing else.

    python requirements/advisories.py PIP_AUDIT LOCK …

A network that does not answer, or a service that knows nothing of the packages, is told and fails nothing: a clean
result is only ever said of what was really looked up.
"""

import json
import subprocess
import sys
from dataclasses import dataclass

LIMIT = 90
"""Seconds for one lock."""
OPTIONS = ("--disable-pip", "--require-hashes", "--progress-spinner", "off", "--timeout", "10", "--format", "json")


@dataclass(frozen=True, slots=True)
class Answer:
    """What the service said: how many of the releases it knew, what is wrong with them, or why it said nothing."""

    known: int = 0
    total: int = 0
    vulnerable: tuple[str, ...] = ()
    problem: str | None = None


def ask(tool: str, lock: str) -> Answer:
    """Look one lock up. Never raises for a network that is not there."""
    try:
        done = subprocess.run(
            [tool, *OPTIONS, "--requirement", lock], capture_output=True, text=True, timeout=LIMIT, check=False
        )
    except subprocess.TimeoutExpired:
        return Answer(problem=f"служба не ответила за {LIMIT} с")
    except OSError as error:
        return Answer(problem=f"{tool} не запускается ({error.strerror})")
    return read(done.stdout, done.stderr)


def read(output: str, errors: str) -> Answer:
    """Read what the tool printed: its document, or the reason why there is none."""
    try:
        releases = json.loads(output)["dependencies"]
    except (ValueError, KeyError, TypeError):
        last = next((line.strip() for line in reversed(errors.splitlines()) if line.strip()), "пустой ответ")
        return Answer(problem=last[:160])
    known = [each for each in releases if "skip_reason" not in each]
    found = tuple(
        f"{each['name']} {each['version']}: {flaw['id']}, исправлено в {', '.join(flaw['fix_versions']) or '—'}"
        for each in known
        for flaw in each["vulns"]
    )
    if not known:
        return Answer(problem="служба не знает ни одной из этих библиотек")
    return Answer(len(known), len(releases), found)


def main(arguments: list[str]) -> int:
    """Tell in Russian what was found in each lock."""
    tool, *locks = arguments
    vulnerable = False
    for lock in locks:
        answer = ask(tool, lock)
        if answer.problem is not None:
            sys.stdout.write(f"  {lock}: не проверено — {answer.problem}\n")
            continue
        sys.stdout.write(
            f"  {lock}: проверено {answer.known} из {answer.total}, уязвимостей {len(answer.vulnerable)}\n"
        )
        sys.stdout.writelines(f"    {each}\n" for each in answer.vulnerable)
        vulnerable = vulnerable or bool(answer.vulnerable)
    return int(vulnerable)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
