"""``python -m tests.faults.dying KIND FOLDER MOST``: something is done to a store and killed at a call of the driver.

KIND is ``note`` (one command under the key «k») or ``migrate``. It is done to ``FOLDER/1.db`` and killed at the first
call, to ``2.db`` at the second, and so on until it is done before it comes to its call. Before all of them it is done
once to the end, to ``0.db``, so that what each of them needs is loaded and need not be loaded by each.
"""

import os
import shutil
import sys
from pathlib import Path

from core.store.migrate import migrate
from core.tickets.answers.comments import Note
from tests.support.desk import actor, reopen
from tests.support.faulty import Fault, How, faulty


def main() -> None:
    """Do it in a child for each N of a range, each on the store named with its number."""
    kind, folder, most = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    shutil.copyfile(folder / "1.db", folder / "0.db")
    _do(kind, folder / "0.db", 0)
    for n in range(1, most):
        child = os.fork()
        if child == 0:
            _end(kind, folder / f"{n}.db", n)
        _pid, status = os.waitpid(child, 0)
        print("killed" if os.WIFSIGNALED(status) else f"done {os.WEXITSTATUS(status)}", flush=True)
        if not os.WIFSIGNALED(status):
            return


def _end(kind: str, store: Path, n: int) -> None:
    code = 1
    try:
        _do(kind, store, n)
        code = 0
    finally:
        os._exit(code)


def _do(kind: str, store: Path, n: int) -> None:
    with faulty() as fault:
        _note(fault, store, n) if kind == "note" else _migrate(fault, store, n)


def _note(fault: Fault, store: Path, n: int) -> None:
    with reopen(store) as desk:
        who = actor(desk, "ivanova")
        fault.arm(n, How.KILL)
        desk.commands.perform(Note(number=1, text="внутри"), who, key="k")
        fault.arm(0)


def _migrate(fault: Fault, store: Path, n: int) -> None:
    fault.arm(n, How.KILL)
    migrate(store)


if __name__ == "__main__":
    main()
