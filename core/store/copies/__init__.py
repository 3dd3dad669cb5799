"""Copies of a whole store: backups, moves, their sealing."""
