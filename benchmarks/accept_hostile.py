"""Acceptance 7: hostile text on every screen, noise on standard input: nothing foreign reaches the terminal.

    python benchmarks/accept_hostile.py [--payloads NAME,…] [--jobs 2]

Each payload stands behind everything that people wrote in a store, put there past the gate, and is pasted into every
field that there is, by a console that walks over all its screens on a real pseudo-terminal. What it writes is read byte
by byte. Then 10,000 random bytes, and text in CP1251, are typed into another one, which must still answer. Needs the
tests beside it: the walk is theirs.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks._accept import Figures
from tests.console.poison import poisoned
from tests.console.pty_console import foreign
from tests.console.pty_process import PtyProcess

SCREENS, LEAST, NOISE = 40, 12, 10_000
LONGEST: Final = 20_000
"""Characters of a payload that the store holds: the gate lets no text be longer."""
PATIENCE = 900.0
MARK: Final = "Яд"
"""Stands before each payload, so that one sees that it was shown."""
PAYLOADS: Final = {
    "csi": "\x1b[2J\x1b[31m\x1b[999;999H\x1b[6n",
    "osc-52": "\x1b]52;c;eA==\x07\x1b]52;c;eA==\x1b\\",
    "osc-8": "\x1b]8;;http://example.invalid\x07сюда\x1b]8;;\x07",
    "osc-0": "\x1b]0;чужой заголовок\x07\x1b]2;другой\x1b\\",
    "dcs": "\x1bP+q544e\x1b\\\x1bPq#0;2;0;0;0\x1b\\\x1b_a=T\x1b\\\x1b^x\x1b\\",
    "c1": "\x9b31m\x9d52;c;eA==\x9c\x90x\x9c\x85\x8d",
    "bidi": "\u202eтсонжар\u202c \u2066x\u2069 \u061c\u200f",
    "zero-width": "а\u200bб\u200cв\u200dг\u2060д\ufeffе\u00adё\u180e",
    "tags": "флаг" + "".join(chr(0xE0000 + ord(letter)) for letter in "rm -rf") + "\U000e007f",
    "combining": "З" + "\u0336\u0489\u0300\u0301\u0302\u0303" * 40,
    "rtl": "\u0634\u0631\u062d \u05e9\u05dc\u05d5\u05dd ﷽",
    "controls": "\x00\x01\x07\x08\x0b\x0c\x0e\x0f\x7f\r\nновая\ttab",
    "surrogates": "\ud800\udfff \udc80 конец",
    "markup": "[/] [@click=app.quit] [b]жирно[/b] $(reboot) `id` {0} %s",
    "megabyte": "длинно " * 150_000,
}
"""By name; a lone surrogate cannot be stored, and is pasted alone."""
_COPIED: Final = re.compile(rb"\x1b\]52;c;[A-Za-z0-9+/=]*\x07")
"""What the console itself sends for a key that cuts or copies, and noise has every key in it."""
PROGRAM = """
import sys
from console.environment import prepare
prepare()
from console.app import PultApp
from tests.support.desk import reopen
from tests.console.scenes import NOW
from pathlib import Path
app = PultApp(lambda: reopen(Path(sys.argv[1]), NOW), "ivanova")
app.run()
sys.exit(app.return_code or 0)
"""


@dataclass(frozen=True)
class Walked:
    """What a walk with one payload came to."""

    payload: str
    screens: int
    foreign: bytes
    shown: int
    failed: str


def walk(name: str, folder: Path) -> Walked:
    """One console over all its screens."""
    folder.mkdir()
    payload = f"{MARK} {PAYLOADS[name]}"
    store, report, text = poisoned(folder, payload[:LONGEST]), folder / "report.json", folder / "payload"
    text.write_text(payload, "utf-8", "surrogatepass")
    command = [sys.executable, "-m", "tests.console.hostile_walk", str(store), "ivanova", str(report), "all", str(text)]
    shown = PtyProcess(command, 160, 45, {"XDG_STATE_HOME": str(folder), "TERM": "foot", "COLORTERM": "truecolor"})
    failed = ""
    try:
        shown.ended(patience=PATIENCE)
        shown.read(0.1)
    except AssertionError as error:
        failed = str(error)[:300]
    finally:
        shown.close()
    told = json.loads(report.read_text(encoding="utf-8")) if report.exists() else {}
    screens = len(set(told.get("seen", ())))
    return Walked(
        name, screens, foreign(shown.written), shown.written.count(MARK.encode()), failed or told.get("failed", "")
    )


def walks(figures: Figures, folder: Path, names: Sequence[str], jobs: int) -> None:
    """Every payload on every screen."""
    done: list[Walked] = []
    with ThreadPoolExecutor(jobs) as pool:
        for each in pool.map(lambda name: walk(name, folder / name), names):
            said = f"{each.screens} screens, shown {each.shown} times, foreign {each.foreign[:40]!r}"
            figures.note(f"  {each.payload}", f"{said}{'  FAILED: ' + each.failed[-600:] if each.failed else ''}")
            done.append(each)
    least = min(each.screens for each in done)
    alien = sum(bool(each.foreign) for each in done)
    failed = [each.payload for each in done if each.failed]
    figures.tell("hostile payloads", len(done), f"at least {LEAST}", holds=len(done) >= LEAST)
    figures.tell("screens under each", least, f"at least {SCREENS}", holds=least >= SCREENS)
    figures.tell("walks that met a foreign sequence on the pty", alien, "0", holds=not alien)
    figures.tell("walks that failed", failed or 0, "0", holds=not failed)


def answers(shown: PtyProcess) -> bool:
    """Whether a console still draws what it is asked for: it is woken by another size of its terminal."""
    before = len(shown.written)
    for columns in (120, 160):
        shown.set_size(columns, 45)
        shown.process.send_signal(28)  # SIGWINCH
        shown.read(1.0)
    return shown.process.poll() is None and len(shown.written) > before


def noise(figures: Figures, folder: Path, seed: int) -> None:
    """Bytes that mean nothing, typed in pieces."""
    folder.mkdir()
    chance = random.Random(seed)
    random_bytes = bytes(chance.choice([b for b in range(256) if b not in b"\x03\x11\x1a\x1c"]) for _ in range(NOISE))
    for name, raw in (("random bytes", random_bytes), ("CP1251", ("Пациентка не найдена, ёж " * 40).encode("cp1251"))):
        place = folder / name.replace(" ", "-")
        place.mkdir()
        store = poisoned(place, MARK)
        shown = PtyProcess([sys.executable, "-c", PROGRAM, str(store)], 160, 45, {"XDG_STATE_HOME": str(place)})
        try:
            deadline = time.monotonic() + 60
            while MARK.encode() not in shown.written and time.monotonic() < deadline:
                shown.read(0.1)
            for start in range(0, len(raw), 100):
                shown.press(raw[start : start + 100])
                shown.read(0.02)
            shown.read(1.0)
            alive = answers(shown)
        finally:
            shown.close()
        figures.tell(
            f"{len(raw):,} bytes, {name}, on standard input", "alive" if alive else "gone", "alive", holds=alive
        )
        alien = foreign(_COPIED.sub(b"", shown.written))
        figures.tell(f"foreign sequences after {name}", alien[:40] or 0, "0", holds=not alien)


def main() -> int:
    """Walk, then type."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--payloads", default=",".join(PAYLOADS), help="names, with commas between; all by default")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    figures = Figures()
    with tempfile.TemporaryDirectory(prefix="pult-hostile-", ignore_cleanup_errors=True) as name:
        noise(figures, Path(name) / "noise", options.seed)
        walks(figures, Path(name), options.payloads.split(","), options.jobs)
    return figures.exit_code()


if __name__ == "__main__":
    sys.exit(main())
