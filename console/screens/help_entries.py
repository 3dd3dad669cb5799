"""What F1 knows, entry by entry: keys and what they do, signs, the words of a filter; and what is found of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from console.commands.key_titles import in_both_layouts, keys_title
from console.commands.keymap import Keymap
from console.commands.registry import Scope, commands
from console.commands.synonyms import SYNONYMS
from console.labels import MORE_VIEW_TITLES, VIEW_TITLES
from core.language.layout import as_cyrillic, as_latin
from core.policy.labels import Labels
from core.text import fold

_TITLES: Final[dict[Scope, str]] = {
    "app": "Везде",
    "queue": "Очередь",
    "ticket": "Карточка обращения",
    "intake": "Приём звонка",
    "dialog": "Окно ввода",
    "compose": "Ответ и заметка",
    "conflict": "Обращение изменили",
    "register": "Реестр",
    "search": "Поиск",
    "wall": "Табло",
    "past": "Прошлое",
}
_MOVES: Final = (
    ("↑ ↓", "По строкам; PgUp и PgDn — по страницам, Home и End — к краям."),
    ("F9", "Остальные виды: " + ", ".join(MORE_VIEW_TITLES.values()) + "."),
    ("1 – 7", "Показать вид: " + ", ".join(f"{n} — {title}" for n, title in enumerate(VIEW_TITLES.values(), 1)) + "."),
)
"""What the registry has as separate keys, told together."""
_SIGNS: Final = (
    ("●", "срок прошёл: сколько рабочего времени сверх нормы"),
    ("▲", "срок скоро: осталось меньше получаса рабочего времени"),
    ("○ △", "то же вне рабочих часов: время стоит"),
    ("не сразу", "консультация не решена сразу же: это отмечается, но не нарушение"),
    ("без срока", "срок по согласованию ещё не назначен"),
    ("+", "слева от строки: новое, вы его ещё не видели"),
    ("~", "слева от строки: изменили другие (там, где строка не подсвечивается)"),
    ("■", "слева от строки: отмечено для действия сразу со всеми"),
)


@dataclass(frozen=True, slots=True)
class HelpEntry:
    """A key or a sign and what it means, in its section; ``others``: more words by which it is found."""

    section: str
    sign: str
    meaning: str
    others: str = ""


def entries_of(scope: Scope, keymap: Keymap, labels: Labels | None, *, past: bool = False) -> tuple[HelpEntry, ...]:
    """What is told on a screen: its own keys, those that work everywhere; of the queue its signs and conditions too.

    ``past``: another instant is shown, and its keys come first.
    """
    shown: tuple[Scope, ...] = ("past", scope, "app") if past else (scope, "app")
    own = [entry for each in dict.fromkeys(shown) for entry in _keys(each, keymap)]
    if scope != "queue":
        return tuple(own)
    signs = [HelpEntry("Обозначения", sign, meaning) for sign, meaning in _SIGNS]
    return (*own, *signs, *_conditions(labels))


def entries_elsewhere(scope: Scope, keymap: Keymap) -> tuple[HelpEntry, ...]:
    """The keys of all other screens, the titles of their sections saying so."""
    others = [each for each in _TITLES if each not in (scope, "app")]
    return tuple(entry for each in others for entry in _keys(each, keymap))


def found(query: str, entries: Iterable[HelpEntry]) -> tuple[HelpEntry, ...]:
    """The entries that hold every word that was typed, in either layout; all of them where nothing was."""
    readings = [fold(text).split() for text in (query, as_cyrillic(query.lower()), as_latin(query.lower()))]
    if not readings[0]:
        return tuple(entries)
    return tuple(each for each in entries if any(_holds(each, words) for words in readings))


def _holds(entry: HelpEntry, words: list[str]) -> bool:
    told = fold(f"{entry.section} {entry.sign} {entry.meaning} {entry.others}")
    return all(word in told for word in words)


def _keys(scope: Scope, keymap: Keymap) -> Iterator[HelpEntry]:
    title = _TITLES[scope]
    if scope == "queue":
        yield from (HelpEntry(title, sign, told) for sign, told in _MOVES)
    for spec in commands(scope):
        if (bound := keymap.keys(spec)) and not spec.id.startswith("queue.view."):
            synonyms = SYNONYMS.get(spec.name, "")
            names = keys_title(bound)
            yield HelpEntry(
                title, ", ".join(map(in_both_layouts, bound)), spec.help, f"{spec.title} {names} {synonyms}"
            )


def _conditions(labels: Labels | None) -> Iterator[HelpEntry]:
    """The filter language, once the policy that names its values is known."""
    if labels is None:
        return
    from core.tickets.filtering import filter_help  # loads the rules, which no first row needs

    for sign, meaning in filter_help(labels):
        yield HelpEntry("Условия поиска (F3)", sign, meaning)
