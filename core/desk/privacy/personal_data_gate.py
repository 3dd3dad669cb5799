"""The gate of personal data (Прил. 3, п. 5): every text of people passes here on its way into the log.

Every text of every command is looked at, unless it is data by nature (:data:`DATA`), so a new field is in by default.
What stops a text stops the command: the writer masks it in one step, or a supervisor lets it in with a reason, which is
looked at too. What is milder is masked or told. An import is masked and flagged. A refusal tells the kind, the field
and the place of each finding, never its value.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from enum import StrEnum
from typing import Any, Final, TypeVar

from core import privacy as personal_data
from core.desk.handling.input_cleaning import TITLES
from core.policy.lifecycle import PersonalDataMode
from core.policy.privacy import Privacy
from core.privacy import NOBODY, Finding, Kind, Known, Level
from core.privacy.texts import MARK
from core.tickets.command import Command
from core.tickets.directory import Actor
from core.tickets.refusal import Refusal, forbidden
from core.tickets.registration.commands import Register
from core.vocabulary import Role

AnyCommand = TypeVar("AnyCommand")

QUARANTINED: Final = "import.quarantined"
"""The code of a row that cannot even be taken masked: it is told, counted, and asked for again."""
PRIVACY: Final = "Прил. 3, п. 5"
_DATA: Final = """
login to user substitute_login full_name phone email staff_number public_key code person_kind
file sha256 head console view sort group consent_how account_kind system what fields masked watchers competences
contract_from contract_until decided_on dismissed_on sent_on
"""
DATA: Final = frozenset(_DATA.split())
"""Fields that are data by nature: logins, codes, directory fields, dates. Everything else that is text is looked at."""
DATA_OF: Final = frozenset({("org_add", "title")})
"""The same for one command: the name of a clinic is the directory's, and clinics are called by people."""
OF_PEOPLE: Final = frozenset({Kind.NAME, Kind.PHONE, Kind.EMAIL})
"""What the directory may know: only for these is it asked."""


@dataclass(frozen=True, slots=True)
class Handling:
    """What the writer wants done with personal data: masked, or let in with a supervisor's reason."""

    mask: bool = False
    reason: str | None = None


AS_TYPED: Final = Handling()


@dataclass(frozen=True, slots=True)
class ScreenedCommand:
    """A command fit for the log. ``admitted``: the fields and kinds that a supervisor let in, with ``why``; ``told``
    and ``masked``: the titles of kinds that the writer hears of because they stay, or because they were masked."""

    command: Command
    admitted: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    why: str | None = None
    told: tuple[str, ...] = ()
    masked: tuple[str, ...] = ()
    parts: tuple["ScreenedCommand", ...] = ()
    """The same of each command that is a part of it."""

    @property
    def admitted_parts(self) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
        """What was let in of each part."""
        return tuple(each.admitted for each in self.parts)


@dataclass(frozen=True, slots=True)
class Gate:
    """How texts are looked at here: the customer's levels, and who is no patient. ``directory`` is asked at need."""

    privacy: Privacy
    mode: PersonalDataMode = PersonalDataMode.BLOCK
    directory: Callable[[], Known] = lambda: NOBODY

    def find(self, text: str) -> tuple[Finding, ...]:
        """Everything in a text that is not the desk's own, with its level here."""
        hits = personal_data.find(text, self.privacy.own, self.levels)
        if any(hit.kind in OF_PEOPLE for hit in hits):
            hits = personal_data.find(text, self.known, self.levels)
        return hits

    def settled(self) -> "Gate":
        """The same gate with the directory read once, for whoever looks at a text with every key."""
        known = self.directory()
        return replace(self, directory=known.itself)

    def mask(self, text: str, least: Level = Level.MASK) -> str:
        """A text with everything of at least a level masked."""
        return personal_data.mask_all(text, self.known, self.levels, least) if self.find(text) else text

    @property
    def known(self) -> Known:
        """The centre's own contacts and everybody in the directory."""
        return self.privacy.own | self.directory()

    @property
    def levels(self) -> Mapping[Kind, Level]:
        """The customer's levels, none stricter than the mode of the desk lets it be."""
        if self.mode is PersonalDataMode.BLOCK:
            return self.privacy.levels
        most = Level.MASK if self.mode is PersonalDataMode.MASK else Level.WARN
        return {kind: min(level, most, key=list(Level).index) for kind, level in self.privacy.levels.items()}


def texts_of(command: object) -> Iterator[tuple[str, str]]:
    """Every text of a command that is looked at: its field and what stands there; of several, one after another.

    What holds other commands has their texts.
    """
    name = getattr(command, "name", "")
    for field in fields(command):  # type: ignore[arg-type]
        if field.name in DATA or (name, field.name) in DATA_OF:
            continue
        value = getattr(command, field.name)
        for each in value if isinstance(value, tuple) else (value,):
            if is_dataclass(each):
                yield from texts_of(each)
            elif isinstance(each, str) and not isinstance(each, StrEnum):
                yield field.name, each


