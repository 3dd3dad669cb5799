"""The command line: the same use cases as the console, for scripts, for the exchange and for tests from outside."""
