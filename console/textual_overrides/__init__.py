"""All that the console takes from the private parts of Textual, a module a subject; nothing else names one of them.

Each docstring says in which version it was read, why it is needed, and which test fails once it is needed no longer.
"""
