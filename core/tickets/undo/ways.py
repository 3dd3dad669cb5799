"""How each command is taken back within seconds of its key press: one decision a command, tested over all of them.

* ``MARKED``: it is carried out at once, and taking it back is an event of its own; the fold of the ticket and its
  clocks read as if neither had been, and the log tells both. Honest for everything that stays inside the desk: an
  answer written at 12:59:58 is on time because it was never held, and one that was taken back has met no clock.
* ``REVERSED``: a command of its own ends what was begun, and both are told: somebody may have been connected already.
* ``HELD``: the console waits the seconds out before it gives the command, for what cannot be brought back: words that
  are cut out, a ticket that is born, records of the desk whose earlier value the log would have to guess.
* ``FINAL``: it is not taken back, and it is told what to do instead.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class Reversal(StrEnum):
    """What taking back means for a command."""

    MARKED = "marked"
    REVERSED = "reversed"
    HELD = "held"
    FINAL = "final"


_TABLE: Final = """
take comment note release send_back priority priority_confirm type                          marked
resolve confirm reject close                                                                marked
process request_information propose_priority assign external                                marked
term indicate wait resume answered                                                          marked
task task_pass task_done approval_request approval_grant approval_refuse                     marked
attach watch link use_solution join_outage                                                  marked
route route_returned route_verified                                                         marked
duplicate force_close reopen dispute_open dispute_decide dispute_escalate                   marked
remote_end mis_run_end workplace                                                            marked
remote_start mis_run_start                                                                  reversed
split redact                                                                                held
org_contract person_change person_block person_unblock letter_sent                           held
account_external account_done account_refuse                                                 held
user_block user_unblock user_role user_competences absence_cancel                           held
solution_change solution_retire view_drop shift_hand_over shift_accept                       held
outage_open outage_update outage_answer outage_resolve outage_end                           held
key_revoke key_expire session_end redact_fact                                               held
register org_add person_add user_add absence_set call_log account_request                   final
solution_add view_save key_add staff_number                                                 final
export archive_record archive calendar_apply close_silent alert undo                        final
"""
WAYS: Final[Mapping[str, Reversal]] = {
    name: Reversal(way) for *names, way in map(str.split, _TABLE.strip().splitlines()) for name in names
}
"""The way of every command, by its name."""
INSTEAD: Final[Mapping[str, str]] = {
    "register": "Номер уже назван инициатору: ошибочное обращение закрывают без решения",
    "org_add": "Лишнюю организацию оставляют без договора",
    "person_add": "Лишнюю карточку блокируют",
    "user_add": "Лишнюю учётную запись блокируют",
    "absence_set": "Отсутствие отменяют в его реестре",
    "call_log": "Журнал звонков не правят: запишите звонок ещё раз",
    "account_request": "По лишней заявке отказывают с причиной",
    "solution_add": "Лишнее решение выводят из базы",
    "view_save": "Лишний вид убирают",
    "key_add": "Лишний ключ отзывают",
    "staff_number": "Номер уже показан, и это записано",
    "export": "Выгруженное уже вне пульта, и это записано",
    "archive_record": "Архив уже записан",
    "archive": "Тексты уже в архиве",
    "calendar_apply": "Прежний календарь загружают снова",
    "close_silent": "Обращение закрыла программа: если инициатор не согласен, откройте спор",
    "alert": "Об этом предупредила программа",
    "undo": "Отмену не отменяют: сделайте действие снова",
}
"""What to do in place of taking back, for everything that is final."""


def way_of(command: str) -> Reversal:
    """How the command of a name is taken back; one that nobody has decided about is not."""
    return WAYS.get(command, Reversal.FINAL)
