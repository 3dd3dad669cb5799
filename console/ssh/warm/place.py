"""The socket of a warm host: where it is, whether it can be trusted, who is at its other end."""

import os
import socket
import stat
import struct
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO
_WRITABLE: Final = stat.S_IWGRP | stat.S_IWOTH
_CREDENTIALS: Final = struct.Struct("3i")


class NotWarm(Exception):
    """A console is started as without a warm host; ``why`` is a word for the system log."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def require_trusted(path: Path, account: int | None = None) -> None:
    """Raise NotWarm unless the socket is one account's alone, in a folder where nobody but root and it can put one.

    ``account`` is its uid, None for this process's own.
    """
    own = os.geteuid() if account is None else account
    try:
        found, folder = path.lstat(), path.parent.stat()
    except OSError:
        raise NotWarm("absent") from None
    if not stat.S_ISSOCK(found.st_mode) or found.st_uid not in (0, own) or found.st_mode & _OTHERS:
        raise NotWarm("socket-not-private")
    if folder.st_uid not in (0, own) or folder.st_mode & _WRITABLE:
        raise NotWarm("folder-not-private")


def peer(connection: socket.socket) -> int:
    """The uid of the other end, as the kernel knows it: whoever connected; for a client, whoever began to listen."""
    data = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _CREDENTIALS.size)
    return int(_CREDENTIALS.unpack(data)[1])


def connect(path: Path, seconds: float, account: int | None = None) -> socket.socket:
    """A connection to the server of an account; every answer is waited for so long. Raises NotWarm."""
    own = os.geteuid() if account is None else account
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    connection.settimeout(seconds)
    try:
        connection.connect(str(path))
        if peer(connection) not in (0, own):
            raise NotWarm("served-by-another")
    except OSError as error:
        connection.close()
        raise NotWarm("refused" if isinstance(error, ConnectionRefusedError) else "silent") from None
    except NotWarm:
        connection.close()
        raise
    return connection


def listen(path: Path) -> socket.socket:
    """Listen on a socket of one's own, private from its first moment; one that was left behind is replaced."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with suppress(FileNotFoundError):
        path.unlink()
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    before = os.umask(0o177)
    try:
        listener.bind(str(path))
    finally:
        os.umask(before)
    listener.listen()
    return listener


def given_by_systemd(environ: Mapping[str, str]) -> socket.socket | None:
    """The socket that systemd listens on for this process (``sd_listen_fds``); None where it gave none."""
    if environ.get("LISTEN_PID") != str(os.getpid()) or environ.get("LISTEN_FDS") != "1":
        return None
    listener = socket.socket(fileno=3)
    listener.set_inheritable(False)
    listener.setblocking(True)
    return listener
