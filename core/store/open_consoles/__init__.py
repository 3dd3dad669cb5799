"""Leases of open consoles: who is where. Nothing of it is part of the log."""
