"""What is done to the desk as a whole, or asked of its rules: imports, the sweep, calendars, what-if, verification.

Each is a form over a call that answers with words; the long ones say how far they are and can be stopped.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final

from console.forms.fields.field_types import BodyField, DayField, FindField, PickField, TextField, YesField
from console.forms.fields.files import read_file, write_file
from console.forms.fields.options import codes, words
from console.forms.report_forms import REPORT_FORMS
from console.forms.spec import FormSpec
from console.sandbox import FILES_CLOSED, confined
from console.wording.reports import calendar_text, decision_lines, imported_text, judgement_rows
from core.policy.errors import ConfigError
from core.tickets.desk_records.exports import KINDS, OF_MANY
from core.tickets.refusal import Refusal, bad_input
from core.tickets.registration.commands import Register
from core.vocabulary import Channel, Mis, Priority, TicketType
from core.when import Toward

if TYPE_CHECKING:
    from core.desk.desk import Desk
    from core.policy.configuration.calendar_files import NewCalendar
    from core.tickets.directory import Actor

Going = Callable[[int, int], bool]
_DAY_KINDS: Final = {"off": "нерабочий", "work": "рабочий", "short": "сокращённый"}
_DRY: Final = YesField("dry", "Только показать")


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportFile:
    """Requests of another register, from a file on the host of the console."""

    name: ClassVar[str] = "import"
    path: str
    channel: Channel
    dry: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sweep:
    """What time alone has caused."""

    name: ClassVar[str] = "sweep"
    dry: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplyCalendar:
    """A year's calendar from a file."""

    name: ClassVar[str] = "calendar apply"
    path: str
    dry: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclareDay:
    """One day by a decree."""

    name: ClassVar[str] = "calendar day"
    day: str
    day_kind: str
    decree: str
    dry: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TryRoute:
    """A request that nobody has made."""

    name: ClassVar[str] = "route"
    organization: int
    mis: Mis
    type: TicketType
    priority: Priority
    channel: Channel
    subject: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """The past under another reading."""

    name: ClassVar[str] = "replay"
    settings: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckRouting:
    """The rules against the people of the next days."""

    name: ClassVar[str] = "route lint"


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """People's data as a file on the host of the console."""

    name: ClassVar[str] = "export"
    what: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyLog:
    """The log and all that is derived from it."""

    name: ClassVar[str] = "verify"


def _import(desk: Desk, call: ImportFile, actor: Actor, going: Going) -> str | Refusal:
    from core.desk.exchange.importing import take_rows
    from core.desk.exchange.sandboxed_reader import read_rows_apart

    try:
        _name, raw = read_file(call.path)
    except OSError as error:
        return bad_input("file", f"{error}")
    rows = read_rows_apart(raw)
    if isinstance(rows, Refusal):
        return rows
    found = take_rows(desk, actor, rows, call.channel, dry=call.dry, going=lambda done: going(done, len(rows)))
    return imported_text(found, dry=call.dry)


def _sweep(desk: Desk, call: Sweep, _actor: Actor, _going: Going) -> str | Refusal:
    swept = desk.administration.sweep(dry=call.dry)
    return "\n".join(f"№ {each.number} · {each.title} · {each.clause}" for each in swept) or "Действий по срокам нет."


def _apply(desk: Desk, call: ApplyCalendar, actor: Actor, _going: Going) -> str | Refusal:
    from core.policy.configuration.calendar_files import read_calendar

    if confined():
        return bad_input("file", FILES_CLOSED)
    return _load(desk, actor, lambda: read_calendar(Path(call.path).expanduser()), dry=call.dry)


def _declare(desk: Desk, call: DeclareDay, actor: Actor, _going: Going) -> str | Refusal:
    from core.policy.configuration.calendar_files import with_day

    day = date.fromisoformat(call.day)
    return _load(desk, actor, lambda: with_day(desk.policy, day, call.day_kind, call.decree), dry=call.dry)


