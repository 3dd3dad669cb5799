"""Russian names that both the screens and the command line show, and that are no policy. Loads nothing."""

from typing import Final

DESK_NAME: Final = " Пульт ЦК "
"""Begins the line on top of every screen."""

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

MORE_VIEW_TITLES: Final = {
    "no_term": "Без срока",
    "needs_term": "Согласовать срок",
    "no_executor": "Без исполнителя",
    "unregistered": "Нет внешнего номера",
    "waiting": "В ожидании",
    "third_line": "У ТЛТП",
    "masked": "Скрыты персональные данные",
    "disputed": "Спорные",
    "tasks": "С задачами",
    "outage": "По сбоям",
    "to_solve": "Решать",
    "all": "Все, с закрытыми",
}
"""The views that have no digit key."""

ALL_VIEW_TITLES: Final = VIEW_TITLES | MORE_VIEW_TITLES

PERSON_KINDS: Final = {
    "medic": "медработник",
    "it": "ИТ-специалист",
    "it_head": "руководитель ИТ",
    "head": "руководитель",
}
"""What a person of a clinic is (п. 10.1)."""

ACCOUNT_STATES: Final = {"open": "открыта", "done": "выполнена", "refused": "отказано"}
"""How a request about an account stands (п. 10.3–10.6)."""

DOORS: Final = {"ssh": "SSH", "local": "на узле"}
"""How a console was entered."""

KEY_KINDS: Final = {
    "ssh-ed25519": "Ed25519",
    "ssh-rsa": "RSA",
    "ecdsa-sha2-nistp256": "ECDSA",
    "ecdsa-sha2-nistp384": "ECDSA",
    "ecdsa-sha2-nistp521": "ECDSA",
    "sk-ssh-ed25519@openssh.com": "токен Ed25519",
    "sk-ecdsa-sha2-nistp256@openssh.com": "токен ECDSA",
}
"""Kinds of SSH keys as people call them."""

PLACES: Final = {
    "queue": "очередь",
    "ticket": "обращение",
    "intake": "приём звонка",
    "register": "реестры",
    "wall": "табло",
    "dialog": "форма",
    "compose": "форма",
}
"""Where in the console somebody is, by the scope of his screen."""

THEME_TITLES: Final = {
    "dark": "тёмная",
    "light": "светлая",
    "contrast": "контрастная",
    "ansi": "цвета терминала",
}
"""The colours that the console can have."""
