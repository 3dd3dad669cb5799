"""The console: a Textual application and a command line over the same use cases."""
