"""What is said where an act is compensated by another command, or cannot be."""

from typing import Final

REASON: Final = "Отмена предыдущего действия"
BY_MISTAKE: Final = "Начато по ошибке"
STAYS: Final = "Это действие уже не отменить: оно осталось в журнале. Если оно ошибочно, запишите заметку"
