"""The gate of personal data for files (Прил. 3, п. 5): the name first, then the text, before anything is written.

A name can be masked, bytes cannot: what stops in a file's text is cut out of it by its writer, or let in by a
supervisor with a reason. A file without a text to look through is kept once its writer has said so, and marked.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from core.desk.file_names import mask_name, screen_name
from core.desk.screening import PRIVACY, Handling, Screened, screen
from core.documents import Read
from core.documents.reading import read_document
from core.policy import Policy
from core.policy.lifecycle import PersonalDataMode
from core.privacy import Finding, Level, find
from core.tickets.commands import Attach, Command
from core.tickets.directory import Actor
from core.tickets.refusal import Refusal, forbidden
from core.vocabulary import Role
from core.vocabulary import Screened as Extent

STEP: Final = 10_000
AROUND: Final = 400
"""Characters of a text that are looked at together, and how much around them is seen besides: naming words."""
MOST_NAMED: Final = 5
"""Findings that a refusal names one by one."""
MOST_TOLD: Final = 100
"""Stopping findings after which a text is looked at no further."""
_MASKED: Final = "mask"
"""The level of what is saved masked and told; in a file's text it is told alone."""


def screen_command(command: Command, policy: Policy, actor: Actor, handling: Handling) -> Screened | Refusal:
    """The command as it may be written down, or why it may not: its texts, and its file where it brings one."""
    if isinstance(command, Attach):
        return screen_file(command, policy, actor, handling)
    return screen(command, policy, actor, handling)


def screen_file(command: Attach, policy: Policy, actor: Actor, handling: Handling) -> Screened | Refusal:
    """The command with the name as it may be kept and with how much of the file was looked through.

    Refuses with ``pii.found`` (``details``: ``findings`` with ``field`` «title» or «body», kind, level and place, never
    a value), ``pii.not_supervisor`` and ``attachment.unscreened`` (``details``: ``screened`` and ``why``). Takes the
    seconds that reading the file takes.
    """
    mode = policy.lifecycle.pii
    named = _named(command, handling, mode)
    in_name = screen_name(named.title)
    fits = 0 < len(command.body) <= policy.lifecycle.attachments.size
    read = read_document(command.body) if fits else Read("", Extent.FULL)  # what does not fit the rule refuses
    in_text = look_through(read.text)
    stopping = {} if mode is PersonalDataMode.WARN else _stopping(in_name, in_text)
    if stopping and handling.reason is None:
        return _refused(stopping, handling)
    if stopping and actor.role is not Role.SUPERVISOR:
        return forbidden("pii.not_supervisor", "Принять такой файл может руководитель смены с основанием", PRIVACY)
    if read.screened is not Extent.FULL and not command.unscreened_ok:
        return _unscreened(read)
    kinds = tuple(dict.fromkeys(each.kind.value for hits in stopping.values() for each in hits))
    named_so = "в имени файла" if named.title == command.title else "скрыто в имени файла"
    found = {
        named_so: _but(screen_name(command.title), stopping.get("title")),
        "в файле": _but(in_text, stopping.get("body")),
    }
    return Screened(replace(named, screened=read.screened), (tuple(stopping), kinds), _told(found))


def look_through(text: str) -> tuple[Finding, ...]:
    """What is found in the text of a file, piece by piece, until far more is found than anybody would read."""
    found: list[Finding] = []
    for begin in range(0, len(text), STEP):
        found += _within(text, begin)
        if sum(each.level is Level.BLOCK for each in found) >= MOST_TOLD:
            break
    return tuple(found)


def _within(text: str, begin: int) -> Iterator[Finding]:
    """What begins in one piece of a text, seen with what stands around it."""
    first = max(0, begin - AROUND)
    for each in find(text[first : begin + STEP + AROUND]):
        if begin <= first + each.start < begin + STEP:
            yield replace(each, start=first + each.start, end=first + each.end)


def _named(command: Attach, handling: Handling, mode: PersonalDataMode) -> Attach:
    """The command with its name masked, as far as it is asked for or always done."""
    if mode is PersonalDataMode.WARN:
        return command
    asked = handling.mask or mode is PersonalDataMode.MASK
    levels = (_MASKED, Level.BLOCK.value) if asked else (_MASKED,)
    return replace(command, title=mask_name(command.title, levels))


def _stopping(in_name: Iterable[Finding], in_text: Iterable[Finding]) -> dict[str, list[Finding]]:
    found = {"title": in_name, "body": in_text}
    stopping = {field: [each for each in hits if each.level is Level.BLOCK] for field, hits in found.items()}
    return {field: hits for field, hits in stopping.items() if hits}


def _refused(stopping: dict[str, list[Finding]], handling: Handling) -> Refusal:
    places = []
    if hits := stopping.get("title"):
        places.append(f"в имени файла: {', '.join(dict.fromkeys(each.title for each in hits))}")
    if hits := stopping.get("body"):
        named = [f"{each.title} (знаки {each.start + 1}–{each.end})" for each in hits[:MOST_NAMED]]
        more = f" и ещё {len(hits) - MOST_NAMED}" if len(hits) > MOST_NAMED else ""
        places.append(f"в файле: {', '.join(named)}{more}")
    message = f"Персональные данные {'; '.join(places)}. {_advice(stopping, handling)}"
    findings: list[dict[str, Any]] = [
        {"field": field, "kind": each.kind.value, "level": each.level.value, "start": each.start, "end": each.end}
        for field, hits in stopping.items()
        for each in hits[:MOST_TOLD]
    ]
    return Refusal("pii.found", message, PRIVACY, details={"findings": findings})


def _advice(stopping: dict[str, list[Finding]], handling: Handling) -> str:
    if "body" not in stopping:
        return "Назовите файл иначе или скройте их в имени одним действием"
    masked = "Скрыть можно только имя: " if handling.mask else ""
    return f"{masked}{'вырежьте' if masked else 'Вырежьте'} их из файла и приложите его снова"


def _unscreened(read: Read) -> Refusal:
    how = "не весь просмотрен" if read.screened is Extent.PART else "не просмотрен"
    message = f"Файл {how} ({read.why}). Убедитесь, что персональных данных в нём нет, и подтвердите это"
    details = {"screened": read.screened.value, "why": read.why}
    return Refusal("attachment.unscreened", message, PRIVACY, details=details)


def _but(hits: Iterable[Finding], admitted: list[Finding] | None) -> list[Finding]:
    """What was found besides what a supervisor lets in."""
    return [each for each in hits if each not in (admitted or ())]


def _told(found: Mapping[str, Iterable[Finding]]) -> tuple[str, ...]:
    """The kinds that the writer hears of, each with its place: what only warns, and what was masked in the name."""
    return tuple(dict.fromkeys(f"{each.title} ({where})" for where, hits in found.items() for each in hits))
