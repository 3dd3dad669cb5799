"""The gate of personal data for files (Прил. 3, п. 5): the name first, then the text, before anything is written.

A name can be masked, bytes cannot: what stops in a file's text is cut out of it by its writer, or let in by a
supervisor with a reason. A file without a text to look through is kept once its writer has said so, and marked.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Final

from core.desk.handling.call_screening import screen_call
from core.desk.privacy.file_names import mask_name, screen_name
from core.desk.privacy.personal_data_gate import PRIVACY, Gate, Handling, ScreenedCommand, not_admitting, places, screen
from core.documents import Read
from core.documents.reading import read_document
from core.policy.lifecycle import PersonalDataMode
from core.privacy import Finding, Level
from core.tickets.command import Command
from core.tickets.desk_records.whole_calls import TakeCall
from core.tickets.directory import Actor
from core.tickets.refusal import Refusal, bad_input
from core.tickets.relations.attachments import Attach
from core.vocabulary import Screened as Extent

STEP: Final = 10_000
AROUND: Final = 400
"""Characters of a text that are looked at together, and how much around them is seen besides: naming words."""
MOST_NAMED: Final = 5
"""Findings that a refusal names one by one."""
MOST_TOLD: Final = 100
"""Stopping findings after which a text is looked at no further."""

Stopping = dict[str, list[Finding]]
"""What stops a file, by its field: ``title`` and ``body``."""


def screen_key(key: str | None, gate: Gate) -> Refusal | None:
    """Whether an idempotency key is no place for somebody's data; one that a program made is not looked at."""
    if key is None or _MADE.fullmatch(key) or not any(hit.level is not Level.WARN for hit in gate.find(key)):
        return None
    return bad_input("key.personal", "В ключе повтора персональные данные: дайте другой", PRIVACY, field="key")


_MADE: Final = re.compile(r"[0-9a-fA-F-]{32,64}")


def screen_command(
    command: Command, actor: Actor, handling: Handling, gate: Gate, largest: int
) -> ScreenedCommand | Refusal:
    """The command as it may be written down, or why it may not: its texts, and its file where it brings one.

    ``largest``: bytes of the largest file that the rules take.
    """
    if isinstance(command, TakeCall):
        return screen_call(command, actor, handling, gate)
    if isinstance(command, Attach):
        return screen_file(command, actor, handling, gate.settled(), largest)
    return screen(command, actor, handling, gate)


def screen_file(
    command: Attach, actor: Actor, handling: Handling, gate: Gate, largest: int
) -> ScreenedCommand | Refusal:
    """The command with the name as it may be kept and with how much of the file was looked through.

    Refuses with ``pii.found`` (``details``: ``findings`` with ``field`` «title» or «body», kind, level and place, never
    a value), ``pii.not_supervisor`` and ``attachment.unscreened`` (``details``: ``screened`` and ``why``). Takes the
    seconds that reading the file takes.
    """
    softened = (Level.WARN, Level.MASK, Level.BLOCK) if handling.mask else (Level.MASK,)
    named = replace(command, title=mask_name(command.title, gate.find, softened))
    in_name = screen_name(named.title, gate.find)
    fits = 0 < len(command.body) <= largest  # what does not fit the rule refuses
    read = read_document(command.body) if fits else Read("", Extent.FULL)
    in_text = look_through(read.text, _strict(gate).find)
    stopping = _stopping(in_name, in_text)
    if stopping and (refusal := _not_admitted(stopping, actor, handling, gate)):
        return refusal
    if read.screened is not Extent.FULL and not command.unscreened_ok:
        return _unscreened(read)
    kinds = tuple(dict.fromkeys(each.kind.value for hits in stopping.values() for each in hits))
    return ScreenedCommand(
        replace(named, screened=read.screened),
        (tuple(stopping), kinds),
        gate.mask(handling.reason) if stopping and handling.reason is not None else None,
        told=_titles(in_name, "в имени файла") + _titles(in_text, "в файле"),
        masked=() if named.title == command.title else _hidden(command.title, gate, softened),
    )


