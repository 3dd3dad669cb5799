"""``pult search``: one search over tickets, documented solutions, people, clinics and calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from console.cli.command_classes import PultCommand
from console.cli.failure import bad_input
from console.cli.input.options import Count
from console.cli.output import answer
from console.cli.session import Session, with_desk

if TYPE_CHECKING:
    from core.desk.search.results import Group

_PLACES = {"tickets": ("open", "closed"), "solutions": ("solutions",), "people": ("people",), "calls": ("calls",)}
_LANGUAGE = """Слова в любой форме, с опечаткой или в другой раскладке: реестры, рцепт, htwtgn.
"два слова"      стоят рядом
-слово           кроме этого
одно или другое  любое из двух
0x0001, 086/у    код как он есть; телефон — в любой записи
мо:ккб, приоритет:высокий, просрочено — условия очереди (pult queue --filter-help)"""


@click.command("search", cls=PultCommand, help="Найти обращения, решения, людей и звонки по словам.")
@click.argument("words", metavar="СЛОВА", nargs=-1, help="Что искать; слово с минусом — в кавычках вместе с другими.")
@click.option("--in", "places", metavar="ГДЕ", default="", help="tickets, solutions, people, calls — через запятую.")
@click.option(
    "--filter", "narrowed", metavar="УСЛОВИЯ", default="", help="Условия очереди; все — в pult queue --filter-help."
)
@click.option("--limit", type=Count(1), metavar="ЧИСЛО", default=10, show_default=True, help="Сколько в каждой группе.")
@click.option("--help-words", is_flag=True, help="Показать, как спрашивать.")
@with_desk
def command(
    session: Session, *, words: tuple[str, ...], places: str, narrowed: str, limit: int, help_words: bool
) -> None:
    """Answer with what was found, in groups."""
    from console.cli.json_shapes.search import search_json
    from console.cli.plain_texts.search import search_text
    from core.desk.search.results import Asked

    if help_words:
        answer({"help": _LANGUAGE.splitlines()}, lambda: _LANGUAGE, as_json=session.as_json)
        return
    text = " ".join(words)
    if not text.strip() and not narrowed.strip():
        raise bad_input("Искать нечего: назовите слова. Как спрашивать: pult search --help-words", "search.empty")
    if problems := session.desk.queue.read_filter(narrowed).problems:
        raise bad_input(problems[0].message, "filter")
    asked = Asked(text, _groups(places), narrowed, limit)
    found = session.desk.search.find(asked, session.actor)
    answer(search_json(found, session.policy.zone), lambda: search_text(found, session.policy), as_json=session.as_json)


def _groups(places: str) -> tuple[Group, ...]:
    from core.desk.search.results import Group

    named = [each.strip() for each in places.split(",") if each.strip()] or list(_PLACES)
    if unknown := [each for each in named if each not in _PLACES]:
        raise bad_input(f"«{unknown[0]}» — не место поиска. Допустимо: {', '.join(_PLACES)}", "search.place")
    return tuple(Group(group) for each in named for group in _PLACES[each])
