"""What ``pult redact`` answers: a page of a scan, what was cut, what stays where nothing of this host reaches."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from console.cli.output import answer, note
from console.cli.session import Session, granted

if TYPE_CHECKING:
    from console.state.draft_masking import DraftLeak
    from core.desk.privacy.redaction import CutOutcome
    from core.desk.privacy.store_scan import KindCount, Leak, Scan

LEVELS: Final = {"block": "не сохранить", "mask": "скрыть", "warn": "похоже"}
STAYS: Final = "В копиях, сделанных раньше, эти слова остались: сделайте новую и уничтожьте прежние."
SERVER: Final = (
    "На сервере прежние строки лежат до VACUUM FULL таблиц texts, events, tickets и до конца срока архива WAL."
)
UNREAD: Final = "Содержимое вложений не просмотрено: {}. Откройте их сами; файл изымают вместе с его записью."


def answer_scan(session: Session, after: int, limit: int, levels: tuple[str, ...]) -> None:
    """Answer with a page of what the present rules find, and with what they find in the drafts of this host."""
    from console.state.draft_masking import leaks_of

    scan = _page(session, after, limit, levels)
    drafts = (
        tuple(leaks_of(session.desk.store_id, levels, look=session.desk.commands.gate.settled().find))
        if scan.after is None
        else ()
    )
    document = {
        "leaks": [_leak_json(session, each) for each in scan.leaks],
        "after": scan.after,
        "events": scan.events,
        "attachments_unread": scan.unread,
        "drafts": [_draft_json(each) for each in drafts],
    }
    answer(document, lambda: _scan_text(scan, drafts), as_json=session.as_json)


def answer_cut(session: Session, after: int, limit: int, levels: tuple[str, ...], reason: str) -> None:
    """Cut what a page lists, event by event, mask the drafts of this host, and answer with what became of each."""
    from console.cli.failure import from_refusal

    scan = _page(session, after, limit, levels)
    cuts: tuple[CutOutcome, ...] = session.desk.commands.cut_listed(scan.leaks, session.actor, reason)
    drafts = _mask_drafts(session, levels) if scan.after is None else 0
    refused = [each.refused for each in cuts if each.refused is not None]
    if refused and len(refused) == len(cuts):
        raise from_refusal(refused[0])
    document = {
        "cut": [_cut_json(each) for each in cuts if each.refused is None],
        "refused": [
            _cut_json(each) | {"code": each.refused.code, "message": each.refused.message}
            for each in cuts
            if each.refused is not None
        ],
        "after": scan.after,
        "attachments_unread": scan.unread,
        "drafts": drafts,
    }
    answer(document, lambda: _cut_text(cuts, scan, drafts), as_json=session.as_json)
    _tell_copies(session)


def cut_event(session: Session, event: int, fields: tuple[str, ...], reason: str, key: str | None) -> None:
    """Cut the texts of one event of the desk, and answer with its number."""
    from console.cli.changing import perform
    from core.tickets.redaction.redacting import RedactFact

    perform(session, RedactFact(event=event, fields=fields, reason=reason), key)
    document = {"event": event, "fields": list(fields)}
    answer(document, lambda: f"Текст события {event} изъят, журнал цел (Прил. 3, п. 5).", as_json=session.as_json)
    tell_what_stays(session, None)


def tell_what_stays(session: Session, number: int | None) -> None:
    """Mask what the rules find in the drafts of this host at the same ticket, and tell what no command reaches."""
    from console.state.draft_masking import mask_drafts

    masked = mask_drafts(
        session.desk.store_id, lambda draft: draft.ticket == number, look=session.desk.commands.gate.settled().find
    )
    if masked and not session.as_json:
        note(f"В черновиках этого узла скрыто полей: {masked}.")
    _tell_copies(session)


def _page(session: Session, after: int, limit: int, levels: tuple[str, ...]) -> Scan:
    from console.cli.failure import bad_input
    from core.desk.privacy.store_scan import ScanPage
    from core.privacy import Level

    known = [each.value for each in Level]
    for each in levels:
        if each not in known:
            raise bad_input(f"Уровня «{each}» нет. Допустимо: {', '.join(known)}.", "level", allowed=known)
    scan: Scan = granted(session.desk.administration.scan(session.actor, ScanPage(after, limit, levels), _text_of))
    return scan


def _text_of(_title: str, body: bytes) -> str | None:
    """The text of an attached file, as far as it can be looked through; None where it has none."""
    from core.documents.reading import read_document
    from core.vocabulary import Screened

    read = read_document(body)
    return None if read.screened is Screened.NO else read.text


def _mask_drafts(session: Session, levels: tuple[str, ...]) -> int:
    from console.state.draft_masking import MASKED, mask_drafts

    return mask_drafts(session.desk.store_id, levels=levels or MASKED, look=session.desk.commands.gate.settled().find)


def _tell_copies(session: Session) -> None:
    if not session.as_json:
        note(STAYS)
        if "://" in session.database and not session.database.startswith("sqlite"):
            note(SERVER)


def _found_json(found: Iterable[KindCount]) -> list[dict[str, Any]]:
    return [{"kind": each.kind, "level": each.level, "count": each.count} for each in found]


def _leak_json(session: Session, leak: Leak) -> dict[str, Any]:
    from core.instants import iso

    return {
        "event": leak.event, "ticket": leak.ticket, "entry": leak.entry, "register": leak.register,
        "record": leak.record, "at": iso(leak.at, session.policy.zone), "kind": leak.kind, "field": leak.field,
        "level": leak.level, "found": _found_json(leak.found), "command": _command(leak),
    }  # fmt: skip


def _draft_json(draft: DraftLeak) -> dict[str, Any]:
    return {
        "login": draft.login, "form": draft.form, "ticket": draft.ticket, "field": draft.field,
        "found": _found_json(draft.found),
    }  # fmt: skip


def _cut_json(cut: CutOutcome) -> dict[str, Any]:
    return {"event": cut.event, "ticket": cut.ticket, "entry": cut.entry, "fields": list(cut.fields)}


def _command(leak: Leak) -> str:
    """What cuts a text, as it is typed; the reason is the supervisor's own."""
    from core.desk.privacy.store_scan import CONTENT

    field = "" if leak.field == CONTENT else f" --field {leak.field}"
    if leak.ticket is None:
        return f"pult redact --event {leak.event}{field} --reason …"
    return f"pult redact {leak.ticket} --event {leak.entry}{field} --reason …"


