"""What a request may be wrong in, told and never refused: the five requirements of Прил. 3, and what is not ЦК's.

Each is a guess about people's words: whoever registers judges (п. 5.5).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from core import privacy as personal_data
from core.language import analyses, lemmas, words
from core.language.layout import as_cyrillic
from core.policy import Policy, Registration
from core.privacy import NOBODY, Known
from core.text import fold
from core.tickets.registers import Outage
from core.tickets.registration.similar import Similar
from core.tickets.registration.templates import lacking

_ITEM: Final = re.compile(r"(?:^|(?<=[\s;.,:]))(?:[1-9][.)]|[-–—•*](?=\s))\s*(?=[^\W\d])", re.MULTILINE)
_NAMES_OF_MIS: Final = (("qms", "кмис"), ("промед", "promed"))
_SHOUTED: Final = 12
"""So many letters without a small one are shouted."""
_MISTYPED: Final = 2
"""So many words of the other layout are no accident."""


@dataclass(frozen=True, slots=True)
class Hint:
    """One guess: a stable code, its clause, and a Russian sentence that says what may be done."""

    code: str
    clause: str
    message: str


@dataclass(frozen=True, slots=True)
class HintedRequest:
    """A request as the hints read it; ``details`` is what primary processing learned (п. 5.5)."""

    subject: str
    description: str
    template: str | None = None
    details: str | None = None
    masked: tuple[str, ...] = ()
    """Kinds of personal data that an import has masked."""
    known: Known = NOBODY
    """Whom the desk knows: they are no patients."""

    @property
    def text(self) -> str:
        """Everything that was told."""
        return f"{self.subject}\n{self.description}"


def hints(
    told: HintedRequest, policy: Policy, resembling: Sequence[Similar] = (), outages: Iterable[Outage] = ()
) -> tuple[Hint, ...]:
    """Every hint, in the order of Прил. 3, then what is not the centre's; an empty request has none."""
    if not told.text.strip():
        return ()
    registration = policy.registration
    found = (
        _several_problems(told, registration),
        _known_already(resembling, outages),
        _incomplete(told, registration),
        _incorrect(told),
        _confidential(told, policy),
        _not_ours(told, registration),
    )
    return tuple(hint for group in found for hint in group)


def _several_problems(told: HintedRequest, registration: Registration) -> Iterator[Hint]:
    clause, advice = "Прил. 3, п. 1", "если проблем несколько, разделите обращение"
    items = [part for part in _ITEM.split(told.description)[1:] if lemmas(part)]
    if len(items) > 1 and not any(map(_is_a_step, items)):
        yield Hint("several.list", clause, f"В описании перечень из {len(items)} пунктов: {advice}")
    text = fold(told.text)
    phrase = next((each for each in registration.another_problem if _has_phrase(text, fold(each))), None)
    if phrase:
        yield Hint("several.phrase", clause, f"В тексте «{phrase}»: {advice}")
    if all(any(name in words(told.text) for name in names) for names in _NAMES_OF_MIS):
        yield Hint("several.mis", clause, f"Названы обе МИС: {advice}")


def _is_a_step(item: str) -> bool:
    """Whether an item tells what was done, as «открыть карту» and «нажимаю печать» do: steps are one problem."""
    tag = analyses(words(item)[0])[0].tag
    return bool(tag.POS == "INFN" or tag.person == "1per" or tag.mood == "impr")


def _has_phrase(text: str, phrase: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", text) is not None


def _known_already(resembling: Sequence[Similar], outages: Iterable[Outage]) -> Iterator[Hint]:
    for outage in outages:
        message = f"Идёт сбой № {outage.id} «{outage.title}»: если это он, отнесите обращение к нему"
        yield Hint("outage", "п. 5.4", message)
    for each in resembling[:3]:
        message = f"Похоже на № {each.number} «{each.subject}» ({round(each.score * 100)} %: {'; '.join(each.reasons)})"
        yield Hint("similar", "Прил. 3, п. 2", message)


def _incomplete(told: HintedRequest, registration: Registration) -> Iterator[Hint]:
    clause = "Прил. 3, п. 3"
    template = registration.template(told.template) if told.template else None
    if template and (missing := lacking(template, told.description, told.details)):
        yield Hint("incomplete.template", clause, f"По шаблону «{template.name}» не хватает: {', '.join(missing)}")
    if fold(told.subject) == fold(told.description):
        yield Hint("incomplete.same", clause, "Описание повторяет тему: что делали и что вышло?")
    elif len(words(told.description)) < registration.least_words:
        yield Hint("incomplete.short", clause, "Описание очень короткое: что делали и что вышло?")


def _incorrect(told: HintedRequest) -> Iterator[Hint]:
    clause = "Прил. 3, п. 4"
    letters = [char for char in told.description if char.isalpha()]
    if len(letters) >= _SHOUTED and all(char.isupper() for char in letters):
        yield Hint("incorrect.capitals", clause, "Описание набрано прописными буквами")
    mistyped = [word for word in re.findall(r"[A-Za-z\[\];',.`]{4,}", told.text) if _is_other_layout(word)]
    if len(mistyped) >= _MISTYPED:
        yield Hint("incorrect.layout", clause, f"Похоже на другую раскладку: «{mistyped[0]}»")


def _is_other_layout(word: str) -> bool:
    """Whether a Latin word is a Russian one of the dictionary on the same keys."""
    cyrillic = as_cyrillic(word.lower())
    return cyrillic.isalpha() and any(each.is_known for each in analyses(cyrillic))


def _confidential(told: HintedRequest, policy: Policy) -> Iterator[Hint]:
    if told.masked:
        message = (
            "При импорте скрыты персональные данные: попросите инициатора не присылать их, уточнив без них главное"
        )
        yield Hint("masked", "Прил. 3, п. 5", message)
    known = policy.privacy.own | told.known
    titles = dict.fromkeys(finding.title for finding in personal_data.find(told.text, known, policy.privacy.levels))
    if titles:
        yield Hint("personal_data", "Прил. 3, п. 5", f"Похоже на персональные данные: {', '.join(titles)}")


def _not_ours(told: HintedRequest, registration: Registration) -> Iterator[Hint]:
    told_words = lemmas(told.text)
    equipment = next((word for word in registration.equipment if _in_a_row(word, told_words)), None)
    if equipment:
        message = f"«{equipment}»: если дело в оборудовании, ЦК им не занимается — исход «Не входит в задачи ЦК»"
        yield Hint("equipment", "п. 4.3", message)
    development = next((phrase for phrase in registration.development if _in_a_row(phrase, told_words)), None)
    if development:
        message = f"«{development}»: если нужна доработка МИС, перенаправьте в ТП КМИАЦ"
        yield Hint("development", "п. 3.10", message)


def _in_a_row(phrase: str, told: Sequence[str]) -> bool:
    """Whether the words of a phrase follow each other, in any form."""
    wanted = lemmas(phrase)
    return any(told[start : start + len(wanted)] == wanted for start in range(len(told) - len(wanted) + 1))
