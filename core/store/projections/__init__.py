"""Rows that lists and counters read, made from the log in the same transaction."""
