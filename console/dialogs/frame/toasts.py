"""Refusals and results in words: short messages, and what others have changed while somebody was typing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final

from console.host import Host
from console.wording.instants import moment
from console.wording.reports import private_lines
from core.desk.views import Done
from core.text import safe, safe_line
from core.tickets.refusal import Refusal, RefusalKind
from core.tickets.undo.ways import way_of
from core.tickets.use_cases.use_case import Reversal
from core.wording import mid_sentence

if TYPE_CHECKING:
    from core.tickets.command import Command
    from core.tickets.merging import Difference

_TEXT_SHOWN: Final = 80
_CHANGES_SHOWN: Final = 4


def with_clause(refusal: Refusal) -> str:
    """The refusal's sentence with its clause in brackets."""
    message = safe(refusal.message)
    return f"{message} ({refusal.clause})" if refusal.clause else message


def tell_refusal(pult: Host, refusal: Refusal) -> None:
    """Say a refusal that belongs to no dialog."""
    if refusal.kind is RefusalKind.CONFLICT:
        lines = ["Пока вы смотрели, обращение изменили:", *changed_lines(pult, differences(refusal))]
        title = "Обращение изменилось"
    else:
        lines, title = [with_clause(refusal)], "Нельзя"
    pult.notify("\n".join(lines), title=title, severity="warning", markup=False, timeout=8)


def tell_act(pult: Host, message: str, done: Done, command: Command, since: datetime) -> None:
    """Say that a command was carried out, which can be taken back for a while from ``since``, when it was given."""
    if done.number is None or done.version is None or way_of(command.name) not in (Reversal.MARKED, Reversal.REVERSED):
        return tell_done(pult, message, done)
    pult.hindsight.did(message, ((done.number, done.version),), since)
    _tell_merged(pult, done)
    _tell_private(pult, done)


def tell_done(pult: Host, message: str, done: Done | None = None) -> None:
    """Say that something was carried out; if it was merged, with what."""
    pult.notify(safe_line(message), markup=False, timeout=4)
    _tell_merged(pult, done)
    _tell_private(pult, done)


def _tell_private(pult: Host, done: Done | None) -> None:
    """What of the texts was masked on its way in, and what stays and may be personal data (Прил. 3, п. 5)."""
    if done is not None and (lines := private_lines(done)):
        pult.notify("\n".join(lines), title="Персональные данные", severity="warning", markup=False, timeout=8)


def _tell_merged(pult: Host, done: Done | None) -> None:
    if done is not None and done.merged:
        lines = ["Пока вы писали:", *changed_lines(pult, done.merged), "Ваше сохранено."]
        pult.notify("\n".join(lines), title="Обращение изменилось", markup=False, timeout=8)


def differences(refusal: Refusal) -> tuple[Difference, ...]:
    """What others have changed since the version that the writer had read; nothing for other refusals."""
    from core.tickets.merging import Difference

    if refusal.kind is not RefusalKind.CONFLICT:
        return ()
    told = refusal.details.get("fields", ())
    return tuple(Difference(**{**each, "at": datetime.fromisoformat(each["at"])}) for each in told)


def changed_lines(pult: Host, changed: Sequence[Difference]) -> list[str]:
    """A line a change: «Петров А. Н. 11:25 — приоритет: Средний → Высокий»; of many, the last ones."""
    shown, now = changed[-_CHANGES_SHOWN:], pult.client.now()
    more = [f"… и ещё {len(changed) - len(shown)}"] if len(shown) < len(changed) else []
    return [
        *(f"{who(each, pult.login)} {moment(each.at, now)} — {told_shortly(each)}" for each in shown),
        *more,
    ]


def told_shortly(changed: Difference) -> str:
    """«приоритет: Средний → Высокий», «заметка: Перезвонить»."""
    from core.tickets.merging.differences import NOTHING

    before, after = (_short(each) for each in (changed.before, changed.after))
    value = after if changed.before == NOTHING else f"{before} → {after}"
    return f"{mid_sentence(changed.label)}: {f'менялось, снова {after}' if before == after else value}"


def who(changed: Difference, me: str) -> str:
    """Whose change it is."""
    return "вы" if changed.actor == me else safe_line(changed.actor_name)


def new_version(refusal: Refusal) -> int | None:
    """The version that stands now, when the refusal is a conflict that tells it."""
    version = refusal.details.get("version")
    return version if refusal.kind is RefusalKind.CONFLICT and isinstance(version, int) else None


def _short(text: str) -> str:
    line = safe_line(text)
    return line if len(line) <= _TEXT_SHOWN else line[: _TEXT_SHOWN - 1] + "…"
