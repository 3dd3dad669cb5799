"""Who holds a ticket: taken, assigned, handed over, sent back (п. 4.8, 5.9, 6.4)."""
