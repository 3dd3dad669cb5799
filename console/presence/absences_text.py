"""Who of the staff is away now, in words for whoever hands work over (п. 4.7)."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from core.text import safe_line
from core.tickets.staff.substitution import path_of
from core.wording import short_moment

if TYPE_CHECKING:
    from core.desk.desk import Desk


def absent_staff(desk: "Desk") -> Mapping[str, str]:
    """«нет до пт 09:00, замещает Сидоров К. В.», by the login of everybody who is away now."""
    now, absences = desk.now(), desk.directory.absences()
    names = {user.login: user.name for user in desk.directory.users() if not user.blocked}
    told: dict[str, str] = {}
    for each in absences:
        if each.login is None or not each.covers(now):
            continue
        path = path_of(absences, each.login, now)
        who = safe_line(names.get(path[-1], "")) if path else ""
        until = short_moment(each.until, now, desk.policy.zone)
        told[each.login] = f"нет до {until}, " + (f"замещает {who}" if who else "замещающего нет")
    return told
