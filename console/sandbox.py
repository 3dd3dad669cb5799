"""What a console that was entered from outside may not do on the host: run a program, read a file or write one."""

import sys
from typing import Any, Final

FILES_CLOSED: Final = "Пульт открыт по SSH: файлы этого компьютера из него не читаются и не пишутся."
"""What is said where a form would open a file of the host."""
_RUNS: Final = frozenset(
    {"os.exec", "os.posix_spawn", "os.spawn", "os.startfile", "os.system", "pty.spawn", "subprocess.Popen"}
)
"""Events of CPython's audit by which another program is started; ``webbrowser`` comes to one of them as well."""
_state = {"confined": False}


def confine() -> None:
    """From now on, and for good, this process and its children start no program and open no file for its operator."""
    if not _state["confined"]:
        _state["confined"] = True
        sys.addaudithook(_refuse_programs)


def confined() -> bool:
    """Whether this console was entered from outside."""
    return _state["confined"]


def require_files() -> None:
    """Raise OSError with a Russian sentence where the operator may open no file of the host."""
    if confined():
        raise OSError(FILES_CLOSED)


def _refuse_programs(event: str, _arguments: tuple[Any, ...]) -> None:
    if event in _RUNS:
        raise PermissionError("no program is run from this console")
