"""What has become of several tickets, as text: done, refused with reason and clause, not begun. Knows no widget."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from console.dialogs.bulk.plan import Planned
from console.dialogs.frame.toasts import differences, told_shortly, with_clause
from core.text import plural, safe_line
from core.wording import WEEKDAYS


@dataclass(frozen=True, slots=True)
class BulkReport:
    """Of one command to the tickets of ``plan``, begun ``at`` by ``who``; ``stopped``: before its end."""

    title: str
    who: str
    at: datetime
    plan: tuple[Planned, ...]
    stopped: bool = False

    @property
    def file_name(self) -> str:
        """What a file of it is called."""
        return f"отчёт-{self.at:%Y-%m-%d-%H%M}.txt"

    def text(self, *, subjects: bool) -> str:
        """All of it; people's words, the ``subjects``, are for the screen and stay out of a file."""
        count = len(self.plan)
        head = f"{self.title} · {count} {plural(count, 'обращение', 'обращения', 'обращений')}"
        when = f"{WEEKDAYS[self.at.weekday()]} {self.at:%d.%m.%Y %H:%M} · {safe_line(self.who)}"
        done = [each for each in self.plan if each.done]
        refused = [each for each in self.plan if each.refusal is not None and not each.done]
        left = [each for each in self.plan if each.refusal is None and not each.done]
        parts = [head, when, *(["Остановлено до конца: сделанное осталось."] if self.stopped else []), ""]
        for title, group in (("Сделано", done), ("Отказано", refused), ("Не начато", left)):
            parts += [*_section(title, group, subjects=subjects)] if group else []
        return "\n".join(parts).rstrip() + "\n"


def _section(title: str, group: Sequence[Planned], *, subjects: bool) -> Iterator[str]:
    yield f"{title}: {len(group)}"
    for each in group:
        subject = f"  {safe_line(each.view.ticket.subject)}" if subjects else ""
        yield f"  № {each.number}{subject}{_why(each)}"
    yield ""


def _why(each: Planned) -> str:
    """Why it was refused, with the clause; or what others had changed beside."""
    if each.refusal is None:
        return f" — меняли и другие: {'; '.join(map(told_shortly, each.merged))}" if each.merged else ""
    changed = "; ".join(told_shortly(one) for one in differences(each.refusal) if one.collides)
    return f" — {f'изменилось: {changed}' if changed else with_clause(each.refusal)}"