def _load(desk: Desk, actor: Actor, make: Callable[[], NewCalendar], *, dry: bool) -> str | Refusal:
    from core.desk.upkeep.calendar_loading import load_calendar

    try:
        new = make()
        judged = load_calendar(desk, actor, desk.configuration, new, dry=dry)
    except ConfigError as error:
        return bad_input("config", f"Календарь не годится. {error}")
    if isinstance(judged, Refusal):
        return judged
    return calendar_text(new, judged, desk.policy, applied=not dry)


def _try(desk: Desk, call: TryRoute, _actor: Actor, _going: Going) -> str | Refusal:
    found = desk.tickets.dry_route(
        Register(
            subject=call.subject, description=call.description, organization=call.organization, requester=0,
            mis=call.mis, type=call.type, priority=call.priority, channel=call.channel,
        )
    )  # fmt: skip
    if found is None:
        return "Ни одно правило не подходит."
    return "\n".join(decision_lines(found.decision, desk.policy))


def _replay(desk: Desk, call: Replay, _actor: Actor, _going: Going) -> str | Refusal:
    from core.policy.compiling.variant import variant

    try:
        other = variant(desk.configuration, call.settings.split())
    except ConfigError as error:
        return bad_input("config", f"{error}")
    head, rows = judgement_rows(desk.oversight.replay(other), desk.policy)
    return "\n".join([head, "", *(f"{clock}: нарушений {now}, было бы {then}" for clock, now, then in rows)])


def _lint(desk: Desk, _call: CheckRouting, _actor: Actor, _going: Going) -> str | Refusal:
    told = [f"{each.place}: {each.message}" for each in desk.oversight.routing_problems()]
    return "\n".join(told) or "Правила в порядке."


def _export(desk: Desk, call: Export, actor: Actor, _going: Going) -> str | Refusal:
    from core.desk.exchange.exporting import FORMATS, as_csv, as_json, export

    suffix = Path(call.path).suffix.lower()
    if suffix not in FORMATS:
        return bad_input("file", f"Имя файла должно кончаться на {' или '.join(FORMATS)}", field="path")
    found = export(desk, call.what, actor)
    if isinstance(found, Refusal):
        return found
    try:
        place = write_file(call.path, (as_json if suffix == ".json" else as_csv)(found).encode())
    except OSError as error:
        return bad_input("file", f"{error}")
    return f"Записей: {len(found.rows)}. Файл: {place}\nЖурнал: событие {found.head.event}, хэш {found.head.hash}"


def _verify(desk: Desk, _call: VerifyLog, _actor: Actor, _going: Going) -> str | Refusal:
    report = desk.administration.verify()
    if report.ok:
        return f"Журнал цел, всё выведенное из него сходится. Событий: {report.events}."
    return "\n".join(["Журнал или выведенное из него не сходится:", *report.broken_chains, *report.mismatches])


def _channels(context: Any) -> Any:
    return [option for option in codes(Channel)(context) if option.value != Channel.PHONE]


