"""A child process within bounds: it is given bytes by a pipe, answers by another, and whatever becomes of it is told.

The child has the bytes and no name, an empty environment, no descriptor of the desk, no rights to new files, and leaves
no core dump.
"""

import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Thread, Timer
from typing import IO, Final

from core.documents.values import Unreadable

LARGEST_ANSWER: Final = 4 * 1024 * 1024
"""Bytes of an answer; the child that goes on is ended."""
TOO_MUCH: Final = "чтение прервано: файл занял слишком много памяти или времени"
_ROOT: Final = str(Path(__file__).resolve().parents[2])
_PROGRAM: Final = "import sys; sys.path.insert(0, sys.argv[1]); from core.documents.child import main; main()"


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a child may take: ``memory`` in bytes of address space, ``cpu`` in seconds of the processor, ``patience`` in
    seconds by the clock (a busy machine gives a child its seconds late)."""

    memory: int = 512 * 1024 * 1024
    cpu: int = 10
    patience: float = 60.0


BOUNDS: Final = Bounds()


def ask_child(kind: str, raw: bytes, bounds: Bounds = BOUNDS, program: str = _PROGRAM) -> bytes:
    """What the child says of a document of a kind. Raises Unreadable where it does not start or does not end well."""
    words = [sys.executable, "-I", "-c", program, _ROOT, kind, str(bounds.memory), str(bounds.cpu)]
    pipe, nothing = subprocess.PIPE, subprocess.DEVNULL
    try:
        child = subprocess.Popen(words, stdin=pipe, stdout=pipe, stderr=nothing, env={}, cwd="/")
    except OSError:  # too few processes or too little memory; or a console that may start none
        raise Unreadable("чтение файла здесь не запустить") from None
    answer = _answer(child, raw, bounds.patience)
    if child.returncode or len(answer) > LARGEST_ANSWER:
        raise Unreadable(TOO_MUCH)
    return answer


def _answer(child: subprocess.Popen[bytes], raw: bytes, patience: float) -> bytes:
    """What a child writes, one byte more than it may; it has ended by then."""
    feeder = Thread(target=_feed, args=(child.stdin, raw), daemon=True)
    timer = Timer(patience, child.kill)
    timer.daemon = True
    timer.start()
    feeder.start()
    try:
        answer = child.stdout.read(LARGEST_ANSWER + 1) if child.stdout is not None else b""
        if len(answer) <= LARGEST_ANSWER:
            child.wait()
    finally:
        child.kill()
        child.wait()
        timer.cancel()
        feeder.join()
        if child.stdout is not None:
            child.stdout.close()
    return answer


def _feed(stream: IO[bytes], raw: bytes) -> None:
    """Give a child its bytes; one that wants no more of them is no failure of ours."""
    with suppress(OSError), stream:
        stream.write(raw)
