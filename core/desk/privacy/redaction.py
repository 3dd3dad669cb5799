"""Looking through a store for personal data, and cutting out what a page of it lists (Прил. 3, п. 5)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from core.desk.environment import Environment
from core.desk.privacy.personal_data_gate import Gate
from core.desk.privacy.store_scan import CONTENT, Leak, Reader, Scan, ScanPage, scan
from core.desk.sign_in import present_actor
from core.desk.views import Done
from core.store.event_log.log import Author, append_fact
from core.tickets.desk_records.denials import AccessDenied
from core.tickets.directory import Actor
from core.tickets.redaction.redacting import Redact, RedactFact
from core.tickets.refusal import Refusal
from core.tickets.use_cases.access import permit_named

CutOut = Callable[[Redact | RedactFact], Done | Refusal]
"""Carries one redaction out."""
SCAN: Final = "redact_scan"
"""What a denied look is called in the log."""


@dataclass(frozen=True, slots=True)
class CutOutcome:
    """What became of one event: the refusal where its texts stand still."""

    event: int
    ticket: int | None
    entry: int | None
    fields: tuple[str, ...]
    refused: Refusal | None


def look_through(
    environment: Environment, gate: Callable[[], Gate], actor: Actor, asked: ScanPage, read: Reader | None = None
) -> Scan | Refusal:
    """One page of what the present rules find; for who may cut it out. To others it is denied, on record."""
    refusal = _may_look(environment, actor)
    return refusal or scan(environment.store, asked, read, gate().settled().find)


def cut_listed(cut_out: CutOut, leaks: Iterable[Leak], reason: str) -> tuple[CutOutcome, ...]:
    """Cut every listed text out, each event by a command of its own, so that each has its record and its right."""
    chosen: dict[int, tuple[Leak, list[str]]] = {}
    for each in leaks:
        chosen.setdefault(each.event, (each, []))[1].append(each.field)
    return tuple(_cut(cut_out, leak, tuple(names), reason) for leak, names in chosen.values())


def command_for(leak: Leak, fields: tuple[str, ...], reason: str) -> Redact | RedactFact:
    """The command that cuts some texts of one event; the content of a file goes with its record."""
    named = () if CONTENT in fields else fields
    if leak.ticket is None:
        return RedactFact(event=leak.event, reason=reason, fields=named)
    return Redact(number=leak.ticket, event=leak.entry or 0, reason=reason, fields=named)


def _cut(cut_out: CutOut, leak: Leak, fields: tuple[str, ...], reason: str) -> CutOutcome:
    done = cut_out(command_for(leak, fields, reason))
    return CutOutcome(leak.event, leak.ticket, leak.entry, fields, done if isinstance(done, Refusal) else None)


def _may_look(environment: Environment, actor: Actor) -> Refusal | None:
    now = environment.now()
    with environment.store.reading() as tx:
        present = present_actor(tx, actor.login, now)
    if isinstance(present, Refusal):
        return present
    refusal = permit_named(RedactFact.name, present)
    if refusal is not None and not environment.read_only:
        denial = AccessDenied(command=SCAN, code=refusal.code)
        with environment.store.writing() as tx:
            append_fact(tx, denial, Author(present.login, present.role, environment.session), now)
            tx.commit()
    return refusal
