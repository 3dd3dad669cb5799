"""How each command is taken back within seconds of its key press: one decision a command, said with its use case."""

from core.tickets.use_cases.use_case import Reversal


def way_of(command: str) -> Reversal:
    """How the command of a name is taken back; one that nobody has decided about is not."""
    from core.tickets.use_cases.catalogue import USE_CASES  # a console asks with the first command, not at its start

    asked = USE_CASES.get(command)
    return Reversal.FINAL if asked is None else asked.undo
