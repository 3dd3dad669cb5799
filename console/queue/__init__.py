"""The queue: its screen and the parts of it."""
