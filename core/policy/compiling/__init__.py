"""Validated files turned into the frozen policy."""
