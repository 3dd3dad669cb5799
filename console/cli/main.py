"""The entry of ``pult``: parses, runs one command, turns whatever happened into an answer and an exit code."""

from __future__ import annotations

import errno
import re
import sys
from collections.abc import Sequence

import click

from console.cli.command_classes import LazyGroup, Settings, asks_for_json
from console.cli.failure import Exit, Failure, bad_input, from_config, usage
from console.cli.output import tell
from console.cli.russian import speak_russian
from console.cli.streams import discard_output, in_utf8, open_streams
from console.first_rows.early_screen import EARLY

SECTIONS = {
    "Рабочее место": {
        "console": "Открыть пульт (то же, что pult без команды).",
        "wall": "Открыть табло: что горит и успеет ли смена.",
        "demo": "Открыть пульт с учебными данными: попробовать и показать.",
        "drill": "Тренажёр: смена для нового специалиста ПЛТП.",
        "queue": "Показать очередь обращений.",
        "keys": "Клавиши пульта: шпаргалка.",
    },
    "Обращения": {
        "ticket": "Зарегистрировать обращение, вести его и закрыть.",
        "search": "Найти обращения, решения, людей и звонки по словам.",
        "explain": "Объяснить сроки обращения по шагам.",
        "template": "Шаблоны обращений по видам (п. 5.4).",
        "call": "Журнал звонков (п. 5.5).",
        "route": "Объяснить назначение или проверить правила.",
        "solution": "База решений.",
        "outage": "Массовые сбои.",
        "view": "Сохранённые виды очереди.",
        "shift": "Передача смены (п. 4.5, 4.6).",
        "report": "Сводки: табло, задачи, споры, сеансы, отказы, кто что смотрел.",
        "export": "Выгрузить сотрудников МО или журнал звонков в файл.",
        "import": "Принять обращения из ИСКИЗ или Интерактива.",
        "redact": "Изъять текст или найти, что изъять (Прил. 3, п. 5).",
        "sweep": "Автозакрытие и напоминания.",
    },
    "Справочники": {
        "org": "Медицинские организации.",
        "person": "Инициаторы обращений: сотрудники организаций.",
        "user": "Сотрудники ЦК и их роли.",
        "account": "Заявки на учётные записи (гл. 10).",
        "letter": "Письма руководителям МО (п. 10.7).",
    },
    "Время и сроки": {
        "sla": "Сроки обращения по типу и приоритету.",
        "worktime": "Прибавить рабочее время или посчитать его.",
        "calendar": "Производственный календарь года.",
        "replay": "Пересчитать прошлые сроки при других настройках.",
    },
    "Хранилище и настройки": {
        "init": "Создать хранилище и первого администратора.",
        "migrate": "Привести хранилище к этой версии программы.",
        "verify": "Проверить журнал событий и всё, что из него выведено.",
        "backup": "Сделать копию хранилища, не мешая работе.",
        "archive": "Передать тексты давних лет в архив; журнал остаётся целым.",
        "restore": "Поставить хранилище из копии, проверив её.",
        "move": "Перенести данные пульта на сервер PostgreSQL или обратно.",
        "doctor": "Осмотреть хранилище, настройки и компьютер.",
        "config": "Проверить и показать настройки.",
    },
}
INTERRUPTED = 130
UNWRITABLE = {errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EFBIG}
"""What writing an answer may end with; files that a command opens are told by that command."""
_NEGATIVE = re.compile(r"-\d")


@click.command(
    "pult",
    cls=LazyGroup,
    sections=SECTIONS,
    invoke_without_command=True,
    help="Пульт ЦК: рабочее место службы технической поддержки. Без команды открывает пульт.",
    epilog="Коды возврата: 0 сделано · 1 ответ не записан · 2 неверный вызов · 3 отказ по правилу · 4 нет такого · "
    "5 уже изменилось · 6 нет прав · 7 хранилище недоступно · 8 неверные данные.",
)
@click.version_option(None, "--version", package_name="pult", message="%(prog)s %(version)s", help="Показать версию.")
@click.pass_context
def pult(ctx: click.Context) -> None:
    """Open the console when no command is named."""
    if ctx.invoked_subcommand is None:
        from console.cli.commands.opening.console import command

        ctx.invoke(command)


def main(args: Sequence[str] | None = None) -> int:
    """Run one call of ``pult`` and give its exit code; *args* default to those of the process."""
    arguments = [in_utf8(each) for each in (sys.argv[1:] if args is None else args)]
    as_json = asks_for_json(arguments)
    settings = Settings()
    speak_russian()
    open_streams()
    try:
        return _run(arguments, settings)
    except Failure as failure:
        tell(failure, as_json=as_json, read=settings.understood)
        return failure.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        if as_json:
            tell(usage("Не указана команда."), as_json=True)
        else:
            error.show()
        return Exit.USAGE
    except click.UsageError as error:
        return _tell_usage(error, as_json=as_json)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Прервано.", err=True)
        return INTERRUPTED
    except BrokenPipeError:
        discard_output()
        return Exit.DONE
    except OSError as error:
        if error.errno not in UNWRITABLE:
            where = f"{in_utf8(str(error.filename))}: " if error.filename is not None else ""
            tell(bad_input(f"{where}{_reason(error)}.", "file"), as_json=as_json)
            return Exit.BAD_INPUT
        discard_output()
        tell(Failure(Exit.NO_ANSWER, "output", f"Ответ не записан: {_reason(error)}."), as_json=as_json)
        return Exit.NO_ANSWER


def _run(arguments: list[str], settings: Settings) -> int:
    """Run the command; the failures of the core that are exceptions become Failure here."""
    try:
        result = pult.main(arguments, prog_name="pult", standalone_mode=False, obj=settings)
        sys.stdout.flush()
    except BaseException as error:
        EARLY.give_back()
        failure = _of_the_core(error) if isinstance(error, Exception) else None
        if failure is None:
            raise
        raise failure from None
    return result if isinstance(result, int) else Exit.DONE


def _of_the_core(error: Exception) -> Failure | None:
    """Make the Failure of a broken configuration or an unusable store, importing neither where it was never used."""
    config, store = sys.modules.get("core.policy.errors"), sys.modules.get("core.store.errors")
    if config is not None and isinstance(error, config.ConfigError):
        return from_config(error)
    if store is not None and isinstance(error, store.StoreUnavailable):
        return Failure(Exit.UNAVAILABLE, "store_unavailable", str(error))
    return None


def _reason(error: OSError) -> str:
    from core.wording import reason

    return reason(error)


def _tell_usage(error: click.UsageError, *, as_json: bool) -> int:
    """Tell a wrong command line: what is wrong, how it is called, where the help is; gives the exit code."""
    if isinstance(error, click.NoSuchOption) and _NEGATIVE.fullmatch(error.option_name):
        failure = bad_input(f"Отрицательное значение не годится: «{error.option_name}…».", "negative")
    else:
        failure = usage(_quoted(error.format_message()))
    tell(failure, as_json=as_json)
    if as_json:
        return failure.exit_code
    if error.ctx is not None:
        click.echo(error.ctx.get_usage(), err=True)
    click.echo(f"Справка: {error.ctx.command_path if error.ctx else 'pult'} --help", err=True)
    return failure.exit_code


def _quoted(message: str) -> str:
    """Put into «quotes» what click puts into apostrophes."""
    return re.sub(r"'([^']*)'", r"«\1»", message)
