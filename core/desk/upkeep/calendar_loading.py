"""Putting a year's production calendar in force (п. 3.4): whose due times move, then the file, then the record."""

from pathlib import Path
from typing import TYPE_CHECKING

from core.policy.configuration.calendar_files import NewCalendar, store_calendar, with_calendar
from core.tickets.desk_records.calendars import RecordCalendar
from core.tickets.directory import Actor
from core.tickets.forecast.what_if import Judgement
from core.tickets.refusal import Refusal, bad_input
from core.tickets.use_cases.access import permit_named
from core.wording import reason

if TYPE_CHECKING:
    from core.desk.desk import Desk

SHIPPED = "Поставленные настройки не меняются: скопируйте config в свою папку и назовите её в --config."


def load_calendar(
    desk: "Desk", actor: Actor, folder: Path | None, new: NewCalendar, *, dry: bool
) -> Judgement | Refusal:
    """Judge every ticket under the new calendar; then, unless ``dry``, write it to the customer's ``folder`` and record
    it. Raises ConfigError where the calendar does not go with the other files."""
    judged = desk.oversight.replay(with_calendar(folder, new))
    if dry:
        return judged
    if folder is None:
        return bad_input("config.shipped", SHIPPED)
    record = RecordCalendar(year=new.year, decree=new.decree, moved=judged.moved)
    if permit_named(record.name, actor) is None:  # a denial is left to the gate, which records it
        try:
            store_calendar(folder, new)
        except OSError as error:
            return bad_input("file", f"Календарь не записан: {reason(error)}.")
    done = desk.commands.perform(record, actor)
    return done if isinstance(done, Refusal) else judged
