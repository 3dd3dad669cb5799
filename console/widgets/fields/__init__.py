"""Fields for typing and choosing."""