def look_through(text: str, find: Callable[[str], Iterable[Finding]]) -> tuple[Finding, ...]:
    """What is found in the text of a file, piece by piece, until far more is found than anybody would read."""
    found: list[Finding] = []
    for begin in range(0, len(text), STEP):
        found += _within(text, begin, find)
        if sum(each.level is Level.BLOCK for each in found) >= MOST_TOLD:
            break
    return tuple(found)


def _within(text: str, begin: int, find: Callable[[str], Iterable[Finding]]) -> Iterator[Finding]:
    """What begins in one piece of a text, seen with what stands around it."""
    first = max(0, begin - AROUND)
    for each in find(text[first : begin + STEP + AROUND]):
        if begin <= first + each.start < begin + STEP:
            yield replace(each, start=first + each.start, end=first + each.end)


def _strict(gate: Gate) -> Gate:
    """The gate for what cannot be masked: where texts are masked without asking, a file is stopped."""
    return replace(gate, mode=PersonalDataMode.BLOCK) if gate.mode is PersonalDataMode.MASK else gate


def _stopping(in_name: Iterable[Finding], in_text: Iterable[Finding]) -> Stopping:
    found = {"title": in_name, "body": in_text}
    stopping = {field: [each for each in hits if each.level is Level.BLOCK] for field, hits in found.items()}
    return {field: hits for field, hits in stopping.items() if hits}


def _not_admitted(stopping: Stopping, actor: Actor, handling: Handling, gate: Gate) -> Refusal | None:
    """Why a supervisor has not let in what stops a file; None where he has."""
    if handling.reason is None:
        return _refused(stopping, handling)
    return not_admitting(actor, handling.reason, gate, "файл")


def _refused(stopping: Stopping, handling: Handling) -> Refusal:
    told = []
    if hits := stopping.get("title"):
        told.append(f"в имени файла: {', '.join(dict.fromkeys(each.title for each in hits))}")
    if hits := stopping.get("body"):
        named = [f"{each.title} (знаки {each.start + 1}–{each.end})" for each in hits[:MOST_NAMED]]
        more = f" и ещё {len(hits) - MOST_NAMED}" if len(hits) > MOST_NAMED else ""
        told.append(f"в файле: {', '.join(named)}{more}")
    message = f"Персональные данные {'; '.join(told)}. {_advice(stopping, handling)}"
    shown = ((field, hits[:MOST_TOLD]) for field, hits in stopping.items())
    return Refusal("pii.found", message, PRIVACY, details={"findings": places(shown)})


def _advice(stopping: Stopping, handling: Handling) -> str:
    if "body" not in stopping:
        return "Назовите файл иначе или скройте их в имени одним действием"
    masked = "Скрыть можно только имя: " if handling.mask else ""
    return f"{masked}{'вырежьте' if masked else 'Вырежьте'} их из файла и приложите его снова"


def _unscreened(read: Read) -> Refusal:
    how = "не весь просмотрен" if read.screened is Extent.PART else "не просмотрен"
    message = f"Файл {how} ({read.why}). Убедитесь, что персональных данных в нём нет, и подтвердите это"
    details = {"screened": read.screened.value, "why": read.why}
    return Refusal("attachment.unscreened", message, PRIVACY, details=details)


def _titles(hits: Iterable[Finding], where: str) -> tuple[str, ...]:
    """The kinds that stay and that the writer hears of, with their place."""
    return tuple(dict.fromkeys(f"{each.title} ({where})" for each in hits if each.level is not Level.BLOCK))


def _hidden(name: str, gate: Gate, softened: tuple[Level, ...]) -> tuple[str, ...]:
    """The kinds that were masked in a name."""
    return tuple(dict.fromkeys(each.title for each in screen_name(name, gate.find) if each.level in softened))
