"""What the acceptance scripts share: a store of their own or the one of ``--db``, and figures beside their aims."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass
class Figures:
    """Figures as they are found; each is printed with its aim beside it."""

    missed: list[str] = field(default_factory=list)

    def tell(self, name: str, found: object, aim: str, *, holds: bool) -> None:
        """One figure on one line."""
        print(f"{name}: {found}  (aim: {aim}){'' if holds else '  MISSED'}", flush=True)
        if not holds:
            self.missed.append(name)

    def note(self, name: str, found: object) -> None:
        """A figure without an aim."""
        print(f"{name}: {found}", flush=True)

    def exit_code(self) -> int:
        """0 when every aim holds."""
        print("holds" if not self.missed else f"MISSED: {', '.join(self.missed)}", flush=True)
        return 1 if self.missed else 0


@contextmanager
def database_of(store: str) -> Iterator[str]:
    """An empty place for a store: a new file, a new server, or what was named. Nothing is made there yet."""
    if store == "sqlite":
        with tempfile.TemporaryDirectory(prefix="pult-accept-", ignore_cleanup_errors=True) as folder:
            yield str(Path(folder) / "pult.db")
    elif store == "postgres":
        from tests.support.servers import one_server

        with one_server() as server:
            yield server.url()
    else:
        yield store


if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))
