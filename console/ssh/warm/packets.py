"""What is said over the connection of a warm console: the greeting, the request, and what follows them."""

import json
import re
import resource
from dataclasses import asdict, dataclass
from typing import Any, Final

LARGEST: Final = 8192
"""Bytes of a packet at most."""
STREAMS: Final = 3
"""Standard input, output and error go with a request, in this order."""
LIMITS: Final = ("RLIMIT_AS", "RLIMIT_CORE", "RLIMIT_CPU", "RLIMIT_DATA", "RLIMIT_FSIZE", "RLIMIT_NOFILE",
                 "RLIMIT_NPROC", "RLIMIT_STACK")  # fmt: skip
"""The bounds of a session that its console is held to as well."""
_FIELDS: Final = {
    "key": re.compile(r"[0-9]{1,18}"),
    "session": re.compile(r"[0-9a-f]{8}"),
    "address": re.compile(r"[0-9A-Fa-f.:]{0,45}(%[A-Za-z0-9]{1,15})?"),
    "term": re.compile(r"[A-Za-z0-9][A-Za-z0-9.+-]{0,31}"),
}


class WrongPacket(ValueError):
    """What came is no packet of this protocol."""


@dataclass(frozen=True, slots=True)
class Greeting:
    """What a server says of itself: the program that it holds, its process, how many consoles it has open.

    ``stale``: it holds what is no longer on the disk, and takes nobody.
    """

    stamp: str
    pid: int
    consoles: int
    stale: bool = False


@dataclass(frozen=True, slots=True)
class ConsoleRequest:
    """What the gate has found out about whom it lets in: all that a console is told.

    ``key`` is the number of his key, by which the console looks him up anew; ``limits`` are soft bounds by name.
    """

    key: str
    session: str
    address: str
    term: str
    limits: tuple[tuple[str, int], ...] = ()


def encoded(packet: Greeting | ConsoleRequest) -> bytes:
    """The bytes of a packet."""
    return json.dumps(asdict(packet)).encode()


def greeting_of(data: bytes) -> Greeting:
    """Read a greeting. Raises WrongPacket."""
    values = _values(data)
    try:
        return Greeting(str(values["stamp"]), int(values["pid"]), int(values["consoles"]), bool(values["stale"]))
    except (KeyError, TypeError, ValueError):
        raise WrongPacket from None


def request_of(data: bytes) -> ConsoleRequest:
    """Read a request, every field of which must have the form that the gate gives it. Raises WrongPacket."""
    values = _values(data)
    fields = {name: values.get(name) for name in _FIELDS}
    limits = values.get("limits")
    if not isinstance(limits, list) or not all(map(_is_limit, limits)):
        raise WrongPacket
    for name, form in _FIELDS.items():
        if not isinstance(fields[name], str) or not form.fullmatch(str(fields[name])):
            raise WrongPacket
    return ConsoleRequest(**{name: str(value) for name, value in fields.items()}, limits=tuple(map(tuple, limits)))


def present_limits() -> tuple[tuple[str, int], ...]:
    """The soft bounds of this process, those that bound anything."""
    found = ((name, resource.getrlimit(getattr(resource, name))[0]) for name in LIMITS)
    return tuple((name, soft) for name, soft in found if soft != resource.RLIM_INFINITY)


def _values(data: bytes) -> dict[str, Any]:
    try:
        values = json.loads(data)
    except ValueError:
        raise WrongPacket from None
    if not isinstance(values, dict):
        raise WrongPacket
    return values


def _is_limit(found: object) -> bool:
    match found:
        case [str(name), int(soft)]:
            return name in LIMITS and soft >= 0
    return False
