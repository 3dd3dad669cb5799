"""Mass incidents (п. 5.4, 6.3)."""
