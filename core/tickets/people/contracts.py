"""No contract, no support (п. 1.2): of a request as of a consultation by telephone, unless a supervisor lets it in."""

from datetime import datetime
from typing import Final

from core.tickets.context import Context
from core.tickets.directory import Organization
from core.tickets.people.organizations import in_force
from core.tickets.refusal import Refusal, forbidden
from core.vocabulary import Role

CONTRACT: Final = "п. 1.2"


def uncontracted(
    clinic: Organization, at: datetime, admit_reason: str | None, context: Context, *, what: str
) -> Refusal | None:
    """Why a clinic is not served at an instant; None where its contract is in force or a supervisor gives a reason.

    ``what``: what would be let in, as «обращение».
    """
    if admit_reason is not None and context.actor.role is not Role.SUPERVISOR:
        return forbidden("contract.not_supervisor", "Допустить МО без договора может руководитель смены", CONTRACT)
    day = at.astimezone(context.policy.zone).date()
    if not context.policy.lifecycle.contract_required or in_force(clinic, day) or admit_reason is not None:
        return None
    message = f"У «{clinic.name}» нет действующего договора: допустить {what} может руководитель смены с основанием"
    return Refusal("contract.none", message, CONTRACT)
