"""How each command is taken back within seconds of its key press: one decision a command, said with its use case."""

from core.tickets.use_cases.use_case import Reversal, UseCase


def way_of(command: str) -> Reversal:
    """How the command of a name is taken back; one that nobody has decided about is not."""
    asked = _use_case(command)
    return Reversal.FINAL if asked is None else asked.undo


def instead_of(command: str) -> str | None:
    """What to do in place of taking a command back; None where it can be taken back, or nothing is known."""
    asked = _use_case(command)
    return None if asked is None else asked.instead


def _use_case(name: str) -> UseCase | None:
    from core.tickets.use_cases.catalogue import USE_CASES  # a console asks with the first command, not at its start

    return USE_CASES.get(name)
