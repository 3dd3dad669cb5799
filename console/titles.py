"""Russian names that both the screens and the command line show, and that are no policy. Loads nothing."""

from typing import Final

VIEW_TITLES: Final = {
    "new": "Новые",
    "mine": "Мои",
    "open": "Все открытые",
    "soon": "Скоро срок",
    "overdue": "Просрочено",
    "confirmation": "Ждут подтверждения",
    "closed": "Закрытые",
}
"""The views of the queue, in the order of their digit keys."""

PERSON_KINDS: Final = {
    "medic": "медработник",
    "it": "ИТ-специалист",
    "it_head": "руководитель ИТ",
    "head": "руководитель",
}
"""What a person of a clinic is (п. 10.1)."""
