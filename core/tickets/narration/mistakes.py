"""How a mistaken classification is told: both entries stay, and each says what became of it (п. 5.10)."""

from dataclasses import replace

from core.policy import Policy
from core.tickets.alerts.events import Alerted
from core.tickets.clocks.corrections import Correction, in_mistake
from core.tickets.log import Recorded
from core.tickets.narration.values import Narration
from core.wording import clock_time, mid_sentence


def marked(told: Narration, recorded: Recorded, found: tuple[Correction, ...], policy: Policy) -> Narration:
    """The narration of an event that was a mistake, set one back, or signalled what only a mistake had caused."""
    mine = next((each for each in found if recorded.seq in each.changes), None)
    if mine is None:
        alerted = isinstance(recorded.event, Alerted) and in_mistake(recorded.seq, found)
        return _also(told, f"{told.title} — по ошибочной классификации, снято", "alert") if alerted else told
    if recorded.seq == mine.last:
        since = clock_time(mine.at.astimezone(policy.zone))
        title = f"Исправлена ошибка: {mid_sentence(told.title)}; сроки — как до {since}"
        return _also(told, title, "set_back")
    back = clock_time(mine.corrected_at.astimezone(policy.zone))
    return _also(told, f"{told.title} — по ошибке, исправлено в {back}", "mistake")


def _also(told: Narration, title: str, part: str) -> Narration:
    return replace(told, title=title, data={**told.data, "correction": part})
