"""sshd's AuthorizedKeysCommand, run by the service account.

``python -I -m console.ssh.authorized_keys [--settings FILE] %u %f``.

Prints the one line by which the offered key opens the desk for its holder, or nothing. It only reads, and says what is
wrong to the system log alone: who knocks is not told why.
"""

import os
import pwd
import re
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final

from console.ssh.journal import note, warn
from console.ssh.settings import DoorClosed, HostSettings, as_arguments, take_settings
from core.store.errors import StoreUnavailable
from core.store.ssh_keys import KeyHolder, find_holder

_FINGERPRINT: Final = re.compile(r"SHA256:[A-Za-z0-9+/]{43}")
_WORD: Final = re.compile(r"[A-Za-z0-9_./+:-]+")
"""What the shell that sshd starts reads as one word and nothing else."""


def main(arguments: Sequence[str]) -> int:
    """Answer sshd. 0 also for a key that is not known; 1 where that could not be found out."""
    try:
        settings, rest = take_settings(arguments)
        if len(rest) != 2:
            raise DoorClosed("usage: console.ssh.authorized_keys [--settings FILE] ACCOUNT FINGERPRINT")
        line = answer(settings, rest[0], rest[1], datetime.now(UTC))
    except (DoorClosed, StoreUnavailable) as error:
        warn("keys cannot be looked up", reason=type(error).__name__, told=_ascii(str(error)))
        return 1
    except Exception as error:
        warn("keys cannot be looked up", reason=type(error).__name__)
        return 1
    if line:
        sys.stdout.write(f"{line}\n")
    return 0


def answer(settings: HostSettings, account: str, fingerprint: str, now: datetime) -> str:
    """The line for a key that lets in now; «» for any other, and for any account but the service's own.

    Raises DoorClosed, StoreUnavailable.
    """
    own = pwd.getpwuid(os.geteuid()).pw_name
    if account != own:
        warn("asked for another account than the service's own", account=account)
        return ""
    if not _FINGERPRINT.fullmatch(fingerprint):
        return ""
    holder = find_holder(settings.database, fingerprint=fingerprint)
    refusal = "unknown" if holder is None else holder.refusal(now)
    if holder is None or refusal is not None:
        note("refused", key=fingerprint, reason=refusal, login=holder.login if holder else None)
        return ""
    return line_of(holder, command(settings, holder.key))


def command(settings: HostSettings, key: int) -> str:
    """The forced command of a key: words only, since sshd hands it to the account's shell."""
    words = (sys.executable, "-I", "-m", "console.ssh.enter", *as_arguments(settings), str(key))
    for word in words:
        if not _WORD.fullmatch(word):
            raise DoorClosed(f"a path with characters that a shell could misread: {_ascii(word)}")
    return " ".join(("exec", *words))


def line_of(holder: KeyHolder, forced: str) -> str:
    """A line of authorized_keys: nothing but a terminal and the forced command.

    The expiry is told to sshd as well, in the host's own time: OpenSSH before 9.1 knows no other.
    """
    options = ["restrict", "pty"]
    if holder.expires_at is not None:
        options.append(f'expiry-time="{holder.expires_at.astimezone():%Y%m%d%H%M%S}"')
    options.append(f'command="{forced}"')
    return f"{','.join(options)} {holder.algorithm} {holder.blob}"


def _ascii(text: str) -> str:
    return text.encode("ascii", "replace").decode()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
