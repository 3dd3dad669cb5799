"""What makes a terminal usable again after a console that could not do so itself."""

RESTORE = b"\x1b[?1000l\x1b[?1003l\x1b[?1006l\x1b[?1015l\x1b[?2004l\x1b[?1004l\x1b[?7h\x1b[?1049l\x1b[?25h\x1b[0m"
"""No mouse, no bracketed paste, no reports of focus, wrapping, the other screen, a cursor, no colour."""
