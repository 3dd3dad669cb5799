"""In the child: bounds first, then the bytes from standard input, then what was read as JSON to standard output."""

import json
import resource
import signal
import sys
from collections.abc import Callable
from typing import Final

from core.documents.packed import read_packed
from core.documents.portable import read_portable
from core.documents.values import Enough, Gathered, Overdue, Read, Unreadable, beginning
from core.vocabulary import Screened

SLOW: Final = " — дальше читать слишком долго"
TOO_SLOW: Final = "чтение заняло слишком много времени"
GRACE: Final = 2
"""Seconds of the processor that are left for the answer once the time for reading is over."""
BROKEN: Final = "файл повреждён: документ не читается"
READERS: Final[dict[str, Callable[[bytes, Gathered], None]]] = {"packed": read_packed, "portable": read_portable}


def read(kind: str, raw: bytes) -> Read:
    """The text of a document of a kind, as far as it can be read."""
    gathered = Gathered()
    try:
        READERS[kind](raw, gathered)
    except Enough:
        return beginning(gathered.text)
    except Overdue:
        return beginning(gathered.text, SLOW) if gathered.text else Read("", Screened.NO, TOO_SLOW)
    except Unreadable as why:
        return Read(gathered.text, Screened.NO, str(why))
    except MemoryError:
        raise
    except Exception:  # parsers of foreign bytes fail with anything
        return Read(gathered.text, Screened.NO, BROKEN)
    return gathered.read()


def main() -> None:
    """Read one document: ``argv`` is the root of the package, the kind, bytes of memory, seconds of the processor."""
    kind, memory, cpu = sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    for what, most in (
        (resource.RLIMIT_CORE, 0), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_AS, memory),
    ):  # fmt: skip
        resource.setrlimit(what, (most, most))
    signal.signal(signal.SIGXCPU, _stop)
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu + GRACE))
    found = read(kind, sys.stdin.buffer.read())
    sys.stdout.write(json.dumps({"text": found.text, "screened": found.screened.value, "why": found.why}))


def _stop(_number: int, _frame: object) -> None:
    signal.signal(signal.SIGXCPU, signal.SIG_IGN)  # it comes every second, and the answer is being given
    raise Overdue
