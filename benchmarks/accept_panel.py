"""The breach panel over 100,000 tickets: every figure equals what the logs alone say.

    python benchmarks/accept_panel.py [--tickets 100000] [--open 5000]

The desk is invented and multiplied; ``tests/core/desk/oversight/test_wall_large.py`` asks it of a smaller one. Exits 1
where a figure differs.
"""

import argparse
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.core.desk.oversight.test_wall_large import check_every_figure  # noqa: E402


def main() -> int:
    """Make the desk, compare, and tell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tickets", type=int, default=100_000)
    parser.add_argument("--open", type=int, default=5_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="pult-panel-") as folder:
        check_every_figure(Path(folder), tickets=asked.tickets, still_open=asked.open)
    print(f"{asked.tickets} tickets, {asked.open} open: every figure of the panel equals its logs")
    return 0


if __name__ == "__main__":
    sys.exit(main())
