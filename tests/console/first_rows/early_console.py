"""A console that is started as people start it, so that the first rows are shown before its application."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.policy.load import load_policy
from tests.console.pty_console import PtyConsole
from tests.console.pty_process import PtyProcess

PROGRAM = "import sys; from pult import main; sys.exit(main())"
NOW = "2026-11-24T11:20"
TAKEN_OVER = b"\x1b[?1000h"
"""What the application's driver writes first: the mouse."""


class EarlyConsole(PtyConsole):
    """``pult --as login`` at a size, with the policy kept."""

    def __init__(self, store: Path, login: str, size: tuple[int, int], *more: str, **environment: str) -> None:
        load_policy()
        command = [sys.executable, "-c", PROGRAM, "--db", str(store), "--as", login, *more]
        told = {"PULT_NOW": NOW, "COLORTERM": "truecolor"} | environment
        PtyProcess.__init__(self, command, *size, told)
        self.begin()


@contextmanager
def early_console(
    store: Path, login: str = "ivanova", size: tuple[int, int] = (160, 45), *more: str, **environment: str
) -> Iterator[EarlyConsole]:
    """One that is killed at the end."""
    shown = EarlyConsole(store, login, size, *more, **environment)
    try:
        yield shown
    finally:
        shown.close()