def screen(command: Command, actor: Actor, handling: Handling, gate: Gate) -> ScreenedCommand | Refusal:
    """The command as it may be written down, or why it may not."""
    found = [(name, gate.find(text)) for name, text in texts_of(command)]
    found = [(name, hits) for name, hits in found if hits]
    if isinstance(command, Register):
        return _screen_request(command, found, gate, actor, handling)
    return _screen(command, found, gate, actor, handling)


Found = Sequence[tuple[str, tuple[Finding, ...]]]


def _screen_request(
    command: Register, found: Found, gate: Gate, actor: Actor, handling: Handling
) -> ScreenedCommand | Refusal:
    """A request: an imported one is masked and flagged, and nobody else says of a request that it was."""
    if not command.imported:
        return _screen(replace(command, masked=()), found, gate, actor, handling)
    if number := _of([each for each in found if each[0] == "external_number"], Level.BLOCK):
        return _refused(
            number, QUARANTINED, "Строка отложена, в ней персональные данные: {}. Попросите прислать её без них"
        )
    kinds = tuple(dict.fromkeys(hit.kind.value for _, hits in found for hit in hits if hit.level is not Level.WARN))
    masked = _masked(replace(command, masked=kinds), gate, Level.MASK)
    if not MARK.sub("", f"{masked.subject}{masked.description}").strip(" .,;:—-()\n"):
        return _refused(_of(found, Level.BLOCK), QUARANTINED, "Строка отложена, в ней одни персональные данные: {}")
    return ScreenedCommand(masked, masked=_titles(found, Level.BLOCK, Level.MASK))


def _screen(
    command: AnyCommand, found: Found, gate: Gate, actor: Actor, handling: Handling
) -> ScreenedCommand | Refusal:
    told, stopping = _titles(found, Level.WARN), _of(found, Level.BLOCK)
    if not stopping or handling.mask:
        softened = _of(found, Level.MASK)
        least = Level.WARN if handling.mask else Level.MASK
        masked = _masked(command, gate, least) if stopping or softened or handling.mask else command
        return ScreenedCommand(masked, told=told, masked=_titles(found, Level.BLOCK, Level.MASK))  # type: ignore[arg-type]
    if handling.reason is None:
        return _refused(
            stopping, "pii.found", "В тексте персональные данные: {}. Уберите их или скройте одним действием"
        )
    if refusal := not_admitting(actor, handling.reason, gate, "текст"):
        return refusal
    kinds = tuple(dict.fromkeys(hit.kind.value for _, hits in stopping for hit in hits))
    names = tuple(dict.fromkeys(name for name, _ in stopping))
    return ScreenedCommand(command, (names, kinds), gate.mask(handling.reason), told)  # type: ignore[arg-type]


def not_admitting(actor: Actor, reason: str, gate: Gate, what: str) -> Refusal | None:
    """Why somebody may not let ``what`` in with a reason: no supervisor, or the reason itself holds personal data."""
    if actor.role is not Role.SUPERVISOR:
        return forbidden("pii.not_supervisor", f"Принять такой {what} может руководитель смены с основанием", PRIVACY)
    hits = [each for each in gate.find(reason) if each.level is Level.BLOCK]
    if not hits:
        return None
    named = ", ".join(dict.fromkeys(each.title for each in hits))
    message = f"В основании персональные данные: {named}. Назовите причину без них"
    return Refusal("pii.found", message, PRIVACY, details={"findings": places([("pii_reason", hits)])})


def places(found: Iterable[tuple[str, Iterable[Finding]]]) -> list[dict[str, Any]]:
    """Findings by field as a refusal tells them: kind, level and place, never a value."""
    return [
        {"field": name, "kind": hit.kind.value, "level": hit.level.value, "start": hit.start, "end": hit.end}
        for name, hits in found
        for hit in hits
    ]


def _of(found: Found, level: Level) -> list[tuple[str, tuple[Finding, ...]]]:
    """The findings of one level, by field."""
    picked = [(name, tuple(hit for hit in hits if hit.level is level)) for name, hits in found]
    return [(name, hits) for name, hits in picked if hits]


def _titles(found: Found, *levels: Level) -> tuple[str, ...]:
    return tuple(dict.fromkeys(hit.title for _, hits in found for hit in hits if hit.level in levels))


def _masked(command: AnyCommand, gate: Gate, least: Level) -> AnyCommand:
    """The command with every text that is looked at masked."""
    wanted = {name for name, _ in texts_of(command)}
    changed: dict[str, Any] = {}
    for name in wanted:
        value = getattr(command, name)
        if isinstance(value, tuple):
            changed[name] = tuple(gate.mask(each, least) if isinstance(each, str) else each for each in value)
        else:
            changed[name] = gate.mask(value, least)
    return replace(command, **changed)  # type: ignore[type-var]


def _refused(stopping: Found, code: str, sentence: str) -> Refusal:
    titles = dict.fromkeys(f"{hit.title} ({TITLES.get(name, name)})" for name, hits in stopping for hit in hits)
    return Refusal(code, sentence.format(", ".join(titles)), PRIVACY, details={"findings": places(stopping)})
