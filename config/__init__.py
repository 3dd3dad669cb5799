"""Shipped policy: the YAML that a desk starts with and a customer edits in a copy of its own."""
