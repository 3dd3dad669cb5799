"""One ticket: its screen and the parts of it."""
