"""Documented solutions, and how they are found (п. 5.4, 6.3, 6.9)."""
