"""The gate of personal data for a call that is saved whole: each of its parts passes as if it came alone.

Who is added with the call is known to the gate of the other parts: the caller is no patient.
"""

from dataclasses import replace
from functools import cache

from core.desk.privacy.personal_data_gate import Gate, Handling, ScreenedCommand, screen
from core.privacy import Known
from core.tickets.desk_records.whole_calls import TakeCall
from core.tickets.directory import Actor
from core.tickets.people.commands import AddPerson
from core.tickets.refusal import Refusal, of_part


def screen_call(command: TakeCall, actor: Actor, handling: Handling, gate: Gate) -> ScreenedCommand | Refusal:
    """The call as it may be written down, or why a part of it may not, which the refusal names."""
    if command.person is not None:
        gate = knowing(gate, command.person)
    screened: list[ScreenedCommand] = []
    for part in command.parts:
        answer = screen(part, actor, handling, gate)
        if isinstance(answer, Refusal):
            return of_part(answer, part.name)
        screened.append(answer)
    return ScreenedCommand(
        command.of(each.command for each in screened),
        why=next((each.why for each in screened if each.why is not None), None),
        told=tuple(dict.fromkeys(title for each in screened for title in each.told)),
        masked=tuple(dict.fromkeys(title for each in screened for title in each.masked)),
        parts=tuple(screened),
    )


def knowing(gate: Gate, person: AddPerson) -> Gate:
    """The gate of a directory in which somebody stands who is about to be added to it."""
    added = Known.of([person.phone] if person.phone else [], [person.email] if person.email else [], [person.full_name])
    return replace(gate, directory=cache(lambda: gate.directory() | added))
