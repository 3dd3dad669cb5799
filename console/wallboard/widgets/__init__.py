"""The widgets of the breach panel."""
