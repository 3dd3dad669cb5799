"""Search over everything (F3): what is typed, what was found, and what can be made of it."""
