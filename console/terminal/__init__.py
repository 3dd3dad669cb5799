"""The terminal's end of the console."""