_TOOLS: Final = (
    FormSpec(
        ImportFile,
        reading=_import,
        right="register",
        own_heading="ПРИНЯТЬ ИЗ ФАЙЛА",
        save="Принять",
        done="принято",
        own_clause="п. 3.5, 3.6",
        lead="CSV или JSON по строкам. Каждый внешний номер принимается один раз; персональные данные скрываются.",
        fields=(
            TextField("path", "Файл", hint="путь на компьютере пульта"),
            PickField("channel", "Откуда", options=_channels, make=Channel),
            _DRY,
        ),
    ),
    FormSpec(
        Sweep,
        reading=_sweep,
        right="calendar_apply",
        own_heading="ЧТО ВЫЗВАНО ВРЕМЕНЕМ",
        save="Выполнить",
        done="выполнено",
        own_clause="п. 4.9, 6.8; Прил. 2",
        lead="Закрытия по молчанию и предупреждения. Обычно это делает таймер.",
        fields=(_DRY,),
    ),
    FormSpec(
        ApplyCalendar,
        reading=_apply,
        right="calendar_apply",
        own_heading="КАЛЕНДАРЬ ГОДА",
        save="Загрузить",
        done="загружено",
        own_clause="п. 3.4",
        lead="Производственный календарь из файла YAML. Сначала посмотрите, чьи сроки сдвинутся.",
        fields=(TextField("path", "Файл", hint="путь на компьютере пульта"), _DRY),
    ),
    FormSpec(
        DeclareDay,
        reading=_declare,
        right="calendar_apply",
        own_heading="ОБЪЯВИТЬ ДЕНЬ",
        save="Объявить",
        done="объявлено",
        own_clause="п. 3.4",
        lead="Один день по постановлению. Сначала посмотрите, чьи сроки сдвинутся.",
        fields=(
            DayField("day", "Какой день", toward=Toward.AHEAD),
            PickField("day_kind", "Каким стал", options=words(_DAY_KINDS)),
            TextField("decree", "Основание", hint="постановление, номер и дата"),
            _DRY,
        ),
    ),
    FormSpec(
        TryRoute,
        reading=_try,
        right="",
        own_heading="ЧТО, ЕСЛИ: КУДА ПОЙДЁТ",
        save="Примерить правила",
        done="",
        own_clause="Прил. 2; п. 5.9",
        lead="Куда правила направили бы такое обращение сейчас и почему. Ничего не записывается.",
        fields=(
            FindField("organization", "МО", among="organizations"),
            PickField("mis", "МИС", options=codes(Mis), make=Mis),
            PickField("type", "Тип", options=codes(TicketType), make=TicketType),
            PickField("priority", "Приоритет", options=codes(Priority), make=Priority),
            PickField("channel", "Канал", options=codes(Channel), make=Channel),
            TextField("subject", "Тема", required=False),
            BodyField("description", "Описание", required=False),
        ),
    ),
    FormSpec(
        Replay,
        reading=_replay,
        right="calendar_apply",
        own_heading="ПЕРЕСУДИТЬ ПРОШЛОЕ",
        save="Пересчитать",
        done="",
        own_clause="п. 11.1",
        lead="Сколько было бы нарушений при других настройках. Ничего не записывается.",
        fields=(TextField("settings", "Что иначе", hint="solution_start=assigned short_days=true"),),
    ),
    FormSpec(
        CheckRouting,
        reading=_lint,
        right="",
        own_heading="ПРОВЕРИТЬ МАРШРУТЫ",
        save="Проверить",
        done="",
        own_clause="Прил. 2",
        lead="Правила против сотрудников, отсутствий и МО на 10 рабочих дней вперёд.",
    ),
    FormSpec(
        Export,
        reading=_export,
        right="calendar_apply",
        own_heading="ВЫГРУЗИТЬ В ФАЙЛ",
        save="Выгрузить",
        done="выгружено, запись сделана",
        own_clause="Прил. 3, п. 5",
        lead="Кто и что выгрузил, записывается. Табельных номеров в выгрузке нет.",
        fields=(
            PickField("what", "Что", options=words({name: KINDS[name] for name in sorted(OF_MANY)})),
            TextField("path", "Файл", hint="новый, .csv или .json, на компьютере пульта"),
        ),
    ),
    FormSpec(
        VerifyLog,
        reading=_verify,
        right="",
        own_heading="ПРОВЕРИТЬ ЖУРНАЛ",
        save="Проверить",
        done="",
        own_clause="п. 11.1",
        lead="Цепочка событий и всё, что из неё выведено.",
    ),
)

TOOLS: Final = {spec.name: spec for spec in (*REPORT_FORMS, *_TOOLS)}
"""By the name of the command of ``pult`` that does the same."""
