"""The page at the end of a drill, as plain lines: what was in time, what was missed, what a better answer had been."""

from collections.abc import Iterator
from typing import Final

from core.drill.judging import ActVerdict, JudgedAct, Score
from core.text import plural

SIGNS: Final = {ActVerdict.KEPT: "✓", ActVerdict.LATE: "◷", ActVerdict.WRONG: "✗", ActVerdict.MISSED: "✗"}

BETTER: Final = "лучше: "


def page(score: Score) -> tuple[str, ...]:
    """The whole page, a line each; an item's name stands above what was judged of it."""
    return (*_head(score), "", *_items(score), "", _advice(score))


def _head(score: Score) -> Iterator[str]:
    yield f"Тренажёр: {score.scenario.title}"
    of, keys = len(score.judged), score.keys
    yield f"Верно {score.kept} из {of} · {keys} {plural(keys, 'нажатие', 'нажатия', 'нажатий')} клавиш"


def _items(score: Score) -> Iterator[str]:
    last = None
    for each in score.judged:
        if each.item != last:
            yield from ("", each.item) if last is not None else (each.item,)
            last = each.item
        yield from _line(each)


def _line(each: JudgedAct) -> Iterator[str]:
    yield f"  {SIGNS[each.verdict]} {each.told} · {each.clause}"
    if each.better:
        yield f"      {BETTER}{each.better}"


def _advice(score: Score) -> str:
    if not score.mistakes:
        return "Всё сделано по регламенту."
    clauses = ", ".join(dict.fromkeys(each.clause for each in score.mistakes))
    return f"Перечитайте: {clauses}."
