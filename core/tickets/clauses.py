"""Parts of the regulation that several areas rest on, by their names."""

from typing import Final

UNIQUE: Final = "Прил. 3, п. 2"
STATUSES: Final = "Прил. 2, «Статусы обращений»"
DISPUTES: Final = "Прил. 2, «Работа по спорным ситуациям»"
PRIVACY: Final = "Прил. 3, п. 5"
"""Where the regulation forbids personal data in texts and files."""
