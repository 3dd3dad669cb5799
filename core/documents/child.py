"""In the child: bounds first, then the bytes from standard input, then what was read as JSON to standard output."""

import json
import resource
import sys
from collections.abc import Callable, Mapping
from typing import Final

from core.documents.packed import read_packed
from core.documents.portable import read_portable
from core.documents.values import Enough, Gathered, Read, Unreadable, beginning
from core.vocabulary import Screened

BROKEN: Final = "файл повреждён: документ не читается"
READERS: Final[Mapping[str, Callable[[bytes, Gathered], None]]] = {"packed": read_packed, "portable": read_portable}


def read(kind: str, raw: bytes) -> Read:
    """The text of a document of a kind, as far as it can be read."""
    gathered = Gathered()
    try:
        READERS[kind](raw, gathered)
    except Enough:
        return beginning(gathered.text)
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
        (resource.RLIMIT_CORE, 0), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CPU, cpu), (resource.RLIMIT_AS, memory),
    ):  # fmt: skip
        resource.setrlimit(what, (most, most))
    found = read(kind, sys.stdin.buffer.read())
    sys.stdout.write(json.dumps({"text": found.text, "screened": found.screened.value, "why": found.why}))
