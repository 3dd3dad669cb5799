"""An import's file read by a child process, within bounds of memory and time.

Whatever a file does to its reader is done to a process of which nothing is asked but the rows: one that takes too much
is ended, and the desk goes on. The child gets the bytes and no name, an empty environment, and no rights to new files.
"""

import json
import resource
import subprocess
import sys
from dataclasses import astuple
from pathlib import Path
from typing import Any, Final

import core
from core.desk.exchange.import_file import LARGEST, Row, read_rows
from core.tickets.refusal import Refusal, bad_input

MEMORY: Final = 512 * 1024 * 1024
"""Bytes of address space that the child may take."""
CPU_SECONDS: Final = 10
PATIENCE: Final = 60.0
"""Seconds by the clock after which the child is ended: a busy machine gives it its CPU seconds late."""
_ROOT: Final = str(Path(core.__file__).resolve().parents[1])
_PROGRAM: Final = (
    "import sys; sys.path.insert(0, sys.argv[1]); from core.desk.exchange.sandboxed_reader import main; main()"
)


def read_rows_apart(raw: bytes) -> tuple[Row, ...] | Refusal:
    """The rows of a file as :func:`read_rows` gives them; a refusal also where reading it takes too much."""
    if len(raw) > LARGEST:
        return read_rows(raw)  # which only looks at the size
    try:
        child = subprocess.run(
            [sys.executable, "-I", "-c", _PROGRAM, _ROOT],
            input=raw, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=PATIENCE, env={}, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return _too_much()
    except OSError:
        return bad_input("file", "Не удалось запустить чтение файла: не хватает памяти или процессов.")
    if child.returncode:
        return _too_much()
    answer = json.loads(child.stdout)
    if "refused" in answer:
        return bad_input(answer["refused"], answer["message"], **answer["details"])
    return tuple(Row(line, values) for line, values in answer["rows"])


def main() -> None:
    """In the child: bounds first, then the bytes from standard input, then the rows as JSON to standard output."""
    for what, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, CPU_SECONDS), (resource.RLIMIT_FSIZE, 0)):
        resource.setrlimit(what, (most, most))
    found = read_rows(sys.stdin.buffer.read())
    answer: dict[str, Any]
    if isinstance(found, Refusal):
        answer = {"refused": found.code, "message": found.message, "details": dict(found.details)}
    else:
        answer = {"rows": [astuple(each) for each in found]}
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False).encode("utf-8", "surrogatepass"))


def _too_much() -> Refusal:
    return bad_input("file", "Чтение файла заняло слишком много памяти или времени: разделите его.")
