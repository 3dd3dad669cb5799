"""The desk as it was at an instant: the same reads over what the log held by then, and no command."""
