"""Options and arguments that several commands take, and the reading of texts from standard input."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any, TypeVar

import click

Function = TypeVar("Function", bound=Callable[..., Any])

_STDIN_TAKEN = "console.cli.stdin"
LARGEST_NUMBER = 2**63 - 1
LARGEST_INPUT = 16 * 1024 * 1024


class Text(click.ParamType[str]):
    """People's text; ``-`` means standard input, which one text of a call may be."""

    name = "text"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Give the text itself, or what stands in standard input without its last line break."""
        if value != "-":
            return str(value)
        if ctx is not None and ctx.meta.setdefault(_STDIN_TAKEN, param) is not param:
            self.fail("со стандартного ввода («-») можно взять только один текст", param, ctx)
        return read_stdin().removesuffix("\n").removesuffix("\r")


class Number(click.ParamType[int]):
    """A ticket's number: ``120``, ``№120`` or ``#120``."""

    name = "number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Give the number; anything else is wrong usage."""
        digits = str(value).strip().lstrip("№#")
        if not (digits.isascii() and digits.isdigit() and len(digits) < 20 and 1 <= int(digits) <= LARGEST_NUMBER):
            self.fail(f"«{value}» — не номер обращения", param, ctx)
        return int(digits)


class Count(click.ParamType[int]):
    """A whole number between two bounds."""

    name = "count"

    def __init__(self, least: int = 0, most: int = LARGEST_NUMBER) -> None:
        """Take the bounds, both allowed."""
        self._least, self._most = least, most

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Give the number; anything else is wrong usage."""
        text = str(value).strip()
        if not (text.isascii() and text.isdigit() and len(text) < 20 and self._least <= int(text) <= self._most):
            most = f" до {self._most}" if self._most < LARGEST_NUMBER else ""
            self.fail(f"«{value}» — нужно целое число от {self._least}{most}", param, ctx)
        return int(text)


def read_stdin() -> str:
    """Read all of standard input as UTF-8; Failure (8) when it is something else or endless."""
    return decoded(raw_stdin(), "Стандартный ввод")


def raw_stdin() -> bytes:
    """The bytes of standard input, one more than may be at most; Failure (8) where it is closed."""
    from console.cli.failure import bad_input

    if sys.stdin is None:
        raise bad_input("Стандартный ввод закрыт.")
    return sys.stdin.buffer.read(LARGEST_INPUT + 1)


def decoded(raw: bytes, what: str) -> str:
    """Read bytes as UTF-8; Failure (8) when they are something else, or more than :data:`LARGEST_INPUT`."""
    from console.cli.failure import bad_input

    if len(raw) > LARGEST_INPUT:
        raise bad_input(f"{what}: слишком много, больше {LARGEST_INPUT // 1024 // 1024} МБ.", "too_large")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise bad_input(f"{what} не в кодировке UTF-8.") from None


def number_argument(function: Function) -> Function:
    """Add the argument that names a ticket."""
    return click.argument("number", type=Number(), metavar="НОМЕР", help="Номер обращения.")(function)


def text_option(name: str, help_line: str, *, required: bool = False) -> Callable[[Function], Function]:
    """Make an option that takes people's text, from standard input with ``-``."""
    return click.option(name, type=Text(), metavar="ТЕКСТ", required=required, help=help_line)


def _keep(ctx: click.Context, param: click.Parameter, value: Any) -> Any:
    """Put what is to be done with personal data into the settings of the call."""
    from console.cli.command_classes import Settings

    if value:
        setattr(ctx.ensure_object(Settings), str(param.name), value)
    return value


def once(function: Function) -> Function:
    """Add what every changing command takes: the version it has read and the key that makes it safe to repeat."""
    function = click.option(
        "--key", metavar="КЛЮЧ", help="Ключ повтора: та же команда с тем же ключом выполняется один раз."
    )(function)
    for spelling, name, metavar, line in (
        ("--mask", "mask", None, "Скрыть персональные данные в тексте (Прил. 3, п. 5)."),
        ("--pii-reason", "pii_reason", "ТЕКСТ", "Основание руководителя принять текст с персональными данными."),
    ):
        function = click.option(
            spelling, name, is_flag=metavar is None, metavar=metavar, help=line, callback=_keep, expose_value=False
        )(function)
    return click.option(
        "--expect-version", "expect_version", type=Count(), metavar="ВЕРСИЯ",
        help="Отказать (код 5), если обращение уже изменилось.",
    )(function)  # fmt: skip


def drop_option(function: Function) -> Function:
    """Let what is still open inside the ticket be dropped with a reason, in the same step."""
    line = "Почему снять то, что в обращении не завершено: задачи, удалённый сеанс, работу в МИС."
    return text_option("--drop", line)(function)
