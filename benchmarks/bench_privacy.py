"""Looking a text over for personal data, beside the floor of one pass over its characters, in one run."""

import re
from pathlib import Path
from statistics import median
from time import perf_counter

from core.privacy import find

FOLDER = Path(__file__).parent.parent / "tests" / "core" / "privacy" / "corpus"
ROUNDS = 30


def main() -> None:
    """Print the median time of a text and the ratio to the floor."""
    texts = [line for name in ("dev", "held") for line in (FOLDER / f"{name}.txt").read_text("utf-8").splitlines()]
    bodies = [" ".join(texts[n : n + 8]) for n in range(0, len(texts), 8)]
    floor = re.compile(r"\w+")
    for warm in bodies:
        find(warm)
    looked = [_timed(lambda: [find(each) for each in bodies]) for _ in range(ROUNDS)]
    passed = [_timed(lambda: [floor.findall(each) for each in bodies]) for _ in range(ROUNDS)]
    each = median(looked) / len(bodies) * 1000
    size, ratio = sum(map(len, bodies)) // len(bodies), median(looked) / median(passed)
    print(f"text of {size} characters: {each:.3f} ms, floor × {ratio:.1f}")


def _timed(work: object) -> float:
    start = perf_counter()
    work()  # type: ignore[operator]
    return perf_counter() - start


if __name__ == "__main__":
    main()
