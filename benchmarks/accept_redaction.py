"""Acceptance 3: a store filled past every gate is looked through and cut, and no byte of it holds what was written.

    python benchmarks/accept_redaction.py [--notes 10000]

Every text that a command can write gets a СНИЛС, a passport or a phone of its own. Then one scan, one cut of all that
it lists, the bytes of the store, of what lies beside it and of a copy made afterwards, and ``verify``. ``--notes``: how
many innocent notes the time of a scan and its memory are taken over.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks._accept import Figures
from core.desk.privacy.store_scan import Scan, ScanPage
from core.desk.upkeep.backups import back_up
from core.store.event_log.log import Author, append
from core.tickets.answers.events import Noted
from core.vocabulary import Role
from tests.core.desk.leaking import leaking_desk
from tests.support.desk import FrozenDesk, actor

LEAST: Final = 50
_WORDS: Final = """
при открытии карты программа закрывается пользователь сообщает отчёт не формируется после обновления справочника услуг
проверьте настройки модуля печати
"""
WORDS: Final = tuple(_WORDS.split())
"""What innocent notes are made of."""


def main() -> int:
    """Fill, look, cut, look again; the exit code is 0 when every aim holds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--notes", type=int, default=10_000)
    notes = parser.parse_args().notes
    figures = Figures()
    with tempfile.TemporaryDirectory(prefix="pult-accept-") as folder:
        _clean(Path(folder), notes, figures)
    return figures.exit_code()


def _clean(folder: Path, notes: int, figures: Figures) -> None:
    desk, leaks = leaking_desk(folder / "live")
    live, copies, written = folder / "live", folder / "copies", len(leaks.values)
    figures.tell("values written", written, f">= {LEAST}", holds=written >= LEAST)
    before = len(leaks.left_in(_bytes(live)))
    figures.tell("of them in the bytes before", before, str(written), holds=before == written)
    found = _scan(desk)
    told = len(leaks.left_in(repr(found).encode()))
    figures.tell("texts found", len(found.leaks), f">= {written}", holds=len(found.leaks) >= written)
    figures.tell("values told by the scan", told, "0", holds=told == 0)
    cuts = desk.commands.cut_listed(found.leaks, actor(desk, "orlova"), "Внесено до правил")
    refused = sum(each.refused is not None for each in cuts)
    figures.tell("events that could not be cut", refused, "0", holds=refused == 0)
    back_up(live / "pult.db", copies, clock=desk.clock)
    for name, place in (("in the bytes after", live), ("in a copy made after", copies)):
        left = len(leaks.left_in(_bytes(place)))
        figures.tell(f"of them {name}", left, "0", holds=left == 0)
    again = len(_scan(desk).leaks)
    figures.tell("texts found again", again, "0", holds=again == 0)
    ok = desk.administration.verify().ok
    figures.tell("verify", ok, "True", holds=ok)
    _measure(desk, notes, figures)
    desk.close()


def _measure(desk: FrozenDesk, notes: int, figures: Figures) -> None:
    """How long a scan takes over many notes, and how much memory beyond what stood already."""
    choose, author = random.Random(52_711), Author("ivanova", Role.FIRST_LINE, "accept")
    with desk.environment.store.writing() as tx:
        append(tx, 1, [Noted(text=" ".join(choose.choices(WORDS, k=40))) for _ in range(notes)], author, desk.now())
        tx.commit()
    stood, begun = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    events = _scan(desk).events
    took = time.process_time() - begun
    figures.note("milliseconds of CPU an event", round(took / events * 1000, 2))
    figures.note("megabytes more", (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - stood) // 1024)


def _scan(desk: FrozenDesk) -> Scan:
    found = desk.administration.scan(actor(desk, "orlova"), ScanPage(limit=100_000))
    if not isinstance(found, Scan):
        raise SystemExit(found.message)
    return found


def _bytes(folder: Path) -> bytes:
    return b"\n".join(each.read_bytes() for each in sorted(folder.iterdir()))


if __name__ == "__main__":
    raise SystemExit(main())
