"""The forced command of a key: ``python -I -m console.ssh.enter [--settings FILE] KEY``, started by sshd.

Looks once more whether the key lets in, refuses everything but a terminal, and becomes the console with an environment
made anew: nothing that the client sent is in it but a name of a terminal that looks like one.
"""

import os
import re
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from socket import socket
from typing import Final, NoReturn

from console.ssh.journal import note, warn
from console.ssh.settings import HostSettings, as_arguments, take_settings
from console.ssh.warm.gate import become_client, hand_over
from console.ssh.warm.packets import ConsoleRequest, present_limits
from console.ssh.warm.place import NotWarm
from core.store.ssh_keys import KeyHolder, find_holder

LOCALE: Final = "C.UTF-8"
PLAIN_TERMINAL: Final = "xterm"
REFUSED: Final = 77
_TERMINAL: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+-]{0,31}")
_ADDRESS: Final = re.compile(r"[0-9A-Fa-f.:]{2,45}(%[A-Za-z0-9]{1,15})?")
_WORDS: Final = {
    "command": "По этому ключу открывается только пульт: команды, копирование файлов и подсистемы не выполняются.",
    "terminal": "Пульту нужен терминал: войдите командой ssh без -T и без перенаправления ввода.",
    "key": "Этот ключ больше не впускает: обратитесь к администратору.",
    "store": "Пульт сейчас не открыть: обратитесь к администратору.",
}


class Refused(Exception):
    """Not let in: ``code`` of the Russian words and ``why`` for the system log."""

    def __init__(self, code: str, why: str) -> None:
        super().__init__(why)
        self.code, self.why = code, why


def main(arguments: Sequence[str], environ: Mapping[str, str]) -> int:
    """Become the console, or say why not; the refusals are in the system log with the key's fingerprint."""
    holder: KeyHolder | None = None
    address = address_of(environ)
    try:
        settings, rest = take_settings(arguments)
        holder = holder_of(settings, rest, datetime.now(UTC))
        _only_a_terminal(environ)
        session = os.urandom(4).hex()  # as secrets would, which loads a tenth of what the gate does
        warm = _offer(settings, holder, session, address, environ)
        cold = warm.why if isinstance(warm, NotWarm) else None
        note("opened", session=session, login=holder.login, role=holder.role, key=holder.fingerprint, address=address,
             start="warm" if cold is None else "cold", because=cold)  # fmt: skip
        if not isinstance(warm, NotWarm):
            become_client(own_python(), warm.detach(), clean_environment(environ))
        become_console(settings, holder, session, address, environ)
    except Exception as error:  # whoever knocks reads one Russian sentence, whatever it was
        refused = error if isinstance(error, Refused) else Refused("store", type(error).__name__)
    known = (holder.login, holder.fingerprint) if holder is not None else (None, None)
    warn("refused", reason=refused.why, login=known[0], key=known[1], address=address)
    sys.stderr.write(f"{_WORDS[refused.code]}\r\n")
    return REFUSED


def holder_of(settings: HostSettings, rest: Sequence[str], now: datetime) -> KeyHolder:
    """Whose the key is, if it still lets in. Raises Refused, and StoreUnavailable."""
    if len(rest) != 1 or not rest[0].isascii() or not rest[0].isdigit():
        raise Refused("store", "usage")
    holder = find_holder(settings.database, number=int(rest[0]))
    refusal = "unknown" if holder is None else holder.refusal(now)
    if holder is None or refusal is not None:
        raise Refused("key", refusal or "unknown")
    return holder


def _only_a_terminal(environ: Mapping[str, str]) -> None:
    """Raise Refused where a command, a subsystem or no terminal was asked for."""
    if "SSH_ORIGINAL_COMMAND" in environ:
        raise Refused("command", "command")
    if not all(map(os.isatty, (0, 1, 2))):
        raise Refused("terminal", "no-terminal")


def _offer(
    settings: HostSettings, holder: KeyHolder, session: str, address: str, environ: Mapping[str, str]
) -> socket | NotWarm:
    """The connection to a console of the warm host that has this terminal and waits; or why there is none."""
    if settings.warm is None:
        return NotWarm("off")
    term = clean_environment(environ)["TERM"]
    request = ConsoleRequest(str(holder.key), session, address, term, present_limits())
    try:
        return hand_over(Path(settings.warm), settings.path, request)
    except NotWarm as cold:
        return cold


def become_console(
    settings: HostSettings, holder: KeyHolder, session: str, address: str, environ: Mapping[str, str]
) -> NoReturn:
    """Replace this process by the console; its environment holds :func:`clean_environment` and nothing else."""
    python = own_python()
    words = [python, "-I", "-m", "console.ssh.console", *as_arguments(settings), str(holder.key), session, address]
    os.execve(python, words, clean_environment(environ))


def own_python() -> str:
    """The interpreter of this very release, whatever the name that it was started by will point to tomorrow."""
    return os.path.join(os.path.realpath(sys.prefix), "bin", os.path.basename(sys.executable))


def clean_environment(environ: Mapping[str, str]) -> dict[str, str]:
    """The whole environment of a console: a locale of ours, and the terminal's name if it looks like one."""
    term = environ.get("TERM", "")
    return {"TERM": term if _TERMINAL.fullmatch(term) else PLAIN_TERMINAL, "LANG": LOCALE}


def address_of(environ: Mapping[str, str]) -> str:
    """Where the client is, as sshd says it; «» where that is no address."""
    address = environ.get("SSH_CONNECTION", "").partition(" ")[0]
    return address if _ADDRESS.fullmatch(address) else ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], os.environ))
