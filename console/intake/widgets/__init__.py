"""The widgets of the intake of a call."""
