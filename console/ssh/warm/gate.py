"""The gate's side: offer a terminal to the warm host, or learn why that cannot be.

Nothing is handed on before the server has shown that it holds this very program, and a console begins only when the
client has said so: whoever gives up waiting hangs up, and leaves nothing behind that would come to life later.
"""

import os
import socket
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NoReturn

from console.ssh.warm import client
from console.ssh.warm.packets import LARGEST, ConsoleRequest, Greeting, WrongPacket, encoded, greeting_of
from console.ssh.warm.place import NotWarm, connect, require_trusted
from console.ssh.warm.stamp import HOME, program_stamp
from console.ssh.warm.words import HERE

GREETING_SECONDS: Final = 1.0
"""How long somebody who came in waits for a server to answer: many may come at once, one that is only being started is
left alone."""
FORK_SECONDS: Final = 3.0
"""How long he waits for a console once a server has answered."""


def greeted(
    path: Path, seconds: float = GREETING_SECONDS, account: int | None = None
) -> tuple[socket.socket, Greeting]:
    """Connect to a server that can be trusted and hear its greeting; ``account`` as in ``place``. Raises NotWarm."""
    require_trusted(path, account)
    connection = connect(path, seconds, account)
    try:
        return connection, greeting_of(connection.recv(LARGEST))
    except (OSError, WrongPacket):
        connection.close()
        raise NotWarm("silent") from None


def probe(path: Path, seconds: float = GREETING_SECONDS, account: int | None = None) -> Greeting:
    """What a server says of itself, and nothing else is asked of it. Raises NotWarm."""
    connection, greeting = greeted(path, seconds, account)
    connection.close()
    return greeting


def hand_over(path: Path, settings: Path, request: ConsoleRequest, streams: Sequence[int] = (0, 1, 2)) -> socket.socket:
    """Give a terminal to a console of the server. The console waits there until the client says ``GO``.

    ``settings`` is the host's file: a server that was started by another one, or holds another program, takes nobody.
    Raises NotWarm, and then no console has the terminal.
    """
    connection, greeting = greeted(path)
    try:
        if greeting.stale or greeting.stamp != program_stamp(settings):
            raise NotWarm("changed" if greeting.stale else "another-version")
        connection.settimeout(FORK_SECONDS)
        socket.send_fds(connection, [encoded(request)], list(streams))
        if connection.recv(LARGEST) != HERE:
            raise NotWarm("no-console")
    except OSError:
        connection.close()
        raise NotWarm("no-console") from None
    except NotWarm:
        connection.close()
        raise
    return connection


def become_client(python: str, connection: int, environ: dict[str, str]) -> NoReturn:
    """Replace this process by a client of a connection, started by an interpreter of this release."""
    os.set_inheritable(connection, True)
    program = (
        f"import sys; sys.path.insert(0, sys.argv[1]); from {client.__name__} import main; sys.exit(main({connection}))"
    )
    os.execve(python, [python, "-I", "-S", "-c", program, str(HOME)], environ)
