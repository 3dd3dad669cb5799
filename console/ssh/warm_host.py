"""The warm host of this account: ``python -I -m console.ssh.warm_host [--settings FILE] [--listen SOCKET]``.

Listens on the socket that systemd hands over (``deploy/systemd/pult-warm.socket``), or on one of its own, for as long
as its program, settings and configuration are those on the disk; docs/deploy.md tells more.
"""

import gc
import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from socket import socket

from console.environment import prepare
from console.sandbox import confine
from console.ssh import console
from console.ssh.journal import note, warn
from console.ssh.settings import DoorClosed, HostSettings, as_arguments, take_settings
from console.ssh.warm.child import LOCALE
from console.ssh.warm.packets import ConsoleRequest
from console.ssh.warm.place import given_by_systemd, listen
from console.ssh.warm.preloading import preload
from console.ssh.warm.server import IDLE_SECONDS, WarmServer
from console.ssh.warm.stamp import program_stamp
from core.store.location import ServerPlace, place_of


def main(arguments: Sequence[str]) -> int:
    """Serve until it is over. 0 however that came, 1 where it cannot begin."""
    os.umask(0o077)
    try:
        settings, rest = take_settings(arguments)
        listener, idle = listening(rest)
    except (DoorClosed, OSError) as error:
        warn("warm host cannot begin", reason=type(error).__name__)
        return 1
    confine()
    stamp, fresh = get_ready(settings)
    server = WarmServer(listener, partial(run_console, settings), stamp, fresh, idle)
    note("warm host ready", release=os.path.realpath(sys.prefix))
    note("warm host ended", reason=server.serve())
    return 0


def listening(rest: Sequence[str]) -> tuple[socket, float | None]:
    """The socket to serve, and how long to stay there for nobody. Raises DoorClosed, OSError."""
    given = given_by_systemd(os.environ)
    if given is not None and not rest:
        return given, IDLE_SECONDS
    if len(rest) == 2 and rest[0] == "--listen":
        return listen(Path(rest[1])), None
    raise DoorClosed("usage: console.ssh.warm_host [--settings FILE] [--listen SOCKET]")


def get_ready(settings: HostSettings) -> tuple[str, Callable[[], bool]]:
    """Load all that consoles share; the stamp of it, and what asks whether the disk still holds the same."""
    os.environ.clear()
    os.environ["LANG"] = LOCALE
    prepare()
    stamp = program_stamp(settings.path)
    preload(server=isinstance(place_of(settings.database), ServerPlace))
    from core.policy.configuration.signature import sign
    from core.policy.source import hold

    config = None if settings.config is None else Path(settings.config)
    signature = hold(config)
    gc.collect()
    gc.freeze()
    return stamp, lambda: (program_stamp(settings.path), sign(config)) == (stamp, signature)


def run_console(settings: HostSettings, request: ConsoleRequest, beside: Callable[[], None]) -> int:
    """In a fork: the console of whom the gate has let in, the same as ``console.ssh.console`` is by itself."""
    return console.main([*as_arguments(settings), request.key, request.session, request.address], beside)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
