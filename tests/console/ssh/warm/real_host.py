"""The warm host itself: ``python -m … SETTINGS SOCKET NOTES``. Each console notes in NOTES what it had to import."""

import sys
from collections.abc import Callable
from pathlib import Path

from console.ssh import warm_host
from console.ssh.settings import HostSettings
from console.ssh.warm.packets import ConsoleRequest

if __name__ == "__main__":
    settings, place, notes = sys.argv[1:]
    really = warm_host.run_console

    def noting(host: HostSettings, request: ConsoleRequest, beside: Callable[[], None]) -> int:
        before = set(sys.modules)
        code = really(host, request, beside)
        with Path(notes).open("a", encoding="utf-8") as stream:
            print(request.session, *sorted(set(sys.modules) - before), file=stream)
        return code

    warm_host.run_console = noting
    sys.exit(warm_host.main(["--settings", settings, "--listen", place]))
