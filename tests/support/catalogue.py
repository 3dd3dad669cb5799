"""Every command and event under one name each, as the catalogue of the rules lists them."""

from types import SimpleNamespace

from core.tickets.catalogue import COMMANDS, DESK_EVENT_KINDS, EVENT_KINDS

commands = SimpleNamespace(**{each.__name__: each for each in COMMANDS})
events = SimpleNamespace(**{each.__name__: each for each in EVENT_KINDS.values()})
facts = SimpleNamespace(**{each.__name__: each for each in DESK_EVENT_KINDS.values()})
