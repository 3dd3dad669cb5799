"""For every command of ``pult`` that changes something there is a place in the console: the two registries compared."""

import inspect
import re
from collections.abc import Iterator

import click
import pytest

from console.cli.main import pult
from console.commands.registry import REGISTRY, find
from console.forms.desk_forms import DESK_FORMS
from console.forms.ticket_forms import TICKET_FORMS
from console.forms.tools import TOOLS
from core.tickets.command import DeskCommand, TicketCommand
from tests.support.catalogue import commands

_IMPORTS = re.compile(r"from core\.tickets\.[\w.]+ import (\([^)]*\)|[^\n]*)")
BEFORE_THE_CONSOLE = {
    ("init",): "makes the store that a console opens",
    ("migrate",): "brings an older store to where a console can open it",
    ("move",): "makes another store of the one that a console is open at",
    ("restore",): "puts a copy where a console can open it",
}
OF_THE_HOST = {("archive",): "cuts words after a copy that only the owner of the store's file may make"}
"""What changes something and has no place, since a session at the desk has no part in it."""
"""What changes something and has no place: the console cannot be open before it."""
WITHOUT_A_KEY = {("import",), ("export",), ("sweep",), ("calendar", "apply"), ("calendar", "day")}
"""What changes something and takes no idempotency key: given again, it finds nothing left to do, or is another act."""
ONLY_READS = {
    "console", "wall", "demo", "drill", "doctor", "backup", "queue", "keys", "explain", "route", "sla", "replay",
    "search", "solution proposed", "verify", "ticket show", "ticket list",
    "ticket hints", "ticket save", "template list", "template show", "call list", "solution find", "solution list",
    "solution show", "outage list", "view list", "shift list", "report tasks", "report disputes", "report remote",
    "report denials", "report access", "report now", "report clinic", "report sla", "report lifetime",
    "report breaches", "report load", "report calls", "report promises", "report returns", "report people",
    "report knowledge", "report outages", "report month", "report verify", "org list", "org show",
    "person list", "person show",
    "person staff-number",
    "letter list", "letter show",
    "user list", "user show", "user key list", "user session list", "account list", "worktime add", "worktime between",
    "calendar show", "calendar check",
    "config check", "config show", "config schema",
}  # fmt: skip
"""What changes nothing of the desk; a new command of the line stands here, takes a key, or is named above."""
AT_THE_SCREENS = {"register": "app.new_call", "call_take": "app.new_call", "undo": "app.undo"}
"""Commands of the core that have a screen of their own."""


def leaves(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command of the command line with its path."""
    with click.Context(group) as context:
        for name in group.list_commands(context):
            found = group.get_command(context, name)
            assert found is not None
            if isinstance(found, click.Group):
                yield from leaves(found, (*path, name))
            else:
                yield (*path, name), found


def changes(command: click.Command) -> bool:
    """Whether a command changes the store: those take an idempotency key."""
    return any(param.name == "key" for param in command.params)


def named(command: click.Command) -> set[str]:
    """The core's names of the commands that a command of the line gives."""
    assert command.callback is not None
    source = inspect.getsource(inspect.unwrap(command.callback))
    classes = re.findall(r"\w+", " ".join(_IMPORTS.findall(source)))
    kinds = {name: getattr(commands, name, None) for name in classes}
    return {kind.name for kind in kinds.values() if isinstance(kind, type) and hasattr(kind, "name")}


CHANGING = [(path, command) for path, command in leaves(pult) if changes(command)]
PLACES = {spec.core_name: spec.id for spec in REGISTRY if spec.core_name} | AT_THE_SCREENS


def test_the_command_line_has_commands_that_change_something() -> None:
    assert {("ticket", "new"), ("ticket", "route"), ("org", "add"), ("outage", "open")} <= {
        path for path, _ in CHANGING
    }
    assert len(CHANGING) > 50


@pytest.mark.parametrize(("path", "command"), CHANGING, ids=[" ".join(path) for path, _ in CHANGING])
def test_what_the_command_line_changes_has_a_place_in_the_console(
    path: tuple[str, ...], command: click.Command
) -> None:
    names = named(command)
    assert names, f"pult {' '.join(path)}: which command of the core does it give?"
    assert sorted(names - PLACES.keys()) == []


def test_every_command_of_the_line_is_known_to_change_something_or_not() -> None:
    every = {" ".join(path) for path, _ in leaves(pult)}
    changing = {" ".join(path) for path in (*BEFORE_THE_CONSOLE, *OF_THE_HOST, *WITHOUT_A_KEY)}
    changing |= {" ".join(path) for path, _ in CHANGING}
    assert every == changing | ONLY_READS
    assert not changing & ONLY_READS


@pytest.mark.parametrize("path", sorted(WITHOUT_A_KEY), ids=" ".join)
def test_what_takes_no_key_has_its_tool(path: tuple[str, ...]) -> None:
    name = " ".join(path)
    assert name in TOOLS
    assert find(f"app.{name.replace(' ', '_')}") is not None


def test_every_tool_is_a_command_of_the_line_and_in_the_palette() -> None:
    every = {" ".join(path) for path, _ in leaves(pult)} | {"route lint"}
    assert TOOLS.keys() <= every
    assert all(find(f"app.{name.replace(' ', '_')}") for name in TOOLS)


def test_a_place_of_a_command_that_needs_fields_has_its_form() -> None:
    from console.dialogs import _DIALOGS

    of_ticket = {spec.core_name for spec in REGISTRY if spec.scope == "ticket" and spec.core_name}
    of_desk = {spec.core_name for spec in REGISTRY if spec.scope == "app" and spec.core_name}
    assert of_ticket == set(_DIALOGS) | set(TICKET_FORMS)
    assert of_desk == set(DESK_FORMS)


def test_every_command_of_the_core_that_people_give_has_a_place() -> None:
    by_the_program = {"close_silent", "alert", "calendar_apply", "export", "archive", "archive_record"}
    by_the_line = {"redact_fact"}  # by the number that a scan has told there
    kinds = [kind for kind in vars(commands).values() if isinstance(kind, type)]
    known = {kind.name for kind in kinds if issubclass(kind, TicketCommand | DeskCommand) and hasattr(kind, "name")}
    assert sorted(known - by_the_program - by_the_line - PLACES.keys()) == []
