"""``pult redact``: the same as ``pult ticket redact``, at hand where something must go at once (Прил. 3, п. 5)."""

from console.cli.commands.ticket_oversight import redact as command

__all__ = ["command"]
