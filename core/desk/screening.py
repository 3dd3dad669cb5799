"""The gate of personal data (Прил. 3, п. 5): every text of people passes here on its way into the log.

What staff types is stopped, masked in one step, or let in by a supervisor with a reason; what is imported is masked and
flagged. A refusal tells the kind, the field and the place of each finding, never its value.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from core.desk.gate import BODIES, TITLES
from core.policy import Policy
from core.policy.lifecycle import PersonalDataMode
from core.privacy import Finding, Level, find, mask
from core.tickets.commands import (
    AddSolution,
    AnswerOutage,
    ChangeSolution,
    Command,
    EndOutage,
    LogCall,
    OpenOutage,
    Register,
    ResolveOutage,
    TicketCommand,
    UpdateOutage,
)
from core.tickets.directory import Actor
from core.tickets.refusal import Refusal, forbidden
from core.vocabulary import Role

AnyCommand = TypeVar("AnyCommand")

PRIVACY: Final = "Прил. 3, п. 5"
_TEXTS: Final = (BODIES | {"subject", "title"}) - {"admit_reason"}
_SCREENED: Final = (
    Register,
    TicketCommand,
    LogCall,
    AddSolution,
    ChangeSolution,
    OpenOutage,
    UpdateOutage,
    AnswerOutage,
    ResolveOutage,
    EndOutage,
)


@dataclass(frozen=True, slots=True)
class Handling:
    """What the writer wants done with personal data: masked, or let in with a supervisor's reason."""

    mask: bool = False
    reason: str | None = None


AS_TYPED: Final = Handling()


@dataclass(frozen=True, slots=True)
class Screened:
    """A command fit for the log; ``admitted`` names the fields and kinds that a supervisor let in, ``told`` the kinds
    that are only warned of."""

    command: Command
    admitted: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    told: tuple[str, ...] = ()


def screen(command: Command, policy: Policy, actor: Actor, handling: Handling) -> Screened | Refusal:
    """The command as it may be written down, or why it may not."""
    if not isinstance(command, _SCREENED):
        return Screened(command)
    found = dict(_found(command))
    if isinstance(command, Register):
        kinds = tuple(dict.fromkeys(each.kind.value for hits in found.values() for each in hits))
        command = replace(command, masked=kinds if command.imported else ())
        if command.imported:
            return Screened(_masked(command, found))
    stopping = {name: [each for each in hits if each.level is Level.BLOCK] for name, hits in found.items()}
    stopping = {name: hits for name, hits in stopping.items() if hits}
    told = tuple(dict.fromkeys(each.title for hits in found.values() for each in hits if each.level is Level.WARN))
    mode = policy.lifecycle.pii
    if not stopping or mode is PersonalDataMode.WARN:
        return Screened(command, told=told)
    if handling.mask or mode is PersonalDataMode.MASK:
        return Screened(_masked(command, stopping), told=told)
    if handling.reason is None:
        return _refused(stopping)
    if actor.role is not Role.SUPERVISOR or not isinstance(command, Register | TicketCommand):
        return forbidden("pii.not_supervisor", "Принять такой текст может руководитель смены с основанием", PRIVACY)
    kinds = tuple(dict.fromkeys(each.kind.value for hits in stopping.values() for each in hits))
    return Screened(command, (tuple(stopping), kinds), told)


def masked(text: str) -> str:
    """A text with all that would stop it masked, as one key does in a form (Прил. 3, п. 5)."""
    hits = [each for each in find(text) if each.level is Level.BLOCK]
    return mask(text, hits) if hits else text


def _found(command: Command) -> Iterator[tuple[str, tuple[Finding, ...]]]:
    for name in sorted(_TEXTS):
        text = getattr(command, name, None)
        if isinstance(text, str) and (hits := find(text)):
            yield name, hits


def _masked(command: AnyCommand, found: Mapping[str, Iterable[Finding]]) -> AnyCommand:
    return replace(command, **{name: mask(getattr(command, name), hits) for name, hits in found.items()})  # type: ignore[type-var]


def _refused(stopping: dict[str, list[Finding]]) -> Refusal:
    titles = dict.fromkeys(
        f"{each.title} ({TITLES.get(name, name)})" for name, hits in stopping.items() for each in hits
    )
    message = f"В тексте персональные данные: {', '.join(titles)}. Уберите их или скройте одним действием"
    findings = [
        {"field": name, "kind": each.kind.value, "level": each.level.value, "start": each.start, "end": each.end}
        for name, hits in stopping.items()
        for each in hits
    ]
    return Refusal("pii.found", message, PRIVACY, details={"findings": findings})
