"""What the fields of the directory offer while they are typed into: clinics and their people."""

from collections.abc import Iterable, Iterator, Mapping

from console.labels import PERSON_KINDS
from console.widgets.fields.completer import Candidate
from core.tickets.directory import Organization, Person


def clinics_of(organizations: Iterable[Organization]) -> Iterator[Candidate]:
    """The clinics, found by code and by name."""
    return (Candidate(each.id, each.name, each.code, each.code) for each in organizations)


def people_of(
    clinic: int | None, people: Iterable[Person], organizations: Mapping[int, Organization]
) -> Iterator[Candidate]:
    """The people of a clinic, or of all while none is chosen, found by name and by telephone."""
    for each in people:
        if clinic in (None, each.organization):
            elsewhere = organizations.get(each.organization) if clinic is None else None
            parts = (each.phone or "", PERSON_KINDS.get(each.kind, ""), elsewhere.name if elsewhere else "")
            yield Candidate(each.id, each.name, " · ".join(filter(None, parts)), _digits_too(each.phone))


def _digits_too(phone: str | None) -> str:
    return f"{phone} {''.join(filter(str.isdigit, phone))}" if phone else ""
