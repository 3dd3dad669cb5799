"""Every command and event under one name each, as the catalogue of the rules lists them."""

from types import SimpleNamespace

from core.tickets import command, log
from core.tickets.registration import origin
from core.tickets.routing import decision
from core.tickets.use_cases import catalogue

commands = SimpleNamespace(**{each.__name__: each for each in catalogue.COMMANDS} | vars(command))
events = SimpleNamespace(
    **{each.__name__: each for each in catalogue.EVENT_KINDS.values()} | vars(log) | vars(decision) | vars(origin)
)
facts = SimpleNamespace(**{each.__name__: each for each in catalogue.DESK_EVENT_KINDS.values()} | vars(log))
