"""The two words by which a console and its client agree to begin; the client loads no more than this."""

HERE = b"here"
"""A console has the terminal and waits."""
GO = b"go"
"""The client is ready: from now on the terminal is the console's."""
