"""The click classes that every command of ``pult`` is made of: Russian help, common options, late imports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from keyword import iskeyword
from typing import Any, Final

import click

CONTEXT = {"help_option_names": ["--help", "-h"], "max_content_width": 110}

_COMMON = "common_"
"""Begins the names of the common options' values, so that no command's own parameter has the same."""


@dataclass(frozen=True, slots=True)
class UnderstoodOption:
    """What a typed date or instant was read as: the option, how people read it, and what a script does."""

    option: str
    told: str
    written: str
    by_people: bool
    """Whether it was typed as people do: ISO 8601 is what a script meant itself."""


@dataclass(slots=True)
class Settings:
    """The common options as given, before or after the command's name; the later one wins."""

    database: str | None = None
    config: str | None = None
    login: str | None = None
    as_json: bool = False
    mask: bool = False
    pii_reason: str | None = None
    understood: list[UnderstoodOption] = field(default_factory=list)
    at: tuple[str, str] | None = None
    """The past instant that the answer is of, in ISO 8601 and in words; None: it is of now."""
    barred: str | None = None
    """Why nothing can be written to the store that was read."""


def _keep(ctx: click.Context, param: click.Parameter, value: Any) -> Any:
    """Put a common option's value into the settings that all contexts of one call share."""
    if value not in (None, False):
        setattr(ctx.ensure_object(Settings), str(param.name).removeprefix(_COMMON), value)
    return value


class CommonOption(click.Option):
    """An option that every command takes, before its name and after it."""


def _common_options() -> list[click.Parameter]:
    """Make the common options anew, since click ties parameters to their command."""
    spellings = (
        ("--db", "database", "ПУТЬ", "Хранилище: файл SQLite или адрес базы [PULT_DB]."),
        ("--config", "config", "ПАПКА", "Папка с настройками вместо поставленных [PULT_CONFIG]."),
        ("--as", "login", "ЛОГИН", "От чьего имени; только для владельца хранилища [PULT_USER]."),
        ("--json", "as_json", None, "Ответить одним документом JSON."),
    )
    return [
        CommonOption(
            [spelling, f"{_COMMON}{name}"],
            is_flag=metavar is None,
            metavar=metavar,
            help=line,
            callback=_keep,
            expose_value=False,
            is_eager=True,
        )
        for spelling, name, metavar, line in spellings
    ]


class _Russian(click.Command):
    """Help laid out in sections: arguments, the command's own options, then what all commands take."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Add the common options and our defaults to whatever click is told."""
        kwargs["context_settings"] = CONTEXT | (kwargs.get("context_settings") or {})
        kwargs.setdefault("options_metavar", "[ПАРАМЕТРЫ]")
        super().__init__(*args, **kwargs)
        self.params = [*self.params, *_common_options()]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the two sections of options."""
        sections: dict[str, list[tuple[str, str]]] = {"Параметры": [], "Общие параметры": []}
        for param in self.get_params(ctx):
            record = param.get_help_record(ctx)
            if record is not None and not isinstance(param, click.Argument):
                common = isinstance(param, CommonOption) or param is self.get_help_option(ctx)
                sections["Общие параметры" if common else "Параметры"].append(record)
        for title, records in sections.items():
            if records:
                with formatter.section(title):
                    formatter.write_dl(records)


class PultCommand(_Russian):
    """One command."""


class PultGroup(_Russian, click.Group):
    """A command with commands under it, shown in the order in which they were added."""

    command_class = PultCommand

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Name the subcommands' place in Russian."""
        kwargs.setdefault("subcommand_metavar", "КОМАНДА …")
        super().__init__(*args, **kwargs)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Give the commands in their own order instead of the alphabet's."""
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the subcommand; an unknown one is told together with the nearest."""
        if self.get_command(ctx, args[0]) is None and args[0][:1].isalnum():
            raise click.NoSuchCommand(args[0], possibilities=self.list_commands(ctx), ctx=ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write each command with its whole line of help."""
        commands = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        with formatter.section("Команды"):
            formatter.write_dl([(name, found.help or "") for name, found in commands if found is not None])

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands first: they are what one looks for."""
        self.format_commands(ctx, formatter)
        _Russian.format_options(self, ctx, formatter)


PACKAGES: Final = ("opening", "tickets", "desk", "reports", "knowledge", "people", "policy", "upkeep")
"""The packages of commands, in the order in which one is looked for."""
Sections = Mapping[str, Mapping[str, str]]
"""Heading to command to its one line of help."""


def module_of(name: str) -> str:
    """The module of a command in a package of :mod:`console.cli.commands`; ``<name>_`` where that is a Python word.

    Raises LookupError where no package has it.
    """
    module = f"{name}_" if iskeyword(name) else name
    for package in PACKAGES:
        if find_spec(full := f"console.cli.commands.{package}.{module}") is not None:
            return full
    raise LookupError(f"no package of console.cli.commands has {module}.py")


class LazyGroup(PultGroup):
    """A group whose commands are imported when they are called; their lines of help stand here.

    Command ``name`` is the object ``command`` of the module that :func:`module_of` gives.
    """

    def __init__(self, *args: Any, sections: Sections, **kwargs: Any) -> None:
        """Take the table of commands."""
        super().__init__(*args, **kwargs)
        self._sections = sections

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Give every name of the table, in its order."""
        return [name for section in self._sections.values() for name in section]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command of that name; None where there is none."""
        if cmd_name not in self.list_commands(ctx):
            return None
        found = import_module(module_of(cmd_name)).command
        if not isinstance(found, click.Command):
            raise TypeError(f"{module_of(cmd_name)}.command is not a click command")
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the table by sections, importing nothing."""
        width = max(map(len, self.list_commands(ctx)))
        for title, commands in self._sections.items():
            with formatter.section(title):
                formatter.write_dl([(name.ljust(width), line) for name, line in commands.items()])


def asks_for_json(args: Sequence[str]) -> bool:
    """Whether ``--json`` stands among the arguments: known even when the rest of them cannot be parsed."""
    before_texts = args[: args.index("--")] if "--" in args else args
    return "--json" in before_texts
