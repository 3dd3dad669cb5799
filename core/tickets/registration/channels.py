"""Which register a request belongs to (п. 3.6; гл. 2): «Интерактив» is the one of qMS alone, ★ ``registers``."""

from typing import Final

from core.policy import Policy
from core.tickets.refusal import Refusal, RefusalKind
from core.vocabulary import Channel, Mis

REGISTERED: Final = "п. 3.6; гл. 2"


def register_of(mis: Mis, policy: Policy) -> Channel:
    """The register in which the requests of a МИС stand."""
    return Channel(policy.lifecycle.registers[mis])


def wrong_register(mis: Mis, channel: Channel, policy: Policy) -> Refusal | None:
    """Why a request of a МИС cannot have come this way.

    «Интерактив» is a part of a МИС and has the requests of no other; ИСКИЗ and the telephone take those of any.
    """
    right = register_of(mis, policy)
    if channel is not Channel.INTERACTIVE or right is channel:
        return None
    label = policy.labels.of
    message = f"Обращения по МИС «{label(mis)}» регистрируют в «{label(right)}», а не в «{label(channel)}»"
    details = {"field": "channel", "register": right.value}
    return Refusal("register.wrong", message, REGISTERED, RefusalKind.RULE, details)