def _where(leak: Leak) -> str:
    from core.desk.upkeep.verification import TABLES

    if leak.ticket is not None:
        return f"№ {leak.ticket}, запись {leak.entry}"
    if leak.register is not None:
        return f"{TABLES[leak.register]} {leak.record}, событие {leak.event}"
    return f"Событие {leak.event}"


def _kinds(found: Iterable[KindCount]) -> str:
    return ", ".join(each.title if each.count == 1 else f"{each.title} ×{each.count}" for each in found)


def _scan_text(scan: Scan, drafts: tuple[DraftLeak, ...]) -> str:
    from console.cli.plain_texts.table import table
    from core.desk.handling.input_cleaning import TITLES

    rows = [
        (_where(each), TITLES.get(each.field, each.field), _kinds(each.found), LEVELS.get(each.level, each.level),
         _command(each))
        for each in scan.leaks
    ]  # fmt: skip
    lines = [table(("Где", "Поле", "Найдено", "Уровень", "Чем изъять"), rows)] if rows else []
    lines += [
        f"Черновик {each.login}, {each.form}"
        + (f" № {each.ticket}" if each.ticket else "")
        + f": {TITLES.get(each.field, each.field)} — {_kinds(each.found)}"
        for each in drafts
    ]
    if not rows and not drafts:
        lines.append("Личного правила не находят (Прил. 3, п. 5).")
    lines += [UNREAD.format(scan.unread)] if scan.unread else []
    lines.append(_next(scan))
    return "\n".join(lines)


def _cut_text(cuts: tuple[CutOutcome, ...], scan: Scan, drafts: int) -> str:
    done = sum(len(each.fields) for each in cuts if each.refused is None)
    lines = [f"Изъято текстов: {done}, журнал цел (Прил. 3, п. 5)."]
    lines += [f"Событие {each.event}: не изъято. {each.refused.message}" for each in cuts if each.refused is not None]
    lines += [f"В черновиках этого узла скрыто полей: {drafts}."] if drafts else []
    lines += [UNREAD.format(scan.unread)] if scan.unread else []
    lines.append(_next(scan))
    return "\n".join(lines)


def _next(scan: Scan) -> str:
    if scan.after is None:
        return f"Просмотрено событий с текстом: {scan.events}. Журнал просмотрен до конца."
    return f"Просмотрено событий с текстом: {scan.events}. Дальше: --after {scan.after}"
