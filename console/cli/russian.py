"""Click's own texts in Russian: one table, put in place of click's gettext."""

import click.core
import click.decorators
import click.exceptions
import click.formatting
import click.parser
import click.termui
import click.types
import click.utils

from core.text import plural

MODULES = (
    click.core,
    click.decorators,
    click.exceptions,
    click.formatting,
    click.parser,
    click.termui,
    click.types,
    click.utils,
)
"""The modules of click that say something to people."""

TEXTS = {
    "Usage:": "Вызов:",
    "Options": "Параметры",
    "Commands": "Команды",
    "Positional arguments": "Аргументы",
    "Show this message and exit.": "Показать эту справку.",
    "Show the version and exit.": "Показать версию.",
    "%(prog)s, version %(version)s": "%(prog)s, версия %(version)s",
    "Error: {message}": "Ошибка: {message}",
    "Try '{command} {option}' for help.": "Справка: {command} {option}",
    "Aborted!": "Прервано.",
    "Missing command.": "Не указана команда.",
    "Missing argument": "Не указан аргумент",
    "Missing option": "Не указан параметр",
    "Missing parameter": "Не указан параметр",
    "Missing parameter: {param_name}": "Не указан параметр «{param_name}»",
    "Missing {param_type}": "Не указано: {param_type}",
    "Invalid value: {message}": "Неверное значение: {message}",
    "Invalid value for {param_hint}: {message}": "Неверное значение {param_hint}: {message}",
    "No such option {name!r}.": "Нет такого параметра: «{name}».",
    "No such command {name!r}.": "Нет такой команды: «{name}».",
    "Option {name!r} does not take a value.": "У параметра «{name}» нет значения.",
    "Argument {name!r} takes {nargs} values.": "Аргумент «{name}» принимает значений: {nargs}.",
    "Invalid start character for option ({option})": "Параметр не может начинаться так: {option}",
    "Value must be an iterable.": "Нужно несколько значений.",
    "{value} is not in the range {range}.": "{value} вне допустимых пределов: {range}.",
    "{value!r} is not a valid {number_type}.": "«{value}» — не целое число.",
    "{value!r} is not a valid boolean. Recognized values: {states}": "«{value}» — не да и не нет. Допустимо: {states}",
    "{value!r} is not a valid UUID.": "«{value}» — не UUID.",
    "file": "файл",
    "directory": "папка",
    "path": "путь",
    "{name} {filename!r} does not exist.": "{name} «{filename}»: не существует.",
    "{name} {filename!r} is a file.": "{name} «{filename}»: это файл.",
    "{name} {filename!r} is a directory.": "{name} «{filename}»: это папка.",
    "{name} {filename!r} is not readable.": "{name} «{filename}»: нет права читать.",
    "{name} {filename!r} is not writable.": "{name} «{filename}»: нет права записывать.",
    "{name} {filename!r} is not executable.": "{name} «{filename}»: нет права выполнять.",
    "Could not open file {filename!r}: {message}": "Не открывается файл «{filename}»: {message}",
    "unknown error": "неизвестная ошибка",
    "Choose from:\n\t{choices}": "Допустимо:\n\t{choices}",
    "Choice({choices})": "{choices}",
    "deprecated": "устарело",
    "required": "обязательно",
    "default: {default}": "по умолчанию: {default}",
    "env var: {var}": "переменная окружения: {var}",
    "(dynamic)": "(вычисляется)",
    "DeprecationWarning: The command {name!r} is deprecated.{extra_message}": "«{name}» устарела.{extra_message}",
    "DeprecationWarning: The {param_type} {name!r} is deprecated.{extra_message}": "«{name}» устарело.{extra_message}",
    "Do you want to continue?": "Продолжить?",
    "Confirm the action without prompting.": "Выполнить без вопросов.",
    "Repeat for confirmation": "Повторите для подтверждения",
    "Error: The two entered values do not match.": "Ошибка: значения не совпадают.",
    "Error: invalid input": "Ошибка: неверный ввод",
    "Press any key to continue...": "Нажмите любую клавишу…",
}
"""Click's message to ours; the fields in braces are click's, put into «quotes» where click would use repr."""

PLURALS = {
    "Got unexpected extra argument ({args})": (
        "Лишний аргумент: {args}",
        "Лишние аргументы: {args}",
        "Лишние аргументы: {args}",
    ),
    "Did you mean {possibility}?": (
        "Возможно, {possibility}?",
        "Возможно, одно из: {possibilities}?",
        "Возможно, одно из: {possibilities}?",
    ),
    "Option {name!r} requires an argument.": (
        "Параметру «{name}» нужно значение.",
        "Параметру «{name}» нужны {nargs} значения.",
        "Параметру «{name}» нужно {nargs} значений.",
    ),
    "Takes {nargs} values but 1 was given.": (
        "Нужно значений: {nargs}, а дано одно.",
        "Нужно значений: {nargs}, а дано {len}.",
        "Нужно значений: {nargs}, а дано {len}.",
    ),
    "{value!r} is not {choice}.": (
        "«{value}» — не {choice}.",
        "«{value}» нет среди допустимых: {choices}.",
        "«{value}» нет среди допустимых: {choices}.",
    ),
    "{value!r} does not match the format {format}.": (
        "«{value}» не по образцу {format}.",
        "«{value}» не подходит ни под один образец: {formats}.",
        "«{value}» не подходит ни под один образец: {formats}.",
    ),
    "{len_type} values are required, but {len_value} was given.": (
        "Нужно значений: {len_type}, а дано {len_value}.",
        "Нужно значений: {len_type}, а дано {len_value}.",
        "Нужно значений: {len_type}, а дано {len_value}.",
    ),
}
"""Click's singular message to ours in the three Russian forms: 1, 2–4, 5 and more."""


def translate(message: str) -> str:
    """Give our text for one of click's; a text not in the table stays as it is."""
    return TEXTS.get(message, message)


def translate_plural(singular: str, several: str, count: int) -> str:
    """Give our text for one of click's that depends on a number."""
    forms = PLURALS.get(singular)
    if forms is None:
        return singular if count == 1 else several
    return plural(count, *forms)


def speak_russian() -> None:
    """Make click speak Russian in this process; doing so twice changes nothing."""
    for module in MODULES:
        for name, function in (("_", translate), ("ngettext", translate_plural)):
            if hasattr(module, name):
                setattr(module, name, function)
