"""docs/commands.md, made from the use cases: ``python -m tests.structure.command_table`` writes it anew."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from core.tickets.use_cases.catalogue import of_the_desk, of_tickets
from core.tickets.use_cases.rights import DESK_RIGHTS, TICKET_RIGHTS, Cells
from core.tickets.use_cases.use_case import Reversal, UseCase
from core.vocabulary import Line, Role, Status

PAGE: Final = Path(__file__).parents[2] / "docs" / "commands.md"
_HEAD: Final = """\
# Every command, its right and its clause

Made from the use cases of `core/tickets` by `python -m tests.structure.command_table`; a test compares. A command says
these things of itself once, beside its rule (`core/tickets/use_cases/use_case.py`); lists of actions, the palette, F1,
the sheet of keys, the gate and this page read them there.

Who may: the role, the lines (1 ПЛТП, 2 ВЛТП, 3 ТЛТП) and the states (n Новый, w В работе, r Решена, c Закрыта) of the
ticket; `123:nw` is on any line while Новый or В работе. What is not written is denied. How it is taken back:
**marked** at once and taken back by an event of its own, as if neither had been; **reversed** by a command that ends
what was begun; **held** for the seconds in which it can still be taken back; else what is done instead.
"""
_ROLES: Final = {
    Role.FIRST_LINE: "ПЛТП",
    Role.SECOND_LINE: "ВЛТП",
    Role.SUPERVISOR: "руководитель",
    Role.ADMINISTRATOR: "администратор",
    Role.OBSERVER: "наблюдатель",
    Role.SYSTEM: "программа",
}
_STATES: Final = {Status.NEW: "n", Status.IN_PROGRESS: "w", Status.RESOLVED: "r", Status.CLOSED: "c"}


def page() -> str:
    """The whole page."""
    of_ticket = (_row(each, _on_tickets(each.name)) for each in of_tickets())
    of_desk = (_row(each, _at_the_desk(each.name)) for each in of_the_desk())
    return "\n".join([_HEAD, *_table("To a ticket", of_ticket), "", *_table("Of the desk", of_desk), ""])


def _table(heading: str, rows: Iterable[str]) -> list[str]:
    return [f"## {heading}", "", "| command | title | clause | who may | taken back |", "|---|---|---|---|---|", *rows]


def _row(use_case: UseCase, who: str) -> str:
    return f"| `{use_case.name}` | {use_case.title} | {use_case.clause or '—'} | {who} | {_back(use_case)} |"


def _back(use_case: UseCase) -> str:
    return use_case.instead or "—" if use_case.undo is Reversal.FINAL else use_case.undo.value


def _on_tickets(name: str) -> str:
    told = ((title, _cells(TICKET_RIGHTS[name][role])) for role, title in _ROLES.items())
    return ", ".join(f"{title} {cells}" for title, cells in told if cells) or "—"


def _cells(cells: Cells) -> str:
    """Lines with the same states together: «1:nw 23:w»."""
    lines: dict[str, str] = {}
    for number, line in enumerate(Line, start=1):
        if states := "".join(sign for status, sign in _STATES.items() if status in cells[line]):
            lines[states] = lines.get(states, "") + str(number)
    return " ".join(f"{which}:{states}" for states, which in lines.items())


def _at_the_desk(name: str) -> str:
    return ", ".join(title for role, title in _ROLES.items() if role in DESK_RIGHTS[name]) or "—"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
