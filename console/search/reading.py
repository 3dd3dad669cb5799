"""All that there is of a result, read when it is opened or used."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.desk.search.results import Result
from core.text import safe, safe_line
from core.tickets.refusal import Refusal

if TYPE_CHECKING:
    from core.desk.desk import Desk
    from core.tickets.directory import Actor


@dataclass(frozen=True, slots=True)
class ResultText:
    """What is read of a result; ``solution``: words that solve it, ``ticket`` and ``subject``: where they come from."""

    title: str
    text: str
    clause: str = ""
    solution: str | None = None
    ticket: int | None = None
    subject: str = ""


def text_of(result: Result, actor: "Actor", desk: "Desk") -> ResultText | None:
    """What there is of a result now; None where it is gone."""
    match result.kind:
        case "ticket":
            view = desk.tickets.view(result.number, actor)
            if isinstance(view, Refusal):
                return None
            ticket = view.ticket
            title, solution = safe_line(ticket.subject), ticket.solution and safe(ticket.solution)
            return ResultText(title, solution or "", "", solution or None, ticket.number, title)
        case "solution":
            known = desk.registers.solutions(retired=True)
            found = next((each.solution for each in known if each.solution.id == result.number), None)
            if found is None:
                return None
            text = safe(found.text)
            return ResultText(f"Решение № {found.id}. {safe_line(found.title)}", text, "п. 5.4", text)
        case "call":
            call = next((each for each in desk.registers.calls() if each.id == result.number), None)
            return None if call is None else ResultText(result.title, safe(call.text), "п. 5.5")
        case "person":
            return ResultText(result.title, "\n".join(_person(result, desk)))
        case _:
            return ResultText(result.title, "\n".join(_clinic(result, desk)), "п. 1.2")


def _person(result: Result, desk: "Desk") -> Iterator[str]:
    person = next((each for each in desk.directory.people() if each.id == result.number), None)
    clinic = {each.code: each.name for each in desk.directory.organizations()}.get(result.clinic or "", "")
    if person is not None:
        lines = (("МО", clinic), ("Телефон", person.phone), ("Почта", person.email))
        yield from (f"{label}: {safe_line(value)}" for label, value in lines if value)
        if person.blocked:
            yield "Учётная запись заблокирована (п. 10.2)"


def _clinic(result: Result, desk: "Desk") -> Iterator[str]:
    clinic = next((each for each in desk.directory.organizations() if each.id == result.number), None)
    if clinic is not None:
        until = f" до {clinic.contract_until}" if clinic.contract_until else ""
        yield f"Код: {safe_line(clinic.code)}"
        yield f"Договор: {safe_line(clinic.contract)}{until}" if clinic.contract else "Договора нет (п. 1.2)"
