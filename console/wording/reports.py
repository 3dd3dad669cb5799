"""Reports that the screens and the command line tell in the same words. Loads no rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from core.text import clean_line, safe_line
from core.wording import moment

if TYPE_CHECKING:
    from core.desk.exchange.import_differences import KnownRow
    from core.desk.exchange.importing import Imported
    from core.desk.views import Done
    from core.policy import Policy
    from core.policy.configuration.calendar_files import NewCalendar
    from core.tickets.forecast.what_if import ChangedClock, Judgement
    from core.tickets.routing.decision import Decision


def private_lines(done: Done) -> list[str]:
    """What was masked on its way in, and what stays and may be personal data (Прил. 3, п. 5), a sentence each."""
    masked, told = ", ".join(done.masked), ", ".join(done.told)
    lines = [f"Сохранено со скрытым: {masked} (Прил. 3, п. 5)."] if masked else []
    return lines + (
        [f"Похоже на персональные данные: {told} (Прил. 3, п. 5). Если это они, уберите их."] if told else []
    )


def imported_text(found: Imported, *, dry: bool) -> str:
    """What became of a file's rows, each bad one with its line."""
    head = f"{'Годится' if dry else 'Принято'}: {len(found.taken)}; уже есть: {len(found.known)}; "
    lines = [head + f"с ошибками: {len(found.bad)}"]
    if found.masked:
        rows = sum(bool(each.masked) for each in found.taken)
        kinds = ", ".join(f"{kind} — {count}" for kind, count in found.masked.items())
        lines.append(f"Скрыты персональные данные, строк: {rows} ({kinds}). Попросите не присылать их (Прил. 3, п. 5).")
    lines += [f"Отложено из-за персональных данных: {len(found.quarantined)}"] if found.quarantined else []
    lines += [f"Прервано, не обработано строк: {found.left}. Примите файл ещё раз."] if found.left else []
    lines += [f"  строка {each.line}: {each.refusal.message}" for each in found.bad]
    if found.differing:
        lines.append(f"Отличается от того, что здесь (ничего не изменено): {len(found.differing)}")
    return "\n".join([*lines, *(line for each in found.differing for line in _differing(each))])


_WHOSE_CHANGE = {"there": "изменено там", "here": "изменено здесь", "both": "изменено и там, и здесь"}


def _differing(known: KnownRow) -> Iterator[str]:
    """A row that says something else than its ticket, a line for each field."""
    yield f"  строка {known.line}: {safe_line(known.external_number)}, обращение № {known.number}"
    for each in known.differs:
        here, there = (clean_line(text, 60) for text in (each.here, each.there))
        yield f"    {each.label}: здесь «{here}», там «{there}» — {_WHOSE_CHANGE[each.changed]}"


def calendar_text(new: NewCalendar, judged: Judgement, policy: Policy, *, applied: bool) -> str:
    """Whose due times a calendar moves, and where it differs from the statutory holidays."""
    done = "загружен" if applied else "был бы загружен"
    head = f"Календарь {new.year} года {done}; сдвинутые сроки: {len(judged.changes)}"
    return "\n".join([head, *(_moved(each, policy) for each in judged.changes), *new.remarks])


def _moved(change: ChangedClock, policy: Policy) -> str:
    zone = policy.zone
    old, new = (moment(due, zone) if due else "без срока" for due in (change.due_before, change.due_after))
    return f"  № {change.number} ({policy.labels.of(change.clock)}): {old} → {new}"


def judgement_rows(judged: Judgement, policy: Policy) -> tuple[str, list[tuple[str, str, str]]]:
    """A sentence, and for each clock its breaches now and under the other reading (п. 11.1)."""
    rows = [(policy.labels.of(c), str(judged.before[c]), str(judged.after[c])) for c in judged.before]
    changed = sum(each.verdict for each in judged.changes)
    return f"Обращений: {judged.tickets}; вердикт меняется: {changed}", rows


def decision_lines(stored: Decision, policy: Policy) -> Sequence[str]:
    """Where the rules send a request and why: rule, line, executor, who else could, who was left out."""
    label = policy.labels.of
    lines = [f"Правило: «{stored.rule}» ({stored.clause})", f"Линия: {label(stored.line)}"]
    lines += [f"Компетенция: {stored.competence}"] if stored.competence else []
    lines.append(f"Исполнитель: {stored.executor or 'не найден'} — {stored.reason}")
    lines += [f"Вместо {stored.instead_of}: {stored.because}"] if stored.instead_of else []
    lines += [f"Замещение (п. 4.7): {' → '.join(stored.substitutes)}"] if stored.substitutes else []
    lines += [f"Могли бы: {', '.join(stored.candidates)}"] if stored.candidates else []
    lines += [f"  {each.login}: {each.reason}" for each in stored.excluded]
    return lines + ([f"Наблюдатели: {', '.join(stored.watchers)}"] if stored.watchers else [])
