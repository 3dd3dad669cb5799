"""The forms of the console, as data: which fields a command wants, how each is laid, and how it is read."""
