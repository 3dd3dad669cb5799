"""What a request must have (Прил. 3): templates by kind of request, and the words of the hints at registration."""

from dataclasses import dataclass
from typing import Final

from core.vocabulary import Mis, TicketType

REPLY_VARIABLES: Final = ("инициатор", "номер", "тема", "исполнитель", "срок", "сотрудник", "мо")
"""What may stand in braces in a canned reply."""


@dataclass(frozen=True, slots=True)
class TemplateField:
    """One line of a description: «label: value»."""

    code: str
    label: str
    required: bool


@dataclass(frozen=True, slots=True)
class Template:
    """A kind of request with the fields of its description (п. 5.4); ``mis`` and ``type`` None fit any."""

    code: str
    name: str
    mis: Mis | None
    type: TicketType | None
    fields: tuple[TemplateField, ...]


@dataclass(frozen=True, slots=True)
class Reply:
    """A canned reply; ``text`` has variables in braces (:mod:`core.tickets.answers.replies`)."""

    code: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Registration:
    """Templates in their order, and what the hints go by; words are matched in any form."""

    templates: tuple[Template, ...]
    least_words: int
    """A description of fewer words counts as incomplete (Прил. 3, п. 3)."""
    equipment: tuple[str, ...]
    """Words of what the centre does not support (п. 4.3)."""
    development: tuple[str, ...]
    """Phrases of development, which is ТП КМИАЦ's (п. 3.10)."""
    another_problem: tuple[str, ...]
    """Phrases after which a second problem often begins (Прил. 3, п. 1)."""
    replies: tuple[Reply, ...] = ()
    synonyms: tuple[tuple[str, ...], ...] = ()
    """Words and phrases that search takes for one another."""

    def template(self, code: str) -> Template | None:
        """The template of a code; None without one."""
        return next((each for each in self.templates if each.code == code), None)
