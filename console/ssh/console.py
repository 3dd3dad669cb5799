"""The console of somebody who came in over SSH: ``console.ssh.enter`` becomes this, in an environment of its own.

Who he is comes from his key alone. The process starts no program and opens no file of the host for him.
"""

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial

from console.sandbox import confine
from console.ssh.journal import note
from console.ssh.settings import HostSettings, take_settings
from core.store.errors import StoreUnavailable
from core.store.ssh_keys import KeyHolder, find_holder


def main(arguments: Sequence[str], beside: Callable[[], None] | None = None) -> int:
    """Open the console and give its exit code; ``beside`` as in ``open_console``."""
    os.umask(0o077)
    confine()
    settings, (key, session, address) = take_settings(arguments)
    if settings.state is not None:
        os.environ["XDG_STATE_HOME"] = settings.state
    holder: KeyHolder | None = None
    with suppress(StoreUnavailable):
        holder = find_holder(settings.database, number=int(key))
    if holder is None:
        sys.stderr.write("Пульт сейчас не открыть: обратитесь к администратору.\r\n")
        return 1
    code = _open(settings, holder, session, address, beside)
    note("closed", session=session, login=holder.login, code=code)
    return code


def _open(
    settings: HostSettings, holder: KeyHolder, session: str, address: str, beside: Callable[[], None] | None
) -> int:
    from console.cli.command_classes import Settings
    from console.cli.commands.opening.console import Opening, open_console
    from console.cli.failure import Failure
    from console.cli.output import tell
    from console.cli.session import Session
    from core.desk.views import Entrance
    from core.vocabulary import Role

    entered = Session(Settings(settings.database, settings.config, holder.login))
    only_looks = holder.role is Role.OBSERVER
    open_desk = partial(entered.open_desk, read_only=only_looks, session=session)
    try:
        how = Opening(entrance=Entrance("ssh", address, holder.key), watch_stalls=True)
        return open_console(entered, open_desk, holder.login, how, beside)
    except Failure as failure:
        tell(failure, as_json=False)
        return failure.exit_code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
