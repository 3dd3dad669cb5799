"""The demonstration's store: made when missing, made again when a day old, never in the place of a real one."""

from __future__ import annotations

import contextlib
import json
import os
import sys
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

import click

from console.cli.failure import Exit, Failure, bad_input
from console.cli.output import note

TICKETS = 400
SEED = 1
FRESH = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Built:
    """How a demonstration store was built, kept beside it: also the sign that it is one."""

    at: datetime
    tickets: int
    seed: int
    schema: str
    """The revision of its schema; «» where a former program has not noted it."""


class DemoStore:
    """The store at one path and the note about its making at ``<path>.demo``."""

    def __init__(self, path: Path) -> None:
        """Take a path; nothing is read yet."""
        self.path = path
        self._note = path.with_name(f"{path.name}.demo")
        self.seed = SEED

    def prepare(
        self,
        now: datetime,
        tickets: int | None,
        seed: int | None,
        config: Path | None = None,
        meanwhile: Callable[[], None] | None = None,
    ) -> None:
        """Build the store unless a fresh one of the wanted size and seed is there.

        ``meanwhile`` is done here while another process builds, where there may be one.
        Raises Failure (8) where the file is a store that no demonstration made, and (7) where none can be made.
        """
        built = self._built()
        if self.path.exists() and built is None:
            raise bad_input(
                f"{self.path} — не демонстрационное хранилище; укажите другой путь в --db.", "demo.not_a_demo"
            )
        if built is not None and self.path.exists() and _serves(built, now, tickets, seed):
            self.seed = built.seed
            return
        self.seed = SEED if seed is None else seed
        try:
            built = Built(now, TICKETS if tickets is None else tickets, self.seed, _schema())
            if meanwhile is None or not _done_apart(lambda: self._build(built, config), meanwhile):
                self._build(built, config)
        except OSError as error:
            from core.wording import reason

            message = f"Не удаётся создать демонстрационное хранилище {self.path}: {reason(error)}"
            raise Failure(Exit.UNAVAILABLE, "store_unavailable", message) from None

    def _built(self) -> Built | None:
        try:
            data = json.loads(self._note.read_text(encoding="utf-8"))
            return Built(datetime.fromisoformat(data["at"]), data["tickets"], data["seed"], data.get("schema", ""))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def _build(self, built: Built, config: Path | None) -> None:
        """Build beside the place, then move in: a half-built store is never opened."""
        from core.demo import build

        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        half = self.path.with_name(f"{self.path.name}.{os.getpid()}.part")
        try:
            progress = Progress()
            build(half, now=built.at, tickets=built.tickets, seed=built.seed, progress=progress, config=config)
            progress.end()
            _remove(self.path, "-wal", "-shm")
            self._note.write_text(json.dumps({**asdict(built), "at": built.at.isoformat()}), encoding="utf-8")
            half.replace(self.path)
        finally:
            _remove(half, "", "-wal", "-shm", "-journal")


def _done_apart(work: Callable[[], None], meanwhile: Callable[[], None]) -> bool:
    """Have a child do the work while something else is done here; False where it was not done: do it here, then.

    Nothing is told of the child's failure: whatever it was is met again here, and told.
    """
    if threading.active_count() > 1:
        return False  # a process with threads must not fork
    try:
        child = os.fork()
    except OSError:
        return False
    if child == 0:
        status = 1
        try:
            work()
            status = 0
        finally:
            os._exit(status)
    try:
        meanwhile()
    finally:
        _, ended = os.waitpid(child, 0)
    return ended == 0


def _serves(built: Built, now: datetime, tickets: int | None, seed: int | None) -> bool:
    """Whether a store built so serves a demonstration now."""
    fresh = built.schema == _schema() and timedelta() <= now - built.at < FRESH
    return fresh and tickets in (None, built.tickets) and seed in (None, built.seed)


def _remove(path: Path, *suffixes: str) -> None:
    for suffix in suffixes:
        with contextlib.suppress(FileNotFoundError):
            path.with_name(path.name + suffix).unlink()


class Progress:
    """Progress on standard error: a counter that runs in a terminal, two lines anywhere else."""

    def __init__(self) -> None:
        """Say what begins."""
        self._live = sys.stderr.isatty()
        self._shown = -1
        if not self._live:
            note("Готовлю учебные данные…")

    def __call__(self, done: int, total: int) -> None:
        """Tell how far it is; repainted once a percent."""
        percent = done * 100 // max(total, 1)
        if self._live and percent != self._shown:
            self._shown = percent
            click.echo(f"\rГотовлю учебные данные: {done} из {total}", err=True, nl=False)

    def end(self) -> None:
        """Say that it is done."""
        if self._live:
            click.echo(err=True)
        else:
            note("Готово.")


def _schema() -> str:
    """The revision that this program makes; asked when a store is looked at, not by ``--help``."""
    from core.store.limits import REVISION

    return REVISION
