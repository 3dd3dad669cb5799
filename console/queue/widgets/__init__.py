"""The widgets of the queue."""
